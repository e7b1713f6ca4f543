"""Periods: the dates and stretches of time of a report, by the rules of its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tallymark.extract.ages import find_ages
from tallymark.extract.dateparts import PARTS
from tallymark.extract.datespans import SPANS
from tallymark.extract.datewords import ATOMS
from tallymark.extract.edtf import Date, moved, nearest, parse_date, written
from tallymark.extract.moments import Moment, Reader, Reading
from tallymark.extract.passes import Pass
from tallymark.model import Period, Report, Span
from tallymark.packs import PackError, Rule
from tallymark.rules import Chunk, Engine, Line

# A day that comes so soon after publication may be meant as well as the one a year before.
DAYS_AHEAD = 14
# How much farther a claim's date may be, in code points, when it is a running total's baseline; and what a mark
# between the two counts for.
BASELINE = 60
MARK = 80
_MARKS = frozenset(",;:()–—،؛")
__all__ = ["Aside", "find_ages", "find_periods", "period_for"]

PASSES = ("atom", "part", "span", "aside")
_READERS: Mapping[str, Reader] = {**ATOMS, **PARTS, **SPANS}
_NO_PERIOD = frozenset(("clock", "name"))


class Aside(Period, frozen=True, kw_only=True, gc=False):
    """A date that dates no claim: a thing's in the words (when it was made, an agreement's own) or the report's."""


class Hit(NamedTuple):
    """Units `first` up to `last`, read by a rule; `rules` holds it last, behind those whose dates it took in."""

    first: int
    last: int
    moment: Moment
    rules: tuple[str, ...]


# How a rule of dates is read where it matches: its moment, its id, and the units that it is of.
Read = Callable[[Rule, re.Match[str]], tuple[Moment, str, int, int] | None]
Watch = Callable[[Pass, str, Read, Sequence[Hit]], None]


class Compiled(NamedTuple):
    """What is kept of a pack for the reading of dates.

    `numbers` has, for the letter of a number, those of one that may be a day and one that may be a year.
    """

    passes: tuple[Pass, ...]
    number: re.Pattern[str]
    numbers: Mapping[str, tuple[str, str]]
    rest: str
    forms: Mapping[str, str]
    ahead: re.Pattern[str]
    bounds: re.Pattern[str]


def find_periods(line: Line, engine: Engine, report: Report) -> list[Chunk[object]]:
    """Return the dates and stretches of time of a line as chunks, in order, none overlapping.

    A chunk's symbol is `time` and its thing the period; times of day and years in names, which date nothing but must
    not be counted either, have the symbol `clock` and None. `report.published` settles what the words leave out.
    """
    if "dates" not in engine.rules:
        return []
    published = parse_date(report.published)
    reading = Reading(report.text, line, engine, published)
    hits = find_hits(reading)
    time, clock = engine.symbol("time"), engine.symbol("clock")
    chunks: list[Chunk[object]] = []
    before: Moment | None = None
    day: Moment | None = None
    for hit in hits:
        if hit.moment.form in _NO_PERIOD:
            chunks.append(Chunk(hit.first, hit.last, clock, None))
            continue
        moment = _settled(reading, hit, before, day)
        if not moment.open and moment.low.year is not None:
            before = moment
            day = moment if moment.low.day is not None else day
        chunks.append(Chunk(hit.first, hit.last, time, _period(reading, hit, moment)))
    return chunks


def find_hits(reading: Reading, watch: Watch | None = None) -> list[Hit]:
    """Return what the rules of every pass find, in the order of the text; later passes take in what earlier found.

    `watch` is told after each pass what was found, and how its rules can be asked again there.
    """
    compiled = reading.engine.once(_compiled)
    symbols = _numbered(reading, compiled)
    hits: dict[int, Hit] = {}

    def read(rule: Rule, match: re.Match[str]) -> tuple[Moment, str, int, int] | None:
        moment = _READERS[rule.gives["as"]](reading, match, rule.gives)
        if moment is not None and "open" in rule.gives:  # "avqustundan": the case of the month says since when
            moment = moment._replace(open=rule.gives["open"], high=None, form="stretch")
        return None if moment is None else (moment, rule.id, *match.span("a" if moment.form == "aside" else 0))

    for step in compiled.passes:
        found = [
            Hit(first, last, moment, (*_taken_in(hits, first, last), rule))
            for _, _, (moment, rule, first, last) in step.run(symbols, read)
        ]
        if watch is not None:
            watch(step, symbols, read, found)
        for hit in found:
            hits[hit.first] = hit
            reading.moments[hit.first] = hit.moment
        symbols = _covered(symbols, found, compiled)
    return [hits[unit] for unit in sorted(hits)]


