"""How many absolute dates and periods are read as they are meant: duckling's and Recognizers-Text's cases.

The cases lie in ../shared/bench beside the checkout and are no part of the project; where they are not, that is said
and nothing is measured. A case counts where its words name a day, month, quarter, half-year, year or a stretch of them
by the calendar. Where they leave the year out, day and month count: those suites look ahead of their reference date,
reports look back. What is left out (durations, clock times, holidays, dates relative to the day of speaking) is listed.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from date_scope import left_out
from edtf_days import Stretch, days_of
from measuring import ROOT, block
from suites import suite_told
from tallymark.extract.periods import find_periods
from tallymark.model import Period, Report
from tallymark.packs import load_packs
from tallymark.rules import Engine, Sense, engine_of

BENCH = ROOT.parent / "shared" / "bench"
BAR = 0.85
RECOGNIZERS = {"English": "en", "French": "fr", "Spanish": "es", "Turkish": "tr", "Portuguese": "pt", "German": "de",
               "Arabic": "ar"}  # fmt: skip
DUCKLING = ("en", "ru", "uk", "tr", "es", "fr", "de", "pt", "ar", "hr")
_GRAINS = {"Day", "Month", "Quarter", "Year"}
_CLOCK = re.compile(r"\d[:h]\d|\d\s?(?:am|pm|uhr|час|годин)", re.IGNORECASE)
_TIMEX = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?$")
_SPAN = re.compile(r"\((\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d),P\w+\)$")


class Case(NamedTuple):
    """Words with the stretch of days they name, last day included; `yearless` where they name no year.

    `until` is set where the suite ends a range with the beginning of what it goes on to ("2014 to 2018" on 1/1/2018);
    `words` are those of the text that name the date, `beside` the other dates of the same text.
    """

    language: str
    text: str
    published: str
    stretch: Stretch
    yearless: bool
    until: datetime.date | None = None
    words: str = ""
    beside: tuple[Stretch, ...] = ()


def main() -> None:
    """Read every case, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH, help="the folder of outside cases")
    parser.add_argument("--misses", type=int, default=0, help="how many misread cases of each language to list")
    parser.add_argument("--languages", help="some languages only, with commas between them")
    typed = parser.parse_args()
    if not typed.bench.is_dir():
        print(block("skipped, no folder of outside cases beside the checkout"))
        return
    some = set(typed.languages.split(",")) if typed.languages else None
    print(block(*told(typed.bench, some, typed.misses)))


def told(bench: Path, some: set[str] | None, misses: int) -> Iterator[str]:
    """Yield what came out, suite by suite."""
    packs = load_packs()
    engines = {lang: engine for lang in packs.languages if (engine := engine_of(packs, lang)) is not None}
    engines = {lang: engine for lang, engine in engines.items() if some is None or lang in some}
    for name, (cases, left) in {
        "duckling": duckling(bench / "duckling" / "time.jsonl"),
        "Recognizers-Text": recognizers(bench / "recognizers" / "cases.jsonl"),
    }.items():
        yield from suite(name, cases, left, engines, misses)


def duckling(path: Path) -> tuple[list[Case], Counter[str]]:
    """Return duckling's absolute dates and periods, and how many other cases there are of each kind."""
    cases: list[Case] = []
    left: Counter[str] = Counter()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        language, text = row["lang"].lower(), row["text"]
        if language not in DUCKLING:
            continue
        stretch = _stretch(row)
        reason = _out_of_scope(row, text, stretch)
        if reason:
            left[reason] += 1
        elif stretch is not None:
            cases.append(Case(language, text, "2013-02-12", stretch, not _names_year(text, stretch), None, text))
    return cases, left


def _out_of_scope(row: dict[str, Any], text: str, stretch: Stretch | None) -> str:
    if row["kind"] == "Holiday":
        return "holidays"
    if row["grain"] not in _GRAINS or _CLOCK.search(text):
        return "clock times, durations and weeks"
    if stretch is None:
        return "open ends"
    digits = {int(found) for found in re.findall(r"\d+", text)}
    if row["kind"] == "Interval" and row["grain"] == "Day" and stretch.first.day not in digits:
        return "holidays"
    return "" if _absolute(text, stretch) else "relative to the day of speaking"


