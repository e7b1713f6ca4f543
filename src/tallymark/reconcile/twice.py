"""What would be counted twice: a part beside its whole, a figure told again, a narrower kind beside a wider one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from decimal import Decimal

from tallymark.model import Why
from tallymark.reconcile.asked import Asked, Left
from tallymark.reconcile.ground import covers_kind, covers_place

# Few are killed on many a day in one place: a smaller figure may be another one.
_TELLING = 4


def parts(kept: Sequence[Asked]) -> Left:
    """Leave out what is a part of something kept; the whole may be left out itself, as a part of another."""
    here = {one.tally.id for one in kept}
    return {one.tally.id: (Why.PART, one.tally.whole) for one in kept if one.tally.whole in here and one.tally.whole}


def repeats(retold: Iterable[tuple[str, str]]) -> Callable[[Sequence[Asked]], Left]:
    """Leave out a figure that a later story tells again, where an earlier one that it is linked to has it too."""
    earlier: defaultdict[str, set[str]] = defaultdict(set)
    for later, before in retold:
        earlier[later].add(before)

    def step(kept: Sequence[Asked]) -> Left:
        told: defaultdict[tuple[Decimal | None, object], list[Asked]] = defaultdict(list)
        out: dict[str, tuple[Why, str]] = {}
        for one in kept:
            before = earlier.get(one.tally.story, set())
            # A figure of the same days, or of a story that is told again: nothing else can be the same one.
            keys = [(one.tally.best, one.days), *((one.tally.best, story) for story in sorted(before))]
            first = next((other for key in keys for other in told[key] if _told_before(other, one, before)), None)
            if first is None:
                told[one.tally.best, one.days].append(one)
                told[one.tally.best, one.tally.story].append(one)
            else:
                out[one.tally.id] = Why.REPEAT, first.tally.id
        return out

    return step


def _told_before(first: Asked, again: Asked, linked: Set[str]) -> bool:
    """Say whether a figure is the same one told again: by a link of the stories, or of the same day and place.

    Few are killed on many a day in one place, so a small figure needs the link.
    """
    if first.tally.story == again.tally.story or first.kinds != again.kinds:
        return False
    if first.tally.story in linked:
        return True
    same_days = first.days is not None and first.days == again.days and again.tally.period is not None
    at_one_place = covers_place(first, again) or covers_place(again, first)
    return same_days and at_one_place and (again.tally.best or 0) >= _TELLING


def narrower(kept: Sequence[Asked]) -> Left:
    """Leave out what one story counts of a narrower kind than something else that it counts in the same scope.

    The words do not tie the two together, but whoever adds "three women" to "seven people" counts somebody twice.
    """
    out: dict[str, tuple[Why, str]] = {}
    of_story: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in kept:
        of_story[one.tally.story].append(one)
    for one in kept:
        for other in of_story[one.tally.story]:
            if (
                other is not one
                and other.running == one.running
                and (other.tally.best or 0) >= (one.tally.best or 0)
                and other.kinds != one.kinds
                and covers_kind(other, one)
            ):
                out[one.tally.id] = Why.PART, other.tally.id
                break
    return out
