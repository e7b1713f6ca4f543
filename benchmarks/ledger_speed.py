"""How fast claims are recorded beside plain inserts of the same rows, and how fast a large ledger answers.

Recording: the same claims through the ledger (their JSON, the chain of entries, the search) and as bare rows of the
claims table: by sqlite3's own executemany, and by COPY into PostgreSQL. Answering: opening, `show`, `search` and
`total` from the shell, on a ledger that was filled for it.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from made_reports import made_report
from measuring import ROOT, TALLYMARK, against, block, median, must, ran, table
from tallymark.ledger import Ledger
from tallymark.ledger.schema import claims as claims_table
from tallymark.model import Claim, Figure, Origin, Place, Report, Span, Story, Tally, claim_id

sys.path.insert(0, str(ROOT))
from tests.ledger.stores import NoServerError, Server, raw, server

PER_REPORT = 8
SQLITE_BAR, POSTGRESQL_BAR, ANSWER_BAR, OPENING_BAR = 6.0, 8.0, 0.3, 0.2


def main() -> None:
    """Record, ask, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recorded", type=int, default=40_000, help="how many claims are recorded (40,000)")
    parser.add_argument("--held", type=int, default=1_000_000, help="how many the ledger holds that is asked")
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tallymark-speed-") as name:
        folder = Path(name)
        parts = list(recording(folder, typed.recorded))
        parts += list(answering(folder, typed.held))
    print(block(*parts))


