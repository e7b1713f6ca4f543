"""Scope: whether a figure is new, a running total since some baseline, or told of a time before."""

from __future__ import annotations

from tallymark.extract.sentences import Sentence
from tallymark.model import Period, Scope, Span
from tallymark.rules import Line, Sense


def scope_of(text: str, line: Line, sentence: Sentence, period: Period | None) -> tuple[Scope, Span | None]:
    """Return the scope of a claim and the words that give it.

    A period that is open at its end, or counts from an event, is that of a running total; so is one that words like
    "so far" speak of.
    """
    if period is not None and (period.anchor is not None or (period.edtf or "").endswith("/..")):
        return Scope.RUNNING_TOTAL, period.span
    for unit in range(sentence.first, sentence.last):
        thing = line.things[unit]
        if isinstance(thing, Sense) and thing.kind == "adv" and thing.id in ("so_far", "formerly"):
            scope = Scope.RUNNING_TOTAL if thing.id == "so_far" else Scope.BACKGROUND
            return scope, Span.of(text, line.starts[unit], line.ends[unit])
    return Scope.NEW, None
