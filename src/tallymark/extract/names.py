"""Names: which places the gazetteer knows by runs of words that may be names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tallymark.packs.places.entry import PlaceEntry
from tallymark.packs.places.gazetteer import Gazetteer
from tallymark.rules import Engine, Line, Sense

COUNTRY, CAPITAL, CONTINENT = "country", "capital", "continent"  # kinds of places as the gazetteer has them
WORLD = "world"  # what a pack's rule calls the whole of it
# Letters for the units of a run: a word with a capital; a people, or a word that only begins names; a word for a kind
# of place; `o` is any other.
_SHAPES = {"word": "c", "nation": "n", "nameword": "n", "thing": "t"}
_BEFORE = re.compile("t+o*|")  # a word for a kind of place and what ties it to the name ("province de …")
_MOST_MET = 1 << 15  # runs; then they are forgotten, so that a long run's memory stays where it was


class Known(NamedTuple):
    """A name that the gazetteer knows in a run of words: its word numbers, and what it may mean.

    `settled` is the place that is meant, None where several may be. `country` says that it is a country's name,
    `continent` that it is no place of anything, and `speaks` for which one country all places of the name speak, None
    where they lie in several.
    """

    first: int
    last: int
    settled: PlaceEntry | None
    country: bool
    continent: bool
    speaks: str | None


class Names:
    """The names that reports in a language were found to hold: the same ones come again and again.

    `runs` finds the runs of units that may be names.
    """

    def __init__(self, engine: Engine) -> None:
        self.runs: re.Pattern[str] = engine.pattern("place_run")
        self._language = engine.pack.language
        # "Orlava's": what an apostrophe hangs on the name of an owner is no part of it.
        hung = [ending[1:] for ending in engine.pack.settings.get("owner_endings", ()) if ending.startswith("'")]
        written = "|".join(map(re.escape, hung))
        self._owner = re.compile(f"(?<=\\w)['’ʼ‘](?:{written})(?!\\w)") if hung else re.compile("(?!)")
        self._met: dict[tuple[str, str, tuple[str, ...] | None], tuple[Known, ...]] = {}

    def known(self, line: Line, first: int, last: int, near: tuple[str, ...] | None) -> tuple[Known, ...]:
        """Return the places that units `first` up to `last` name, in a report that speaks of the countries `near`."""
        key = line.folded[line.starts[first] : line.ends[last - 1]], line.symbols[first:last], near
        found = self._met.get(key)
        if found is None:
            if len(self._met) > _MOST_MET:
                self._met.clear()
            words = tuple([line.folded[line.starts[unit] : line.ends[unit]] for unit in range(first, last)])
            shape = "".join([_shape(line.things[unit]) for unit in range(first, last)])
            found = self._met[key] = _look_up(words, shape, near, self._language)
        return found

    def bare(self, text: str, start: int, end: int) -> int:
        """Return where a name of the text ends without what is hung on it."""
        owner = self._owner.search(text, start, end)
        return owner.start() if owner is not None and owner.end() == end else end

    def parted(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the names in a run of words: an owner's and what is behind it are two ("Orlava's Upper Dovin")."""
        parts, at = [], start
        for owner in self._owner.finditer(text, start, end):
            parts.append((at, owner.start()))
            at = owner.end() + 1
        return [*parts, (at, end)] if at < end else parts


def _shape(thing: object) -> str:
    """Return the letter of a unit; a word that may be a name, where nothing tells names from words, tells no name."""
    if not isinstance(thing, Sense) or thing.form == "low_name":
        return "o"
    return _SHAPES.get(thing.kind, "o")


def _look_up(words: tuple[str, ...], shape: str, near: tuple[str, ...] | None, language: str) -> tuple[Known, ...]:
    """Return the places that a run of words names. `shape` has a letter for each of them, by `_SHAPES`.

    A name that goes on behind what the gazetteer knows, or is the last of somebody's names, is not what it knows.
    """
    gazetteer = Gazetteer.load()
    found: list[Known] = []
    before = _BEFORE.match(shape)
    at = 0 if before is None else before.end()
    while at < len(words):
        match = gazetteer.match(words, at, near=near, language=language)
        if match is None or (match[1] == 1 and shape[at] == "n"):
            at += 1
            continue
        entries, length = match
        kind = entries[0].kind
        end = at + length
        if kind in (COUNTRY, CONTINENT) or not (_goes_on(shape, end) or _ends_name(shape, found, at)):
            speaks = entries[0].country if len({entry.country for entry in entries}) == 1 else None
            settled = gazetteer.settle(entries, near)
            found.append(Known(at, end, settled, kind == COUNTRY, kind == CONTINENT, speaks))
        at = end
    return tuple(found)


def _goes_on(shape: str, end: int) -> bool:
    return shape[end : end + 1] == "c"


def _ends_name(shape: str, found: Sequence[Known], at: int) -> bool:
    return at > 1 and shape[at - 2 : at] == "cc" and not (found and found[-1].last > at - 2)
