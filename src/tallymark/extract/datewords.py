"""Words that are a date by themselves: what each kind of them comes to."""

from __future__ import annotations

from collections.abc import Mapping

from tallymark.extract.datedigits import DIGITS, century
from tallymark.extract.edtf import Date, exists, moved, week_of, weekday_near
from tallymark.extract.moments import (
    Gives,
    Match,
    Moment,
    Reader,
    Reading,
    calendar_of,
    published_moment,
    span_name,
    unit_of,
    value_of,
)
from tallymark.rules import in_form

_RELATIVE = {"lastyear": -1, "thisyear": 0, "nextyear": 1}


def _year(reading: Reading, match: Match) -> tuple[int | None, str]:
    """The year that the words give, and what settled it."""
    year = value_of(reading, match, "y")
    if year is not None:
        return year, "text"
    for name, shift in _RELATIVE.items():
        if unit_of(match, name) is not None:
            if reading.published is None or reading.published.year is None:
                return None, "open"
            return reading.published.year + shift, "publication"
    return None, "text"


def read_date(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A month with or without day and year, or two days of one month."""
    at = unit_of(match, "m")
    assert at is not None
    month = reading.month(at, sure="y" in gives.get("sure", "") or value_of(reading, match, "y") is not None)
    if month is None or ("alone" in gives and not _stands_alone(reading, at)):
        return None
    year, basis = _year(reading, match)
    if "shift" in gives and reading.published is not None and reading.published.year is not None:
        told = reading.published
        behind = gives["shift"] != "0" and (told.month is None or month >= told.month)
        year, basis = reading.published.year - behind, "publication"
    day, end = value_of(reading, match, "d"), value_of(reading, match, "e")
    low = Date(year, month, day)
    if not exists(low) or (unit_of(match, "d") is not None and day is None):
        return None
    if end is None:
        return Moment(low, form="month" if day is None else "day", basis=basis)
    high = Date(year, month, end)
    if not exists(high) or day is None or end <= day:
        return None
    joint = reading.sense(match.start("joint"))
    apart = joint is not None and joint.kind == "and" and end > day + 1
    return Moment(low, high, "stretch", basis, apart=(day, end) if apart else ())


def read_day_list(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """Three or more days of one month, in their order."""
    month = reading.month(match.start("m"))
    days = [day for unit in range(*match.span("days")) if (day := reading.number(unit)) is not None]
    if month is None or days != sorted(set(days)):
        return None
    year, basis = _year(reading, match)
    low, high = Date(year, month, days[0]), Date(year, month, days[-1])
    if not exists(low) or not exists(high):
        return None
    apart = () if days[-1] - days[0] == len(days) - 1 else tuple(days)
    return Moment(low, high, "stretch", basis, apart=apart)


def read_year_month(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A year and a month, without a space; October to December only where it cannot be two years ("2011-12")."""
    year, month = value_of(reading, match, "y"), value_of(reading, match, "z")
    if year is None or month is None or len(reading.words(*match.span())) > 7 or not 1 <= month <= 12:
        return None
    if month > max(9, year % 100):
        return None
    return Moment(Date(year, month), form="month")


_BEFORE_MONTH = frozenset(("prep", "when", "and", "part", "adv", "of", "versus", "comma"))


def _stands_alone(reading: Reading, unit: int) -> bool:
    """Say whether a month may stand without day and year: a short or ambiguous one only behind a small word."""
    sense = reading.sense(unit)
    if sense is None or (in_form(sense.form, "full") and "capital" not in sense.more):
        return True
    before = reading.sense(unit - 1) if unit else None
    return before is not None and before.kind in _BEFORE_MONTH


def read_months_joined(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """Two months joined in one word: its entry gives the second as `month_end`, or its form names it after `to_`."""
    unit = match.start("m")
    sense = reading.sense(unit)
    first = reading.month(unit)
    if sense is None or first is None:
        return None
    named = reading.engine.find(sense.form.removeprefix("to_"))
    second = sense.more.get("month_end", "" if named is None else named.more.get("month", ""))
    if not second:
        return None
    year, basis = _year(reading, match)
    before = year if year is None else year - (int(second) < first)  # "Nov-Feb 2017" begins the year before
    return Moment(Date(before, first), Date(year, int(second)), "stretch", basis)


def read_year(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A year, also by its last two digits; a decade, where the rule says so."""
    unit = next(unit for name in ("y", "y2", "y3") if (unit := unit_of(match, name)) is not None)
    year = reading.number(unit)
    if year is None or (year < 100 and len(reading.words(unit, unit + 1)) != 2):
        return None
    whole = year if year > 99 else century(reading, year)
    return Moment(Date(whole), form="year", decade="decade" in gives and whole % 10 == 0)


def read_years(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """Two years joined by a dash, the second in four digits or two."""
    first, second = value_of(reading, match, "y"), value_of(reading, match, "z")
    digits = len(reading.words(match.start("z"), match.end("z")))
    if first is None or second is None or digits not in (2, 4):
        return None
    second += first - first % 100 if digits == 2 else 0
    return Moment(Date(first), Date(second), "stretch") if first < second <= first + 200 else None


def read_decade(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A decade: the year and the letter behind it are one word."""
    first = match.start("y")
    year = reading.number(first)
    if year is None or year % 10 or reading.line.ends[first] != reading.line.starts[first + 1]:
        return None
    return Moment(Date(year), form="year", decade=True)


def read_decade_named(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A decade by a word that stands before its first year, in four digits or two ("les années 90")."""
    first = match.start("y")
    year = reading.number(first)
    if year is None or year % 10 or len(reading.words(first, first + 1)) not in (2, 4):
        return None
    return Moment(Date(year if year > 99 else century(reading, year)), form="year", decade=True)


def read_season(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A season of a year, captured as `s` where the year stands before it."""
    at = unit_of(match, "s")
    sense, (year, basis) = reading.sense(match.start() if at is None else at), _year(reading, match)
    return None if sense is None or year is None else Moment(Date(year, int(sense.id)), form="month", basis=basis)


def read_relday(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A day counted from publication."""
    sense = reading.sense(match.start())
    date = None if reading.published is None or sense is None else moved(reading.published, "day", int(sense.id))
    return published_moment(date)


def read_weekday(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A day of the week."""
    sense = reading.sense(match.start("w"))
    if sense is None:
        return None
    told = reading.published
    return published_moment(
        None if told is None else weekday_near(told, int(sense.id), int(gives["shift"])), form="weekday"
    )


def read_calendar(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """This, last or next week, month or year."""
    unit, shift, told = span_name(reading, match), int(gives["shift"]), reading.published
    if told is None:
        return published_moment(None, form="year")
    return calendar_of(told, unit, shift)


def read_rolling(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A number of days, weeks, months or years up to publication."""
    unit, told = span_name(reading, match), reading.published
    count = value_of(reading, match, "count")
    if "count" in gives:
        count = int(gives["count"])
    elif unit_of(match, "count") is None:
        count = 2 if match.end() - match.start() > 2 else 1
    if count is None:
        return None
    if told is None:
        return published_moment(None, form="stretch")
    if unit == "hour":
        unit, count = "day", -(-count // 24)
    low = moved(told, unit, -count)
    high = moved(told, unit, 0)
    return published_moment(low if high is not None else None, high, "stretch")


def read_ago(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A day, week, month or year so long before publication; one where no number is said."""
    unit, told = span_name(reading, match), reading.published
    count = 1 if unit_of(match, "count") is None else value_of(reading, match, "count")
    if count is None:
        return None
    if told is None:
        return published_moment(None)
    date = moved(told, unit, -count)
    if unit == "week" and date is not None:
        week = week_of(date)
        return None if week is None else published_moment(*week)
    return published_moment(date, form=unit if unit in ("month", "year") else "year" if unit == "decade" else "day")


def read_moved(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A date so long before or after the one that stands before it."""
    count = 1 if unit_of(match, "count") is None else value_of(reading, match, "count")
    unit = "day" if unit_of(match, "u") is None else span_name(reading, match)
    if count is None:
        return None
    return Moment(Date(None), form="stretch", step=(unit, count * int(gives["shift"])))


def read_clock(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A time of day, which is no period."""
    return Moment(Date(None), form="clock")


def read_name(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A year or date that belongs to the name of something, which dates no claim."""
    unit = unit_of(match, "y")
    unit = unit_of(match, "y2") if unit is None else unit
    return Moment(Date(None if unit is None else reading.number(unit)), form="name")


ATOMS: Mapping[str, Reader] = {
    **DIGITS,
    "date": read_date,
    "day_list": read_day_list,
    "year_month": read_year_month,
    "months_joined": read_months_joined,
    "season": read_season,
    "year": read_year,
    "years": read_years,
    "decade": read_decade,
    "decade_named": read_decade_named,
    "name": read_name,
    "relday": read_relday,
    "weekday": read_weekday,
    "calendar": read_calendar,
    "rolling": read_rolling,
    "ago": read_ago,
    "moved": read_moved,
    "clock": read_clock,
}
