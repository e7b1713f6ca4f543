"""Moments: a date as its words give it, before a year that they leave out is known; and the line it is read from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from tallymark.extract.edtf import Date, moved, week_of, weekday_near
from tallymark.rules import Engine, Line, Sense


class Moment(NamedTuple):
    """A date or a stretch from `low` to `high`, of which years may be missing.

    `form` is what it is to the patterns of later passes (day, month, year, weekday, stretch), or `clock` or `name`
    where it is no period. `open` is "after" or "before" where it has one end. `step` moves it against the date that
    stands before it in the text (unit, how many), `like` takes the months of that date into another year.
    `apart` holds the days of a month that are named with others between them. `anchor` is the units of
    the event it counts from.
    """

    low: Date
    high: Date | None = None
    form: str = "day"
    basis: str = "text"
    open: str = ""
    decade: bool = False
    apart: tuple[int, ...] = ()
    step: tuple[str, int] | None = None
    like: int | None = None
    anchor: tuple[int, int] | None = None


class Reading:
    """A report's line while its dates are read: `moments` are those found so far, by their first unit."""

    __slots__ = ("engine", "line", "moments", "published", "text")

    def __init__(self, text: str, line: Line, engine: Engine, published: Date | None) -> None:
        self.text = text
        self.line = line
        self.engine = engine
        self.published = published
        self.moments: dict[int, Moment] = {}

    def sense(self, unit: int) -> Sense | None:
        """Return the sense of a unit; None for one that was merged of several."""
        thing = self.line.things[unit]
        return thing if isinstance(thing, Sense) else None

    def words(self, first: int, last: int) -> str:
        """Return the text of units `first` up to `last`."""
        return self.text[self.line.starts[first] : self.line.ends[last - 1]]

    def number(self, unit: int) -> int | None:
        """What a unit is worth as a small whole number; an article is one."""
        sense = self.sense(unit)
        if sense is None:
            return None
        if sense.kind == "number":
            digits = self.words(unit, unit + 1)
            return int(digits) if digits.isdecimal() and len(digits) < 5 else None
        value = "1" if sense.kind == "det" else str(sense.more.get("value", ""))
        return int(value) if value.isdecimal() else None

    def month(self, unit: int, *, sure: bool = False) -> int | None:
        """The month a unit names; None for a word that is a month only with a capital and has none.

        It is a month without a capital too where the words around it make it `sure`.
        """
        sense = self.sense(unit)
        if sense is None or "month" not in sense.more:
            return None
        if sense.more.get("capital") and not sure and not self.text[self.line.starts[unit]].isupper():
            return None
        return int(sense.more["month"])


Match = re.Match[str]
Gives = dict[str, Any]
Reader = Callable[[Reading, Match, Gives], Moment | None]


def unit_of(match: Match, name: str) -> int | None:
    """The first unit of a captured part, None where it is not there."""
    if name not in match.re.groupindex:
        return None
    start = match.start(name)
    return None if start < 0 else start


def value_of(reading: Reading, match: Match, name: str) -> int | None:
    """Return the number that a captured unit stands for."""
    unit = unit_of(match, name)
    return None if unit is None else reading.number(unit)


def given_of(reading: Reading, match: Match, name: str) -> Moment | None:
    """Return the date that an earlier pass read where a captured part begins."""
    unit = unit_of(match, name)
    return None if unit is None else reading.moments.get(unit)


def published_moment(date: Date | None, high: Date | None = None, form: str = "day") -> Moment:
    """A moment that publication settles, or that is left open."""
    if date is None:
        return Moment(Date(None), form=form, basis="open")
    return Moment(date, high, "stretch" if high is not None else form, "publication")


def span_name(reading: Reading, match: Match) -> str:
    """Return the unit of time that the words name: day, week, month, year, decade, weekend."""
    sense = reading.sense(match.start("u"))
    return "" if sense is None else sense.id


def calendar_of(told: Date, unit: str, shift: int) -> Moment:
    """Return the week, month or year so many after the one of publication; of weekends the latest that has begun."""
    if unit == "weekend":
        saturday = weekday_near(told, 6, 0)
        low = (
            None
            if saturday is None
            else moved(saturday, "week", shift if saturday >= (moved(told, "day", -1) or told) else 0)
        )
        return published_moment(low, None if low is None else moved(low, "day", 1))
    if unit == "week":
        day = moved(told, "week", shift)
        week = None if day is None else week_of(day)
        return published_moment(None) if week is None else published_moment(*week)
    date = moved(told, unit, shift)
    if unit == "decade" and date is not None and date.year is not None:
        return Moment(Date(date.year - date.year % 10), form="year", basis="publication", decade=True)
    return published_moment(date, form=unit if unit in ("month", "year") else "day")
