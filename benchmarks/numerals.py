"""How many numerals are read as they are meant: duckling's and Recognizers-Text's cases, and ICU's spelled-out numbers.

The outside cases lie in ../shared/bench beside the checkout and are no part of the project; ICU is asked through
whichever Python of the machine has it (Debian: python3-icu). What is not there is skipped, and that is said.

A case counts where it is about a cardinal number: whole, not below zero, standing for an exact count. What is left out,
with the reason of each, is listed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from measuring import ROOT, against, block, table
from numeral_scope import GLUED, articles, glued_behind, left_out, no_number
from spelled_out import spelled_out
from suites import suite_told
from tallymark.extract.numerals import Numeral, find_numerals
from tallymark.packs import load_packs
from tallymark.rules import Engine, engine_of

BENCH = ROOT.parent / "shared" / "bench"
DUCKLING_BAR, RECOGNIZERS_BAR, SPELLED_BAR = 0.97, 0.95, 1.0
SMALL = 10_000
RECOGNIZERS = {"English": "en", "French": "fr", "Spanish": "es", "Turkish": "tr", "Portuguese": "pt", "German": "de",
               "Arabic": "ar"}  # fmt: skip
DUCKLING = ("en", "ru", "uk", "tr", "es", "fr", "de", "pt", "ar", "hr")


class Wanted(NamedTuple):
    """A number that a case wants, at its place in the case's text."""

    start: int
    end: int
    value: Decimal


class Case(NamedTuple):
    """A text, the cardinal numbers it holds, and other stretches in which whatever is found neither counts."""

    language: str
    text: str
    wanted: tuple[Wanted, ...]
    others: tuple[tuple[int, int], ...] = ()


def main() -> None:
    """Read every case, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH, help="the folder of outside cases")
    parser.add_argument("--misses", type=int, default=0, help="how many misread cases of each language to list")
    parser.add_argument("--step", type=int, default=1, help="ask ICU for every so many-th number up to 9,999 (1)")
    parser.add_argument("--languages", help="some languages only, with commas between them")
    typed = parser.parse_args()
    some = set(typed.languages.split(",")) if typed.languages else None
    print(block(*told(typed.bench, some, typed.misses, typed.step)))


def told(bench: Path, some: set[str] | None, misses: int, step: int) -> Iterator[str]:
    """Yield what came out, suite by suite."""
    packs = load_packs()
    engines = {lang: engine for lang in packs.languages if (engine := engine_of(packs, lang)) is not None}
    engines = {lang: engine for lang, engine in engines.items() if some is None or lang in some}
    if (bench / "duckling").is_dir():
        cases, left = duckling(bench / "duckling" / "numeral.jsonl", engines)
        yield from suite("duckling", cases, left, engines, DUCKLING, DUCKLING_BAR, misses)
    else:
        yield "duckling: skipped, no folder of outside cases beside the checkout"
    if (bench / "recognizers").is_dir():
        cases, left = recognizers(bench / "recognizers" / "cases.jsonl", engines)
        yield from suite(
            "Recognizers-Text", cases, left, engines, sorted(RECOGNIZERS.values()), RECOGNIZERS_BAR, misses
        )
    else:
        yield "Recognizers-Text: skipped, no folder of outside cases beside the checkout"
    yield from spelled(engines, step, misses)


def duckling(path: Path, engines: Mapping[str, Engine]) -> tuple[list[Case], Counter[str]]:
    """Return duckling's cases that are cardinal numbers, and how many others there are of each kind."""
    cases: list[Case] = []
    left: Counter[str] = Counter()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        language, text, value = row["lang"].lower(), row["text"], Decimal(str(row["value"]))
        if language in DUCKLING and language in engines:
            reason = left_out(text, value, engines[language])
            if reason:
                left[reason] += 1
            else:
                cases.append(Case(language, text, (Wanted(0, len(text), value),)))
    return cases, left


