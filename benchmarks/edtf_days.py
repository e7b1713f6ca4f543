"""The days that an EDTF date or interval stands for."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

_DATE = re.compile(r"(\d{4}|XXXX|\d{3}X)(?:-(\d\d)(?:-(\d\d))?)?$")


class Stretch(NamedTuple):
    """A first and a last day, both included."""

    first: datetime.date
    last: datetime.date


def days_of(edtf: str | None, like: Stretch, *, to_beginning: bool = False) -> Stretch | None:
    """Return the days of an EDTF date; a year that it leaves open is that of `like`. None for sets and open ends.

    With `to_beginning` an interval ends where its last part begins: on 1 May in "April to May".

    >>> one = datetime.date(2024, 2, 1)
    >>> days_of("2024-02", Stretch(one, one)) == days_of("XXXX-02", Stretch(one, one)) == Stretch(
    ...     one, datetime.date(2024, 2, 29))
    True
    >>> days_of("2024/..", Stretch(one, one)) is None
    True
    """
    if edtf is None:
        return None
    first, _, last = edtf.partition("/")
    low, high = _days(first, like), _days(last or first, like)
    if low is None or high is None:
        return None
    return Stretch(low.first, high.first if last and to_beginning else high.last)


def _days(edtf: str, like: Stretch) -> Stretch | None:
    match = _DATE.match(edtf)
    if match is None:
        return None
    written, month, day = match.groups()
    if written[-1] == "X" and written != "XXXX":
        return Stretch(datetime.date(int(written[:3]) * 10, 1, 1), datetime.date(int(written[:3]) * 10 + 9, 12, 31))
    year = like.first.year if written == "XXXX" else int(written)
    if month is None:
        return Stretch(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    if not 1 <= int(month) <= 12:
        return None
    length = calendar.monthrange(year, int(month))[1]
    if day is None:
        return Stretch(datetime.date(year, int(month), 1), datetime.date(year, int(month), length))
    if int(day) > length:
        return None
    return Stretch(datetime.date(year, int(month), int(day)), datetime.date(year, int(month), int(day)))
