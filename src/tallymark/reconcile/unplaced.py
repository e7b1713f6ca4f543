"""What may lie within a running total, because nobody knows where the one lies to the other."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallymark.model import Why, is_named
from tallymark.reconcile.asked import Asked, Left
from tallymark.reconcile.ground import days_within, share_days, share_kinds, widest


def unplaced(kept: Sequence[Asked]) -> Left:
    """Leave out what names no place, or one that the gazetteer lacks, and may lie within a running total.

    A country's own bodies tell of it without naming it: what names no place may be of any total's. A district that is
    not known may be of the country whose total the same story tells in one breath, and of no other. The words leave
    both open, and the smaller of the two is the one that can be spared.
    """
    totals = _Totals(one for one in kept if one.running and one.places)
    out: dict[str, tuple[Why, str]] = {}
    for one in kept:
        total = next((total for total in totals.near(one) if _may_hold(total, one)), None)
        if total is not None:
            out[one.tally.id] = Why.UNPLACED, total.tally.id
    return out


class _Totals:
    """Running totals with places, the largest first, and those of each story."""

    def __init__(self, totals: Iterator[Asked]) -> None:
        self._all = sorted(totals, key=lambda total: (-(total.tally.best or 0), total.tally.id))
        self._of_story: defaultdict[str, list[Asked]] = defaultdict(list)
        for total in self._all:
            for story in total.told_in:
                self._of_story[story].append(total)

    def near(self, one: Asked) -> Iterator[Asked]:
        """Yield the totals that a tally may lie within for all that is known of places."""
        if not one.places:
            yield from itertools.takewhile(lambda total: (total.tally.best or 0) >= (one.tally.best or 0), self._all)
            return
        for total in (total for story in sorted(one.told_in) for total in self._of_story[story]):
            if total is not one and not (_is_known(total) and _is_known(one)):
                yield total


def _is_known(one: Asked) -> bool:
    """Say whether the gazetteer has all places of a tally, and so where they lie."""
    return not any(is_named(place) for place in one.places)


def _may_hold(total: Asked, one: Asked) -> bool:
    """Say whether a running total may count what another tally does, if that was in its place."""
    if (total.tally.best or 0) < (one.tally.best or 0) or not share_days(total, one) or not share_kinds(total, one):
        return False
    return widest(total) > widest(one) if one.running else days_within(total, one)
