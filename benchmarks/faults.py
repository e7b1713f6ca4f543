"""What a ledger loses when things go wrong in the middle: nothing that was recorded, whatever is tried.

Each trial breaks something while the program itself works on a ledger, then opens the ledger again, proves its chain of
entries, holds it against the entries that were there before, lets the program finish, and compares what it came to with
a run that nothing disturbed. What cannot be tried on this machine is named with what it would need.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from made_reports import write_reports
from measuring import ROOT, TALLYMARK, block, table
from tallymark.ledger import Ledger, LedgerError

sys.path.insert(0, str(ROOT))
from tests.ledger.stores import NoServerError, Server, server

REPORTS = 40


class Trials(NamedTuple):
    """What was tried how often, how often it did break something, and what was wrong afterwards."""

    what: str
    times: int
    broke: int
    wrong: list[str]


def main() -> int:
    """Try everything, print a Markdown block, and return 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="how often a run is killed (200)")
    parser.add_argument("--times", type=int, default=10, help="how often everything else is tried (10)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    typed = parser.parse_args()
    chance = random.Random(typed.seed)
    with tempfile.TemporaryDirectory(prefix="tallymark-faults-") as name:
        folder = Path(name)
        inputs = folder / "reports.jsonl"
        write_reports(inputs, REPORTS)
        wanted, seconds = undisturbed(folder, inputs)
        trials = [killed(folder, inputs, wanted, seconds, typed.kills, chance)]
        trials += [migration_killed(folder, inputs, wanted, typed.times, chance)]
        trials += [at_once(folder, inputs, wanted, max(1, typed.times // 5))]
        notes: list[str] = []
        for attempt in (disk_full, postgresql_restarted):
            done = attempt(folder, inputs, wanted, typed.times, chance)
            if isinstance(done, str):
                notes.append(done)
            else:
                trials.append(done)
    rows = [[one.what, one.times, one.broke, len(one.wrong)] for one in trials]
    wrong = [f"- {one.what}: {fault}" for one in trials for fault in one.wrong]
    print(block(table(["", "tried", "broken off", "anything lost or altered"], rows), *notes, "\n".join(wrong)))
    return 1 if wrong else 0


def undisturbed(folder: Path, inputs: Path) -> tuple[dict[str, int], float]:
    """Return what a run that nothing disturbs comes to, and how long it takes."""
    place = folder / "whole.db"
    began = time.monotonic()
    command(place, inputs).wait()
    seconds = time.monotonic() - began
    return holds(place), seconds


def command(place: Path | str, inputs: Path, *, verb: str = "run") -> subprocess.Popen[bytes]:
    """Start the program on a ledger."""
    words = [*TALLYMARK, verb, "--quiet", "--ledger", str(place), str(inputs)]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def holds(place: Path | str) -> dict[str, int]:
    """Return how many of each noun a ledger holds, without runs, of which there are as many as were begun."""
    with Ledger.open(place, read_only=True) as ledger:
        return {name: count for name, count in ledger.counts().items() if name != "runs"}


def checked(place: Path | str, before: Sequence[str]) -> tuple[list[str], str | None]:
    """Return the hashes of the entries of a ledger, and what is wrong with it: its chain, or entries that are gone."""
    with Ledger.open(place) as ledger:
        told = ledger.verify()
        seals = list(ledger.seals())
    if told.fault is not None:
        return seals, told.fault
    return seals, None if seals[: len(before)] == list(before) else "entries that were recorded are gone"


def finished(place: Path | str, inputs: Path, wanted: dict[str, int]) -> str | None:
    """Let the next run finish, and return what is wrong with what it came to."""
    if command(place, inputs).wait():
        return "the next run did not finish"
    _, fault = checked(place, [])
    return fault or (None if holds(place) == wanted else "the next run came to something else")


def killed(
    folder: Path, inputs: Path, wanted: dict[str, int], seconds: float, times: int, chance: random.Random
) -> Trials:
    """Kill a run at random moments; every fifth ledger is new, the others go on where the last run was killed."""
    broke, wrong = 0, []
    place, seals = folder / "killed.db", list[str]()
    for number in range(times):
        if number % 5 == 0:
            for left in folder.glob("killed.db*"):
                left.unlink()
            seals = []
        process = command(place, inputs)
        time.sleep(chance.uniform(0, seconds))
        broke += process.poll() is None
        process.kill()
        process.wait()
        if place.exists():
            seals, fault = checked(place, seals)
            wrong += [fault] if fault else []
        if number % 5 == 4:
            fault = finished(place, inputs, wanted)
            wrong += [fault] if fault else []
    return Trials("a run killed (SIGKILL) at a random moment", times, broke, wrong)


def migration_killed(folder: Path, inputs: Path, wanted: dict[str, int], times: int, chance: random.Random) -> Trials:
    """Kill the program while it brings an older ledger up to date."""
    older, place = folder / "older.db", folder / "migrated.db"
    make_older(older)
    look = f"from tallymark.ledger import Ledger; Ledger.open({str(place)!r}).close()"
    began = time.monotonic()
    shutil.copy(older, place)
    subprocess.run([sys.executable, "-c", look], check=True)
    seconds = time.monotonic() - began
    broke, wrong = 0, []
    for _ in range(times):
        for left in folder.glob("migrated.db*"):
            left.unlink()
        shutil.copy(older, place)
        process = subprocess.Popen([sys.executable, "-c", look])
        time.sleep(chance.uniform(seconds * 0.3, seconds))
        broke += process.poll() is None
        process.kill()
        process.wait()
        _, fault = checked(place, [])
        with Ledger.open(place) as ledger:
            kept = ledger.counts()["reports"] == OLD_REPORTS
        wrong += [fault] if fault else [] if kept else ["reports of the older ledger are gone"]
    return Trials("an older ledger's migration killed", times, broke, wrong)


OLD_REPORTS = 300


def make_older(place: Path) -> None:
    """Make a ledger as revision 0002 had it, with reports in it."""
    from alembic import command as alembic_command
    from sqlalchemy import create_engine

    from tallymark.ledger import migrate

    engine = create_engine(f"sqlite:///{place}")
    with engine.begin() as connection:
        settings = migrate.config()
        settings.attributes["connection"] = connection
        alembic_command.upgrade(settings, "0002")
        for number in range(OLD_REPORTS):
            connection.exec_driver_sql(
                "INSERT INTO reports VALUES (?, ?, NULL, NULL, NULL, NULL, 'en', 0, '', 'a', 'm')",
                (f"report-{number:020}", f"Report {number}: nine mines were found. " * 40),
            )
    engine.dispose()


def at_once(folder: Path, inputs: Path, wanted: dict[str, int], times: int) -> Trials:
    """Let two runs and twenty people who judge work on one ledger at once."""
    wrong: list[str] = []
    for _ in range(times):
        for left in folder.glob("shared.db*"):
            left.unlink()
        place = folder / "shared.db"
        command(place, inputs).wait()
        with Ledger.open(place) as ledger:
            claims = [claim.id for claim in ledger.claims()][:20]
        runs = [command(place, inputs) for _ in range(2)]
        people = [
            subprocess.Popen(
                [*TALLYMARK, "judge", "--quiet", "--ledger", str(place), claim, "right", "--by", f"Reader {number}"],
                stdout=subprocess.DEVNULL,
            )
            for number, claim in enumerate(claims)
        ]
        statuses = [process.wait() for process in (*runs, *people)]
        fault = finished(place, inputs, wanted | {"judgements": len(claims)})
        wrong += [f"{sum(map(bool, statuses))} of them failed"] if any(statuses) else []
        wrong += [fault] if fault else []
    return Trials("two runs and twenty people judging at once", times, 0, wrong)


def disk_full(folder: Path, inputs: Path, wanted: dict[str, int], times: int, chance: random.Random) -> Trials | str:
    """Run on a disk too small for the ledger, then on one that is large enough with what was recorded."""
    if os.geteuid() != 0:
        return "A full disk was not tried: mounting a small one takes root."
    broke, wrong = 0, []
    for number in range(times):
        with small_disk(folder / f"disk{number}", chance.randrange(150, 700)) as disk:
            if disk is None:
                return "A full disk was not tried: no small one can be mounted here."
            place = disk / "tallymark.db"
            broke += command(place, inputs).wait() != 0
            moved = folder / f"moved{number}.db"
            for left in disk.glob("tallymark.db*"):
                shutil.copy(left, folder / left.name.replace("tallymark", moved.stem))
        try:
            fault = finished(moved, inputs, wanted)
        except LedgerError as error:
            fault = str(error)
        wrong += [fault] if fault else []
    return Trials("a disk that fills up", times, broke, wrong)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path | None]:
    """Give a disk in memory of so many kilobytes, None where none can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if subprocess.run(mount, stderr=subprocess.DEVNULL).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def postgresql_restarted(
    folder: Path, inputs: Path, wanted: dict[str, int], times: int, chance: random.Random
) -> Trials | str:
    """Stop PostgreSQL as a crash would while a run records in it, start it again, and go on."""
    try:
        with server() as database:
            return _restarted(database, inputs, wanted, times, chance)
    except NoServerError as error:
        return f"PostgreSQL was not tried: {error}."


def _restarted(database: Server, inputs: Path, wanted: dict[str, int], times: int, chance: random.Random) -> Trials:
    began = time.monotonic()
    command(database.nothing(), inputs).wait()
    seconds = time.monotonic() - began
    broke, wrong = 0, []
    for _ in range(times):
        place = database.nothing()
        process = command(place, inputs)
        time.sleep(chance.uniform(seconds * 0.3, seconds))
        database.stop("immediate")
        broke += process.wait() != 0
        database.start()
        fault = finished(place, inputs, wanted)
        wrong += [fault] if fault else []
    return Trials("PostgreSQL stopped as by a crash and started again", times, broke, wrong)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
