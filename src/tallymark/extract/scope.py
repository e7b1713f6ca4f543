"""Scope: whether a figure is new, a running total since some baseline, or told of a time before."""

from __future__ import annotations

from tallymark.extract.draft import Draft
from tallymark.model import Period, Scope, Span
from tallymark.rules import Engine, Line, Sense

_COMPARED = frozenset(("same.versus",))


def scope_of(text: str, line: Line, engine: Engine, draft: Draft, period: Period | None) -> tuple[Scope, Span | None]:
    """Return the scope of a claim and the words that give it.

    A period that is open at its end, or counts from an event, is that of a running total; so is one that words like
    "so far" speak of. A figure that another is compared with is of a time before.
    """
    if period is not None and (period.anchor is not None or (period.edtf or "").endswith("/..")):
        return Scope.RUNNING_TOTAL, period.span
    before = line.things[draft.unit - 1] if draft.unit > draft.sentence.first else None
    if _COMPARED.intersection(draft.rules) or (isinstance(before, Sense) and before.kind == "versus"):
        return Scope.BACKGROUND, None
    if "total.bringing" in draft.rules:
        return Scope.RUNNING_TOTAL, None
    so_far = engine.unit("adv#so_far", "adv.sofar")
    for found in so_far.finditer(line.symbols, draft.sentence.first, draft.sentence.last):
        unit = found.start()
        if isinstance(line.things[unit], Sense):
            return Scope.RUNNING_TOTAL, Span.of(text, line.starts[unit], line.ends[unit])
    return Scope.NEW, None
