"""How well reports are grouped into stories: labelled reports, and two outside collections, beside plain baselines.

Stories are worked out from Tallymark's own extraction, never from labels. The baselines are shown at the threshold
that is best for the very reports scored, which no program can know beforehand. MEANTIME holds 120 stories in four
languages (two of them without a pack here), ECB+ two events under each of 35 topics; both lie in ../shared/bench beside
the checkout, are no part of the project, and are skipped where they are not there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from labelled_cases import read_cases
from measuring import REPORTS, ROOT, against, block, table
from tallymark.collate import collate
from tallymark.extract import extract
from tallymark.model import Claim, Report
from tallymark.packs import load_packs
from tallymark.rules.language import detect
from tfidf import Pieces, groupings, letters_of, words_of

sys.path.insert(0, str(ROOT))
from tests.scoring import b_cubed

BENCH = ROOT.parent / "shared" / "bench"
LABELLED_BAR, MEANTIME_BAR = 0.95, 0.43
TOPICS = 35


class Told(NamedTuple):
    """Texts by their name, the story that each tells, and the day each was published, where that is known."""

    texts: Mapping[str, str]
    stories: Mapping[str, str]
    published: Mapping[str, str | None]


def main() -> None:
    """Group every collection, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=REPORTS, help="labelled reports: a file or a folder")
    parser.add_argument("--bench", type=Path, default=BENCH, help="the folder of outside collections")
    parser.add_argument("--only", choices=["labelled", "meantime", "ecbplus"], help="one collection only")
    typed = parser.parse_args()
    print(block(*told(typed.cases, typed.bench, typed.only)))


def told(cases: Path, bench: Path, only: str | None) -> Iterator[str]:
    """Yield the tables, collection by collection."""
    if only in (None, "labelled"):
        yield from labelled_tables(labelled(cases))
    for name, tables in (("meantime", meantime_tables), ("ecbplus", ecbplus_tables)):
        if only in (None, name):
            path = bench / name / "docs.jsonl"
            if path.is_file():
                yield from tables([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])
            else:
                yield f"{name}: skipped, no folder of outside collections beside the checkout"


def labelled(path: Path) -> Told:
    """Return the labelled reports."""
    cases = read_cases(path)
    return Told(
        texts={case["id"]: case["text"] for case in cases},
        stories={case["id"]: case["story"] for case in cases},
        published={case["id"]: case.get("date") for case in cases},
    )


def labelled_tables(all_of_them: Told) -> Iterator[str]:
    """Yield the scores of the labelled reports, and of those stories alone that two reports or more tell."""
    ours = grouped(all_of_them)
    sizes = Counter(all_of_them.stories.values())
    several = [name for name, story in all_of_them.stories.items() if sizes[story] > 1]
    rows = []
    for what, names in (("all", list(all_of_them.texts)), ("stories of two reports or more", several)):
        for who, groups in (("**Tallymark**", ours), *_baselines(all_of_them, names)):
            rows.append([f"{who}, {what}", *_cells(all_of_them, names, groups)])
    reached = against(_f1(all_of_them, list(all_of_them.texts), ours) >= LABELLED_BAR)
    yield table([f"labelled reports (B³), bar {LABELLED_BAR}: {reached}", "reports", "precision", "recall", "F1"], rows)


def meantime_tables(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    """Yield the scores of one story told in four languages."""
    yield from _outside("MEANTIME, four languages", _meantime(rows), letters_of, "runs of four letters")
    both = [row for row in rows if row["lang"] in ("en", "es")]
    yield from _outside("MEANTIME, English and Spanish", _meantime(both), letters_of, "runs of four letters")


def _meantime(rows: Sequence[dict[str, object]]) -> Told:
    names = {f"{row['lang']}-{row['topic']}-{row['doc']}": row for row in rows}
    return Told(
        texts={name: "\n".join(map(str, row["sents"])) for name, row in names.items()},  # type: ignore[call-overload]
        stories={name: f"{row['topic']}-{row['doc']}" for name, row in names.items()},
        published=dict.fromkeys(names),
    )


def ecbplus_tables(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    """Yield the scores of two like events under each topic."""
    some = {str(row["doc"]): row for row in rows if int(str(row["topic"])) <= TOPICS}
    told_ = Told(
        texts={name: "\n".join(map(str, row["sents"])) for name, row in some.items()},  # type: ignore[call-overload]
        stories={name: str(row["event"]) for name, row in some.items()},
        published=dict.fromkeys(some),
    )
    yield from _outside(f"ECB+, topics 1 to {TOPICS}, same event", told_, words_of, "words")


def _outside(name: str, told_: Told, pieces: Pieces, what: str) -> Iterator[str]:
    names = list(told_.texts)
    ours = grouped(told_)
    rows = [["**Tallymark**", *_cells(told_, names, ours)]]
    best, step = _best(told_, names, pieces)
    rows.append([f"TF-IDF of {what}, at its best threshold ({step:.2f})", *_cells(told_, names, best)])
    better = against(_f1(told_, names, ours) >= _f1(told_, names, best))
    yield table([f"{name} (B³), bar: the baseline, {better}", "reports", "precision", "recall", "F1"], rows)


def grouped(told_: Told) -> dict[str, str]:
    """Return the story that each report is put in, from its text alone."""
    packs = load_packs()
    names: dict[str, list[str]] = {}
    reports: dict[str, Report] = {}
    claims: dict[str, list[Claim]] = {}
    for name, text in told_.texts.items():
        report = Report.of(text, published=told_.published[name], language=detect(text))
        names.setdefault(report.id, []).append(name)
        reports[report.id] = report
        claims[report.id] = extract(report, packs)[0]
    stories, _ = collate(list(reports.values()), claims)
    return {name: story.id for story in stories for report_id in story.reports for name in names[report_id]}


def _baselines(told_: Told, names: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    words, step = _best(told_, names, words_of)
    numbers, at = _best(told_, names, _numbers_of)
    return [(f"TF-IDF of words ({step:.2f})", words), (f"raw numbers ({at:.2f})", numbers)]


def _numbers_of(text: str) -> list[str]:
    return [word for word in words_of(text) if word.isdecimal()]


def _best(told_: Told, names: Sequence[str], pieces: Pieces) -> tuple[dict[str, str], float]:
    """Return the grouping of all texts that is best for some of them, and its threshold."""
    every = groupings(told_.texts, pieces=pieces)
    return max(((groups, step) for step, groups in every), key=lambda pair: _f1(told_, names, pair[0]))


def _score(told_: Told, names: Sequence[str], groups: Mapping[str, str]) -> tuple[float, float]:
    return b_cubed({name: told_.stories[name] for name in names}, {name: groups[name] for name in names})


def _f1(told_: Told, names: Sequence[str], groups: Mapping[str, str]) -> float:
    precision, recall = _score(told_, names, groups)
    return 2 * precision * recall / (precision + recall)


def _cells(told_: Told, names: Sequence[str], groups: Mapping[str, str]) -> list[object]:
    precision, recall = _score(told_, names, groups)
    return [len(names), f"{precision:.3f}", f"{recall:.3f}", f"{_f1(told_, names, groups):.3f}"]


if __name__ == "__main__":
    main()
