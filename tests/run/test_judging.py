"""Judgements in a ledger: they change what the next run works out, whatever the rules read meanwhile."""

from __future__ import annotations

import pytest

from tallymark.ledger import Ledger, LedgerError
from tallymark.run.deciding import UnclearJudgementError, decide
from tallymark.run.pipeline import run

TEXT = "A mine killed 45 people near Orlava on 3 May 2023, the police said."


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("Deminers found 350 mines in Westmark, the ministry said.")
    with Ledger.open(tmp_path / "tallymark.db") as opened:
        run([str(tmp_path)], opened)
        yield opened


def killed(ledger):
    return [tally.best for tally in ledger.tallies() if tally.measure == "killed"]


def claim_of(ledger):
    return next(claim for claim in ledger.claims() if claim.measure == "killed")


def test_a_corrected_number_is_counted_from_the_next_run_on(ledger):
    decide(ledger, [claim_of(ledger).id[:14]], "wrong", by="A. Reader", value="54", why="misprint")
    assert killed(ledger) == [45]
    assert run([], ledger).derived
    assert killed(ledger) == [54]
    assert claim_of(ledger).figure.value == 45, "what the report says is never changed"
    assert not run([], ledger).derived


def test_a_judgement_survives_another_reading_and_its_loss(ledger):
    claim = claim_of(ledger)
    decide(ledger, [claim.id], "wrong", by="A. Reader")
    ledger.record_claims(claim.report, [], [], pack="rules that find nothing")
    run([], ledger, stages=("collate", "reconcile"))
    (problem,) = [one for one in ledger.problems() if one.kind == "judgement_orphaned"]
    assert problem.report == claim.report
    assert len(list(ledger.judgements())) == 1


def test_two_people_who_differ_are_a_finding(ledger):
    decide(ledger, [claim_of(ledger).id], "wrong", by="A. Reader")
    decide(ledger, [claim_of(ledger).id], "right", by="B. Reader")
    run([], ledger)
    (found,) = [one for one in ledger.findings() if one.kind == "judgements_differ"]
    assert "A. Reader: wrong; B. Reader: right" in found.sentence
    assert killed(ledger) == [45]


def test_reports_are_put_together_and_apart_by_a_persons_word(ledger):
    reports = [report.id for report in ledger.reports()]
    assert len(list(ledger.stories())) == 2
    told = decide(ledger, reports, "same", by="A. Reader")
    run([], ledger)
    (story,) = ledger.stories()
    assert set(story.reports) == set(reports)
    decide(ledger, [told.id], "withdrawn", by="A. Reader")
    run([], ledger)
    assert len(list(ledger.stories())) == 2


@pytest.mark.parametrize(
    ("ids", "decision", "more", "error"),
    [
        (["claim"], "perhaps", {}, UnclearJudgementError),
        (["claim"], "right", {"value": "many"}, UnclearJudgementError),
        (["claim"], "right", {"value": "NaN"}, UnclearJudgementError),
        (["story"], "wrong", {"value": "3"}, UnclearJudgementError),
        (["report", "report"], "same", {}, UnclearJudgementError),
        (["report", "report"], "wrong", {}, UnclearJudgementError),
        (["claim-none"], "right", {}, LedgerError),
        (["tally-none"], "right", {}, LedgerError),
    ],
)
def test_what_cannot_be_judged_is_refused(ledger, ids, decision, more, error):
    known = {
        "claim": claim_of(ledger).id,
        "story": next(iter(ledger.stories())).id,
        "report": next(iter(ledger.reports())).id,
    }
    with pytest.raises(error):
        decide(ledger, [known.get(name, name) for name in ids], decision, by="A. Reader", **more)
    assert list(ledger.judgements()) == []


def test_nobody_takes_back_what_another_decided(ledger):
    told = decide(ledger, [claim_of(ledger).id], "wrong", by="A. Reader")
    with pytest.raises(UnclearJudgementError, match=r"A\. Reader's"):
        decide(ledger, [told.id], "withdrawn", by="B. Reader")


def test_what_is_judged_may_be_named_by_the_start_of_its_id(ledger):
    decide(ledger, [claim_of(ledger).id], "wrong", by="A. Reader")
    decide(ledger, [claim_of(ledger).id], "right", by="B. Reader")
    run([], ledger)
    for thing in (next(ledger.tallies()), next(ledger.findings()), next(ledger.stories())):
        assert decide(ledger, [thing.id[:-2]], "right", by="A. Reader").about == thing.id
    told = next(one for one in ledger.judgements() if one.by == "B. Reader")
    assert decide(ledger, [told.id[:-2]], "withdrawn", by="B. Reader").about == told.id
