"""How far apart two dates are when each may be known to the day, the month or the year only."""

from __future__ import annotations

import calendar
import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def stretch(edtf: str | None) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day that a date may mean, or None where it is not a date of a known year.

    Of an interval only its end is read, because that is when it was told; an open end gives None.

    >>> stretch("2022-02")
    (datetime.date(2022, 2, 1), datetime.date(2022, 2, 28))
    """
    match = _DATE.fullmatch((edtf or "").rsplit("/", 1)[-1])
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            only = datetime.date(year, month, day)
            return only, only
        if month:
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    except ValueError:
        return None


def days_between(left: str | None, right: str | None) -> int | None:
    """Return the least number of days between two dates, 0 where they may be one day, None where one is not known.

    >>> days_between("2022-11-24", "2022-12-12"), days_between("2022-11", "2022-11-24"), days_between(None, "2022")
    (18, 0, None)
    """
    first, second = stretch(left), stretch(right)
    if first is None or second is None:
        return None
    return max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)
