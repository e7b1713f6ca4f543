"""Headings: a line without a count that ends in a colon and says what the rows below it count."""

from __future__ import annotations

import re
from typing import NamedTuple

from tallymark.extract.clauses import Reading, measures_of
from tallymark.extract.counts import Count
from tallymark.extract.memory import PEOPLE, Memory
from tallymark.extract.sentences import Sentence
from tallymark.rules import Engine, Line, Sense, in_form

RULE = "row.heading"
_SAYING = (
    "verb#found", "verb#cleared", "verb#destroyed", "happen#killed", "happen#injured", "happen#casualties",
    "toll#killed", "toll#injured", "toll#casualties", "deed#found", "deed#cleared", "deed#destroyed",
)  # fmt: skip
_COUNTED = PEOPLE | {"item"}


class Heading(NamedTuple):
    """What a heading says of its rows, and the units `first` up to `last` of the words that say it."""

    said: tuple[str, ...]
    first: int
    last: int


class Patterns(NamedTuple):
    """What is asked of a heading and of its rows."""

    saying: re.Pattern[str]
    unsaid: re.Pattern[str]
    ends: re.Pattern[str]
    row: re.Pattern[str]


class Headings:
    """Follows a heading from sentence to sentence, as long as rows stand below it."""

    def __init__(self, engine: Engine) -> None:
        self.patterns = engine.once(_patterns)
        self.heading: Heading | None = None

    def note(self, line: Line, sentence: Sentence) -> None:
        """Remember a sentence without a count if it heads rows, else forget the heading before it."""
        self.heading = None
        symbols, (first, last, *_) = line.symbols, sentence
        if self.patterns.ends.search(symbols, max(first, last - 2), last) is None:
            return
        if self.patterns.unsaid.search(symbols, first, last) is not None:
            return
        units = [match.start() for match in self.patterns.saying.finditer(symbols, first, last)]
        senses = [(unit, sense) for unit in units if isinstance(sense := line.things[unit], Sense) and _happened(sense)]
        if senses:
            self.heading = Heading(tuple(sense.id for _, sense in senses), senses[0][0], senses[-1][0] + 1)

    def read(self, memory: Memory, sentence: Sentence) -> None:
        """Give the first count of a row what its heading says; a line that is no row ends the list."""
        if self.heading is None:
            return
        symbols = memory.line.symbols
        if self.patterns.row.match(symbols, sentence.first, sentence.last) is None:
            self.heading = None
            return
        if memory.here:
            return
        for unit in memory.units:
            count = memory.count(unit)
            if count.kind not in _COUNTED or count.single or not _says_much(count):
                continue
            measures = measures_of(memory.engine, self.heading.said, count.kind)
            if measures:
                cue = (self.heading.first, self.heading.last)
                memory.here[unit] = Reading(unit=unit, measures=measures, rule=RULE, cue=cue, listed=(unit,))
                return


def _happened(sense: Sense) -> bool:
    """Say whether a word tells what has been done: a verb of the past, or a noun."""
    return sense.kind in ("toll", "deed") or in_form(sense.form, "past")


def _says_much(count: Count) -> bool:
    return count.amount is not None and count.value is not None


def _patterns(engine: Engine) -> Patterns:
    return Patterns(
        saying=engine.unit(*_SAYING),
        unsaid=engine.unit("not", "modal"),
        ends=engine.pattern("colon break? $"),
        row=engine.pattern("dash | bullet | count.item | count.person"),
    )
