"""What speaks for and against two numbers of two versions being one count, in points: at nought it is as likely as not.

The weights are rounded from what told planted changes from all other pairs of numbers in the labelled reports.
"""

from __future__ import annotations

import math
from decimal import Decimal

from tallymark.model import Claim, place_key
from tallymark.reconcile.alike import dates_meet, people_of
from tallymark.reconcile.best import NEAR, value_of
from tallymark.reconcile.sites import Company

# Told next to the same, between the same, or before it here and behind it there; and first of all in both versions.
NEIGHBOUR, BETWEEN, ACROSS, OPENING = 2.0, 1.0, 0.7, 0.8
OF_ONE_WHOLE, PART_OR_WHOLE, OF_TWO_WHOLES = 0.5, -0.5, -1.0
# A number from here on is seldom met twice, and a digit of one with so many may be lost or exchanged.
TELLING, DIGITS = 20, 3
# Numbers that tell are seldom further apart than this, unless a digit was lost.
RATIO = Decimal("0.5")


class TwoNumbers:
    """Weights where the measure is one and the numbers are two; `TIMES` is for each e-fold between them."""

    UNKNOWN = -1.5
    RIVAL = -0.8
    TIMES, SLIP, ROUNDED, FAR = -0.35, 1.5, 1.5, -1.0
    SAME_TIME, OTHER_TIME = 1.0, -1.0
    SAME_PEOPLE, PEOPLE_UNSAID, OTHER_PEOPLE = 0.4, -0.4, -0.5
    SAME_ITEM, ITEM_UNSAID, SAME_MODEL = 0.3, -0.8, 1.0
    UNDER_OTHER_MEASURE = -1.5


class TwoMeasures:
    """Weights where the number is one and the measures are two."""

    UNKNOWN = 0.8
    RIVAL = -2.0
    TELLING, ONE = 1.5, -1.0
    SAME_TIME, OTHER_TIME = 2.0, -1.5
    SAME_PEOPLE, PEOPLE_UNSAID, ITEM_UNSAID = 0.5, -1.5, -1.0
    SAME_PLACE = 1.0


def told_otherwise(one: Claim, other: Claim) -> float:
    """Return what speaks for two claims of one measure giving one count different numbers, by what they say."""
    score = TwoNumbers.UNKNOWN + _numbers(value_of(one), value_of(other))
    score += _time(one, other, TwoNumbers.SAME_TIME, TwoNumbers.OTHER_TIME)
    left, right = people_of(one), people_of(other)
    if left != right:
        score += TwoNumbers.OTHER_PEOPLE if left and right else TwoNumbers.PEOPLE_UNSAID
    elif left:
        score += TwoNumbers.SAME_PEOPLE
    items = [None if claim.item is None else claim.item.id for claim in (one, other)]
    if items[0] != items[1]:
        score += TwoNumbers.ITEM_UNSAID if None in items else 0.0
    elif items[0] is not None:
        score += TwoNumbers.SAME_ITEM
    models = [None if claim.model is None else claim.model.id or claim.model.span.quote for claim in (one, other)]
    return score + (TwoNumbers.SAME_MODEL if models[0] is not None and models[0] == models[1] else 0.0)


def swapped(one: Claim, other: Claim) -> float:
    """Return what speaks for two claims with one number giving one count different measures, by what they say."""
    value = value_of(one)
    score = TwoMeasures.UNKNOWN + (TwoMeasures.TELLING if value >= TELLING else TwoMeasures.ONE if value == 1 else 0.0)
    score += _time(one, other, TwoMeasures.SAME_TIME, TwoMeasures.OTHER_TIME)
    left, right = people_of(one), people_of(other)
    if bool(left) != bool(right):
        score += TwoMeasures.PEOPLE_UNSAID
    elif left and left == right:
        score += TwoMeasures.SAME_PEOPLE
    score += TwoMeasures.ITEM_UNSAID if (one.item is None) != (other.item is None) else 0.0
    stated = [{place_key(place) for place in claim.places if not place.inherited} for claim in (one, other)]
    return score + (TwoMeasures.SAME_PLACE if stated[0] & stated[1] else 0.0)


def by_place(company: Company, *, opening: bool) -> float:
    """Return what speaks for two numbers by where they stand; `opening` where both are the first of their versions."""
    score = (NEIGHBOUR if company.before or company.behind else 0.0) + (ACROSS if company.across else 0.0)
    return score + (BETWEEN if company.before and company.behind else 0.0) + (OPENING if opening else 0.0)


def by_whole(one: str | None, other: str | None) -> float:
    """Return what speaks for two numbers by what they are parts of, given what their wholes count."""
    if one == other:
        return OF_ONE_WHOLE if one is not None else 0.0
    return PART_OR_WHOLE if None in (one, other) else OF_TWO_WHOLES


def _numbers(one: Decimal, other: Decimal) -> float:
    """Return what speaks for two numbers by themselves: the one rounds the other, or is a slip of it."""
    small, large = sorted((one, other))
    if small < 0:
        return -math.inf
    score = TwoNumbers.TIMES * math.log((float(large) + 0.5) / (float(small) + 0.5))
    if large >= TELLING and float(large - small) <= NEAR * float(large):
        score += TwoNumbers.ROUNDED
    if _is_slip(one, other):
        return score + TwoNumbers.SLIP
    return score + (TwoNumbers.FAR if large >= TELLING and small < large * RATIO else 0.0)


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Say whether of two numbers one has a digit lost, another digit, or two turned round.

    >>> _is_slip(Decimal(9439), Decimal(943)), _is_slip(Decimal(3355), Decimal(1355)), _is_slip(Decimal(1), Decimal(2))
    (True, True, False)
    """
    short, long = sorted((str(int(one)), str(int(other))), key=len)
    if len(long) < DIGITS or len(long) - len(short) > 1:
        return False
    if len(long) > len(short):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    apart = [at for at, (left, right) in enumerate(zip(long, short, strict=True)) if left != right]
    if len(apart) == 2:  # turned round
        first, second = apart
        return second == first + 1 and long[first] == short[second] and long[second] == short[first]
    return len(apart) == 1


def _time(one: Claim, other: Claim, same: float, apart: float) -> float:
    left = None if one.period is None else one.period.edtf
    right = None if other.period is None else other.period.edtf
    if left is None or right is None:
        return 0.0
    if dates_meet(left, right):
        return same
    return apart if len(left) == len(right) else 0.0
