"""Whereabouts: which of a report's places a claim is about, in its part of a sentence or in what stands around."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from tallymark.extract.counts import Count
from tallymark.extract.draft import Draft
from tallymark.extract.names import CAPITAL, COUNTRY, WORLD
from tallymark.extract.places import Placed
from tallymark.extract.sentences import Sentence
from tallymark.extract.setting import LARGE, Group, Setting, country_around, inherited
from tallymark.model import Place, Span
from tallymark.rules import Engine, Line

_CHAIN = 24  # code points between two names of one place ("Gero district, Ghazni province")
_BACK = 3  # sentences that a claim without a place may look back for one
_AHEAD = 4  # sentences behind a report's lead in which the lead's own place may be named
_FRONT = 14  # units that may stand before a place at the beginning of its part of a sentence
_FIGURE = 40  # code points that another figure between a figure and a place counts for
_MARK = 20  # code points that a comma between a figure and a place counts for
_TURN = 300  # code points that a turn to something else ("while", ";") counts for
_WIDE = frozenset((COUNTRY, "desert", "border", "sea"))
_MANY = Decimal(20)  # killed or hurt in one place on one day are seldom so many
_TOLD = frozenset(("person", "item", "event", "area", "bare"))  # kinds of counts that tell what happened somewhere
_NO_PLACE_OF_ITS_OWN = frozenset(("laid", "transferred", "produced"))  # a country alone did it, it was not done there


class Patterns(NamedTuple):
    """What is asked of the units around places."""

    joint: re.Pattern[str]
    wall: re.Pattern[str]
    front: re.Pattern[str]
    figure: re.Pattern[str]
    told: re.Pattern[str]
    detached: re.Pattern[str]
    mark: re.Pattern[str]
    turn: re.Pattern[str]
    row: re.Pattern[str]
    opened: re.Pattern[str]


class Whereabouts:
    """Answers where a draft of one report is said to be, on the line with counts read."""

    def __init__(self, line: Line, engine: Engine, sentences: Sequence[Sentence], places: Sequence[Placed]) -> None:
        self.line = line
        self.sentences = sentences
        self.places = places
        self._firsts = [sentence.first for sentence in sentences]
        self.patterns = engine.once(_patterns)
        self.groups = self._grouped()
        self._before: dict[tuple[int, bool], tuple[Place, ...]] = {}
        self.lead = next((n for n, sentence in enumerate(sentences) if not sentence.headline), 0)
        told = {number: groups for number, groups in self.groups.items() if not self._is_table(number)}
        self.setting = Setting(told, sentences, self.lead, places)

    def at(self, number: int, draft: Draft, made: Sequence[Span], *, running: bool) -> tuple[Place, ...]:
        """Return the places of a draft in sentence `number`; `made` are where and when ordnance was made, not found.

        A `running` total that names no place is its paragraph's, or else the country's: more than one place makes it.
        """
        reading = draft.reading
        if reading is not None and reading.total_of and number in self.groups:
            found = [self._own(number, part.unit, part.unit + 1, draft.measure, made) for part in reading.total_of]
            every = {place.span.start: place for places in found for place in places or ()}
            if every:
                return tuple(every[start] for start in sorted(every))
        own = self._own(number, draft.unit, draft.unit + 1, draft.measure, made)
        if own is None:
            return ()
        if own:
            return own + (self._narrower(number, own) if all(place.kind in _WIDE for place in own) else ())
        if reading is not None and reading.part_of is not None:
            whole = reading.part_of.unit
            theirs = self._own(self._sentence_of(whole), whole, whole + 1, draft.measure, made)
            if theirs:
                return tuple(inherited(place) for place in theirs)
        if (number, running) not in self._before:
            self._before[number, running] = self._around(number, running=running)
        return self._before[number, running]

    def _sentence_of(self, unit: int) -> int:
        """Return the number of the sentence that a unit stands in."""
        return bisect.bisect_right(self._firsts, unit) - 1

    def _around(self, number: int, *, running: bool) -> tuple[Place, ...]:
        """Return the places of what a sentence without any tells of, by those before it or the whole report."""
        for before in range(number - 1, max(-1, number - 1 - _BACK), -1):
            if running and self.sentences[before].paragraph != self.sentences[number].paragraph:
                break
            sure = [group for group in self.groups.get(before, ()) if group.weight == 2 and not group.is_world]
            if sure:
                return min(sure, key=_order).inherited()
        if not self._is_set(number):
            around = country_around(self.setting.places) if self.setting.is_sure else ()
            return self.setting.country or around
        return self.setting.at_large if running else self.setting.places

    def _is_set(self, number: int) -> bool:
        """Say whether a sentence is set where the report is.

        What stands before the sentence that names the place is, unless that one tells other figures, and smaller ones
        than these: "40 people were hurt in two months. In Orlava, three children died" sets the forty in no place.
        """
        if not self.setting.places:
            return True
        named = self._sentence_of(bisect.bisect_right(self.line.ends, self.setting.places[0].span.start))
        if named <= number:
            return True
        there, here = self._told(named), self._told(number)
        return not there or not there.isdisjoint(here) or max(here, default=Decimal(0)) < max(_MANY, *there)

    def _told(self, number: int) -> set[Decimal]:
        """Return the figures that a sentence tells."""
        sentence = self.sentences[number]
        counts = (self.line.things[unit] for unit in range(sentence.first, sentence.last))
        told = (one for one in counts if isinstance(one, Count) and one.kind in _TOLD)
        return {one.value for one in told if one.value is not None}

    def _own(self, number: int, first: int, last: int, measure: str, made: Sequence[Span]) -> tuple[Place, ...] | None:
        """Return the place in a figure's own part of its sentence; None where all there belong to other figures."""
        here = self.groups.get(number)
        if here is None:
            return ()
        groups = [group for group in here if not _is_made(group, made)] if made else here
        named = [group for group in groups if self._may_be(group, measure)]
        free = [group for group in named if not self._is_taken(number, group, last)]
        if named and not free and any(not group.wide for group in named):
            return None
        if not free:
            return ()
        behind = self.patterns.opened.match(self.line.symbols, first - 1, first) if first else None
        row = None if behind is None else next((group for group in free if group.last == first - 1), None)
        if row is not None:  # "Orlava (12), Istvara (3)"
            return tuple(placed.place for placed in row.places)
        best = (
            free[0]
            if len(free) == 1
            else min(free, key=lambda group: (-group.weight, group.wide, self._gap(group, first, last)))
        )
        return tuple(placed.place for placed in best.places)

    def _may_be(self, group: Group, measure: str) -> bool:
        if group.weight == 2:
            return True
        if group.weight < 1 or all(placed.place.kind == CAPITAL for placed in group.places):
            return False
        return not (group.wide and measure in _NO_PLACE_OF_ITS_OWN)

    def _is_taken(self, number: int, group: Group, last: int) -> bool:
        """Say whether a place behind a figure is another's, which it stands before, or behind in a line of its own."""
        symbols = self.line.symbols
        if group.first < last:
            return False
        if self.patterns.detached.search(symbols, last, group.first) is not None:
            return self.patterns.told.search(symbols, last, group.first) is not None
        figure = self.patterns.figure.search(symbols, group.last, self.sentences[number].last)
        return figure is not None and self._is_fronted(number, group.first)

    def _gap(self, group: Group, first: int, last: int) -> int:
        """Return how far a place is from a figure, in code points and what the marks between them count for."""
        line = self.line
        start, end = (group.last, first) if group.last <= first else (last, group.first)
        if start >= end:
            return 0
        marks = len(self.patterns.mark.findall(line.symbols, start, end))
        turns = len(self.patterns.turn.findall(line.symbols, start, end))
        figures = len(self.patterns.figure.findall(line.symbols, start, end))
        return line.starts[end] - line.ends[start - 1] + _MARK * marks + _TURN * turns + _FIGURE * figures

    def _narrower(self, number: int, own: tuple[Place, ...]) -> tuple[Place, ...]:
        """Return the place that a headline or a lead, which names the country alone, leaves to the sentences behind."""
        if number > self.lead + 1:
            return ()
        for behind in range(number + 1, min(len(self.sentences), number + _AHEAD)):
            for group in self.groups.get(behind, ()):
                if group.weight == 2 and not (group.wide or all(placed.place.kind in _WIDE for placed in group.places)):
                    return tuple(place for place in group.inherited() if place.span not in [one.span for one in own])
        return ()

    def _is_table(self, number: int) -> bool:
        """Say whether the places of a sentence are rows of a table, each with a figure of its own behind it."""
        rows = (self.patterns.row.match(self.line.symbols, group.last) for group in self.groups[number])
        return sum(row is not None for row in rows) > 1

    def _grouped(self) -> dict[int, list[Group]]:
        """Return the groups of places by the number of their sentence."""
        line, found = self.line, dict[int, list[Group]]()
        number, unit = 0, 0
        for placed in self.places:
            span = placed.place.span
            unit = bisect.bisect_right(line.ends, span.start, unit)
            while number + 1 < len(self.sentences) and unit >= self.sentences[number].last:
                number += 1
            last = bisect.bisect_left(line.starts, span.end, unit)
            groups = found.setdefault(number, [])
            if groups and self._goes_on(groups[-1], placed, unit):
                groups[-1] = self._joined(groups[-1], placed, last)
            else:
                groups.append(Group.of((placed,), unit, last))
        return found

    def _goes_on(self, group: Group, placed: Placed, unit: int) -> bool:
        between = placed.place.span.start - group.places[-1].place.span.end
        if WORLD in (placed.place.kind, group.places[-1].place.kind):
            return False
        if self.patterns.figure.search(self.line.symbols, group.last, unit) is not None:
            return False
        return between <= _CHAIN or self.patterns.joint.fullmatch(self.line.symbols, group.last, unit) is not None

    def _joined(self, group: Group, placed: Placed, last: int) -> Group:
        """Return a group with one more name; the countries of a border or a stretch are not where it lies."""
        far = placed.place.span.start - group.places[-1].place.span.end > _CHAIN
        more = () if far and placed.place.kind == COUNTRY and not group.wide else (placed,)
        return Group.of(group.places + more, group.first, last)

    def _is_fronted(self, number: int, unit: int) -> bool:
        """Say whether a place stands before what happened there ("… and, in Orlava, three")."""
        symbols, first = self.line.symbols, self.sentences[number].first
        if self.patterns.front.fullmatch(symbols, first, unit) is not None:
            return True
        walls = self.patterns.wall.finditer(symbols, max(first, unit - _FRONT), unit)
        return any(self.patterns.front.fullmatch(symbols, wall.end(), unit) is not None for wall in walls)


def _order(group: Group) -> tuple[bool, bool, int]:
    """Order the places of a sentence before: what "there" means is a small place before a large, and the last named."""
    return group.wide, all(placed.place.kind in LARGE for placed in group.places), -group.first


def _is_made(group: Group, made: Sequence[Span]) -> bool:
    return any(placed.place.span.overlaps(span) for placed in group.places for span in made)


def _patterns(engine: Engine) -> Patterns:
    names = ("joint", "wall", "front", "figure", "told", "detached", "mark", "turn")
    told = {name: engine.pattern(f"place_{name}") for name in names}
    rows = engine.pattern("(thing#land)? (dash | open | colon) bound? (count | number)")
    return Patterns(**told, row=rows, opened=engine.unit("open"))
