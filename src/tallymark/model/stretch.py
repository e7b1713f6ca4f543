"""The days that an EDTF date or interval stands for."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"(\d{4}|\d{3}X)(?:-(\d\d)(?:-(\d\d))?)?")
_OPEN = ("", "..")


class Stretch(NamedTuple):
    """A first and a last day, both included; an open end is the first or the last day there is."""

    first: datetime.date
    last: datetime.date

    def holds(self, other: Stretch) -> bool:
        """Say whether the other lies wholly within this one."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Stretch) -> bool:
        """Say whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=1 << 14)
def stretch_of(edtf: str | None) -> Stretch | None:
    """Return the days of an EDTF date or interval; None where it names no date of a known year.

    >>> stretch_of("2022-02"), stretch_of("2022-08/..") is not None, stretch_of("XXXX-11-23")
    (Stretch(first=datetime.date(2022, 2, 1), last=datetime.date(2022, 2, 28)), True, None)
    """
    first, slash, last = (edtf or "").partition("/")
    if not slash:
        return _one(first)
    low = datetime.date.min if first in _OPEN else getattr(_one(first), "first", None)
    high = datetime.date.max if last in _OPEN else getattr(_one(last), "last", None)
    return None if low is None or high is None or low > high else Stretch(low, high)


def _one(edtf: str) -> Stretch | None:
    match = _DATE.fullmatch(edtf[:10] if edtf[10:11] == "T" else edtf)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        if year[-1] == "X":
            return Stretch(datetime.date(int(year[:3]) * 10, 1, 1), datetime.date(int(year[:3]) * 10 + 9, 12, 31))
        if month is None:
            return Stretch(datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31))
        if day is not None:
            only = datetime.date(int(year), int(month), int(day))
            return Stretch(only, only)
        length = calendar.monthrange(int(year), int(month))[1]
        return Stretch(datetime.date(int(year), int(month), 1), datetime.date(int(year), int(month), length))
    except (ValueError, calendar.IllegalMonthError):
        return None
