"""Times: which period of a report governs a claim."""

from __future__ import annotations

from collections.abc import Sequence

from tallymark.extract.periods import Aside
from tallymark.extract.sentences import Sentence, units_by_sentence
from tallymark.model import Period, Span
from tallymark.rules import Engine, Line

_YEAR, _MONTH = 4, 7  # characters of a year, and of a year and a month, in EDTF
_RUNNING = 3  # how much nearer a "since …" counts than a plain date, and how much farther an "as of …"


class Times:
    """The periods of a report by sentence, as they stand in its line."""

    def __init__(self, line: Line, engine: Engine, sentences: Sequence[Sentence]) -> None:
        self.of: list[list[tuple[int, object]]] = [
            [(unit, thing) for unit in found if _dates(thing := line.things[unit])]
            for found in units_by_sentence(engine.unit("time"), line, sentences)
        ]
        self.clause, self.symbols = engine.pattern("time_clause"), line.symbols
        self.paragraphs = [sentence.paragraph for sentence in sentences]

    def at(self, number: int, unit: int, made: Sequence[Span]) -> Period | None:
        """Return the period that governs what stands at a unit of a sentence: the nearest, `since` before others.

        `made` are dates of production, which date nothing else; nor does the date of another matter that the sentence
        goes on to. Where the sentence has no period, the one before it in the same paragraph holds on, but for "since
        the Centre was founded", which dates nothing beyond its own sentence.
        """
        for before in range(number, -1, -1):
            if self.paragraphs[before] != self.paragraphs[number]:
                break
            if not self.of[before]:
                continue
            found = [
                (abs(u - unit) * _pull(period), u, period)
                for u, period in self.of[before]
                if isinstance(period, Period)
                and not (before != number and period.edtf is None and period.anchor is not None)
                and not any(period.span.overlaps(span) for span in made)
                and not (u > unit and before == number and self.clause.search(self.symbols, unit, u))
            ]
            if found:
                period = min(found, key=lambda entry: entry[:2])[2]
                return period if before == number else _inherited(period)
        return None


def _dates(thing: object) -> bool:
    """Say whether a unit is a period that can date a claim: the date of a treaty or a dateline does not."""
    return isinstance(thing, Period) and not isinstance(thing, Aside)


def _pull(period: Period) -> float:
    """Return what a period's distance is multiplied by: "as of today … since 2021" counts from 2021."""
    return 1 / _RUNNING if _running(period) else _RUNNING if (period.edtf or "").startswith("../") else 1


def _running(period: Period) -> bool:
    return period.anchor is not None or (period.edtf or "").endswith("/..")


def is_long(period: Period | None) -> bool:
    """Say whether a claim's own period is a year or several months: what it counts is of no single incident.

    >>> words = Span.of("in 2018", 0, 7)
    >>> is_long(Period(edtf="2018", span=words)), is_long(Period(edtf="2018-05", span=words))
    (True, False)
    """
    if period is None or period.inherited or period.edtf is None:
        return False
    start, _, end = period.edtf.partition("/")
    return len(start) == _YEAR or (bool(end) and start[:_MONTH] != end[:_MONTH])


def _inherited(period: Period) -> Period:
    return Period(edtf=period.edtf, span=period.span, anchor=period.anchor, basis=period.basis, inherited=True)