def readings(count: int, first: int = 0) -> Iterator[tuple[Report, list[Claim]]]:
    """Yield made-up reports with claims, so many claims in all."""
    for number in range(first, first + -(-count // PER_REPORT)):
        made = made_report(number)
        report = Report.of(
            made["text"] + f"\n{number}", published=made["published"], source=made["source"], language="en"
        )
        yield report, [_claim(report, at, number) for at in range(PER_REPORT)]


def _claim(report: Report, at: int, number: int) -> Claim:
    span = Span.of(report.text, at * 7, at * 7 + 6)
    figure = Figure(value=Decimal(number % 900 + at))
    measure = ("killed", "injured", "found", "cleared")[at % 4]
    place = Place(name=f"Town {number % 5_000}", span=span)
    return Claim(
        id=claim_id(report.id, measure, span, figure), report=report.id, measure=measure, span=span, figure=figure,
        places=(place,), order=at,
    )  # fmt: skip


def recording(folder: Path, count: int) -> Iterator[str]:
    """Yield how many claims a second are recorded on each store, and how many plain inserts put there."""
    told = list(readings(count))
    rows = [["SQLite", *_beside(folder / "recorded.db", told, _plain_sqlite(folder), SQLITE_BAR)]]
    note = ""
    try:
        with server() as database:
            rows.append(["PostgreSQL", *_beside(database.fresh(), told, _plain_copy(database), POSTGRESQL_BAR)])
    except NoServerError as error:
        note = f"PostgreSQL was not measured: {error}."
    yield table(["claims a second", "through the ledger", "plain inserts", "ratio", "bar", ""], rows)
    if note:
        yield note


def _beside(
    place: Path | str,
    told: Sequence[tuple[Report, list[Claim]]],
    plain: Callable[[list[tuple[Any, ...]]], None],
    bar: float,
) -> list[str]:
    with Ledger.open(place) as ledger:
        ledger.record_reports((report, _origin(report)) for report, _ in told)
        began = time.perf_counter()
        ledger.record_readings(((report.id, claims, ()) for report, claims in told), pack="made")
        ours = time.perf_counter() - began
        with ledger._engine.connect() as connection:
            found = connection.execute(sa.select(claims_table)).all()
    values = [tuple(row) for row in found]
    began = time.perf_counter()
    plain(values)
    theirs = time.perf_counter() - began
    rates = [f"{len(values) / seconds:,.0f}" for seconds in (ours, theirs)]
    return [*rates, f"{ours / theirs:.1f}", f"{bar:g}", against(ours / theirs <= bar)]


def _origin(report: Report) -> Origin:
    return Origin(report=report.id, name=report.id, stem=report.id)


def _plain_sqlite(folder: Path) -> Callable[[list[tuple[Any, ...]]], None]:
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("PRAGMA journal_mode = WAL")
    names = [column.name for column in claims_table.c]
    connection.execute(f"CREATE TABLE claims ({', '.join(names)}, PRIMARY KEY (reading, id))")
    connection.execute("CREATE INDEX by_id ON claims (id)")
    connection.execute("CREATE INDEX by_report ON claims (report, position, id)")

    def insert(rows: list[tuple[Any, ...]]) -> None:
        connection.executemany(f"INSERT INTO claims VALUES ({', '.join('?' * len(names))})", rows)
        connection.commit()

    return insert


def _plain_copy(database: Server) -> Callable[[list[tuple[Any, ...]]], None]:
    import psycopg

    address = database.nothing()
    names = [column.name for column in claims_table.c]
    connection = psycopg.connect(address)
    connection.execute(
        f"CREATE TABLE claims ({', '.join(f'{name} text' for name in names)}, PRIMARY KEY (reading, id))"
    )
    connection.execute("CREATE INDEX by_id ON claims (id)")
    connection.execute("CREATE INDEX by_report ON claims (report, position, id)")
    connection.commit()

    def copy(rows: list[tuple[Any, ...]]) -> None:
        with connection.cursor().copy("COPY claims FROM STDIN") as copying:
            for row in rows:
                copying.write_row([None if value is None else str(value) for value in row])
        connection.commit()

    return copy


def answering(folder: Path, count: int) -> Iterator[str]:
    """Yield how long a ledger of so many claims takes to open and to answer, on each store."""
    yield _answers(folder, folder / "held.db", "in a file", count)
    try:
        with server() as database:
            place = database.fresh()
            yield _answers(folder, place, "in PostgreSQL", count)
    except NoServerError as error:
        yield f"PostgreSQL was not asked: {error}."


def _answers(folder: Path, place: Path | str, where: str, count: int) -> str:
    story, claim = _fill(place, count)
    began = time.perf_counter()
    Ledger.open(place, read_only=True).close()
    rows = [["opening, in the process", f"{time.perf_counter() - began:.3f}", "", f"{OPENING_BAR}", ""]]
    empty = folder / "empty.db"
    Ledger.open(empty).close()
    environment = dict(os.environ) | {"TALLYMARK_CACHE": str(folder / f"cache-{where.rpartition(' ')[2]}")}
    asked: dict[str, list[str]] = {
        "a start: `show`, of an empty ledger in a file": ["show"],
        "show": ["show"],
        "show of one story": ["show", "story", story],
        "explain": ["explain", claim],
        "search for two words of every fourth report": ["search", "mine", "exploded"],
        "search for a word of few reports": ["search", "Brenashi"],
        "search for a measure": ["search", "--measure", "killed"],
        "search for a measure since a day": ["search", "--measure", "killed", "--since", "2023-06"],
        "total of a measure at a place": ["total", "--measure", "killed", "--place", "Town 77"],
        "total of a measure in two months": [
            "total",
            "--measure",
            "killed",
            "--since",
            "2023-06",
            "--until",
            "2023-07",
        ],
        "total of a measure, the first time": ["total", "--measure", "killed"],
        "total of a measure, again": ["total", "--measure", "killed"],
    }
    for what, words in asked.items():
        command = [*TALLYMARK, *words, "--ledger", str(empty if "empty" in what else place)]
        times = 1 if "first" in what else 5
        took = [must(ran(command, environment=environment), command) for _ in range(times)]
        seconds, own = median(one.seconds for one in took), median(one.own for one in took)
        bar = "" if "empty" in what else f"{ANSWER_BAR}"
        rows.append([what, f"{seconds:.2f}", f"{own:.2f}", bar, bar and against(seconds <= ANSWER_BAR)])
    return table([f"a ledger of {count:,} claims {where}, from the shell", "median s", "own s", "bar", ""], rows)


def _fill(place: Path | str, count: int) -> tuple[str, str]:
    """Record so many claims as a run does, and return the ids of a story and of a claim."""
    with Ledger.open(place) as ledger:
        run = ledger.record_run_start("run", "made", "made")
        ledger.record_reports((report, _origin(report)) for report, _ in readings(count))
        ledger.record_readings(((report.id, claims, ()) for report, claims in readings(count)), pack="made")
        ledger.record_stories(_story(report) for report, _ in readings(count))
        ledger.record_tallies(tally for report, claims in readings(count) for tally in _tallies(report, claims))
        ledger.record_run_end(run, {})
    if isinstance(place, str):
        with raw(place, autocommit=True) as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")  # what the server does by itself some minutes later
    report, claims = next(readings(PER_REPORT))
    return _story(report).id, claims[0].id


def _story(report: Report) -> Story:
    return Story(id=f"story-{report.id[7:]}", reports=(report.id,), title="A made-up story")


def _tallies(report: Report, claims: Sequence[Claim]) -> Iterator[Tally]:
    for claim in claims[:2]:
        value = claim.figure.value if claim.figure is not None else None
        yield Tally(
            id=f"tally-{claim.id[6:]}", story=f"story-{report.id[7:]}", measure=claim.measure, subject=claim.measure,
            claims=(claim.id,), low=value, best=value, high=value, place=claim.places[0].name,
            places=(f"name:{claim.places[0].name.casefold()}",), said=report.published,
        )  # fmt: skip


if __name__ == "__main__":
    main()
