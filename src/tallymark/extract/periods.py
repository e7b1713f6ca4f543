"""Periods: the dates and stretches of time of a report, by the rules of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tallymark.extract.datespans import SPANS
from tallymark.extract.datewords import ATOMS
from tallymark.extract.edtf import Date, moved, nearest, parse_date, written
from tallymark.extract.moments import Moment, Reader, Reading
from tallymark.model import Period, Report, Span
from tallymark.packs import PackError, Rule
from tallymark.rules import Chunk, Engine, Line

PASSES = ("atom", "part", "span")
_READERS: Mapping[str, Reader] = {**ATOMS, **SPANS}
_NO_PERIOD = frozenset(("clock", "name"))


class Hit(NamedTuple):
    """Units `first` up to `last`, read by a rule."""

    first: int
    last: int
    moment: Moment
    rule: str


class Pass(NamedTuple):
    """The rules of one pass, and one pattern that finds where any of them begins; its last group is the rule's number."""

    start: re.Pattern[str]
    rules: tuple[tuple[Rule, re.Pattern[str], Reader], ...]


class Compiled(NamedTuple):
    """What is kept of a pack for the reading of dates."""

    passes: tuple[Pass, ...]
    number: re.Pattern[str]
    day: str
    year: str
    rest: str
    forms: Mapping[str, str]
    ahead: re.Pattern[str]
    bounds: re.Pattern[str]


def find_periods(line: Line, engine: Engine, report: Report) -> list[Chunk[Period | None]]:
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
    chunks: list[Chunk[Period | None]] = []
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


def find_hits(reading: Reading) -> list[Hit]:
    """Return what the rules of every pass find, in the order of the text; later passes take in what earlier found."""
    compiled = _compiled(reading.engine)
    symbols = _numbered(reading, compiled)
    hits: dict[int, Hit] = {}
    for step in compiled.passes:
        found = list(_run(step, reading, symbols))
        for hit in found:
            for unit in [unit for unit in hits if hit.first <= unit < hit.last]:
                del hits[unit]
            hits[hit.first] = hit
        for hit in found:
            reading.moments[hit.first] = hit.moment
        symbols = _covered(symbols, found, compiled)
    return [hits[unit] for unit in sorted(hits)]


def _run(step: Pass, reading: Reading, symbols: str) -> Iterator[Hit]:
    at = 0
    while True:
        start = step.start.search(symbols, at)
        if start is None:
            return
        first = start.start()
        at = first + 1
        for rule, pattern, reader in step.rules[(start.lastindex or 1) - 1 :]:
            match = pattern.match(symbols, first)
            moment = None if match is None else reader(reading, match, rule.gives)
            if match is not None and moment is not None:
                yield Hit(first, match.end(), moment, rule.id)
                at = match.end()
                break


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
                return compiled.year
            if end - start <= 2 and 1 <= int(digits) <= 31:
                return compiled.day
        return match.group()

    return compiled.number.sub(kind, line.symbols)


def _covered(symbols: str, found: Sequence[Hit], compiled: Compiled) -> str:
    parts: list[str] = []
    at = 0
    for first, last, moment, _ in found:
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
    told = reading.published
    if told is None or told.year is None:
        return moment._replace(basis="open")
    latest = moment.high or moment.low
    settled = nearest(latest, told, ahead=_looks_ahead(reading, hit))
    low = moment.low._replace(year=settled.year)
    return moment._replace(low=low, high=None if moment.high is None else settled, basis="publication")


def _stepped(moment: Moment, before: Moment | None) -> Moment:
    unit, steps = moment.step or ("day", 0)
    bare = moment._replace(step=None, basis="open")
    if before is None:
        return bare
    if unit == "year" and before.low.year is not None:
        low = before.low._replace(year=before.low.year + steps)
        high = before.high
        if high is not None and high.year is not None:
            high = high._replace(year=high.year + steps)
        if unit == "year" and before.form == "day":
            low, high = Date(low.year), None
        return before._replace(low=low, high=high)
    low_or_none = moved(before.low, unit, steps) if steps else before.low
    return bare if low_or_none is None else before._replace(low=low_or_none, high=None if steps else before.high)


def _looks_ahead(reading: Reading, hit: Hit) -> bool:
    """Say whether the words of the date's sentence speak of what is to come."""
    compiled = _compiled(reading.engine)
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
    return Period(edtf=edtf, span=span, anchor=anchor, basis=moment.basis if edtf is not None else "open")


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
    return f"{{{low},{high}}}" if moment.apart else f"{low}/{high}"


def period_for(
    chunks: Sequence[Chunk[Period | None]], position: int, sentence_start: int, sentence_end: int
) -> Period | None:
    """Return the period of the sentence that dates a claim at a place, or None where the sentence has none.

    All places count code points of the text, so that lines merged further do not matter. A running total's baseline
    ("since …") of the sentence is preferred to other dates.
    """
    periods = [
        chunk.thing
        for chunk in chunks
        if chunk.thing is not None and sentence_start <= chunk.thing.span.start < sentence_end
    ]
    if not periods:
        return None
    return min(periods, key=lambda period: abs(period.span.start - position))


def _compiled(engine: Engine) -> Compiled:
    kept = engine.kept.get("periods")
    if kept is None:
        kept = engine.kept["periods"] = _compile(engine)
    return kept  # type: ignore[no-any-return]


def _compile(engine: Engine) -> Compiled:
    """Compile the dates of a pack; raises `PackError` for a rule with a pass or a reading that does not exist."""
    passes: dict[str, list[tuple[Rule, re.Pattern[str], Reader]]] = {name: [] for name in PASSES}
    for rule, pattern in engine.rules["dates"]:
        name, reader = rule.gives.get("pass", ""), _READERS.get(rule.gives.get("as", ""))
        if name not in passes or reader is None:
            raise PackError(f"{engine.pack.language}: {rule.id} gives no pass or no reading of dates")
        passes[name].append((rule, pattern, reader))
    forms = {form: engine.symbol("time", form) for form in ("day", "month", "year", "weekday", "stretch")}
    return Compiled(
        passes=tuple(_pass(engine, name, rules) for name, rules in passes.items() if rules),
        number=re.compile(engine.symbol("number")),
        day=engine.symbol("number", "day"),
        year=engine.symbol("number", "year"),
        rest=engine.symbol("time", "rest"),
        forms={**forms, "clock": engine.symbol("clock"), "name": engine.symbol("clock", "name")},
        ahead=engine.pattern("modal#future | adv.next"),
        bounds=engine.pattern("stop | break"),
    )


def _pass(engine: Engine, name: str, rules: list[tuple[Rule, re.Pattern[str], Reader]]) -> Pass:
    gate = engine.pattern(f"dates_{name}_gate").pattern
    branches = "|".join(f"({_without_groups(pattern.pattern)})" for _, pattern, _ in rules)
    return Pass(re.compile(f"(?={gate})(?:{branches})"), tuple(rules))


def _without_groups(pattern: str) -> str:
    """A compiled pattern's text with every capturing group made an ordinary one."""
    return re.sub(r"\((?!\?)|\(\?P<\w+>", "(?:", pattern)
