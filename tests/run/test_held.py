"""The ledger's reports and claims as the stages see them, without all of them in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tallymark.ledger import Ledger
from tallymark.model import Claim, Origin, Report, Span
from tallymark.run.held import HeldReports, held_claims

REPORTS = [Report.of(f"Day {day}: mines.") for day in range(20)]
IDS = sorted(report.id for report in REPORTS)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as opened:
        opened.record_reports((one, Origin(report=one.id, name="a.txt", stem="a")) for one in REPORTS)
        for one in REPORTS[:10]:
            claim = Claim(id=f"claim-{one.id}", report=one.id, measure="found", span=Span.of(one.text, 0, 3))
            opened.record_claims(one.id, [claim], [], pack="p")
        yield opened


def test_reports_are_a_sequence(ledger: Ledger) -> None:
    held = HeldReports(ledger, IDS, keep=3)
    assert len(held) == 20
    assert [report.id for report in held] == IDS
    assert held[0].id == IDS[0]
    assert held[-1].id == IDS[-1]
    assert [report.id for report in held[2:5]] == IDS[2:5]
    assert sorted(held, key=lambda report: report.id) == list(held)


def test_a_report_that_came_in_since_is_passed_over(ledger: Ledger) -> None:
    held = HeldReports(ledger, IDS[:5])
    assert [report.id for report in held] == IDS[:5]


def test_claims_are_a_mapping(ledger: Ledger) -> None:
    held = held_claims(ledger, IDS, keep=2)
    assert len(held) == 20
    assert list(held) == IDS
    assert [len(held[report.id]) for report in REPORTS] == [1] * 10 + [0] * 10
    assert held[REPORTS[0].id][0].report == REPORTS[0].id
    assert held.get("report-unknown", ()) == ()
    with pytest.raises(KeyError):
        held["report-unknown"]


def test_few_stay_in_memory(ledger: Ledger) -> None:
    fetched: list[str] = []
    honest = ledger.report
    ledger.report = lambda given: (fetched.append(given), honest(given))[1]  # type: ignore[method-assign]
    held = HeldReports(ledger, IDS, keep=3)
    for _ in range(2):
        for at in range(3):
            assert held[at].id == IDS[at]
    assert len(fetched) == 3
    assert [held[at].id for at in range(20)] == IDS
    assert held[0].id == IDS[0]
    assert len(fetched) == 21
