"""Which dates of the outside suites are out of scope, or left open by the reading rules, and why.

Every test looks at the words and at the days that a suite gives, never at what Tallymark reads there; which words are
months it asks the language's pack.
"""

from __future__ import annotations

import datetime
import re

from edtf_days import Stretch
from tallymark.rules import Engine, Sense

# A day and a month in figures, of which each could be either.
_EITHER = re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])([-/.])(0?[1-9]|1[0-2])(?=\2\d{4}|\2\d\d(?!\d)|(?!\2?\d))")
_YEAR_INSIDE = re.compile(
    r"\d{1,2}[-/](?:19|20)\d\d[-/][^\W\d]{3}|[^\W\d]{3}[-/](?:19|20)\d\d[-/]\d|(?:19|20)\d\d[-/]\d{1,2}[-/][^\W\d]{3}"
)
_BARE_YEAR = re.compile(r"\W*\d{4}(?:\.0)?\W*")


def left_out(words: str, text: str, stretch: Stretch, language: str, engine: Engine) -> str:
    """Return why a suite's `words` in a `text` are no absolute date or period of a report, or nothing.

    `stretch` is what the suite takes them for; its last day is included.
    """
    if language == "en" and _EITHER.search(words):
        return "day and month in figures, each of which could be either: left open by the reading rules"
    if _YEAR_INSIDE.search(words):
        return "a year between day and month, or before both in that order, which nobody writes"
    if _BARE_YEAR.fullmatch(text) or (_BARE_YEAR.fullmatch(words) and _behind_no_small_word(words, text, engine)):
        return "four digits alone, which may as well be a count"
    if _inside_a_name(words, text):
        return "dates inside the name of a file, an address or a sum of money"
    month = any(isinstance(thing, Sense) and "month" in thing.more for thing in engine.line(words).things)
    return _by_what_is_named(words, stretch, month=month)


def _behind_no_small_word(words: str, text: str, engine: Engine) -> bool:
    """Say whether words stand right behind a word that the pack does not know, or one that names a day."""
    line = engine.line(text)
    units = [unit for unit, start in enumerate(line.starts) if start == text.find(words) and unit]
    before = line.things[units[0] - 1] if units else None
    return isinstance(before, Sense) and before.kind in ("word", "relday")


def _inside_a_name(words: str, text: str) -> bool:
    at = text.lower().find(words.lower())
    if at < 0:
        return False
    around = text[max(0, at - 1) : at] + text[at + len(words) : at + len(words) + 1]
    return bool(re.search(r"[^\W\d]|[-_/$]", around)) or "$" in text[max(0, at - 2) : at + 2]


def _by_what_is_named(words: str, stretch: Stretch, *, month: bool) -> str:
    """Return why the days of a stretch are not those that the words name, or nothing."""
    digits = {int(found) for found in re.findall(r"\d+", words)}
    first, last = stretch
    if first == last and not month and not {first.day, first.month} <= digits:
        return "relative to the day of speaking" if {first.day, first.month} & digits else "holidays"
    if first != last and first.day != 1 and first.day not in digits:
        return "stretches that begin with the day of speaking, or so long before a date"
    behind = last + datetime.timedelta(days=1)
    if first != last and behind.day != 1 and not {last.day, behind.day} & digits:
        return "stretches that end with the day of speaking, or so long after a date: durations and weeks"
    years = {day.year for day in stretch} & digits
    if first != last and not month and digits == years and _inside(stretch):
        return "parts of a year without bounds of their own (the end of 2012, the first four months)"
    if first != last and not month and not years and not {first.month, last.month} <= digits:
        return "relative to the day of speaking"
    return ""


def _inside(stretch: Stretch) -> bool:
    """Say whether a stretch is a part of one year, of which it is no quarter or half."""
    months = (stretch.last.year - stretch.first.year) * 12 + stretch.last.month - stretch.first.month + 1
    return months < 12 and not (months in (3, 6) and stretch.first.month % months == 1)
