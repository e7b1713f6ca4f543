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

COUNTRY, CAPITAL, CONTINENT = "country", "capital", "continent"  # kinds of places as the gazetteer has them
_COUNTRIES = 3  # how many countries a report may be about
_SHORTEST = 3  # code points of a name that only the words around it make a place
_LABELS = 3  # lines that begin with a place's name before each is a label
# A small letter behind a hyphen makes an adjective ("Orlava-trained"), and wide spaces part a menu's entries.
_JOINED = re.compile(r"-[^\W\d_A-Z]|\s{2}")
_SHAPES = {"word": "c", "nation": "n", "thing": "t"}
_DATELINE = frozenset(("comma", "dash", "open", "slash", "colon"))


class Placed(NamedTuple):
    """A place and how surely the words around it say that something happened there.

    2: a preposition or a word for a kind of place stands by it. 1: it is only named. 0: it is a dateline, or where
    somebody or something came from.
    """

    place: Place
    weight: int


def find_places(text: str, line: Line, engine: Engine, taken: Iterable[tuple[int, int]]) -> list[Placed]:
    """Return the places of a report in order. `taken` are stretches of text that are no places (names of holders).

    A name is looked up by what countries the report speaks of; where several places bear it and nothing settles
    which, the place has no id. A name the gazetteer lacks, or knows the beginning of, is a place where the words
    around it say so.
    """
    runs = _runs(line, engine)
    people = list(taken)
    language = engine.pack.language
    first = [_known(run.words, run.shape, None, language) for run in runs]
    near = _countries(line, engine, first)
    found: dict[int, Place] = {}
    spans: list[tuple[int, int]] = []
    for run, known in zip(runs, first, strict=True):
        for name in _known(run.words, run.shape, near, language) if near else known:
            start, end = run.starts[name.first], run.ends[name.last - 1]
            spans.append((start, end))
            if not name.continent and (name.country or not _inside(start, end, people)):
                found[start] = _place(text, start, end, name.settled)
    for start, end in _by_words(line, engine):
        named = not _inside(start, end, spans) and not _inside(start, end, people)
        if named and end - start >= _SHORTEST and _JOINED.search(text[start:end]) is None:
            found[start] = Place(name=text[start:end], span=Span.of(text, start, end))
    return _labels([Placed(found[start], _weight(line, engine, found[start])) for start in sorted(found)])


def _labels(places: list[Placed]) -> list[Placed]:
    """Return places with their weights; where many lines begin with one, each says where its own paragraph is set."""
    if sum(placed.weight == 0 and placed.place.kind != COUNTRY for placed in places) < _LABELS:
        return places
    return [placed._replace(weight=placed.weight or 2) if placed.place.kind != COUNTRY else placed for placed in places]


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    for a, b in spans:  # noqa: SIM110 - without a generator, for this is asked of every name
        if a < end and start < b:
            return True
    return False


def _weight(line: Line, engine: Engine, place: Place) -> int:
    """Return how surely a place is where something happened, by the units around it."""
    first = bisect.bisect_left(line.starts, place.span.start)
    last = bisect.bisect_left(line.starts, place.span.end)
    after = line.things[last] if last < len(line) else None
    locating, origin, label = _around(engine)
    low = max(0, first - 7)
    come = origin.search(line.symbols, low, first)
    if come is not None:
        return 0 if come.start("of") >= 0 or (place.kind == COUNTRY and come.start("at") < 0) else 1
    if isinstance(after, Sense) and after.kind == "thing" and after.id == "land":
        return 2
    stands = locating.search(line.symbols, low, first)
    if stands is not None and not (place.kind == COUNTRY and stands.start("of") >= 0):
        return 2
    if first and _kind(line, first - 1) == "quote" and isinstance(after, Sense) and after.kind == "quote":
        return 0
    if isinstance(after, Sense) and after.kind in _DATELINE:
        if first == 0 or _kind(line, first - 1) == "break":
            return 0
        if after.kind == "colon" and place.kind != COUNTRY and label.search(line.symbols, low, first) is not None:
            return 2
    return 1


def _around(engine: Engine) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before a place: of place, of origin, and of a line that it heads."""
    kept: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]] | None = engine.kept.get("around places")
    if kept is None:
        kept = engine.pattern("locating"), engine.pattern("origin_of"), engine.pattern("place_label")
        engine.kept["around places"] = kept
    return kept


def _kind(line: Line, unit: int) -> str:
    thing = line.things[unit]
    return thing.kind if isinstance(thing, Sense) else ""


class Run(NamedTuple):
    """Words that may be names, folded, with their places; `shape` has a letter for each: `c` a capital, `n` a people,
    `t` a word for a kind of place, `o` any other.
    """

    words: tuple[str, ...]
    shape: str
    starts: list[int]
    ends: list[int]


def _runs(line: Line, engine: Engine) -> list[Run]:
    """Return the runs of capitalised words."""
    gate: re.Pattern[str] | None = engine.kept.get("place_runs")
    if gate is None:
        gate = engine.kept["place_runs"] = engine.pattern("place_run")
    runs: list[Run] = []
    for match in gate.finditer(line.symbols):
        first, last = match.span()
        starts, ends = line.starts[first:last], line.ends[first:last]
        words = tuple([line.folded[a:b] for a, b in zip(starts, ends, strict=True)])
        shape = "".join([_SHAPES.get(_kind(line, unit), "o") for unit in range(first, last)])
        runs.append(Run(words, shape, starts, ends))
    return runs


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


@functools.lru_cache(maxsize=1 << 15)
def _known(words: tuple[str, ...], shape: str, near: tuple[str, ...] | None, language: str) -> tuple[Known, ...]:
    """Return the places that a run of words names: the same names come again and again.

    A name that goes on behind what the gazetteer knows, or is the last of somebody's names, is not what it knows.
    """
    gazetteer = Gazetteer.load()
    found: list[Known] = []
    at = 0 if shape[0] != "t" else shape.find("c")
    while 0 <= at < len(words):
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
