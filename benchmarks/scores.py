"""Scores of rows against labelled cases, by the tests' own scorer or by a score program from outside, in one shape."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from labelled_cases import Case, write_folder, write_lines
from measuring import ROOT
from tallymark.model import Bound, Claim, Figure, Holder, Mention, Place, Span

sys.path.insert(0, str(ROOT))
from tests.labelled import Labelled, read_collection
from tests.scoring import Score, b_cubed, pair, score_one

Row = dict[str, Any]


@dataclass
class Share:
    """Right ones among those found and among those wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def cells(self) -> list[str]:
        """Return precision, recall, F1 and the two counts, for a table."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        both = precision + recall
        return [*(f"{x:.3f}" for x in (precision, recall, 2 * precision * recall / both if both else 0.0)),
                str(self.found), str(self.wanted)]  # fmt: skip


# By what they are shares of ("measure", "language", "both", "all") and then by that measure, language and so on.
Shares = dict[str, defaultdict[Any, Share]]


@dataclass
class Scored:
    """What a scorer said: cells are precision, recall, F1, found, wanted; `attributes` are (right, of).

    `by_both` is by language and measure; a program from outside does not tell it.
    """

    all: list[str]
    by_measure: dict[str, list[str]]
    by_language: dict[str, list[str]]
    by_both: dict[tuple[str, str], list[str]]
    attributes: dict[str, tuple[int, int]]
    on_other_topics: int
    bad_spans: int
    missed: list[str] = field(default_factory=list)


def own_score(cases: Sequence[Case], rows: Iterable[Row], folder: Path) -> Scored:
    """Score rows by tests/scoring.py; `folder` is where files may be put."""
    write_lines(cases, folder / "collection.jsonl")
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        claims[Path(str(row["report"])).stem].append(claim_of(row))
    total = Score()
    shares: Shares = {name: defaultdict(Share) for name in ("measure", "language", "both", "all")}
    for report in read_collection(folder / "collection.jsonl"):
        score_one(total, report, claims[report.id])
        _share(report, claims[report.id], shares)
    cells = {name: {key: share.cells() for key, share in sorted(of.items())} for name, of in shares.items()}
    return Scored(
        all=cells["all"]["all"],
        by_measure=cells["measure"],
        by_language=cells["language"],
        by_both=cells["both"],
        attributes={name: (share.right, share.of) for name, share in sorted(total.attributes.items())},
        on_other_topics=total.on_other_topics,
        bad_spans=total.bad_spans,
        missed=[*total.missed, *total.wrong],
    )


def _share(report: Labelled, claims: Sequence[Claim], shares: Shares) -> None:
    """Add a report to the shares; a right claim counts under its label's measure, though it may bear another."""
    pairs, neutral = pair(report.labels, claims)
    boxes = [shares["language"][report.language], shares["all"]["all"]]
    for index, label in enumerate(report.labels):
        if not label.uncertain:
            for box in (*boxes, *_of_measure(shares, report.language, label.measure)):
                box.wanted += 1
                box.right += index in pairs
    meant = {claim: report.labels[label].measure for label, claim in pairs.items()}
    for index, claim in enumerate(claims):
        if index not in neutral:
            for box in (*boxes, *_of_measure(shares, report.language, meant.get(index, claim.measure))):
                box.found += 1


def _of_measure(shares: Shares, language: str, measure: str) -> tuple[Share, Share]:
    return shares["measure"][measure], shares["both"][language, measure]


def claim_of(row: Row) -> Claim:
    """Return as much of a claim as scoring looks at. The words of a span are the row's: they are checked later."""
    span = Span(row["start"], row["end"], row.get("quote", ""))
    value, upper = row.get("value"), row.get("value_max")
    figure = Figure(
        value=None if value is None else Decimal(str(value)),
        value_max=None if upper is None else Decimal(str(upper)),
        bound=Bound(row.get("bound", "exactly")),
        unit=row.get("unit"),
    )
    model = (row.get("model") or {}).get("words")
    return Claim(
        id=str(row["id"]),
        report=str(row["report"]),
        measure=row["measure"],
        span=span,
        figure=figure,
        model=None if model is None else Mention(id=None, span=Span(span.start, span.end, model)),
        places=tuple(Place(name=place["name"], span=span) for place in row.get("place") or ()),
        attribution=tuple(Holder(name=who["name"], kind=who["kind"]) for who in row.get("attribution") or ()),
        part_of=row.get("part_of"),
    )


def outside_score(scorer: Path, cases: Sequence[Case], rows: Iterable[Row], folder: Path) -> Scored:
    """Score rows by a program that takes `CASES_DIR CLAIMS.jsonl --json` and answers with the shares as JSON."""
    write_folder(cases, folder / "labelled")
    write_lines(rows, folder / "rows.jsonl")
    command = [sys.executable, str(scorer), str(folder / "labelled"), str(folder / "rows.jsonl"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    return Scored(
        all=_cells(said["all"]),
        by_measure={name: _cells(row) for name, row in said["by_measure"].items()},
        by_language={name: _cells(row) for name, row in said["by_language"].items()},
        by_both={},
        attributes={name: (row["right"], row["of"]) for name, row in said["attributes"].items()},
        on_other_topics=said["false_on_distractors"],
        bad_spans=said["spans_that_do_not_match_quote"],
    )


def _cells(row: Mapping[str, float]) -> list[str]:
    return [*(f"{row[name]:.3f}" for name in ("p", "r", "f1")), str(row["found"]), str(row["gold"])]


def of_groups(cases: Sequence[Case], groups: Mapping[str, str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of a grouping; a report that no group has stands alone."""
    wanted = {case["id"]: case["story"] for case in cases}
    precision, recall = b_cubed(wanted, {key: groups.get(key, f"alone {key}") for key in wanted})
    return precision, recall, 2 * precision * recall / (precision + recall)
