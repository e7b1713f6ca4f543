"""Figures told shorter: what one report counts to the last digit another tells as more than 5,500 or nearly 100,000."""

from __future__ import annotations

import functools
from collections.abc import Iterable

# A rounded figure has at most so many digits that are no zeros at its end, and lies as near as that to the other.
DIGITS, NEAR = 2, 0.03
_KIND = "figure "


def told_rounded(mark: str, others: Iterable[str]) -> bool:
    """Say whether one of the others is the same figure rounded, or the figure that the mark has rounded.

    >>> told_rounded("figure 5554", ["figure 5500"]), told_rounded("figure 100000", ["place iso:TH", "figure 97000"])
    (True, True)
    >>> told_rounded("figure 5554", ["figure 5561"]), told_rounded("figure 350", ["figure 360"])
    (False, False)
    """
    value, digits = _number(mark)
    return any(
        digits != told and min(digits, told) <= DIGITS and abs(value - other) <= NEAR * max(value, other)
        for other, told in map(_number, others)
        if digits and told
    )


@functools.lru_cache(maxsize=1 << 14)
def _number(mark: str) -> tuple[int, int]:
    """Return the number of a large figure and how many digits it tells, no digits for any other mark."""
    digits = mark.removeprefix(_KIND)
    if not mark.startswith(_KIND) or not digits.isdecimal():
        return 0, 0
    return int(digits), len(digits.rstrip("0"))
