"""Places: the names in a report that stand for places, with their identity in the gazetteer where it is settled."""

from __future__ import annotations

import bisect
import collections
import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tallymark.model import Place, Span
from tallymark.packs.places.entry import PlaceEntry
from tallymark.packs.places.gazetteer import Gazetteer
from tallymark.rules import Engine, Line, Sense

_COUNTRIES = 3  # how many countries a report may be about
_CHAIN = 24  # code points between two names of one place ("Gero district, Ghazni province")
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
    gazetteer = Gazetteer.load()
    runs = _runs(text, line, engine)
    people = list(taken)
    first = [_match(run, None, engine) for run in runs]
    near = _countries(line, [m for found in first for m in found])
    found: dict[int, Place] = {}
    for run, known in zip(runs, first, strict=True):
        for start, end, entries in _match(run, near, engine) if near else known:
            if not _inside(start, end, people) or _is_country(entries):
                found[start] = _place(text, start, end, gazetteer.settle(entries, near or None))
    spans = [(place.span.start, place.span.end) for place in found.values()]
    for start, end in _by_words(line, engine):
        if not _inside(start, end, spans) and not _inside(start, end, people):
            found[start] = Place(name=text[start:end], span=Span.of(text, start, end))
    return [Placed(found[start], _weight(text, line, engine, found[start])) for start in sorted(found)]


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)


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


def _is_country(entries: Sequence[PlaceEntry]) -> bool:
    return bool(entries) and entries[0].kind == "country"


Run = tuple[tuple[str, ...], list[int], list[int]]


def _runs(text: str, line: Line, engine: Engine) -> list[Run]:
    """Return the runs of capitalised words, each as folded words with their places."""
    gate: re.Pattern[str] | None = engine.kept.get("place_runs")
    if gate is None:
        gate = engine.kept["place_runs"] = engine.pattern("word.cap ( (dash | odd)? (word.cap | thing#land) )*")
    runs: list[Run] = []
    for match in gate.finditer(line.symbols):
        units = range(*match.span())
        words = tuple(line.folded[line.starts[u] : line.ends[u]] for u in units)
        runs.append((words, [line.starts[u] for u in units], [line.ends[u] for u in units]))
    return runs


def _match(
    run: Run, near: list[str] | None, engine: Engine
) -> list[tuple[int, int, list[PlaceEntry]]]:
    words, starts, ends = run
    found = _known(words, None if near is None else tuple(near), engine.pack.language)
    return [(starts[first], ends[last - 1], entries) for first, last, entries in found]


@functools.lru_cache(maxsize=1 << 15)
def _known(
    words: tuple[str, ...], near: tuple[str, ...] | None, language: str
) -> tuple[tuple[int, int, list[PlaceEntry]], ...]:
    """Return the places that a run of words names, as word numbers: the same names come again and again."""
    gazetteer = Gazetteer.load()
    found: list[tuple[int, int, list[PlaceEntry]]] = []
    at = 0
    while at < len(words):
        match = gazetteer.match(words, at, near=near, language=language)
        if match is None:
            at += 1
            continue
        entries, length = match
        if entries[0].kind != "continent":
            found.append((at, at + length, entries))
        at += length
    return tuple(found)


def _countries(line: Line, matches: list[tuple[int, int, list[PlaceEntry]]]) -> list[str]:
    """Return the codes of the countries a report speaks of most, by names of countries, peoples and sure places."""
    votes: collections.Counter[str] = collections.Counter()
    for _, _, entries in matches:
        if len({entry.country for entry in entries}) == 1 and entries[0].country is not None:
            votes[entries[0].country] += 2 if entries[0].kind == "country" else 1
    for thing in line.things:
        if isinstance(thing, Sense) and thing.kind == "nation":
            votes[thing.id] += 2
    return [code for code, _ in votes.most_common(_COUNTRIES)]


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
    for placed in places:
        if not start <= placed.place.span.start < end:
            continue
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
