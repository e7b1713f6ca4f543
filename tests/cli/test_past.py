"""The commands that tell the past of a ledger, prove it, and take it elsewhere."""

from __future__ import annotations

import json
import sqlite3


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def test_what_changed_between_two_runs_is_told(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("A mine killed three farmers near Orlava, the police said.")
    (tmp_path / "b.txt").write_text("Deminers found 40 mines in Westmark in May, the ministry said.")
    typed("run", "a.txt", "--quiet")
    typed("run", "b.txt", "--quiet")
    first, second = (row["id"] for row in lines(typed("show", "runs", "--json").out))
    told = typed("diff", first, second).out
    assert "Claims that came  1" in told
    assert "40 found" in told
    assert "killed" not in told
    rows = lines(typed("diff", first, second, "--json").out)
    assert {(row["what"], row["before"] is None) for row in rows} == {("claim", True), ("tally", True)}
    assert typed("diff", second, second).out == "Nothing changed.\n"
    then = lines(typed("export", "--format", "jsonl", "--as-of", first).out)
    assert [row["measure"] for row in then] == ["killed"]
    refused = typed("diff", "run-none", second)
    assert (refused.status, "no run" in refused.err) == (2, True)


def test_an_altered_ledger_ends_with_status_one(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("A mine killed three farmers near Orlava, the police said.")
    typed("run", "a.txt", "--quiet")
    told = typed("verify")
    assert (told.status, told.out.startswith("As recorded: ")) == (0, True)
    connection = sqlite3.connect("tallymark.db")
    connection.execute("UPDATE reports SET text = replace(text, 'three', 'seven')")
    connection.commit()
    connection.close()
    told = typed("verify")
    assert (told.status, "Not as recorded. The report " in told.out) == (1, True)
    assert json.loads(typed("verify", "--json").out)["entry"] == 2


def test_a_ledger_is_archived_and_restored(typed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("A mine killed three farmers near Orlava, the police said.")
    typed("run", "a.txt", "--quiet")
    wrote = json.loads(typed("archive", "a.zip", "--json").out)
    restored = json.loads(typed("restore", "a.zip", "--ledger", "new.db", "--json").out)
    assert restored["head"] == wrote["head"] == json.loads(typed("verify", "--ledger", "new.db", "--json").out)["head"]
    assert typed("restore", "a.zip").status == 2
    assert (
        "folder" in typed("archive", "no/such/a.zip").err or "cannot be used" in typed("archive", "no/such/a.zip").err
    )
