"""Words that narrow, shift or join dates, or count from them: what each kind of them comes to."""

from __future__ import annotations

from collections.abc import Mapping

from tallymark.extract.edtf import Date, first_day, nearest
from tallymark.extract.moments import (
    Gives,
    Match,
    Moment,
    Reader,
    Reading,
    calendar_of,
    given_of,
    span_name,
    unit_of,
    value_of,
)
from tallymark.rules import Sense

# Second pass.


def read_second(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A date beside its weekday: the date says more. An opened bracket must be closed."""
    brackets = [unit for unit in range(*match.span()) if (reading.sense(unit) or _NONE).kind in ("open", "close")]
    return None if len(brackets) % 2 else given_of(reading, match, "b")


_NONE = Sense("", "", "", "")


def read_second_a(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A date with words before it that change nothing in its precision ("late 1998")."""
    return given_of(reading, match, "a")


_PARTS = {"h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12)}


def read_part(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """The beginning, end, half or quarter of a year; a part of anything else is kept as the whole."""
    sense, whole = reading.sense(match.start("p")), given_of(reading, match, "a")
    return None if sense is None or whole is None else _part(sense.id, whole)


def _part(part: str, whole: Moment) -> Moment:
    if whole.high is not None:
        if part == "end":
            return whole._replace(low=whole.high, high=None, form="day")
        return whole._replace(high=None, form="day") if part == "start" else whole
    if whole.form != "year" or whole.low.month is not None or whole.decade:
        return whole
    if part in ("start", "end"):
        return whole._replace(low=whole.low._replace(month=1 if part == "start" else 12), form="month")
    if part in _PARTS:
        first, last = _PARTS[part]
        low, high = whole.low._replace(month=first), whole.low._replace(month=last)
        return whole._replace(low=low, high=high, form="stretch")
    return whole


def read_part_of_now(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A part of the month or year of publication ("the beginning of the month"); one word may say it ("Jahresbeginn").

    The form of such a word is the unit of time that it is a part of.
    """
    sense = reading.sense(match.start("p"))
    if sense is None:
        return None
    unit = sense.form if unit_of(match, "u") is None else span_name(reading, match)
    if reading.published is None:
        return Moment(Date(None), form="month", step=(unit, 0))
    return _part(sense.id, calendar_of(reading.published, unit, 0))


def read_first_months(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """The first so many months of a year."""
    whole, count = given_of(reading, match, "a"), value_of(reading, match, "count")
    if whole is None or count is None or not 1 <= count <= 12:
        return None
    return whole._replace(low=whole.low._replace(month=1), high=whole.low._replace(month=count), form="stretch")


def read_like(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """The months of the date before, in another year."""
    year = given_of(reading, match, "a")
    return None if year is None else year._replace(like=year.low.year, form="stretch")


def read_two_months(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """Two months that follow one another."""
    first, second = given_of(reading, match, "a"), given_of(reading, match, "b")
    if first is None or second is None or first.low.month is None or second.low.month != first.low.month + 1:
        return None
    return read_range(reading, match, gives)


# Third pass.


def read_range(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """From one date to another; a year that one of them leaves out is the other's."""
    first, second = given_of(reading, match, "a"), given_of(reading, match, "b")
    if first is None or second is None or first.open or second.open:
        return None
    low, high = first.low, second.high or second.low
    if (low.year is None) != (high.year is None) and None in (low.month, high.month):
        return None  # "May until 2021": nothing says of which year the May is
    basis = "publication" if "publication" in (first.basis, second.basis) else first.basis
    if low.month is not None and high.month is not None and None in (low.year, high.year):
        if high.year is None and low.year is None and reading.published is not None:
            high, basis = nearest(high, reading.published), "publication"
        behind = (low.month, low.day or 0) > (high.month, high.day or 31)
        if low.year is None and high.year is not None:
            low = low._replace(year=high.year - behind)
        elif high.year is None and low.year is not None:
            high = high._replace(year=low.year + behind)
    if second.decade and high.year is not None:
        high = Date(high.year + 9)
    start, end = first_day(low), first_day(high)
    if (start is not None and end is not None and start > end) or written_none(low) or written_none(high):
        return None
    return Moment(low, high, "stretch", basis)


def written_none(date: Date) -> bool:
    """Say whether nothing of a date is known."""
    return date.year is None and date.month is None


def read_since(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """Everything since a date."""
    given = given_of(reading, match, "a") or given_of(reading, match, "b")
    return None if given is None else given._replace(high=None, open="after", form="stretch", decade=False)


def read_until(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """Everything up to a date."""
    given = given_of(reading, match, "a")
    if given is None or given.open:
        return None
    return given._replace(low=given.high or given.low, high=None, open="before", form="stretch", decade=False)


def read_anchor(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """Everything since an event, with its date where the words give one.

    A year that only names the event ("the 2020 war") dates its beginning, never its end.
    """
    first, last = match.span("anchor")
    given = given_of(reading, match, "a")
    sense = reading.sense(first)
    if given is None and not (sense is not None and sense.kind == "part"):
        named = [reading.moments[unit] for unit in range(first, last) if unit in reading.moments]
        given = named[0] if named else None
    elif given is not None and sense is not None and sense.kind == "part" and given.form == "year":
        given = None
    if given is None or given.step is not None:
        return Moment(Date(None), open="after", form="stretch", anchor=(first, last))
    return given._replace(high=None, open="after", form="stretch", anchor=(first, last), decade=False)


# Last pass.


def read_aside(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """A date that belongs to a thing."""
    given = given_of(reading, match, "a")
    return None if given is None else given._replace(form="aside")


def read_dateline(reading: Reading, match: Match, gives: Gives) -> Moment | None:
    """The report's own date, which publication, where it is known, must bear out."""
    given, told = given_of(reading, match, "a"), reading.published
    if given is None or (told is not None and given.low != told and given.low != told._replace(year=None)):
        return None
    return given._replace(form="aside")


SPANS: Mapping[str, Reader] = {
    "second": read_second,
    "second_a": read_second_a,
    "part": read_part,
    "part_of_now": read_part_of_now,
    "first_months": read_first_months,
    "like": read_like,
    "two_months": read_two_months,
    "range": read_range,
    "since": read_since,
    "until": read_until,
    "anchor": read_anchor,
    "aside": read_aside,
    "dateline": read_dateline,
}
