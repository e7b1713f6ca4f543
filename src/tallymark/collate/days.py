"""How far apart two dates are when each may be known to the day, the month or the year only."""

from __future__ import annotations

import functools

from tallymark.model import Stretch, stretch_of

_DATES = 4_096  # read ones that are remembered: those of one collection come again and again


@functools.lru_cache(maxsize=_DATES)
def stretch(edtf: str | None) -> Stretch | None:
    """Return the first and the last day that a date may mean, or None where it is not a date of a known year.

    Of an interval only its end is read, because that is when it was told; an open end gives None.

    >>> stretch("2022-02"), stretch("2020/2022-02") == stretch("2022-02"), stretch("2022/..")
    (Stretch(first=datetime.date(2022, 2, 1), last=datetime.date(2022, 2, 28)), True, None)
    """
    return stretch_of((edtf or "").rsplit("/", 1)[-1])


def days_between(left: str | None, right: str | None) -> int | None:
    """Return the least number of days between two dates, 0 where they may be one day, None where one is not known.

    >>> days_between("2022-11-24", "2022-12-12"), days_between("2022-11", "2022-11-24"), days_between(None, "2022")
    (18, 0, None)
    """
    first, second = stretch(left), stretch(right)
    if first is None or second is None:
        return None
    return max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)


def days_after(left: str | None, right: str | None) -> int:
    """Return the least number of days by which the second date comes after the first, 0 where it may not.

    >>> days_after("2022-11-24", "2022-11-26"), days_after("2022-11", "2022-11-26"), days_after(None, "2022-11-26")
    (2, 0, 0)
    """
    first, second = stretch(left), stretch(right)
    return 0 if first is None or second is None else max(0, (second[0] - first[1]).days)
