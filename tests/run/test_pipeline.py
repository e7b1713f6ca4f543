"""What a run records, what it leaves alone when it comes again, and what is kept when it is broken off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallymark.ledger import Ledger
from tallymark.read import Metadata
from tallymark.run import pipeline
from tallymark.run.deriving import Derived
from tallymark.run.pipeline import run
from tallymark.run.progress import Progress
from tests.run.stand_ins import PowerFailure, StandIns, stand_ins

__all__ = ["stand_ins"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "tallymark.db") as opened:
        yield opened


@pytest.fixture
def reports(tmp_path: Path) -> str:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Monday: 9 mines were found.")
    (folder / "b.txt").write_text("Monday: 9 mines were seen, and 12 shells.")
    (folder / "c.txt").write_text("Tuesday: 30 mines were found and 2 mines lost.")
    return str(folder)


def test_a_run_records_every_product(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    summary = run([reports], ledger, defaults=Metadata(source="The Post"))
    assert (summary.inputs, summary.new_reports, summary.read_now, summary.new_claims) == (3, 3, 3, 4)
    assert summary.changed == {"stories": 2, "tallies": 4, "series": 0, "findings": 0}
    assert summary.problems == {"not_understood": 1}
    assert not summary.nothing_new
    assert {report.source for report in ledger.reports()} == {"The Post"}
    assert sorted(len(story.reports) for story in ledger.stories()) == [1, 2]
    assert sorted(int(tally.best or 0) for tally in ledger.tallies()) == [2, 9, 9, 30]


def test_the_same_again_changes_nothing(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    run([reports], ledger)
    before = {name: count for name, count in ledger.counts().items() if name != "runs"}
    summary = run([reports], ledger)
    assert summary.nothing_new
    assert (summary.inputs, summary.new_reports, summary.read_now) == (3, 0, 0)
    assert stand_ins.asked["extract"] == 3
    assert {name: count for name, count in ledger.counts().items() if name != "runs"} == before


def test_what_was_derived_from_less_never_stays_over_what_another_run_made_of_all(
    ledger: Ledger, reports: str, tmp_path: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tmp_path / "later.txt"
    later.write_text("Friday: 7 mines were found.")
    reconcile_into = pipeline.reconcile_into

    def overtaken(ledger: Ledger, *, progress: Progress) -> Derived:
        monkeypatch.setattr(pipeline, "reconcile_into", reconcile_into)
        made = reconcile_into(ledger, progress=progress)
        stale = list(ledger.tallies())
        with Ledger.open(tmp_path / "tallymark.db") as other:
            run([str(later)], other)
            noted = other.derived_from()
            ledger.record_tallies(stale)
            assert noted is not None
            other.record_derived_from(noted)
        return made

    monkeypatch.setattr(pipeline, "reconcile_into", overtaken)
    run([reports], ledger)
    assert sorted(int(tally.best or 0) for tally in ledger.tallies()) == [2, 7, 9, 9, 30]


def test_nothing_is_worked_out_again_while_nothing_changed(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    assert run([reports], ledger).derived
    assert not run([reports], ledger).derived
    assert stand_ins.asked["collate"] == 1
    assert run([], ledger, stages=("collate",)).derived
    assert run([reports], ledger).derived
    assert stand_ins.asked["collate"] == 3


def test_a_reading_by_other_rules_or_another_program_is_worked_out_again(
    ledger: Ledger, reports: str, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([reports], ledger)
    stand_ins.pack = "pack-2"
    assert run([reports], ledger).derived
    assert not run([reports], ledger).derived
    monkeypatch.setattr("tallymark.run.pipeline.__version__", "99")
    assert run([reports], ledger).derived


def test_what_broke_off_half_way_is_worked_out_again(
    ledger: Ledger, reports: str, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([reports], ledger)
    Path(reports, "d.txt").write_text("Tuesday: 5 mines were found.")
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "record_findings", lambda found: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run([reports], ledger)
    summary = run([reports], ledger)
    assert summary.derived
    assert not summary.new_reports
    assert not run([reports], ledger).derived


def test_only_what_is_new_is_read(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    run([reports], ledger)
    Path(reports, "d.txt").write_text("Tuesday: 5 mines were found.")
    summary = run([reports], ledger)
    assert (summary.inputs, summary.new_reports, summary.read_now, summary.new_claims) == (4, 1, 1, 1)
    assert stand_ins.asked["extract"] == 4
    assert summary.changed["stories"] == 2  # the story of Tuesday has another version: one went, one came


def test_other_rules_read_everything_again(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    run([reports], ledger)
    stand_ins.pack = "pack-2"
    summary = run([], ledger)
    assert (summary.read_now, summary.new_claims) == (3, 0)
    assert {claim.pack for claim in ledger.claims()} == {"pack-2"}


def test_a_stage_by_itself_does_no_more(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    assert run([reports], ledger, stages=("read",)).new_reports == 3
    assert not stand_ins.asked
    assert run([], ledger, stages=("extract",)).new_claims == 4
    assert run([], ledger, stages=("collate",)).changed == {"stories": 2}
    assert stand_ins.asked == {"extract": 3, "collate": 1}
    assert run([], ledger, stages=("reconcile",)).changed["tallies"] == 4


def test_one_bad_input_stops_nothing(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    Path(reports, "a.empty.txt").write_bytes(b"")
    lines = [json.dumps({"text": "Friday: 7 mines."}), '{"text": ', json.dumps({"text": "Friday: 8 mines."})]
    Path(reports, "many.jsonl").write_text("\n".join(lines))
    summary = run([reports, reports + "/not-there.txt"], ledger)
    assert summary.new_reports == 5
    assert summary.problem_count == 4
    assert ledger.counts()["problems"] == 4
    assert {problem.name for problem in ledger.problems() if problem.name is not None} >= {
        f"{reports}/a.empty.txt", f"{reports}/many.jsonl#2", f"{reports}/not-there.txt",
    }  # fmt: skip


def test_a_report_on_which_the_program_fails_is_a_problem_and_the_others_are_read(
    ledger: Ledger, reports: str, stand_ins: StandIns
) -> None:
    Path(reports, "odd.txt").write_text("Saturday: an odd report of 6 mines.")
    stand_ins.fails_on = "odd"
    summary = run([reports], ledger)
    assert (summary.read_now, summary.new_claims) == (4, 4)
    (problem,) = [one for one in ledger.problems() if one.kind == "report_not_understood"]
    assert "ZeroDivisionError: a fault of ours" in problem.reason
    stand_ins.fails_on, stand_ins.pack = None, "pack-2"
    assert run([], ledger).new_claims == 1
    assert all(one.kind != "report_not_understood" for one in ledger.problems())


def test_what_was_recorded_before_a_crash_is_kept_and_the_next_run_completes(
    ledger: Ledger, tmp_path: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallymark.run.stages.BATCH_REPORTS", 10)
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"Day {day}: {day} mines."}) for day in range(35)))
    stand_ins.break_at = 28
    with pytest.raises(PowerFailure, match="the power failed"):
        run([str(path)], ledger)
    assert ledger.counts()["reports"] == 35
    assert ledger.counts()["readings"] == 20
    summary = run([str(path)], ledger)
    assert (summary.new_reports, summary.read_now, summary.new_claims) == (0, 15, 15)
    assert ledger.counts()["tallies"] == 35


def test_what_another_run_recorded_meanwhile_is_derived_from_too(
    ledger: Ledger, reports: str, tmp_path: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = tmp_path / "late.txt"
    late.write_text("Sunday: 77 mines were found.")
    honest = stand_ins.reconcile

    def another_run_comes_between(*args: object, **named: object) -> object:
        if stand_ins.asked["reconcile"] == 0:
            stand_ins.asked["reconcile"] += 1
            with Ledger.open(tmp_path / "tallymark.db") as other:
                run([str(late)], other, stages=("read", "extract"))
        return honest(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("tallymark.reconcile.reconcile", another_run_comes_between)
    run([reports], ledger)
    assert 77 in {int(tally.best or 0) for tally in ledger.tallies()}
    assert len(list(ledger.stories())) == 3


def test_the_run_itself_is_recorded(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    run([reports], ledger)
    run([reports], ledger, stages=("read",))
    assert ledger.counts()["runs"] == 2


def test_progress_is_told_for_every_stage(ledger: Ledger, reports: str, stand_ins: StandIns) -> None:
    told: list[tuple[str, int, int | None]] = []
    run([reports], ledger, progress=lambda *step: told.append(step))
    assert [stage for stage, _, _ in told if stage != "extracting"] == [
        "reading", "collating", "collating", "reconciling", "reconciling",
    ]  # fmt: skip
    assert ("extracting", 3, 3) in told
    assert told[-1] == ("reconciling", 2, 2)
