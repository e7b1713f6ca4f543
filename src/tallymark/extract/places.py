"""Places: the names in a report that stand for places, with their identity in the gazetteer where it is settled."""

from __future__ import annotations

import bisect
import collections
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tallymark.extract.names import CAPITAL, COUNTRY, Known, Names
from tallymark.model import Place, Span
from tallymark.packs.places.entry import PlaceEntry
from tallymark.rules import Engine, Line, Sense

SAID = -1  # how surely something happened where only somebody spoke of it
_COUNTRIES = 3  # how many countries a report may be about
_SHORTEST = 3  # code points of a name that only the words around it make a place
_LABELS = 3  # lines that begin with a place's name before each is a label
_LAST_HYPHEN = re.compile(r"-([^\W\d_])[^\W_]*(?![\w-])")
_WIDE_SPACE = re.compile(r"\s{2}")
_DATELINE = frozenset(("comma", "dash", "open", "slash", "colon"))


class Placed(NamedTuple):
    """A place and how surely the words around it say that something happened there.

    2: a preposition or a word for a kind of place stands by it. 1: it is only named. 0: it is a dateline, or where
    somebody or something came from. `SAID`: somebody spoke there.
    """

    place: Place
    weight: int


def find_places(text: str, line: Line, engine: Engine, taken: Iterable[tuple[int, int]]) -> list[Placed]:
    """Return the places of a report in order. `taken` are stretches of text that are no places (names of holders).

    A name is looked up by what countries the report speaks of; where several places bear it and nothing settles
    which, the place has no id. A name the gazetteer lacks, or knows the beginning of, is a place where the words
    around it say so.
    """
    people = list(taken)
    names = engine.once(Names)
    runs = [match.span() for match in names.runs.finditer(line.symbols)]
    alone = [names.known(line, *run, None) for run in runs]
    near = _countries(line, engine, alone)
    found: dict[int, Place] = {}
    kept: set[int] = set()
    labels: set[int] = set()
    spans: list[tuple[int, int]] = []
    for (first, last), known in zip(runs, alone, strict=True):
        for name in names.known(line, first, last, near) if near else known:
            start, end = line.starts[first + name.first], line.ends[first + name.last - 1]
            if not engine.caseless and text[start:end].islower():  # a word for a road or a side that some name is like
                continue
            spans.append((start, end))
            end = names.bare(text, start, end)
            if name.continent or _is_agency(line, first + name.first, first + name.last):
                continue
            if name.country or not _inside(start, end, people):
                found[start] = _place(text, start, end, name.settled)
                if name.country or _is_known(name.settled, near):
                    kept.add(start)
    for start, end, gives in _by_words(line, engine):
        label = "label" in gives
        named = label or not (_inside(start, end, spans) or _inside(start, end, people))
        if label:  # the names in it say which it is
            found = {at: place for at, place in found.items() if not start <= at < end}
        for one in names.parted(text, start, end) if named else ():
            if one[1] - one[0] >= _SHORTEST and not _joined(text[slice(*one)]):
                found[one[0]] = Place(name=text[slice(*one)], span=Span.of(text, *one), kind=gives.get("kind"))
                kept.add(one[0])
                labels |= {one[0]} if label or "kind" in gives else set()
    placed = [
        Placed(found[start], 2 if start in labels else _weight(line, engine, found[start])) for start in sorted(found)
    ]
    if engine.caseless:  # any word may be called like a village somewhere
        placed = [one for one in placed if one.weight == 2 or one.place.span.start in kept]
    return _labels(placed)


def _is_agency(line: Line, first: int, last: int) -> bool:
    """Say whether a name in brackets ends a dateline: an agency may be called like a place ("Oct 3 (DOVIN): …")."""
    alone = first > 0 and _kind(line, first - 1) == "open" and _kind(line, last) == "close"
    return alone and _kind(line, last + 1) in ("colon", "dash")


def _joined(words: str) -> bool:
    """Say whether words are no name: a small letter behind the last hyphen makes an adjective, wide spaces part menus.

    >>> _joined("Orlava-trained"), _joined("Port-sur-Orlava"), _joined("Ачхой-Мартановского")
    (True, False, False)
    """
    return _WIDE_SPACE.search(words) is not None or any(
        found.group(1).islower() for found in _LAST_HYPHEN.finditer(words)
    )


def _labels(places: list[Placed]) -> list[Placed]:
    """Return places with their weights; where many lines begin with one, each says where its own paragraph is set."""
    if sum(placed.weight == 0 and placed.place.kind != COUNTRY for placed in places) < _LABELS:
        return places
    return [placed._replace(weight=placed.weight or 2) if placed.place.kind != COUNTRY else placed for placed in places]


