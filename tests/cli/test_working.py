"""`run` and the verbs of one stage: what they say, their exit status, and inputs of every bad kind."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tallymark.ledger import Ledger
from tests.cli.conftest import Type
from tests.run.stand_ins import StandIns, stand_ins

__all__ = ["stand_ins"]

pytestmark = pytest.mark.usefixtures("stand_ins")


@pytest.fixture
def folder(here: Path) -> Path:
    reports = here / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Monday: 9 mines were found.")
    (reports / "b.txt").write_text("Monday: 9 mines were seen.")
    return reports


def test_a_run_says_what_is_new_and_what_to_do_next(typed: Type, folder: Path) -> None:
    told = typed("run", "reports")
    assert told == (
        0,
        "Read 2 reports, 2 new to the ledger.\n"
        "Found 2 new claims in 2 reports not read before.\n"
        "The ledger now holds 2 reports: 1 story, 2 tallies, 0 running totals, 0 findings.\n"
        "To see them: tallymark show, or as a page: tallymark page\n",
        "",
    )


def test_the_same_again_is_nothing_new(typed: Type, folder: Path) -> None:
    typed("run", "reports")
    assert typed("run", "reports") == (
        0,
        "Nothing new: 2 reports, all read before by these rules. Nothing was worked out again.\n",
        "",
    )


def test_quiet_says_nothing(typed: Type, folder: Path) -> None:
    assert typed("run", "--quiet", "reports") == (0, "", "")


def test_json_is_one_object(typed: Type, folder: Path) -> None:
    told = json.loads(typed("run", "--json", "reports").out)
    assert (told["inputs"], told["new_reports"], told["read_now"], told["new_claims"]) == (2, 2, 2, 2)
    assert told["changed"] == {"stories": 1, "tallies": 2, "series": 0, "findings": 0}
    assert told["problems"] == {}
    assert told["nothing_new"] is False
    assert told["holds"]["reports"] == 2
    assert json.loads(typed("run", "--json", "reports").out)["nothing_new"] is True


def test_the_stages_one_by_one_come_to_the_same(typed: Type, folder: Path) -> None:
    typed("run", "--ledger", "whole.db", "reports")
    assert typed("read", "reports").out == "Read 2 reports, 2 new to the ledger.\n"
    assert typed("read", "reports").out == "Nothing new: 2 reports, all in the ledger before.\n"
    assert typed("extract").out == "Found 2 new claims in 2 reports not read before.\n"
    assert typed("collate").status == 0
    assert typed("reconcile").status == 0
    assert typed("reconcile").out == "Nothing new: 2 reports in the ledger, and nothing changed.\n"
    assert contents("tallymark.db") == contents("whole.db")


def contents(where: str) -> dict[str, object]:
    with Ledger.open(where, read_only=True) as ledger:
        return {
            "reports": list(ledger.reports()),
            "claims": list(ledger.claims()),
            "stories": list(ledger.stories()),
            "tallies": list(ledger.tallies()),
            "problems": list(ledger.problems()),
        }


def test_problems_are_counted_aloud_and_strict_makes_them_the_status(typed: Type, folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.txt").write_text("Tuesday: 4 mines and 5 shells.")
    told = typed("run", "reports")
    assert told.status == 0
    assert "2 problems (empty 1, not understood 1): tallymark show problems\n" in told.out
    assert typed("run", "--strict", "reports").status == 1
    assert typed("--strict", "run", "--json", "reports").status == 1
    assert typed("run", "--strict", "reports/a.txt").status == 0


def test_what_is_said_about_inputs_is_recorded(typed: Type, folder: Path) -> None:
    typed("run", "--published", "2022-11-24", "--source", "The Post", "--language", "en", "reports")
    with Ledger.open("tallymark.db", read_only=True) as ledger:
        for report in ledger.reports():
            assert (report.published, report.source, report.language) == ("2022-11-24", "The Post", "en")
            assert report.language_given


def test_standard_input(typed: Type, here: Path) -> None:
    assert typed("run", "-", stdin=b"Monday: 9 mines were found.").status == 0
    assert contents("tallymark.db")["claims"]
    assert typed("extract", "--format", "jsonl", "-", stdin=b"Monday: 9 mines were found.").out.count("\n") == 1
    assert typed("run", "-", stdin=b"").out.startswith("Nothing new: 0 reports")


def test_a_text_under_three_names_is_one_report(typed: Type, folder: Path) -> None:
    for name in ("x.txt", "y.txt", "z.txt"):
        (folder / name).write_text("Sunday: 77 mines were found.")
    assert "Read 5 reports, 3 new to the ledger." in typed("run", "reports").out
    with Ledger.open("tallymark.db", read_only=True) as ledger:
        assert ledger.counts()["reports"] == 3
        assert ledger.counts()["origins"] == 5
    rows = [json.loads(line) for line in typed("extract", "--format", "jsonl", "reports").out.splitlines()]
    assert sorted(row["report"] for row in rows if row["value"] == 77) == ["x", "y", "z"]
    stories = [json.loads(line) for line in typed("collate", "--format", "jsonl", "reports").out.splitlines()]
    assert len({row["story"] for row in stories if row["report"] in "xyz"}) == 1


def test_an_input_on_which_the_program_fails_is_said_and_the_others_are_read(
    typed: Type, folder: Path, stand_ins: StandIns
) -> None:
    (folder / "odd.txt").write_text("Monday: an odd report of 6 mines.")
    stand_ins.fails_on = "odd"
    told = typed("extract", "--format", "jsonl", "reports")
    assert [json.loads(line)["report"] for line in told.out.splitlines()] == ["a", "b"]
    assert "ZeroDivisionError: a fault of ours" in told.err


def test_inputs_tried_without_a_ledger_leave_none(typed: Type, folder: Path, here: Path) -> None:
    rows = [json.loads(line) for line in typed("extract", "--format", "jsonl", "reports").out.splitlines()]
    assert [(row["report"], row["value"], row["quote"]) for row in rows] == [("a", 9, "9 mines"), ("b", 9, "9 mines")]
    stories = [json.loads(line) for line in typed("collate", "--format", "jsonl", "reports").out.splitlines()]
    assert [row["report"] for row in stories] == ["a", "b"] or [row["report"] for row in stories] == ["b", "a"]
    assert [path.name for path in here.iterdir()] == ["reports"]


def test_rows_of_the_ledger_are_those_of_its_inputs(typed: Type, folder: Path) -> None:
    typed("read", "--quiet", "reports")
    by_row = sorted(typed("extract", "--format", "jsonl").out.splitlines())
    assert by_row == sorted(typed("extract", "--format", "jsonl", "reports").out.splitlines())
    by_row = sorted(typed("collate", "--format", "jsonl").out.splitlines())
    assert by_row == sorted(typed("collate", "--format", "jsonl", "reports").out.splitlines())


def test_spans_count_from_the_start_of_the_text_field(typed: Type, here: Path) -> None:
    text = "\ufeff \t\n\u202eMonday\u202c:\r\n  \U0001f4a3 9 mines\u0085were found.\n"
    (here / "case-1.json").write_text(json.dumps({"id": "case-1", "text": text}))
    (row,) = [json.loads(line) for line in typed("extract", "--format", "jsonl", "case-1.json").out.splitlines()]
    assert row["report"] == "case-1"
    assert text[row["start"] : row["end"]] == row["quote"] == "9 mines"


def test_every_kind_of_bad_input_is_a_problem_and_the_rest_is_read(typed: Type, folder: Path) -> None:
    bad(folder)
    told = typed("run", "reports", "reports/not-there.txt")
    assert told.status == 0
    assert told.err == ""
    assert len([line for line in told.out.splitlines() if " problems (" in line]) == 1
    with Ledger.open("tallymark.db", read_only=True) as ledger:
        texts = {report.text for report in ledger.reports()}
        names = {problem.name for problem in ledger.problems()}
    assert "Monday: 9 mines were found." in texts
    assert any("Понедельник: 9 мин найдено" in text for text in texts)
    assert "Wednesday: 3 mines." in texts
    assert any(text.startswith("Thursday: 11 mines.") for text in texts)
    assert "Friday: 8 mines." in texts
    expected = {"binary.txt", "empty.txt", "broken.jsonl#2", "cp1251.txt", "huge.txt", "not-there.txt", "nul.txt"}
    assert {f"reports/{name}" for name in expected} <= names
    again = typed("run", "reports")
    assert again.out.startswith("Nothing new: ")
    assert typed("show", "problems").status == 0


def bad(folder: Path) -> None:
    """Write one input of every bad kind."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cp1251.txt").write_bytes(("Понедельник: 9 мин найдено у дороги. " * 20).encode("cp1251"))
    (folder / "utf16.txt").write_bytes("Wednesday: 3 mines.".encode("utf-16"))
    (folder / "nul.txt").write_bytes(b"Thursday: 11\0 mines. " + b"Nothing else. " * 20)
    (folder / "bidi.txt").write_text("Saturday: \u202e9 mines\u202c were found.")
    lines = [json.dumps({"text": "Friday: 7 mines."}), '{"text": ', json.dumps({"text": "Friday: 8 mines."})]
    (folder / "broken.jsonl").write_text("\n".join(lines))
    script = "<script>document.title='pwned'</script>"
    paragraph = "<p>Nine mines were found near the village on Sunday, the ministry said in a statement.</p>"
    page = (
        f"<html><head>{script}</head><body onload=alert(1)>{script}<h1>Mines{script}</h1>{paragraph * 3}</body></html>"
    )
    (folder / "scripts.html").write_text(page)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(typed: Type, folder: Path) -> None:
    (folder / "secret.txt").write_text("Nine mines.")
    (folder / "secret.txt").chmod(0)
    told = typed("run", "reports")
    assert told.status == 0
    assert "unreadable 1" in told.out