def recognizers(path: Path, engines: Mapping[str, Engine]) -> tuple[list[Case], Counter[str]]:
    """Return the NumberModel's cases whose numbers are cardinal; cases without any must yield none."""
    cases: list[Case] = []
    left: Counter[str] = Counter()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        language = RECOGNIZERS.get(row["language"], "")
        if row["model"] != "NumberModel" or language not in engines:
            continue
        text = row["input"]
        wanted: list[Wanted] = []
        others: list[tuple[int, int]] = [match.span() for match in GLUED.finditer(text)]
        others += articles(text, engines[language])
        for result, start in zip(row["results"], _starts(row), strict=True):
            end = start + len(result["Text"])
            value = Decimal(str(result["Resolution"]["value"]).replace(",", "."))
            reason = left_out(result["Text"], value, engines[language])
            reason = reason or ("a place that the case does not give" if start < 0 else "")
            reason = reason or glued_behind(text, max(start, 0), engines[language])
            if reason:
                left[reason] += 1
                others.append((max(start, 0), end if start >= 0 else len(text)))
            else:
                wanted.append(Wanted(start, end, value))
        reason = "" if row["results"] else no_number(text, engines[language])
        if _cut_up(text, wanted) or (len(row["results"]) > 1 and re.fullmatch(r"[\d., ]+", text)):
            reason = "dates, addresses, telephones and lists without spaces, cut into their figures"
        if reason:
            left[reason] += 1
        elif wanted or not row["results"]:
            cases.append(Case(language, text, tuple(wanted), tuple(others)))
    return cases, left


def _starts(row: dict[str, Any]) -> list[int]:
    """Return where the results of a case stand, by its own word where right, else by their order; -1 for nowhere."""
    text, starts, behind = row["input"].lower(), [], 0
    for result in row["results"]:
        said, words = result.get("Start", -1), result["Text"].lower()
        start = said if said >= behind and text[said : said + len(words)] == words else text.find(words, behind)
        behind = max(behind, start + len(words)) if start >= 0 else behind
        starts.append(start)
    return starts


def _cut_up(text: str, wanted: Sequence[Wanted]) -> bool:
    """Say whether two numbers stand in a text with nothing but a mark, or a comma and a space, between them."""
    ends = sorted((one.start, one.end) for one in wanted)
    between = [text[end:start] for (_, end), (start, _) in itertools.pairwise(ends)]
    return any(re.fullmatch(r"[-./:,~&]|, ", mark) for mark in between)


def suite(
    name: str,
    cases: Sequence[Case],
    left: Counter[str],
    engines: dict[str, Engine],
    languages: Iterable[str],
    bar: float,
    misses: int,
) -> Iterator[str]:
    """Yield what is printed of one suite."""
    results = []
    for language in (one for one in languages if one in engines):
        mine = [case for case in cases if case.language == language]
        bad = [case for case in mine if not _is_right(case, find_numerals(case.text, engines[language]))]
        results.append((language, len(mine), [f": {case.text!r}" for case in bad]))
    yield from suite_told(name, results, left, bar, misses)


def _is_right(case: Case, found: Sequence[Numeral]) -> bool:
    """Say whether the numbers that a case wants are found, and no others in words that no case speaks of."""
    rest = list(found)
    for wanted in case.wanted:
        hit = next((n for n in rest if n.start < wanted.end and wanted.start < n.end and n.value == wanted.value), None)
        if hit is None:
            return False
        rest = [n for n in rest if not (n.start < wanted.end and wanted.start < n.end)]
    return all(any(n.start < end and start < n.end for start, end in case.others) for n in rest)


def spelled(engines: dict[str, Engine], step: int, misses: int) -> Iterator[str]:
    """Yield how many of ICU's spelled-out numbers are read back, in every case form that ICU has."""
    numbers = [*range(0, SMALL, step), *(n * 7_919_317 % 1_000_000_000 for n in range(1, 200))]
    by_language: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for language in engines:
        said = spelled_out(language, numbers)
        if said is None:
            yield "ICU: skipped, no Python on this machine has it (Debian: apt-get install python3-icu)"
            return
        by_language[language] = said
    rows, wrong = [], []
    for language, said in by_language.items():
        bad = [(form, n, words) for form, n, words in said if not _reads(words, n, engines[language])]
        forms = len({form for form, _, _ in said})
        small, large = (
            1 - sum((n < SMALL) == is_small for _, n, _ in bad) / sum((n < SMALL) == is_small for _, n, _ in said)
            for is_small in (True, False)
        )
        rows.append([language, forms, len(said), f"{small:.4f}", against(small >= SPELLED_BAR), f"{large:.4f}"])
        wrong += [f"- {language}, {form}: {words!r} is {n}" for form, n, words in bad[:misses]]
    yield table(["ICU's spelling, bar 1.000", "forms", "numbers", "0 to 9,999", "", "199 up to 10⁹"], rows)
    if wrong:
        yield "\n".join(wrong)


def _reads(words: str, number: int, engine: Engine) -> bool:
    found = find_numerals(words, engine)
    return len(found) == 1 and found[0].value == number and found[0].start == 0 and found[0].end == len(words)


if __name__ == "__main__":
    main()
