"""What the ledger looks like in a terminal, and as rows for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tallymark.cli.terminal import COMMANDS
from tests.cli import made
from tests.cli.conftest import Type

EVERY_VIEW = [
    ["show"],
    ["show", "stories"],
    ["show", "tallies"],
    ["show", "findings"],
    ["show", "problems"],
    ["show", "story", made.STORY.id],
    ["explain", made.WHOLE.id],
    ["explain", made.OTHER.id],
]
KINDS = ["claims", "stories", "tallies", "findings", "series", "problems"]


@pytest.fixture(autouse=True)
def ledger(here: Path) -> None:
    made.make(here / "tallymark.db")


def test_the_overview_says_what_there_is_and_what_contradicts(typed: Type) -> None:
    out = typed("show").out
    assert "2 reports, 4 claims, 1 story, 3 tallies, 1 running total, 2 findings." in out.replace("\n", " ")
    assert "1,119 mines found" in out
    assert f"(2 versions, {made.STORY.id[:14]})" in out
    assert "1 contradicts, 1 for the record" in out
    assert out.index("Wire says minutes") < out.index("The sum closes.")
    assert "2 problems  not understood 1, unreadable 1: tallymark show problems" in out


def test_stories_have_their_versions(typed: Type) -> None:
    out = typed("show", "stories").out
    assert "post · The Post · 24 November 2022" in out


def test_tallies_have_their_range_and_who_tells(typed: Type) -> None:
    lines = typed("show", "tallies").out.splitlines()
    whole = next(line for line in lines if line.startswith("  1,119 "))
    assert re.search(r"1,119 +1,119–1,200 +mines.*, found", whole)
    joined = " ".join(" ".join(lines).split())
    assert "Kalbajar · since August 2022 · 2 of 2 versions" in joined
    assert "45 at least 45 mines found by deminers · 1 of 2 versions" in joined
    assert "mines found by others · implied, stated nowhere · = 1,119 − 45" in joined


def test_findings_have_the_words_on_their_sides(typed: Type) -> None:
    out = typed("show", "findings").out
    assert out.index("Contradicts") < out.index("Wire says minutes") < out.index("For the record")
    assert "The Post: “1,119 mines” " + made.WHOLE.id[:14] in out
    assert "Suggested reading: mines" in out


def test_problems_stand_by_kind_with_their_place(typed: Type) -> None:
    out = typed("show", "problems").out
    assert re.search(r"Unreadable  1\n  in/.*: gone", out)
    assert re.search(r"Not understood  1\n  wire.*: “.*”: no such word", out)


def test_a_story_whole(typed: Type) -> None:
    out = typed("show", "story", made.STORY.id[:12]).out
    assert "statement, 2 versions, " + made.STORY.id in out
    assert re.search(made.PART.id[:14] + r" +at least 45 found +.*part of a whole", out)
    assert "Tallies  each thing counted once" in out
    assert "Findings  1 contradicts, 1 for the record" in out


def test_explain_shows_every_part_in_its_words(typed: Type) -> None:
    out = typed("explain", made.WHOLE.id[6:16]).out
    flat = " ".join(out.split())
    assert out.startswith("1,119 found (mine)\n" + made.WHOLE.id + " in post · The Post · 24 November 2022\n")
    assert "[The Foreign Ministry]¹ [said]² [[1,119]⁴ [mines]⁵]³ were [found]⁶ in [Kalbajar]⁷ [since August]⁸" in flat
    assert "⁴ figure “1,119” → 1,119" in flat
    assert "⁷ place “Kalbajar” → geonames:1" in flat
    assert "⁸ time “since August” → since August 2022, read against the date of publication" in flat
    assert "¹ said by “The Foreign Ministry” → the Foreign Ministry (ministry)" in flat
    assert "said by The Post (outlet), from what is known about the report (no words of its own)" in flat
    assert "1,119 found (mine) “1,119 mines” ← this claim at least 45 found “at least 45 of them”" in flat
    assert "right, says A. Reader on 2022-12-01T10:00:00Z: read it twice" in flat
    assert "found: Wire says minutes where The Post says mines." in flat


def test_explain_shows_a_rule_with_its_proof(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    from tallymark.packs import Pack, Packs, Rule

    rule = Rule(
        id="found-by", pattern="x", gives={}, finds=("Nine mines were found.",), passes=("Nine minutes.",),
        mistakes=("A mine of ideas.",),
    )  # fmt: skip
    pack = Pack(language="en", settings={}, words=(), rules={"measures": (rule,)}, macros={}, hash="h")
    monkeypatch.setattr("tallymark.packs.load_packs", lambda: Packs(languages={"en": pack}, domain={}, hash="h"))
    out = typed("explain", made.WHOLE.id).out
    assert "  found-by\n    finds: Nine mines were found.\n    passes over: Nine minutes.\n" in out
    assert "    known mistake: A mine of ideas.\n" in out
    assert "  gone-from-the-pack\n    its pack has changed since" in out


def test_explain_says_what_a_part_is_part_of(typed: Type) -> None:
    flat = " ".join(typed("explain", made.PART.id).out.split())
    assert (
        "Whole and parts 1,119 found (mine) “1,119 mines” at least 45 found “at least 45 of them” ← this claim" in flat
    )
    assert "Nobody has judged it yet." in flat


def test_the_start_of_an_id_must_be_of_one(typed: Type) -> None:
    told = typed("explain", "claim-")
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith("tallymark: More than one claim id starts with 'claim-'")


@pytest.mark.parametrize("words", EVERY_VIEW, ids=" ".join)
def test_no_view_lets_a_report_command_the_terminal(typed: Type, words: list[str]) -> None:
    told = typed(*words)
    assert told.status == 0
    assert COMMANDS.search(told.out.replace("\n", "")) is None


@pytest.mark.parametrize("words", EVERY_VIEW, ids=" ".join)
@pytest.mark.parametrize("width", [40, 72])
def test_every_view_keeps_to_the_width(
    typed: Type, words: list[str], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = typed(*words).out.splitlines()
    assert [line for line in lines if len(line) > width and " " in line.strip()] == []


@pytest.mark.parametrize("words", EVERY_VIEW, ids=" ".join)
def test_words_that_may_be_names_are_not_repeated_outside_their_report(typed: Type, words: list[str]) -> None:
    out = typed(*words).out
    assert "Jane" not in out or words[0] == "explain"


@pytest.mark.parametrize("words", EVERY_VIEW, ids=" ".join)
def test_every_view_is_json_too(typed: Type, words: list[str]) -> None:
    told = typed(*words, "--json")
    assert told.status == 0
    assert COMMANDS.search(told.out.replace("\n", "")) is None
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert rows
    assert all(isinstance(row, dict) for row in rows)


def test_json_of_a_story_and_of_an_explanation(typed: Type) -> None:
    story = json.loads(typed("show", "story", made.STORY.id, "--json").out)
    assert [claim["value"] for claim in story["claims"] if claim["report"] == "post"] == [1119, 45, 2]
    assert [tally["best"] for tally in story["tallies"]] == [1119, 45, 1074]
    assert story["versions"][0]["stems"]
    told = json.loads(typed("explain", made.WHOLE.id, "--json").out)
    assert told["claim"]["id"] == made.WHOLE.id
    assert told["parts_of_it"] == [made.PART.id]
    assert {"name": "figure", "means": "1,119", "start": 26, "end": 31, "words": "1,119"} in told["parts"]
    assert [rule["id"] for rule in told["rules"]] == ["found-by", "gone-from-the-pack"]
    assert told["judgements"][0]["decision"] == "right"


@pytest.mark.parametrize("what", KINDS)
def test_export_writes_rows_of_every_kind(typed: Type, here: Path, what: str) -> None:
    rows = typed("export", "--format", "jsonl", "--what", what).out.splitlines()
    expected = {"claims": 4, "stories": 2, "tallies": 3, "findings": 2, "series": 1, "problems": 2}
    assert len([json.loads(row) for row in rows]) == expected[what]
    told = typed("export", "--format", "csv", "--what", what, "-o", "rows.csv")
    noun = "row" if expected[what] == 1 else "rows"
    assert told == (0, f"Wrote rows.csv: {expected[what]} {noun} of {what}.\n", "")
    written = (here / "rows.csv").read_bytes().decode()
    assert len(list(csv.reader(io.StringIO(written)))) == expected[what] + 1
    assert typed("export", "--format", "csv", "--what", what).out == written


def test_export_loses_nothing_on_the_way_to_a_pipe(typed: Type) -> None:
    rows = [json.loads(row) for row in typed("export", "--format", "jsonl").out.splitlines()]
    (hostile,) = [row for row in rows if row["quote"] == made.OTHER.span.quote]
    assert hostile["quote"] == f"1,119 minutes {made.HOSTILE}"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_export_to_a_terminal_cannot_command_it(typed: Type, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    import sys

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    out = typed("export", "--format", form).out
    assert "minutes" in out
    assert COMMANDS.search(out.replace("\n", "")) is None


def test_an_export_that_cannot_be_written(typed: Type) -> None:
    told = typed("export", "--format", "csv", "-o", "no/such/rows.csv")
    assert told == (2, "", "tallymark: cannot write no/such/rows.csv: No such file or directory\n")


def test_what_only_reads_changes_nothing(typed: Type, here: Path) -> None:
    typed("show")
    before = (here / "tallymark.db").read_bytes()
    for words in (*EVERY_VIEW, ["export", "--format", "csv"]):
        typed(*words)
    assert (here / "tallymark.db").read_bytes() == before


def test_a_reason_that_many_problems_share_is_said_once(typed: Type, here: Path) -> None:
    from tallymark.ledger import Ledger
    from tallymark.model import Problem

    with Ledger.open(here / "tallymark.db") as ledger:
        ledger.record_problems(
            Problem(id=f"problem-{number}", kind="empty", reason="the file has no words", name=f"in/{number}.txt")
            for number in range(3)
        )
    out = typed("show", "problems").out
    assert "Empty  3\n  the file has no words:\n      in/0.txt\n      in/1.txt\n      in/2.txt\n" in out
