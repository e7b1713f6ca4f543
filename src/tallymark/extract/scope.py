"""Scope: whether a figure is new, a running total since some baseline, or told of a time before."""

from __future__ import annotations

from tallymark.extract.draft import Draft
from tallymark.model import Period, Scope, Span
from tallymark.rules import Line, Sense

_COMPARED = frozenset(("same.versus",))


def scope_of(text: str, line: Line, draft: Draft, period: Period | None) -> tuple[Scope, Span | None]:
    """Return the scope of a claim and the words that give it.

    A period that is open at its end, or counts from an event, is that of a running total; so is one that words like
    "so far" speak of. A figure that another is compared with is of a time before.
    """
    if period is not None and (period.anchor is not None or (period.edtf or "").endswith("/..")):
        return Scope.RUNNING_TOTAL, period.span
    if _COMPARED.intersection(draft.rules):
        return Scope.BACKGROUND, None
    if "total.bringing" in draft.rules:
        return Scope.RUNNING_TOTAL, None
    for unit in range(draft.sentence.first, draft.sentence.last):
        thing = line.things[unit]
        if isinstance(thing, Sense) and thing.kind == "adv" and (thing.id == "so_far" or thing.form == "sofar"):
            return Scope.RUNNING_TOTAL, Span.of(text, line.starts[unit], line.ends[unit])
    return Scope.NEW, None
