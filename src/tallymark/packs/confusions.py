"""Known confusions between languages, as data with proof: how a word of one comes out wrong in another."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tallymark.packs.reading import PackError, read_yaml

FOLDER = Path(__file__).parent / "confusions"
_FIGURE = r"(?P<figure>\d[\d.,  ’']*\d|\d)"
_PATTERN_KEYS = {"id", "from", "word", "pattern", "instead", "spoils", "finds", "passes", "because"}
_SPOILS = ("item", "total", "provision")


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the language `into` that stand for others: `pattern` finds them with the number in group `figure`.

    `instead` is what they stand for, with {figure} in it; `spoils` the part of a claim that they hide (item, total or
    provision); `measures` the measures the number must be read as, empty for any; `origins` the languages it comes
    from; `word` why.
    """

    id: str
    into: str
    origins: tuple[str, ...]
    word: str
    pattern: re.Pattern[str]
    instead: str
    spoils: str
    measures: tuple[str, ...] = ()


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """Two measures that one word of another language may stand for."""

    id: str
    origins: tuple[str, ...]
    word: str
    said: frozenset[str]


class Confusions(msgspec.Struct, frozen=True):
    """All known confusions: those found by words, and those found by two versions giving two measures."""

    patterns: tuple[Confusion, ...]
    swaps: tuple[Swap, ...]

    def swap(self, one: str, other: str) -> Swap | None:
        """Return the confusion that makes one measure of another, or None where none is known."""
        return next((swap for swap in self.swaps if swap.said == {one, other}), None)


@functools.cache
def load_confusions(folder: Path = FOLDER) -> Confusions:
    """Return the confusions of every file of a folder, cached for the life of the process.

    Raises `PackError` for an entry without proof, or whose proof does not hold.
    """
    patterns: list[Confusion] = []
    swaps: list[Swap] = []
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path)
        patterns += [_pattern(entry, content["into"], path) for entry in content.get("patterns", ())]
        swaps += [_swap(entry, path) for entry in content.get("measures", ())]
    return Confusions(tuple(patterns), tuple(swaps))


def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern of words with {figure} in them; a space stands for any white space.

    >>> compiled("only {figure}").search("mines (only 3,581)")["figure"]
    '3,581'
    """
    before, slot, after = pattern.partition("{figure}")
    if not slot:
        raise PackError(f"{pattern!r} has no {{figure}}")
    words = rf"{before}{_FIGURE}{after}".replace(" ", r"\s+").replace(r"\s+?", r"\s*")
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _pattern(entry: Mapping[str, Any], into: str, path: Path) -> Confusion:
    _complete(entry, _PATTERN_KEYS, path)
    if entry["spoils"] not in _SPOILS:
        raise PackError(f"{path.name}: {entry['id']} spoils {entry['spoils']!r}, which is no part of a claim")
    pattern = compiled(entry["pattern"])
    for sentence in (*entry["finds"], *entry.get("mistakes", ())):
        if pattern.search(sentence) is None:
            raise PackError(f"{path.name}: {entry['id']} does not find {sentence!r}")
    for sentence in entry["passes"]:
        if pattern.search(sentence) is not None:
            raise PackError(f"{path.name}: {entry['id']} does not pass over {sentence!r}")
    return Confusion(
        id=entry["id"],
        into=into,
        origins=tuple(entry["from"]),
        word=entry["word"],
        pattern=pattern,
        instead=entry["instead"],
        spoils=entry["spoils"],
        measures=tuple(entry.get("measures", ())),
    )


def _swap(entry: Mapping[str, Any], path: Path) -> Swap:
    _complete(entry, {"id", "from", "word", "said", "finds", "passes"}, path)
    said = frozenset(entry["said"])
    if any(set(pair) != said for pair in entry["finds"]) or any(set(pair) == said for pair in entry["passes"]):
        raise PackError(f"{path.name}: the proof of {entry['id']} does not hold")
    return Swap(id=entry["id"], origins=tuple(entry["from"]), word=entry["word"], said=said)


def _complete(entry: Mapping[str, Any], keys: set[str], path: Path) -> None:
    """Refuse an entry that lacks a part, or has its proof empty."""
    lacking: Sequence[str] = sorted(key for key in keys if not entry.get(key))
    if lacking:
        raise PackError(f"{path.name}: {entry.get('id', 'an entry without id')} lacks {', '.join(lacking)}")
