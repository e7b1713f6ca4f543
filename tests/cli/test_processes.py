"""The program as a process: killed at any moment, twice at once, cut off from its reader, and how long it takes."""

from __future__ import annotations

import os
import pty
import random
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tallymark.ledger import Ledger
from tests.cli.conftest import seconds
from tests.run.contents import contents

PROGRAM = [sys.executable, "-P", "-m", "tallymark"]
PLACES = ["Kalbajar", "Lachin", "Aghdam", "Fuzuli", "Kharkiv", "Kherson", "Mosul", "Sirte", "Cuito", "Kabul"]
SPEAKERS = ["the Ministry of Defence", "the police", "the mine action centre", "the governor", "the Foreign Ministry"]
ITEMS = ["anti-personnel mines", "anti-tank mines", "unexploded shells", "mines"]
SEED = 20221124


def a_report(number: int) -> str:
    chosen = random.Random(SEED * 1000 + number)
    found, killed = chosen.randint(2, 3000), chosen.randint(2, 20)
    return (
        f"{found:,} {chosen.choice(ITEMS)} were found and cleared in {chosen.choice(PLACES)} since August, "
        f"according to {chosen.choice(SPEAKERS)}.\n\nA mine killed {killed} people, including {killed - 1} civilians, "
        f"near {chosen.choice(PLACES)} on {chosen.randint(1, 28)} November, report {number} says."
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for number in range(200):
        (folder / f"r{number:03}.txt").write_text(a_report(number))
    (folder / "r100.broken.jsonl").write_text('{"text": \n')
    return folder


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[object]], float]:
    """Give what a run that nothing disturbs comes to, and how many seconds it takes."""
    where = tmp_path_factory.mktemp("undisturbed") / "tallymark.db"
    start = time.perf_counter()
    subprocess.run([*PROGRAM, "run", "--quiet", "--ledger", where, reports], check=True)
    took = time.perf_counter() - start
    held = contents(where)
    assert len(held["reports"]) == 200
    assert len(held["claims"]) > 400
    assert held["tallies"]
    return held, took


def test_a_run_killed_at_any_moment_loses_nothing_and_the_next_completes(
    reports: Path, undisturbed: tuple[dict[str, list[object]], float], tmp_path: Path
) -> None:
    expected, whole = undisturbed
    where = tmp_path / "tallymark.db"
    chosen = random.Random(SEED)
    held_before = 0
    killed = 0
    for share in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5, 0.4, 0.3, 0.2, 0.1):
        process = subprocess.Popen([*PROGRAM, "run", "--quiet", "--ledger", where, reports])
        time.sleep(whole * share * chosen.uniform(0.85, 1.1))
        process.send_signal(signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            killed += 1
        else:  # on a machine busy before and idle now
            whole /= 2
        if where.exists() and where.stat().st_size:
            told = subprocess.run([*PROGRAM, "show", "--json", "--ledger", where], capture_output=True, check=False)
            if told.returncode == 0:
                with Ledger.open(where, read_only=True) as ledger:
                    held = ledger.counts()["reports"] + ledger.counts()["readings"]
                assert held >= held_before
                held_before = held
    assert killed >= 3
    told = subprocess.run([*PROGRAM, "run", "--ledger", where, reports], capture_output=True, text=True, check=True)
    assert contents(where) == expected
    told = subprocess.run([*PROGRAM, "run", "--ledger", where, reports], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("Nothing new: 200 reports, all read before by these rules.")


def test_two_runs_at_once_on_one_ledger_come_to_the_same(
    reports: Path, undisturbed: tuple[dict[str, list[object]], float], tmp_path: Path
) -> None:
    expected, _ = undisturbed
    where = tmp_path / "tallymark.db"
    halves = [sorted(reports.iterdir())[:130], sorted(reports.iterdir())[70:]]
    both = [subprocess.Popen([*PROGRAM, "run", "--quiet", "--ledger", where, *half]) for half in halves]
    assert [process.wait() for process in both] == [0, 0]
    assert contents(where) == expected


def test_ctrl_c_says_what_is_kept(reports: Path, tmp_path: Path) -> None:
    where = tmp_path / "tallymark.db"
    waiting = subprocess.Popen(
        [*PROGRAM, "run", "--ledger", where, reports, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # whoever runs the tests in the background has them ignore the signal, and so would the program
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until = time.monotonic() + 30
    while not (where.exists() and where.stat().st_size) and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=30)
    assert waiting.returncode == 130
    assert out == ""
    assert err == f"\nStopped. What was recorded so far is kept in {where}; the same command goes on from there.\n"


def test_a_reader_that_has_seen_enough_is_no_error(
    reports: Path, undisturbed: tuple[dict[str, list[object]], float], tmp_path: Path
) -> None:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [*PROGRAM, "extract", "--format", "jsonl", reports], stdout=writing, stderr=subprocess.PIPE, text=True
    )
    os.close(writing)
    assert os.read(reading, 20)
    os.close(reading)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")


def test_rows_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine mines were found in Kəlbəcər, the Ministry of Defence said.")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for words in (
        ["extract", "--format", "jsonl", "a.txt"],
        ["run", "a.txt"],
        ["show", "stories"],
        ["show", "tallies"],
    ):
        told = subprocess.run([*PROGRAM, *words], cwd=tmp_path, env=environment, capture_output=True, check=True)
        assert b"Traceback" not in told.stderr
        told.stdout.decode()


def test_two_small_reports_are_done_in_time(tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"r{number}.txt").write_text(a_report(number) + " Nothing else of note was said. " * 60)
    took = [seconds([*PROGRAM, "run", "--ledger", tmp_path / f"{attempt}.db", tmp_path]) for attempt in range(3)]
    assert min(took) < 1.5


def on_a_terminal(words: list[object], **environment: str) -> tuple[str, str]:
    """Return what a command shows on a terminal of 80 columns, apart on standard output and standard error."""
    ends = [pty.openpty(), pty.openpty()]
    process = subprocess.Popen(
        [*PROGRAM, *words],
        stdout=ends[0][1],
        stderr=ends[1][1],
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
    )
    for _, writing in ends:
        os.close(writing)
    with ThreadPoolExecutor(2) as readers:  # a terminal that nobody reads holds its writer up
        out, err = readers.map(_read_all, (reading for reading, _ in ends))
    assert process.wait() == 0, err
    return out, err


def _read_all(reading: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(reading, 65536)
        except OSError:  # how a terminal says that nobody writes to it any more
            part = b""
        if not part:
            os.close(reading)
            return b"".join(parts).decode()
        parts.append(part)


def test_on_a_terminal_there_is_progress_and_colour(reports: Path, tmp_path: Path) -> None:
    where = tmp_path / "tallymark.db"
    out, err = on_a_terminal(["run", "--ledger", where, reports])
    assert out.startswith("Read 200 reports, 200 new to the ledger.")
    assert any(stage in err for stage in ("reading", "extracting", "collating", "reconciling")), err
    coloured, err = on_a_terminal(["show", "--ledger", where])
    assert err == ""
    assert "\x1b[1m" in coloured
    bare, _ = on_a_terminal(["show", "--ledger", where], NO_COLOR="1")
    assert "\x1b" not in bare
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == bare
    assert on_a_terminal(["run", "--quiet", "--ledger", where, reports]) == ("", "")
