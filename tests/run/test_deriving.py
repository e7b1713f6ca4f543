"""That stories are derived from a few at a time, and come to what the stages come to over all reports at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallymark.collate import collate
from tallymark.ledger import Ledger
from tallymark.ledger.bodies import to_body
from tallymark.model import Finding, Report
from tallymark.reconcile import reconcile, reconcile_series
from tallymark.run.deriving import _merged, collate_into, reconcile_into
from tallymark.run.pipeline import run
from tallymark.run.progress import silent

SAMPLES = Path(__file__).parent.parent.parent / "samples"


def finding(name: str, sentence: str = "") -> Finding:
    return Finding(id=f"finding-{name}", kind="kind", story=None, sentence=sentence)


@pytest.mark.parametrize("at_once", [1, 3, 256])
def test_a_few_stories_at_a_time_come_to_the_same(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tallymark.run.deriving.BATCH_REPORTS", at_once)
    with Ledger.open(":memory:") as ledger:
        run([str(SAMPLES)], ledger, stages=("read", "extract"))
        reports = {report.id: report for report in ledger.reports()}
        claims = ledger.claims_of(reports)
        asked: list[int] = []
        honest = ledger.reports_of

        def counted(ids: list[str]) -> dict[str, Report]:
            asked.append(len(ids))
            return honest(ids)

        monkeypatch.setattr(ledger, "reports_of", counted)
        collate_into(ledger, progress=silent)
        reconcile_into(ledger, progress=silent)
        stories, _ = collate(list(reports.values()), claims)
        results = [reconcile(story, reports, claims) for story in stories]
        series, of_series = reconcile_series(stories, reports, claims)
        assert list(ledger.stories()) == stories
        assert list(ledger.tallies()) == [tally for result in results for tally in result.tallies]
        assert list(ledger.series()) == list(series)
        found = {each.id: each for result in results for each in result.findings} | {
            each.id: each for each in of_series
        }
        assert {each.id: each for each in ledger.findings()} == found
        assert max(asked) <= max(at_once, *(len(story.reports) for story in stories))


def test_findings_of_series_follow_those_of_their_story() -> None:
    one, two, three, four = (finding(name) for name in "abcd")
    own = [one, two, three]
    kept = [to_body(each).encode() for each in own]
    merged = _merged([1, 0, 2], kept, [(1, four), (2, two)])
    assert [each.id for each in merged] == [each.id for each in (one, four, two, three)]
