"""Dates in digits: which of their numbers is the day, which the month, and of which century the year is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tallymark.extract.edtf import Date, exists
from tallymark.extract.moments import Gives, Match, Moment, Reader, Reading, unit_of, value_of

_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})")
# An ending may be joined to the year by an apostrophe ("1/10/2018'den").
_WHOLE = re.compile(r"(\d+)[-./](\d+|[^\W\d_]+)[-./](\d+)(?:['’][^\W\d_]+)?")


def read_digits(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A date in digits; where day and month could be either, the language or publication settles it.

    The month may be named ("5-Aug-2016").
    """
    found = _WHOLE.fullmatch("".join(reading.words(*match.span()).split()))
    if found is None:
        return None
    first, middle, last = found.groups()
    named = None if middle.isdecimal() else reading.engine.find(middle)
    if not middle.isdecimal() and (named is None or "month" not in named.more):
        return None
    month = int(middle if named is None else named.more["month"])
    if len(first) == 4:
        return _checked(Date(int(first), month, int(last)))
    year = int(last) if len(last) == 4 else century(reading, int(last))
    orders = [Date(year, month, int(first))] + ([Date(year, int(first), month)] if named is None else [])
    return _likeliest(reading, [date for date in dict.fromkeys(orders) if exists(date)], year)


def _likeliest(reading: Reading, dates: list[Date], year: int) -> Moment | None:
    """Return which of two dates is meant, by the language's `date_order`, else by publication; else the year alone."""
    if len(dates) == 2 and _day_first(reading):
        return Moment(dates[0])
    told = reading.published
    if len(dates) == 2 and told is not None and told.day is not None:
        dates = [told] if told in dates else [date for date in dates if date <= told] or dates
    if len(dates) == 2:
        return Moment(Date(year), form="day")
    return Moment(dates[0]) if dates else None


def read_month_of_year(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A month and a year, both in digits."""
    year, month = value_of(reading, match, "y"), value_of(reading, match, "z")
    return Moment(Date(year, month), form="month") if year is not None and month is not None and month < 13 else None


def _checked(date: Date) -> Moment | None:
    return Moment(date) if exists(date) else None


def century(reading: Reading, short: int) -> int:
    """The full year of its last two digits: the latest that is not behind publication (or, without one, 2069)."""
    told = reading.published.year if reading.published is not None and reading.published.year is not None else 2069
    year = told - told % 100 + short
    return year if year <= told else year - 100


def read_day_of_month(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A day and a month in digits without their year ("22.04."), in one number (`n`) or two (`c` and `z`).

    Behind it may stand a year (`y`), before it another day of the same month (`d`), from which on it lasts.
    """
    at = unit_of(match, "n")
    found = None if at is None else _SHORT.fullmatch(reading.words(at, at + 1))
    if at is not None and found is None:
        return None
    one, two = (
        (value_of(reading, match, "c"), value_of(reading, match, "z")) if found is None else map(int, found.groups())
    )
    day, month = (one, two) if _day_first(reading) else (two, one)
    if "unsure" in gives and one is not None and two is not None:  # no order: only a number above twelve tells the day
        if (one > 12) == (two > 12):
            return None
        day, month = max(one, two), min(one, two)
    last = Date(value_of(reading, match, "y"), month, day)
    first = last._replace(day=value_of(reading, match, "d")) if unit_of(match, "d") is not None else last
    if not exists(last) or not exists(first) or (first.day or 0) > (last.day or 0):
        return None
    return Moment(first, None if first == last else last, "day" if first == last else "stretch")


def read_days_of_date(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A day (`d`) and a whole date in digits of the same month, up to which it lasts ("14. - 15.10.2018")."""
    whole = _WHOLE.fullmatch(reading.words(match.start("w"), match.start("w") + 1))
    day = value_of(reading, match, "d")
    if whole is None or day is None:
        return None
    one, month, year = (int(part) if part.isdecimal() else 0 for part in whole.groups())
    last = Date(year if year > 99 else century(reading, year), month, one)
    first = last._replace(day=day)
    return Moment(first, last, "stretch") if exists(first) and exists(last) and day < one else None


def read_spaced(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A day, a month and a year in digits with nothing but spaces between them, in that order ("24 12 2014")."""
    return _checked(Date(value_of(reading, match, "y"), value_of(reading, match, "z"), value_of(reading, match, "d")))


def _day_first(reading: Reading) -> bool:
    return bool(reading.engine.pack.settings.get("date_order") == "day_month")


DIGITS: Mapping[str, Reader] = {
    "digits": read_digits,
    "month_of_year": read_month_of_year,
    "day_of_month": read_day_of_month,
    "spaced": read_spaced,
    "days_of_date": read_days_of_date,
}
