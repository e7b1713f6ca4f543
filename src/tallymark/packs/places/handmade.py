"""What is kept by hand beside the tables: names that gazetteers lack, words that are no places, endings of names."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tallymark.packs import cache
from tallymark.packs.places.entry import PlaceEntry
from tallymark.packs.places.spelling import fold_name, skeleton
from tallymark.packs.reading import PackError, read_yaml

_FILES = ("not_places.yaml", "forms.yaml", "aliases.yaml", "lookalikes.txt")
_ALIAS_KEYS = {"id", "name", "kind", "countries", "within", "names", "because", "rival", "former"}
# What is left of a form without its ending must still be a name, not a syllable.
_STEM_FROM = 4


class Ending(msgspec.Struct, frozen=True):
    """An ending of a language's forms and what stands in its place in the name."""

    ends: str
    gives: tuple[str, ...]


class Handmade(msgspec.Struct, frozen=True):
    """The files kept by hand, folded and indexed. `names` are by the skeleton of their first word.

    Ids in `names` and `vouched` are short, as in the tables: without `geonames:`.
    """

    places: dict[str, PlaceEntry]
    names: dict[str, list[tuple[str, tuple[str, ...]]]]
    never: frozenset[str]
    only_near: frozenset[str]
    lookalikes: frozenset[str]
    vouched: frozenset[str]
    endings: dict[str, tuple[Ending, ...]]
    any_ending: dict[str, tuple[str, ...]]
    clitics: dict[str, tuple[str, ...]]
    unit_words: dict[str, str]
    links: frozenset[str]
    unit_first: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> Handmade:
        """Return what the files in a folder say. Raises `PackError` for one that is missing or broken."""
        return cache.remembered(f"places-{folder.name}", _hash(folder), cls, lambda: cls._read(folder))

    @classmethod
    def _read(cls, folder: Path) -> Handmade:
        words = read_yaml(folder / "not_places.yaml")
        forms = read_yaml(folder / "forms.yaml")
        places, names = _aliases(folder / "aliases.yaml")
        endings = {language: _endings(listed) for language, listed in forms["endings"].items()}
        return cls(
            places=places,
            names=names,
            never=_listed(words["never"]),
            only_near=_listed(words["only_near"]),
            lookalikes=frozenset((folder / "lookalikes.txt").read_text(encoding="utf-8").split()),
            vouched=frozenset(id for listed in names.values() for _, ids in listed for id in ids),
            endings=endings,
            any_ending={language: tuple(ending.ends for ending in listed) for language, listed in endings.items()},
            clitics={language: tuple(listed) for language, listed in forms["clitics"].items()},
            unit_words={fold_name(w): kind for kind, listed in forms["unit_words"].items() for w in listed},
            links=frozenset(forms["links"]),
            unit_first=frozenset(forms["unit_first"]),
        )

    def without_clitic(self, token: str, language: str) -> str | None:
        """Return a token without what a language hangs on a name, or None where nothing hangs on it.

        >>> from tallymark.packs.places.gazetteer import HERE
        >>> Handmade.read(HERE).without_clitic("pakistan's", "en")
        'pakistan'
        """
        clitics = self.clitics.get(language, ())
        if not token.endswith(clitics):
            return None
        return next(token[: -len(clitic)] for clitic in clitics if token.endswith(clitic))

    def bases(self, key: str, language: str) -> Iterator[str]:
        """Yield what a form may be made from, the longest ending first."""
        if not key.endswith(self.any_ending.get(language, ())):
            return
        for ending in self.endings[language]:
            if key.endswith(ending.ends) and len(key) - len(ending.ends) >= _STEM_FROM:
                stem = key.removesuffix(ending.ends)
                for given in ending.gives:
                    yield stem + given


def _hash(folder: Path) -> str:
    """Return the hash of the files and of the modules that fold what stands in them."""
    digest = hashlib.sha256(cache.source_hash(Path(__file__).parent).encode())
    for name in _FILES:
        content = (folder / name).read_bytes() if (folder / name).is_file() else b"missing"
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def _listed(groups: list[dict[str, str]]) -> frozenset[str]:
    return frozenset(word for group in groups for word in group["words"].split())


def _endings(listed: list[dict[str, Any]]) -> tuple[Ending, ...]:
    flat = [Ending(fold_name(end), tuple(entry["gives"])) for entry in listed for end in entry["ends"]]
    return tuple(sorted(flat, key=lambda ending: (-len(ending.ends), ending.ends)))


def _aliases(path: Path) -> tuple[dict[str, PlaceEntry], dict[str, list[tuple[str, tuple[str, ...]]]]]:
    places: dict[str, PlaceEntry] = {}
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in read_yaml(path):
        id = entry.get("id", "")
        if unknown := set(entry) - _ALIAS_KEYS:
            raise PackError(f"{path}: {id} has {', '.join(sorted(unknown))}, which no place has")
        if not (id and entry.get("names") and entry.get("because")):
            raise PackError(f"{path}: {id or entry} needs an id, names, and a source or reason (because)")
        if id.startswith("tm:"):
            if id in places:
                raise PackError(f"{path}: {id} stands there twice")
            places[id] = _place(entry, path)
        for name in (*entry["names"], *entry.get("former", ()), *entry.get("rival", ())):
            ids[fold_name(name)][id.removeprefix("geonames:")] = None
    names: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for key, meant in ids.items():
        names[skeleton(key).split(" ")[0]].append((key, tuple(meant)))
    return places, dict(names)


def _place(entry: dict[str, Any], path: Path) -> PlaceEntry:
    if not entry.get("kind") or not (entry.get("countries") or entry["kind"] == "continent"):
        raise PackError(f"{path}: {entry['id']} needs a kind and its countries")
    return PlaceEntry(
        id=entry["id"],
        name=entry.get("name", entry["names"][0]),
        kind=entry["kind"],
        countries=tuple(entry.get("countries", ())),
        within=tuple(entry.get("within", ())),
        by_hand=True,
    )