def test_a_pipe_in_a_folder_is_not_waited_for(typed: Type, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    told = typed("run", "reports")
    assert told.status == 0
    assert "unreadable 1" in told.out


def test_a_broken_pack_stops_before_anything_is_read(
    typed: Type, folder: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tallymark.packs import PackError

    def broken() -> object:
        raise PackError("figures.yaml: the rule 'range' has no example")

    monkeypatch.setattr("tallymark.packs.load_packs", broken)
    sentence = "tallymark: a pack is broken: figures.yaml: the rule 'range' has no example\n"
    assert typed("run", "reports") == (2, "", sentence)
    assert typed("extract", "--format", "jsonl", "reports") == (2, "", sentence)
    assert [path.name for path in here.iterdir()] == ["reports"]


def test_what_the_program_wrote_itself_is_no_input(typed: Type, folder: Path) -> None:
    typed("run", "--ledger", "reports/my.db", "reports")
    typed("page", "--ledger", "reports/my.db", "-o", "reports/my.html")
    told = typed("run", "--ledger", "reports/my.db", "reports")
    assert told.out.startswith("Nothing new: 2 reports, ")
    assert "1 problem (own page 1)" in told.out
    with Ledger.open("reports/my.db", read_only=True) as ledger:
        assert [problem.name for problem in ledger.problems()] == ["reports/my.html"]


def test_the_address_of_a_database_is_not_repeated(typed: Type, folder: Path, here: Path) -> None:
    told = typed("run", "--ledger", f"sqlite:///{here}/my.db", "reports")
    assert told.status == 0
    assert "sqlite" not in told.out
    assert "tallymark show --ledger …" in told.out
    assert "tallymark show --ledger 'a b.db'" in typed("run", "--ledger", "a b.db", "reports").out
