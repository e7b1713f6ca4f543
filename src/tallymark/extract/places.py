"""Places: the names in a report that stand for places, with their identity in the gazetteer where it is settled."""

from __future__ import annotations

import bisect
import collections
import functools
import operator
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tallymark.model import Place, Span
from tallymark.packs.places.entry import PlaceEntry
from tallymark.packs.places.gazetteer import Gazetteer
from tallymark.rules import Engine, Line, Sense

_COUNTRIES = 3  # how many countries a report may be about
_CHAIN = 24  # code points between two names of one place ("Gero district, Ghazni province")
_START = operator.attrgetter("place.span.start")
_DATELINE = frozenset(("comma", "dash", "open", "slash", "colon"))


class Placed(NamedTuple):
    """A place and how surely the words around it say that something happened there.

    2: a preposition or a word for a kind of place stands by it. 1: it is only named. 0: it is a dateline.
    """

    place: Place
    weight: int


def find_places(text: str, line: Line, engine: Engine, taken: Iterable[tuple[int, int]]) -> list[Placed]:
    """Return the places of a report in order. `taken` are stretches of text that are no places (names of holders).

    A name is looked up by what countries the report speaks of; where several places bear it and nothing settles
    which, the place has no id. A name the gazetteer lacks is a place where the words around it say so.
    """
    runs = _runs(text, line, engine)
    people = list(taken)
    language = engine.pack.language
    first = [_known(words, None, language) for words, _, _ in runs]
    near = _countries(line, engine, first)
    found: dict[int, Place] = {}
    for (words, starts, ends), known in zip(runs, first, strict=True):
        for name in _known(words, near, language) if near else known:
            start, end = starts[name.first], ends[name.last - 1]
            if name.country or not _inside(start, end, people):
                found[start] = _place(text, start, end, name.settled)
    spans = [(place.span.start, place.span.end) for place in found.values()]
    for start, end in _by_words(line, engine):
        if not _inside(start, end, spans) and not _inside(start, end, people):
            found[start] = Place(name=text[start:end], span=Span.of(text, start, end))
    return [Placed(found[start], _weight(text, line, engine, found[start])) for start in sorted(found)]


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    for a, b in spans:  # no `any`: this is asked of every name
        if a < end and start < b:
            return True
    return False


def _weight(text: str, line: Line, engine: Engine, place: Place) -> int:
    """Return how surely a place is where something happened, by the units around it."""
    first = bisect.bisect_left(line.starts, place.span.start)
    last = bisect.bisect_left(line.starts, place.span.end)
    after = line.things[last] if last < len(line) else None
    if isinstance(after, Sense) and after.kind == "thing" and after.id == "land":
        return 2
    locating: re.Pattern[str] | None = engine.kept.get("locating")
    if locating is None:
        locating = engine.kept["locating"] = engine.pattern("locating")
    if locating.search(line.symbols, max(0, first - 7), first) is not None:
        return 2
    if (first == 0 or _kind(line, first - 1) == "break") and isinstance(after, Sense) and after.kind in _DATELINE:
        return 0
    return 1


def _kind(line: Line, unit: int) -> str:
    thing = line.things[unit]
    return thing.kind if isinstance(thing, Sense) else ""


Run = tuple[tuple[str, ...], list[int], list[int]]


def _runs(text: str, line: Line, engine: Engine) -> list[Run]:
    """Return the runs of capitalised words, each as folded words with their places."""
    gate: re.Pattern[str] | None = engine.kept.get("place_runs")
    if gate is None:
        gate = engine.kept["place_runs"] = engine.pattern("word.cap ( (dash | odd)? (word.cap | thing#land) )*")
    runs: list[Run] = []
    for match in gate.finditer(line.symbols):
        first, last = match.span()
        starts, ends = line.starts[first:last], line.ends[first:last]
        runs.append((tuple([line.folded[a:b] for a, b in zip(starts, ends, strict=True)]), starts, ends))
    return runs


class Known(NamedTuple):
    """A name that the gazetteer knows in a run of words: its word numbers, and what it may mean.

    `settled` is the place that is meant, None where several may be. `country` says that it is a country's name, and
    `speaks` for which one country all places of the name speak, None where they lie in several.
    """

    first: int
    last: int
    settled: PlaceEntry | None
    country: bool
    speaks: str | None


@functools.lru_cache(maxsize=1 << 15)
def _known(words: tuple[str, ...], near: tuple[str, ...] | None, language: str) -> tuple[Known, ...]:
    """Return the places that a run of words names: the same names come again and again."""
    gazetteer = Gazetteer.load()
    found: list[Known] = []
    at = 0
    while at < len(words):
        match = gazetteer.match(words, at, near=near, language=language)
        if match is None:
            at += 1
            continue
        entries, length = match
        if entries[0].kind != "continent":
            speaks = entries[0].country if len({entry.country for entry in entries}) == 1 else None
            country = entries[0].kind == "country"
            found.append(Known(at, at + length, gazetteer.settle(entries, near), country, speaks))
        at += length
    return tuple(found)


def _countries(line: Line, engine: Engine, runs: Iterable[tuple[Known, ...]]) -> tuple[str, ...]:
    """Return the codes of the countries a report speaks of most, by names of countries, peoples and sure places."""
    votes: collections.Counter[str] = collections.Counter()
    for names in runs:
        for name in names:
            if name.speaks is not None:
                votes[name.speaks] += 2 if name.country else 1
    nation: re.Pattern[str] | None = engine.kept.get("nations")
    if nation is None:
        nation = engine.kept["nations"] = engine.unit("nation")
    for found in nation.finditer(line.symbols):
        thing = line.things[found.start()]
        if isinstance(thing, Sense):
            votes[thing.id] += 2
    return tuple(code for code, _ in votes.most_common(_COUNTRIES))


def _place(text: str, start: int, end: int, entry: PlaceEntry | None) -> Place:
    span = Span.of(text, start, end)
    if entry is None:
        return Place(name=span.quote, span=span)
    return Place(name=span.quote, span=span, id=entry.id, kind=entry.kind, within=entry.within)


def _by_words(line: Line, engine: Engine) -> list[tuple[int, int]]:
    return [
        (line.starts[match.start("name")], line.ends[match.end("name") - 1])
        for _, pattern in engine.rules.get("places", ())
        for match in pattern.finditer(line.symbols)
    ]


def places_at(places: Sequence[Placed], start: int, end: int, at: int, least: int = 0) -> tuple[Place, ...]:
    """Return the places that stand together nearest to code point `at` between `start` and `end`.

    The surest come first, and a place in a country before a country ("the Lachin direction of the border with").

    Names that follow each other closely ("Gero district, Ghazni province") are one place, the narrower first. Places
    of less weight than `least` are passed over.
    """
    groups: list[list[Placed]] = []
    first = bisect.bisect_left(places, start, key=_START)
    for placed in places[first : bisect.bisect_left(places, end, first, key=_START)]:
        if groups and placed.place.span.start - groups[-1][-1].place.span.end <= _CHAIN:
            groups[-1].append(placed)
        else:
            groups.append([placed])
    groups = [group for group in groups if max(p.weight for p in group) >= least]
    if not groups:
        return ()
    nearest = min(
        groups,
        key=lambda group: (
            -max(p.weight for p in group),
            all(p.place.kind == "country" for p in group),
            min(abs(p.place.span.start - at) for p in group),
        ),
    )
    return tuple(placed.place for placed in nearest)