def _stretch(row: dict[str, Any]) -> Stretch | None:
    """Return the days of a case of duckling's; None where one end is open."""
    if row["grain"] not in _GRAINS or not row["start"] or (row["kind"] == "Interval" and not row["end"]):
        return None
    first = _day(row["start"])
    if row["kind"] == "Interval":
        return Stretch(first, _day(row["end"]) - datetime.timedelta(days=1))
    months = {"Day": 0, "Month": 1, "Quarter": 3, "Year": 12}[row["grain"]]
    if not months:
        return Stretch(first, first)
    behind = first.year * 12 + first.month - 1 + months
    return Stretch(first, datetime.date(behind // 12, behind % 12 + 1, 1) - datetime.timedelta(days=1))


def _day(parts: Sequence[int]) -> datetime.date:
    return datetime.date(parts[0], parts[1] or 1, parts[2] or 1)


def _names_year(text: str, stretch: Stretch) -> bool:
    return any(f"{day.year}" in text for day in stretch)


def _absolute(text: str, stretch: Stretch) -> bool:
    """Say whether words name a date by the calendar: by a year, or by a day in figures (with a month, see `suite`)."""
    if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
        return True
    whole_month = stretch.first.day == 1 and stretch.last.day > 27
    return not whole_month and stretch.first.day in {int(found) for found in re.findall(r"\d+", text)}


def recognizers(path: Path) -> tuple[list[Case], Counter[str]]:
    """Return the absolute dates and date ranges of the DateTimeModel's cases, and what is left out."""
    cases: list[Case] = []
    left: Counter[str] = Counter()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["model"] != "DateTimeModel" or row["language"] not in RECOGNIZERS:
            continue
        mine: list[Case] = []
        for result in row["results"]:
            case, reason = _recognized(row, result)
            if case is None:
                left[reason] += 1
            else:
                mine.append(case)
        cases += [case._replace(beside=tuple(other.stretch for other in mine)) for case in mine]
    return cases, left


def _recognized(row: dict[str, Any], result: dict[str, Any]) -> tuple[Case | None, str]:
    resolution = result.get("Resolution")
    value = (resolution.get("values") or [{}])[0] if isinstance(resolution, dict) else {"value": resolution}
    kind, timex = str(result.get("TypeName", "")).rpartition(".")[2], str(value.get("timex", ""))
    if kind not in ("date", "daterange"):
        return None, "clock times, durations and sets"
    if value.get("Mod") or value.get("value") == "not resolved":
        return None, "open ends, parts of a period, days that do not exist"
    if not re.search(r"\d", result["Text"]):
        return None, "relative to the day of speaking, holidays"
    plain, span = _TIMEX.match(timex), _SPAN.match(timex)
    first = value.get("start") or value.get("value")
    if first is None or (plain is None and span is None) or not re.match(r"\d{4}-\d\d-\d\d$", first):
        return None, "weeks, seasons and stretches without a calendar date"
    begin = datetime.date.fromisoformat(first)
    until = datetime.date.fromisoformat(value["end"]) if value.get("end") else None
    stretch = Stretch(begin, begin if until is None else until - datetime.timedelta(days=1))
    if not _absolute(result["Text"], stretch):
        return None, "relative to the day of speaking, holidays"
    published = (row["reference"] or "2018-11-15")[:10]
    yearless = timex.startswith("XXXX") or not _names_year(result["Text"], stretch)
    words = result["Text"]
    return Case(RECOGNIZERS[row["language"]], row["input"], published, stretch, yearless, until, words), ""


def suite(
    name: str, cases: Sequence[Case], left: Counter[str], engines: dict[str, Engine], misses: int
) -> Iterator[str]:
    """Yield what is printed of one suite; the cases that are out of scope are put to those left out."""
    yield from suite_told(name, _results(cases, left, engines), left, BAR, misses)


def _results(
    cases: Sequence[Case], left: Counter[str], engines: dict[str, Engine]
) -> Iterator[tuple[str, int, list[str]]]:
    for language, engine in engines.items():
        mine = []
        for case in (case for case in cases if case.language == language):
            reason = left_out(case.words, case.text, case.stretch, language, engine)
            reason = reason or ("" if _by_calendar(case, engine) else "relative to the day of speaking")
            left[reason] += bool(reason)
            mine += [] if reason else [case]
        if mine:
            bad = [case for case in mine if not _is_right(case, engine)]
            yield language, len(mine), [f": {case.text!r} is {case.stretch.first}/{case.stretch.last}" for case in bad]


def _by_calendar(case: Case, engine: Engine) -> bool:
    """Say whether a case names a year or a month, by name or in figures: else its month is that of speaking."""
    if not case.yearless or re.search(r"\d\s?[./-]\s?\d", case.text):
        return True
    return any(isinstance(thing, Sense) and "month" in thing.more for thing in engine.line(case.text).things)


def _is_right(case: Case, engine: Engine) -> bool:
    """Say whether one of the periods that are read in a case's text is the one it names."""
    report = Report.of(case.text, published=case.published, language=case.language)
    wanted = [case.stretch] + ([] if case.until is None else [case.stretch._replace(last=case.until)])
    wanted += _together(case) + _to_quarter(case)
    for chunk in find_periods(engine.line(case.text), engine, report):
        if isinstance(chunk.thing, Period):
            edtf = (chunk.thing.edtf or "").removeprefix("../").removesuffix("/..")  # "since 2014" names 2014
            found = [days_of(edtf, case.stretch, to_beginning=short) for short in (False, True)]
            if any(one == two or (case.yearless and one and _same_days(one, two)) for one in found for two in wanted):
                return True
    return False


def _to_quarter(case: Case) -> list[Stretch]:
    """The stretch through the quarter that it goes on to, where it may be one ("2017-Q1 to 2018-Q1")."""
    if case.until is None or case.until.day != 1 or case.until.month % 3 != 1:
        return []
    month = case.until.month + 3
    behind = datetime.date(case.until.year + month // 12, month % 12, 1)
    return [case.stretch._replace(last=behind - datetime.timedelta(days=1))]


def _together(case: Case) -> list[Stretch]:
    """The dates of a case's text as one stretch, where they follow day upon day ("18 and 19 June")."""
    days = sorted({*case.beside, case.stretch})
    follow = all(b.first - a.last == datetime.timedelta(days=1) for a, b in itertools.pairwise(days))
    return [Stretch(days[0].first, days[-1].last)] if follow and len(days) > 1 else []


def _same_days(one: Stretch, other: Stretch) -> bool:
    return all((a.month, a.day) == (b.month, b.day) for a, b in zip(one, other, strict=True))


if __name__ == "__main__":
    main()
