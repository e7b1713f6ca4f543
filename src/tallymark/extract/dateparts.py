"""Dates by their place in a month ("third Tuesday of May 2014"), and dates of which a hyphen makes one word."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping

from tallymark.extract.edtf import Date, exists
from tallymark.extract.moments import Gives, Match, Moment, Reader, Reading, unit_of, value_of

_RELATIVE = {"lastyear": -1, "thisyear": 0, "nextyear": 1}
_PARTS = {"h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12)}
_YEAR_FIRST, _YEAR_LAST = re.compile(r"(\d{4})[- ](.+)"), re.compile(r"(.+)-(\d{4})")
_NUMBERED = re.compile(r"(\d{1,4})-([^\W\d]+)")


def read_nth(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """The day (or weekday `w`) of a month that a number (`n`) counts, or its last where there is none.

    `w2` and `n2` are the same where the weekday comes first.

    A weekday needs its year, in the words or from publication.
    """
    month, year, basis = reading.month(match.start("m"), sure=True), value_of(reading, match, "y"), "text"
    for name, shift in _RELATIVE.items():
        if unit_of(match, name) is not None and reading.published is not None and reading.published.year is not None:
            year, basis = reading.published.year + shift, "publication"
    count = next((found for name in ("n", "n2") if (found := value_of(reading, match, name)) is not None), None)
    named = next((unit for name in ("w", "w2") if (unit := unit_of(match, name)) is not None), None)
    weekday = None if named is None else reading.sense(named)
    if month is None or (year is None and (weekday is not None or count is None)):
        return None
    if weekday is None and count is not None:
        date = Date(year, month, count)
        return Moment(date, basis=basis) if exists(date) else None
    assert year is not None
    length = calendar.monthrange(year, month)[1]
    days = [
        day
        for day in range(1, length + 1)
        if weekday is None or datetime.date(year, month, day).isoweekday() == int(weekday.id)
    ]
    if count is not None and not 1 <= count <= len(days):
        return None
    return Moment(Date(year, month, days[-1 if count is None else count - 1]), basis=basis)


def read_year_part(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A quarter or half of a year, joined to it by a hyphen ("2017-Q1", "Q1-2017")."""
    words = reading.words(*match.span())
    first, last = _YEAR_FIRST.fullmatch(words), _YEAR_LAST.fullmatch(words)
    if first is not None:
        year, name = first.groups()
    elif last is not None:
        name, year = last.groups()
    else:
        return None
    sense = reading.engine.find(name)
    if sense is None or sense.kind != "part" or sense.id not in _PARTS or not 1900 <= int(year) <= 2100:
        return None
    low, high = _PARTS[sense.id]
    return Moment(Date(int(year), low), Date(int(year), high), "stretch")


def read_joined(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """From one day to another, where a hyphen makes one word of the first's end and the second's month (`c`).

    "Nov 18-Dec 19, 2015": that word is a day and a month; behind a day (`d`) it is a year and a month.
    """
    found = _NUMBERED.fullmatch(reading.words(match.start("c"), match.start("c") + 1))
    sense = None if found is None else reading.engine.find(found[2])
    month, day = reading.month(match.start("m")), value_of(reading, match, "d")
    if found is None or sense is None or "month" not in sense.more or month is None:
        return None
    number, year = int(found[1]), value_of(reading, match, "y")
    high = Date(year, int(sense.more["month"]), value_of(reading, match, "e"))
    if day is None:
        behind = year is not None and (high.month or 0) < month
        low = Date(None if year is None else year - behind, month, number)
    else:
        low = Date(number, month, day)
    fits = exists(low) and exists(high) and (day is None or year is not None) and (low.month, low.day) != high[1:]
    if not fits or (low.year == high.year and low > high):
        return None
    return Moment(low, high, "stretch")


PARTS: Mapping[str, Reader] = {"nth": read_nth, "year_part": read_year_part, "joined": read_joined}
