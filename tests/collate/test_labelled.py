"""How well labelled reports are grouped when their claims are taken from the labels, beside plain word vectors."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tallymark.collate import collate
from tallymark.model import Claim, Figure, Period, Place, Report, Scope, Span, claim_id
from tests.labelled import CASES
from tests.scoring import b_cubed

# Raised when grouping gets better, never lowered to let a change through.
FLOOR = 0.96
# The best that word vectors alone reach at their best threshold, in the same measure.
MEASURES = {"victims": "casualties", "planted": "laid", "visited": "inspected", "violation": "violated"}


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    lines = (CASES / "reports" / "en.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def report_of(case: Mapping[str, Any]) -> Report:
    return Report.of(case["text"], published=case.get("date"), url=case.get("url"), language=case["language"])


def claims_of(case: Mapping[str, Any], report: Report) -> list[Claim]:
    out = []
    for order, gold in enumerate(case["gold"]):
        span = Span.of(report.text, *gold["span"])
        value = gold.get("value")
        figure = None if value is None else Figure(value=Decimal(str(value)), span=span, unit=gold.get("unit"))
        measure = MEASURES.get(gold["kind"], gold["kind"])
        dated = gold.get("date") or (f"{gold['period_start']}/.." if gold.get("period_start") else None)
        out.append(
            Claim(
                id=claim_id(report.id, measure, span, figure),
                report=report.id,
                measure=measure,
                span=span,
                figure=figure,
                places=(Place(name=gold["place"], span=span),) if gold.get("place") else (),
                period=Period(edtf=dated, span=span) if dated else None,
                scope=Scope.RUNNING_TOTAL if gold.get("cumulative") else Scope.NEW,
                order=order,
            )
        )
    return out


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


def test_grouping_beats_word_vectors(cases: list[dict[str, Any]]) -> None:
    reports = {case["id"]: report_of(case) for case in cases}
    claims = {reports[case["id"]].id: claims_of(case, reports[case["id"]]) for case in cases}
    stories, _ = collate(list(reports.values()), claims)
    of = {report: story.id for story in stories for report in story.reports}
    wanted = {case["id"]: case["story"] for case in cases}
    ours = f1(*b_cubed(wanted, {name: of[report.id] for name, report in reports.items()}))
    assert ours >= FLOOR
    assert ours > best_of_word_vectors(wanted, {name: report.text for name, report in reports.items()}) + 0.02


def best_of_word_vectors(wanted: dict[str, str], texts: Mapping[str, str]) -> float:
    """Return the score of single-link grouping by word vectors at the threshold that suits these labels best."""
    counts = {name: Counter(text.casefold().split()) for name, text in texts.items()}
    spread = Counter(word for count in counts.values() for word in count)
    vectors = {
        name: {word: (1 + math.log(times)) * math.log(len(counts) / spread[word]) for word, times in count.items()}
        for name, count in counts.items()
    }
    lengths = {name: math.sqrt(sum(weight**2 for weight in vector.values())) for name, vector in vectors.items()}
    names = sorted(vectors)
    alike = {
        (one, other): sum(weight * vectors[other].get(word, 0) for word, weight in vectors[one].items())
        / (lengths[one] * lengths[other])
        for at, one in enumerate(names)
        for other in names[at + 1 :]
    }
    best = 0.0
    for threshold in (0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4):
        group = {name: name for name in names}
        for (one, other), likeness in alike.items():
            if likeness >= threshold and group[one] != group[other]:
                kept, gone = group[one], group[other]
                group = {name: kept if held == gone else held for name, held in group.items()}
        best = max(best, f1(*b_cubed(wanted, group)))
    return best
