"""Whether two claims count the same thing: what speaks for it, and what rules it out."""

from __future__ import annotations

import datetime
import re

from tallymark.model import Claim, Mention, Period, Place
from tallymark.packs.kinds import is_kind_of

_NOBODY = frozenset[str]()
_ANYBODY = frozenset({"person", "victim"})
# In one text the same small number often counts two things; a number from here on seldom does.
SELDOM_TWICE = 5


def people_of(claim: Claim) -> frozenset[str]:
    """Return the kinds of people that a claim counts, without those that mean anybody and without nationalities."""
    if not claim.people:
        return _NOBODY
    ids = {mention.id for mention in claim.people if mention.id is not None}
    return frozenset(name for name in ids - _ANYBODY if not name.startswith("nationality:"))


def may_be_one(one: Claim, other: Claim, *, days: int = 0) -> bool:
    """Say whether nothing that they count rules out that two claims count one thing, whatever their numbers.

    `days` is how far the days of two reports may lie apart: a toll is told as of the day it is told.
    """
    return one.measure == other.measure and may_be_counted_so(one, other, days=days)


def may_be_counted_so(one: Claim, other: Claim, *, days: int = 0) -> bool:
    """Say whether nothing but their measures rules out that two claims count one thing, as `may_be_one` does."""
    if (one.figure is None) != (other.figure is None):
        return False
    if one.figure is not None and other.figure is not None and one.figure.unit != other.figure.unit:
        return False
    if not (_items_meet(one.item, other.item) and _people_meet(people_of(one), people_of(other))):
        return False
    return not _days_part(one.period, other.period, days)


def meet_in_one_text(one: Claim, other: Claim) -> bool:
    """Say whether two claims of one text may count one thing: a text that says a number twice may mean two things."""
    if one.headline or other.headline:
        return True
    if _places_part(one.places, other.places):
        return False
    value = None if one.figure is None else one.figure.value
    alike = people_of(one) == people_of(other) and one.scope == other.scope
    return alike or (value is not None and value >= SELDOM_TWICE)


def likeness(one: Claim, other: Claim) -> float:
    """Return how much speaks for two claims counting one thing, where nothing rules it out."""
    score = 2.0 if people_of(one) == people_of(other) else 0.0
    score += _same_id(one.item, other.item) + _same_id(one.model, other.model)
    score += 1.0 if {place.id or place.name for place in one.places} & {p.id or p.name for p in other.places} else 0.0
    score += (
        1.0 if one.period is not None and other.period is not None and _periods_meet(one.period, other.period) else 0
    )
    return score + (0.5 if one.scope == other.scope else 0.0)


def _same_id(one: Mention | None, other: Mention | None) -> float:
    return 1.0 if one is not None and other is not None and one.id == other.id is not None else 0.0


def _items_meet(one: Mention | None, other: Mention | None) -> bool:
    if one is None or other is None or one.id is None or other.id is None:
        return True
    return is_kind_of(one.id, other.id) or is_kind_of(other.id, one.id)


def _people_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return True
    return all(any(is_kind_of(a, b) or is_kind_of(b, a) for b in other) for a in one)


def _periods_meet(one: Period, other: Period) -> bool:
    if one.edtf is None or other.edtf is None:
        return one.anchor is not None and one.anchor == other.anchor
    return dates_meet(one.edtf, other.edtf)


def dates_meet(one: str, other: str) -> bool:
    """Say whether two dates of one form may be the same, X standing for a digit not known.

    >>> dates_meet("XXXX-11-23", "2022-11-23"), dates_meet("2022-11-24", "2022-11-23"), dates_meet("2022", "2022-11")
    (True, False, False)
    """
    return len(one) == len(other) and all(a == b or "X" in (a, b) for a, b in zip(one, other, strict=True))


_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d")


def _days_part(one: Period | None, other: Period | None, apart: int) -> bool:
    """Say whether two periods are days that cannot be one. Of anything longer, versions may give different ends."""
    if one is None or other is None or one.edtf is None or other.edtf is None:
        return False
    if _DAY.fullmatch(one.edtf) is None or _DAY.fullmatch(other.edtf) is None or dates_meet(one.edtf, other.edtf):
        return False
    try:
        gap = datetime.date.fromisoformat(one.edtf) - datetime.date.fromisoformat(other.edtf)
    except ValueError:  # a year left open, or a day that no calendar has
        return True
    return abs(gap.days) > apart


def _places_part(one: tuple[Place, ...], other: tuple[Place, ...]) -> bool:
    """Say whether places stated in one text are different ones, neither within the other."""
    left = {place.id or place.name: place for place in one if not place.inherited}
    right = {place.id or place.name: place for place in other if not place.inherited}
    if not left or not right or left.keys() & right.keys():
        return False
    inside = any(key in place.within for key in left for place in right.values())
    return not inside and not any(key in place.within for key in right for place in left.values())