def _taken_in(hits: dict[int, Hit], first: int, last: int) -> tuple[str, ...]:
    """Remove what lies in these units, and return the rules that had read it."""
    inside = [unit for unit in hits if first <= unit < last] if hits else []
    return tuple(rule for unit in inside for rule in hits.pop(unit).rules)


def _numbered(reading: Reading, compiled: Compiled) -> str:
    """The line's symbols with numbers that may be a day or a year told from the others."""
    line, text = reading.line, reading.text

    def kind(match: re.Match[str]) -> str:
        unit = match.start()
        start, end = line.starts[unit], line.ends[unit]
        if end - start > 4:
            return match.group()
        digits = text[start:end]
        if digits.isdecimal():
            if end - start == 4 and 1900 <= int(digits) <= 2100:
                return compiled.numbers[match.group()][1]
            if end - start <= 2 and 1 <= int(digits) <= 31:
                return compiled.numbers[match.group()][0]
        return match.group()

    return compiled.number.sub(kind, line.symbols)


def _covered(symbols: str, found: Sequence[Hit], compiled: Compiled) -> str:
    parts: list[str] = []
    at = 0
    for first, last, moment, _rules in found:
        parts += (symbols[at:first], compiled.forms[moment.form], compiled.rest * (last - first - 1))
        at = last
    parts.append(symbols[at:])
    return "".join(parts)


def _settled(reading: Reading, hit: Hit, before: Moment | None, day: Moment | None) -> Moment:
    """The moment with what publication, or the date or day before it, says of the parts that its words leave out."""
    moment = hit.moment
    if moment.step is not None:
        return _stepped(moment, day if moment.step[0] == "day" else before)
    if moment.like is not None and before is not None and before.form == "stretch":
        low, high = before.low._replace(year=moment.like), before.high
        if high is not None and before.low.year is not None and high.year is not None:
            high = high._replace(year=high.year - before.low.year + moment.like)
        return moment._replace(low=low, high=high)
    if moment.low.year is not None or moment.low.month is None:
        return moment
    latest = moment.high or moment.low
    settled = _in_year(reading, hit, latest)
    if settled is None:
        return moment._replace(basis="open")
    low = moment.low._replace(year=settled.year)
    return moment._replace(low=low, high=None if moment.high is None else settled, basis="publication")


def _in_year(reading: Reading, hit: Hit, date: Date) -> Date | None:
    """The date in the year that publication gives it; None where it gives none.

    Shortly before the day that is named, the words must say whether it is to come: last year's is as good a reading.
    """
    told = reading.published
    if told is None or told.year is None or told.month is None:
        return None
    settled = nearest(date, told)
    ahead = nearest(date, told, days_ahead=DAYS_AHEAD)
    if ahead == settled or date.day is None or hit.moment.open == "after":
        return settled
    return ahead if _looks_ahead(reading, hit) else None


def _stepped(moment: Moment, before: Moment | None) -> Moment:
    unit, steps = moment.step or ("day", 0)
    bare = moment._replace(step=None, basis="open")
    if before is None:
        return bare
    if unit == "year" and steps and before.low.year is not None:
        if before.form == "day":
            return before._replace(low=Date(before.low.year + steps), high=None)
        low, high = before.low._replace(year=before.low.year + steps), before.high
        if high is not None and high.year is not None:
            high = high._replace(year=high.year + steps)
        return before._replace(low=low, high=high)
    date = moved(before.low, unit, steps)
    return bare if date is None else before._replace(low=date, high=None if steps or unit != "day" else before.high)


