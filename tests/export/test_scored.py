"""The score program beside the checkout reads the rows: the labels themselves, exported as claims, score full marks."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tallymark.export import claim_row, story_rows, write_jsonl
from tallymark.model import Bound, Claim, Figure, Holder, Mention, Place, Span, Story

SHARED = Path(__file__).parents[2].parent / "shared"
BOUNDS = {"exact": "exactly", "approx": "about", "at_least": "at_least", "at_most": "at_most", "range": "between"}


def named(label, field, span):
    return Mention(id=None, span=Span(span.start, span.end, label[field])) if label.get(field) else None


def as_claim(case, rank, label):
    start, end = label["span"]
    span = Span.of(case["text"], start, end)
    value = label.get("value")
    figure = Figure(
        value=None if value is None else Decimal(str(value)),
        bound=Bound(BOUNDS[label.get("qualifier", "exact")]),
        unit=label.get("unit"),
    )
    return Claim(
        id=f"claim-{rank}",
        report=case["id"],
        measure=label["kind"],
        span=span,
        figure=figure if "violat" not in label["kind"] else None,
        model=named(label, "model", span),
        places=(Place(name=label["place"], span=span),) if label.get("place") else (),
        attribution=(Holder(name=label["attributed_to"], kind="official"),) if label.get("attributed_to") else (),
        part_of="claim-0" if label.get("of_which") else None,
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside the checkout: its score program is not there")
def test_labels_exported_as_claims_score_full_marks(tmp_path):
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((SHARED / "cases").glob("*.json"))]
    with (tmp_path / "claims.jsonl").open("w", encoding="utf-8") as stream:
        for case in cases:
            claims = [as_claim(case, rank, label) for rank, label in enumerate(case["gold"])]
            write_jsonl((claim_row(claim, case["id"]) for claim in claims), stream)
    stories = {case["story"]: [one["id"] for one in cases if one["story"] == case["story"]] for case in cases}
    with (tmp_path / "stories.jsonl").open("w", encoding="utf-8") as stream:
        for story, reports in stories.items():
            told = Story(id=story, reports=tuple(reports))
            write_jsonl(story_rows(told, lambda report: [report]), stream)
    command = [sys.executable, SHARED / "tools/score.py", SHARED / "cases", tmp_path / "claims.jsonl", "--json"]
    done = subprocess.run(
        [*command, "--stories", tmp_path / "stories.jsonl"], capture_output=True, text=True, check=True
    )
    score = json.loads(done.stdout)
    assert score["all"]["f1"] > 0.99, score["all"]
    assert score["stories"]["f1"] == 1.0
    assert score["spans_that_do_not_match_quote"] == score["rows_for_unknown_reports"] == 0
    for name in ("bound", "part_of", "attributed_to", "place", "model", "unit"):
        assert score["attributes"][name]["share"] > 0.98, (name, score["attributes"][name])
