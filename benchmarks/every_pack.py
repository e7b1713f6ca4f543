"""What the packs of all languages cost whoever reads one: the start, an engine for each, and the speed of extraction.

Every figure is taken in a process of its own. "Anew" is the very first start, with nothing kept from one before;
"kept" is every other. The texts are two kilobytes of the labelled reports of their language.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

from labelled_cases import read_cases
from measuring import LABELLED, SAMPLES, TALLYMARK, Ran, against, block, median, must, ran, table
from report_texts import two_kilobytes
from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import available, load_packs
from tallymark.packs.cache import VARIABLE
from tallymark.rules import engine_of

SLOWER, START = 1.5, 0.4
REPORT = SAMPLES / "harsen-1-courier.txt"
_SHORT = "350 PMN-2 · 2021"


def main() -> None:
    """Measure, and print a Markdown block; with a task, be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how many processes each figure is the middle of (5)")
    parser.add_argument("--reports", type=int, default=100, help="read no more texts of a language than this (100)")
    parser.add_argument("--task", choices=tuple(_TASKS), help=argparse.SUPPRESS)
    parser.add_argument("--language", default="en", help=argparse.SUPPRESS)
    typed = parser.parse_args()
    if typed.task:
        print(json.dumps(_TASKS[typed.task](typed.language, typed.reports)))
    else:
        print(block(*_told(typed.rounds, typed.reports)))


def _told(rounds: int, reports: int) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        kept = {**os.environ, VARIABLE: name}
        anew = {**os.environ, VARIABLE: ""}
        rows = [_row(language, rounds, reports, kept, anew) for language in available()]
        starts = {
            "from the second start on": [_start(kept) for _ in range(rounds + 1)][1:],
            "with nothing kept": [_start(anew) for _ in range(rounds)],
        }
        alone, beside = zip(
            *((_asked(task, "en", reports, kept)["rate"] for task in ("alone", "beside")) for _ in range(rounds)),
            strict=True,
        )
    slower = median(alone) / median(beside)
    heads = ["language", "words", "rules", "engine anew, ms", "engine kept, ms", "reports/s"]
    return [
        table(heads, rows),
        table(
            [f"`tallymark extract` on one short English report, {len(rows)} packs", "median s", "own s, median", "bar"],
            [[name, *_figures(took), "" if "nothing" in name else _bar(took)] for name, took in starts.items()],
        ),
        f"English with its pack alone: {median(alone):,.0f} reports/s; with an engine made for every language first: "
        f"{median(beside):,.0f}, so {slower:.2f} times slower. {SLOWER} times: {against(slower <= SLOWER)}.",
    ]


def _row(language: str, rounds: int, reports: int, kept: dict[str, str], anew: dict[str, str]) -> list[str]:
    first = [_asked("engine", language, reports, anew) for _ in range(rounds)]
    later = [_asked("engine", language, reports, kept) for _ in range(rounds + 1)][1:]
    rate = median(_asked("alone", language, reports, kept)["rate"] for _ in range(rounds))
    return [
        language,
        f"{first[0]['words']:,.0f}",
        f"{first[0]['rules']:,.0f}",
        *(f"{median(one['ms'] for one in took):,.0f}" for took in (first, later)),
        f"{rate:,.0f}" if rate else "no texts",
    ]


def _asked(task: str, language: str, reports: int, environment: dict[str, str]) -> dict[str, float]:
    """Return what a process of its own says of one task."""
    words = ["--task", task, "--language", language, "--reports", str(reports)]
    done = subprocess.run(
        [sys.executable, __file__, *words], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _start(environment: dict[str, str]) -> Ran:
    command = [*TALLYMARK, "extract", "--quiet", "--format", "jsonl", str(REPORT)]
    return must(ran(command, environment=environment), command)


def _figures(took: list[Ran]) -> list[str]:
    return [f"{median(one.seconds for one in took):.3f}", f"{median(one.own for one in took):.3f}"]


def _bar(took: list[Ran]) -> str:
    return f"{START} s: {against(median(one.seconds for one in took) <= START)}"


def _engine(language: str, reports: int) -> dict[str, float]:
    """Load a pack, make its engine and read a first text that has nothing to read; in milliseconds of own time."""
    packs = load_packs([language]) if os.environ[VARIABLE] == "" else load_packs()
    began = time.process_time()
    engine = engine_of(packs, language)
    assert engine is not None
    extract(Report.of(_SHORT, language=language), packs)
    spent = time.process_time() - began
    pack = packs.languages[language]
    return {"ms": spent * 1000, "words": len(pack.words), "rules": sum(map(len, pack.rules.values()))}


def _alone(language: str, reports: int) -> dict[str, float]:
    """Read the texts of a language with its own pack; in reports a second of own time, 0 where there are no texts."""
    packs = load_packs([language])
    cases = read_cases(LABELLED.parent, [language])
    texts = list(two_kilobytes(case["text"] for case in cases))[:reports]
    made = [Report.of(text, published="2023-06-15", language=language) for text in texts]
    for report in made[:3]:
        extract(report, packs)
    began = time.process_time()
    for report in made:
        extract(report, packs)
    spent = time.process_time() - began
    return {"rate": len(made) / spent if made else 0.0}


def _beside(language: str, reports: int) -> dict[str, float]:
    """Do the same with an engine of every language in memory, each of which has read something."""
    packs = load_packs()
    for other in packs.languages:
        for case in read_cases(LABELLED.parent, [other])[:5]:
            extract(Report.of(case["text"], language=other), packs)
        engine_of(packs, other)
    return _alone(language, reports)


_TASKS = {"engine": _engine, "alone": _alone, "beside": _beside}


if __name__ == "__main__":
    main()