def _looks_ahead(reading: Reading, hit: Hit) -> bool:
    """Say whether the words of the date's sentence speak of what is to come."""
    compiled = reading.engine.once(_compiled)
    symbols = reading.line.symbols
    first = 0
    for bound in compiled.bounds.finditer(symbols, 0, hit.first):
        first = bound.end()
    after = compiled.bounds.search(symbols, hit.last)
    return compiled.ahead.search(symbols, first, len(symbols) if after is None else after.start()) is not None


def _period(reading: Reading, hit: Hit, moment: Moment) -> Period:
    line, text = reading.line, reading.text
    span = Span.of(text, line.starts[hit.first], line.ends[hit.last - 1])
    anchor = None if moment.anchor is None else reading.words(*moment.anchor)
    edtf = _edtf(moment)
    kind = Aside if moment.form == "aside" else Period
    return kind(edtf=edtf, span=span, anchor=anchor, basis=moment.basis if edtf is not None else "open")


def _edtf(moment: Moment) -> str | None:
    low = written(moment.low)
    if low is None:
        return None
    if moment.open:
        return f"{low}/.." if moment.open == "after" else f"../{low}"
    if moment.decade:
        return f"{low[:3]}X"
    high = None if moment.high is None else written(moment.high)
    if high is None or high == low:
        return low
    if moment.apart:
        return "{" + ",".join(str(written(moment.low._replace(day=day))) for day in moment.apart) + "}"
    return f"{low}/{high}"


def period_for(
    chunks: Sequence[Chunk[object]], position: int, sentence_start: int, sentence_end: int, text: str = ""
) -> Period | None:
    """Return the period of the sentence that dates a claim at a place, or None where the sentence has none.

    All places count code points of the text, so that lines merged further do not matter. The nearest period is
    taken; marks between the two, where the text is given, make it farther, and the baseline of a running total
    ("since …") is preferred. A date that belongs to a thing (`Aside`) is never taken.
    """
    best: Period | None = None
    least = 0
    for chunk in chunks:
        period = chunk.thing
        if not isinstance(period, Period) or isinstance(period, Aside):
            continue
        if not sentence_start <= period.span.start < sentence_end:
            continue
        start, end = period.span.start, period.span.end
        gap = (end, position) if end <= position else (position, start)
        distance = max(0, gap[1] - gap[0]) + MARK * sum(char in _MARKS for char in text[slice(*gap)])
        if period.edtf is None or period.edtf.endswith("/.."):
            distance -= BASELINE
        if best is None or distance < least:
            best, least = period, distance
    return best


def _compiled(engine: Engine) -> Compiled:
    """Compile the dates of a pack; raises `PackError` for a rule with a pass or a reading that does not exist."""
    passes: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {name: [] for name in PASSES}
    for rule, pattern in engine.rules["dates"]:
        name = rule.gives.get("pass", "")
        if name not in passes or rule.gives.get("as", "") not in _READERS:
            raise PackError(f"{engine.pack.language}: {rule.id} gives no pass or no reading of dates")
        passes[name].append((rule, pattern))
    forms = {form: engine.symbol("time", form) for form in ("day", "month", "year", "weekday", "stretch")}
    forms["aside"] = forms["stretch"]
    endings = ["", *(f"_{form}" for form in engine.pack.settings.get("name_endings", {}))]
    numbers = {
        engine.symbol("number", ending[1:]): (
            engine.symbol("number", f"day{ending}"),
            engine.symbol("number", f"year{ending}"),
        )
        for ending in endings
    }
    return Compiled(
        passes=tuple(Pass(rules, engine.compiler) for name, rules in passes.items() if rules),
        number=engine.compiler.pattern(f"[{''.join(numbers)}]"),
        numbers=numbers,
        rest=engine.symbol("time", "rest"),
        forms={**forms, "clock": engine.symbol("clock"), "name": engine.symbol("clock", "name")},
        ahead=engine.pattern("modal#future | adv.next"),
        bounds=engine.pattern("stop | break"),
    )
