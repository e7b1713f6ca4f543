"""Drafts: a reading on its way to becoming claims, one for each of its measures."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from tallymark.extract.clauses import Reading
from tallymark.extract.counts import Count
from tallymark.extract.sentences import Sentence
from tallymark.model import Bound, Figure, Inspection, Span, Violation
from tallymark.rules import Engine, Line, Sense


class Draft(msgspec.Struct, kw_only=True, eq=False):
    """What will be a claim: `start`/`end` in code points, `unit` its place in the line, `count` where it counts."""

    measure: str
    start: int
    end: int
    sentence: Sentence
    unit: int
    figure: Figure | None = None
    count: Count | None = None
    reading: Reading | None = None
    cue: tuple[int, int] | None = None
    inspection: Inspection | None = None
    violation: Violation | None = None
    rules: tuple[str, ...] = ()
    more: tuple[Draft, ...] = ()


def draft_of(text: str, line: Line, engine: Engine, sentence: Sentence, reading: Reading) -> list[Draft]:
    """Return the drafts of a reading, one for each measure."""
    thing = line.things[reading.unit]
    assert isinstance(thing, Count)
    figure = _figure(text, thing)
    return [
        Draft(
            measure=measure,
            start=thing.start,
            end=thing.end,
            sentence=sentence,
            unit=reading.unit,
            figure=figure,
            count=thing,
            reading=reading,
            cue=_cue_place(line, reading.by(measure), measure),
            rules=tuple(
                rule for rule in dict.fromkeys((thing.rule, reading.by(measure).rule, reading.part_rule)) if rule
            ),
        )
        for measure in reading.measures
    ]


def _figure(text: str, count: Count) -> Figure:
    if count.amount is None:
        return Figure(value=Decimal(1), numeral=False, span=Span.of(text, count.start, count.end))
    return Figure(
        value=count.amount.value,
        value_max=count.amount.value_max,
        bound=count.amount.bound if count.amount.value is not None else Bound.ABOUT,
        unit=count.head.id if count.kind == "area" and count.head is not None else None,
        span=Span.of(text, count.amount_start, count.amount_end),
        numeral=count.amount.numeral,
    )


def _cue_place(line: Line, reading: Reading, measure: str) -> tuple[int, int] | None:
    """Return the place of the word that names the measure, among those of the cue."""
    if reading.cue is None:
        return None
    first, last = reading.cue
    for unit in range(first, last):
        thing = line.things[unit]
        if isinstance(thing, Sense) and thing.id == measure:
            return line.starts[unit], line.ends[unit]
    return line.starts[first], line.ends[last - 1]
