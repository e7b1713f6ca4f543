"""Two renderings of one text: whether the numbers that they write are the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

HALF_DAY = 12
YEARS, TWO_DIGITS = range(1000, 2100), range(10, 100)


class Written(NamedTuple):
    """A number at code points `start` up to `end` of a text.

    `kind` says how it is written: `number` in digits, `word` in words, `ordinal`, `month`, `clock` (hours, and minutes
    as hundredths), `name` for digits within a name or a date.
    """

    start: int
    end: int
    value: Decimal
    kind: str


class Differing(NamedTuple):
    """The numbers of two renderings that have no counterpart on the other side."""

    left: tuple[Written, ...]
    right: tuple[Written, ...]

    @property
    def changed(self) -> bool:
        """Whether one stands in the place of another: a number that one side lacks alone may be put otherwise."""
        return bool(self.left and self.right)


def compare_numbers(left: Sequence[Written], right: Sequence[Written]) -> Differing:
    """Return the numbers of each side that the other does not give, however it is written there.

    >>> def one(value, kind="number"): return Written(0, 1, Decimal(value), kind)
    >>> compare_numbers([one(12), one(3)], [one(3, "word"), one(12)]).changed
    False
    >>> compare_numbers([one(12)], [one(21)]).changed, compare_numbers([one(12)], []).changed
    (True, False)
    """
    rest, others = list(left), list(right)
    for same in (_alike, _equal, _equivalent):
        rest, others = _unpaired(rest, others, same)
    if len(rest) != len(others):  # a number that is said again stands in nobody's place
        rest, others = _said_once(rest, right), _said_once(others, left)
    return Differing(tuple(rest), tuple(others))


def _unpaired(
    left: Sequence[Written], right: Sequence[Written], same: Callable[[Written, Written], bool]
) -> tuple[list[Written], list[Written]]:
    """Return what is left over on each side when each number is paired with the first one that is the same."""
    rest: list[Written] = []
    others = list(right)
    for one in left:
        at = next((at for at, other in enumerate(others) if same(one, other)), None)
        if at is None:
            rest.append(one)
        else:
            del others[at]
    return rest, others


def _alike(one: Written, other: Written) -> bool:
    """Say whether two numbers are equal and written in the same way, as far as that tells one from another."""
    apart = ("month", "name")
    return one.value == other.value and (one.kind == other.kind or not {one.kind, other.kind} & set(apart))


def _equal(one: Written, other: Written) -> bool:
    return one.value == other.value


def _equivalent(one: Written, other: Written) -> bool:
    """Say whether two times are one on a clock of twelve hours, or two numbers one decade or one century."""
    if "clock" in (one.kind, other.kind):
        return abs(one.value - other.value) == HALF_DAY
    small, large = sorted((one.value, other.value))
    if not (large in YEARS and small in TWO_DIGITS):
        return False
    return large % 100 == small or (large % 100 == 0 and large // 100 == small - 1)


def _said_once(rest: Sequence[Written], others: Sequence[Written]) -> list[Written]:
    values = {other.value for other in others}
    return [one for one in rest if one.value not in values]
