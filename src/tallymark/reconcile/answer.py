"""One number over many stories: what counts, what would be counted twice, and what is not asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tallymark.model import Answer, Counted, LeftOut, Question, Series, Tally, Why
from tallymark.reconcile.asked import Asked, Inside, Left, asked_of, unasked
from tallymark.reconcile.ground import contained, running
from tallymark.reconcile.successive import Successive
from tallymark.reconcile.twice import narrower, parts, repeats
from tallymark.reconcile.unplaced import unplaced


def answer(
    question: Question,
    tallies: Iterable[Tally],
    retold: Iterable[tuple[str, str]],
    inside: Inside,
    series: Iterable[Series] = (),
) -> Answer:
    """Return one number for a measure with low and high, and the reason for everything that is left out.

    `tallies` and `series` may hold those of other measures; `retold` are pairs of stories, by id, of which the first
    tells figures of the second again. Each thing is counted once: a part with its whole, a figure told again with the
    first telling, a running total by the value told last, and whatever lies within a running total with that total.
    """
    kept: list[Asked] = []
    left: list[LeftOut] = []
    for tally in tallies:
        if tally.measure == question.measure:
            why = unasked(question, tally, inside)
            if why is None:
                kept.append(asked_of(tally, inside))
            else:
                left.append(LeftOut(tally=tally, why=why))
    kept.sort(key=lambda one: (one.tally.said or "~", one.tally.id))
    successive = Successive(one for one in series if one.measure == question.measure)
    kept = successive.on_common_ground(kept)
    for step in (parts, successive.earlier, repeats(retold), narrower, running, contained, unplaced):
        kept = _without(kept, step(kept), left)
    within: defaultdict[str, list[Tally]] = defaultdict(list)
    for out in left:
        if out.why is Why.CONTAINED and out.because is not None:
            within[out.because].append(out.tally)
    counted = [_counted(one, within[one.tally.id]) for one in kept]
    return Answer(
        question=question,
        low=_sum(one.tally.low for one in kept),
        best=sum((one.tally.best or Decimal(0) for one in kept), Decimal(0)),
        high=_sum(one.tally.high for one in kept),
        counted=tuple(sorted(counted, key=lambda one: (one.tally.said or "", one.tally.id))),
        left_out=tuple(sorted(left, key=lambda one: (_ORDER[one.why], one.tally.said or "", one.tally.id))),
    )


_ORDER = {why: place for place, why in enumerate(Why)}


def _without(kept: Sequence[Asked], out: Left, left: list[LeftOut]) -> list[Asked]:
    for one in kept:
        if one.tally.id in out:
            why, because = out[one.tally.id]
            left.append(LeftOut(tally=one.tally, why=why, because=because))
    return [one for one in kept if one.tally.id not in out]


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    given = list(values)
    return None if None in given else sum((value for value in given if value is not None), Decimal(0))


def _counted(one: Asked, within: Sequence[Tally]) -> Counted:
    """Return what is counted; of a running total also what of it is itemised, each item once."""
    if not one.running:
        return Counted(tally=one.tally)
    items = [tally for tally in within if tally.scope == "new"]
    rest = (one.tally.best or Decimal(0)) - sum((tally.best or Decimal(0) for tally in items), Decimal(0))
    return Counted(tally=one.tally, itemised=tuple(tally.id for tally in items), rest=max(rest, Decimal(0)))
