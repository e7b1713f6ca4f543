"""EDTF: dates of which some parts are known, how they are moved, and how they are written."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class Date(NamedTuple):
    """A date as far as it is known: without `day` it is a month, without `month` too a year.

    `month` 21 to 24 are the seasons of EDTF.
    """

    year: int | None
    month: int | None = None
    day: int | None = None


def parse_date(text: str | None) -> Date | None:
    """Return the date that an ISO date or its beginning names; None where there is none or no such day.

    >>> parse_date("2022-11"), parse_date("2022-11-24T10:00"), parse_date("2022-13-01")
    (Date(year=2022, month=11, day=None), Date(year=2022, month=11, day=24), None)
    """
    match = _ISO.match(text or "")
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    date = Date(year, month, day)
    return date if exists(date) else None


def exists(date: Date) -> bool:
    """Say whether there is such a day; in an unknown year February has 29 days.

    >>> exists(Date(None, 2, 29)), exists(Date(2023, 2, 29))
    (True, False)
    """
    year, month, day = date
    if year is not None and not 1 <= year <= 9998:
        return False
    if month is None or 21 <= month <= 24:
        return day is None
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= 28 or day <= calendar.monthrange(year or 2000, month)[1]


def written(date: Date) -> str | None:
    """Return a date in EDTF, or None where not even a month is known.

    >>> written(Date(2022, 8)), written(Date(None, 11, 23)), written(Date(None))
    ('2022-08', 'XXXX-11-23', None)
    """
    if date.year is None and date.month is None:
        return None
    parts = ["XXXX" if date.year is None else f"{date.year:04}"]
    parts += [f"{part:02}" for part in date[1:] if part is not None]
    return "-".join(parts)


def first_day(date: Date) -> datetime.date | None:
    """Return the first day of a date in a known year."""
    if date.year is None or not exists(date) or (date.month or 0) > 12:
        return None
    return datetime.date(date.year, date.month or 1, date.day or 1)


def of_day(day: datetime.date) -> Date:
    """Return a calendar day as a date."""
    return Date(day.year, day.month, day.day)


def moved(date: Date, unit: str, steps: int) -> Date | None:
    """Return a date moved by days, weeks, months, years or decades, no finer than the unit; None where it cannot be.

    >>> moved(Date(2024, 7, 3), "month", -6), moved(Date(2020, 7, 8), "week", -5), moved(Date(2024), "month", 1)
    (Date(year=2024, month=1, day=None), Date(year=2020, month=6, day=3), None)
    """
    year, month, day = date
    if year is None or abs(steps) > 3000:
        return None
    if unit in ("year", "decade"):
        out = Date(year + steps * (10 if unit == "decade" else 1))
    elif unit == "month":
        if month is None or month > 12:
            return None
        count = year * 12 + month - 1 + steps
        out = Date(count // 12, count % 12 + 1)
    else:
        start = first_day(date)
        if start is None or day is None:
            return None
        try:
            out = of_day(start + datetime.timedelta(days=steps * (7 if unit == "week" else 1)))
        except OverflowError:
            return None
    return out if exists(out) else None


def week_of(date: Date) -> tuple[Date, Date] | None:
    """Return Monday and Sunday of a day's week, or None where the day is not known."""
    day = first_day(date)
    if day is None or date.day is None:
        return None
    monday = day - datetime.timedelta(days=day.weekday())
    return of_day(monday), of_day(monday + datetime.timedelta(days=6))


def weekday_near(published: Date, weekday: int, shift: int) -> Date | None:
    """Return the day of a week (1 is Monday) at or before publication; `shift` -1 and 1 leave that day itself out.

    >>> weekday_near(Date(2025, 7, 11), 5, -1), weekday_near(Date(2025, 7, 11), 5, 0)
    (Date(year=2025, month=7, day=4), Date(year=2025, month=7, day=11))
    """
    day = first_day(published)
    if day is None or published.day is None:
        return None
    back = (day.isoweekday() - weekday) % 7
    if shift > 0:
        return moved(published, "day", 7 - back)
    return moved(published, "day", -(back or (7 if shift < 0 else 0)))


def nearest(date: Date, published: Date, *, days_ahead: int = 0) -> Date:
    """Return a date without a year in the year that makes it the nearest one not behind publication.

    With `days_ahead` it may lie so many days behind publication.

    >>> nearest(Date(None, 12, 20), Date(2023, 1, 3)), nearest(Date(None, 11, 23), Date(2022, 11, 25))
    (Date(year=2022, month=12, day=20), Date(year=2022, month=11, day=23))
    >>> nearest(Date(None, 1, 2), Date(2020, 12, 28), days_ahead=7)
    Date(year=2021, month=1, day=2)
    """
    assert published.year is not None
    assert date.month is not None
    if days_ahead and published.day is not None:
        told = first_day(published)
        for year in (published.year, published.year + 1):
            ahead = Date(year, date.month, date.day)
            day = first_day(ahead)
            if day is not None and told is not None and 0 < (day - told).days <= days_ahead:
                return ahead
    behind = published.month is not None and (date.month, date.day or 1) > (published.month, published.day or 31)
    settled = Date(published.year - behind, date.month, date.day)
    while not exists(settled):
        settled = settled._replace(year=(settled.year or 0) - 1)
    return settled