def where_said(placed: list[Placed], line: Line, engine: Engine, said: Iterable[int]) -> list[Placed]:
    """Return places, those that only say where somebody spoke ("said on Monday in Orlava") with the weight for it.

    `said` are the code points at which the words for who says so, and that he does, end. A pack says with its macro
    `place_said` what may stand between these and the place.
    """
    ends = sorted(said)
    if not ends or "place_said" not in engine.pack.macros:
        return placed
    between = engine.pattern("place_said")
    return [one._replace(weight=SAID) if _is_said(one.place, line, between, ends) else one for one in placed]


def _is_said(place: Place, line: Line, between: re.Pattern[str], ends: list[int]) -> bool:
    number = bisect.bisect_right(ends, place.span.start) - 1
    if number < 0:
        return False
    first = bisect.bisect_left(line.starts, place.span.start)
    behind = bisect.bisect_left(line.starts, ends[number])
    return between.fullmatch(line.symbols, behind, first) is not None


def _is_known(entry: PlaceEntry | None, near: Iterable[str]) -> bool:
    """Say whether readers anywhere know a place, which lies in a country that the report is about."""
    return entry is not None and entry.known and entry.is_near(frozenset(near))


def _is_large(entry: PlaceEntry | None) -> bool:
    return entry is not None and entry.kind in (CAPITAL, "province")


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
    locating, origin, label, located, owner, ended, counted = _around(engine)
    low = max(0, first - 7)
    if owner.match(line.symbols, last) is not None:
        return 0
    come = origin.search(line.symbols, low, first)
    if come is not None:
        return 0 if _holds(come, "of") or (place.kind == COUNTRY and not _holds(come, "at")) else 1
    if located.match(line.symbols, last) is not None:
        return 2
    itself = ended.match(line.symbols, first, last + 2)
    if itself is not None and itself.end() >= last:
        return 2
    if counted.match(line.symbols, last) is not None:
        return 2
    stands = locating.search(line.symbols, low, first)
    if stands is not None and not (place.kind == COUNTRY and _holds(stands, "of")):
        return 2
    if first and _kind(line, first - 1) == "quote" and isinstance(after, Sense) and after.kind == "quote":
        return 0
    if isinstance(after, Sense) and after.kind in _DATELINE:
        if first == 0 or _kind(line, first - 1) == "break":
            return 0
        if after.kind == "colon" and place.kind != COUNTRY and label.search(line.symbols, low, first) is not None:
            return 2
    return 1


def _holds(match: re.Match[str], group: str) -> bool:
    """Say whether a group took part in a match; a language that has no such words has no such group."""
    return group in match.re.groupindex and match.start(group) >= 0


def _around(engine: Engine) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what stands by a place.

    Before it: what says that something is there, that somebody comes from there, that it heads a line. Behind it, as a
    pack's `place_after` and `owned_by` have it: what says that something is there (else a word for a kind of place),
    and whose name it only begins ("Orlava Defence Ministry"). Then, as its `located` has it, a name that says itself
    that something is there, by its ending ("Orlava'da"). Last what counts people or ordnance in brackets behind it.
    """
    has = engine.pack.macros
    return (
        *map(engine.pattern, ("locating", "origin_of", "place_label")),
        engine.pattern("place_after") if "place_after" in has else engine.unit("thing#land"),
        engine.pattern("owned_by") if "owned_by" in has else re.compile("(?!)"),
        engine.pattern("located") if "located" in has else re.compile("(?!)"),
        engine.pattern("open bound? number (person | toll | item)"),
    )


def _kind(line: Line, unit: int) -> str:
    thing = line.things[unit] if unit < len(line) else None
    return thing.kind if isinstance(thing, Sense) else ""


def _countries(line: Line, engine: Engine, runs: Iterable[tuple[Known, ...]]) -> tuple[str, ...]:
    """Return the codes of the countries a report speaks of most, by names of countries, peoples and sure places."""
    votes: collections.Counter[str] = collections.Counter()
    for names in runs:
        for name in names:
            if name.speaks is not None and (not engine.caseless or name.country or _is_large(name.settled)):
                votes[name.speaks] += 2 if name.country else 1
    for found in engine.unit("nation").finditer(line.symbols):
        thing = line.things[found.start()]
        if isinstance(thing, Sense):
            votes[thing.id] += 2
    return tuple(code for code, _ in votes.most_common(_COUNTRIES))


def _place(text: str, start: int, end: int, entry: PlaceEntry | None) -> Place:
    span = Span.of(text, start, end)
    if entry is None:
        return Place(name=span.quote, span=span)
    return Place(name=span.quote, span=span, id=entry.id, kind=entry.kind, within=entry.within)


def _by_words(line: Line, engine: Engine) -> list[tuple[int, int, Mapping[str, str]]]:
    """Return the places that words make, each with what its rule gives.

    `label` says that it heads a list: such a one may be a body's name too; `kind` says what it is.
    """
    return [
        (line.starts[match.start("name")], line.ends[match.end("name") - 1], rule.gives)
        for rule, pattern in engine.rules_for("places", line.letters)
        for match in pattern.finditer(line.symbols)
    ]
