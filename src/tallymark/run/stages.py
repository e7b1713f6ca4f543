"""Each stage between the ledger and itself: take what is recorded, do the stage, record what came of it."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from tallymark.ledger import Ledger
from tallymark.model import Claim, Origin, Problem, Report
from tallymark.read import Metadata
from tallymark.run.intake import take_in
from tallymark.run.progress import Progress
from tallymark.run.understanding import understood

# A batch is recorded when it holds this many reports or this many letters, whichever comes first: enough to make
# the cost of a transaction small, little enough that a crash costs a second of reading.
BATCH_REPORTS = 256
BATCH_LETTERS = 4_000_000
# Ids of unread reports are asked for this many at a time, so that memory does not grow with the ledger.
UNREAD_AT_ONCE = 2_000


class Taken(msgspec.Struct):
    """What the reading of inputs came to: reports by name, texts that were new, problems by kind."""

    inputs: int = 0
    new: int = 0
    problems: Counter[str] = msgspec.field(default_factory=Counter)


def read_into(
    ledger: Ledger, paths: Sequence[str], *, defaults: Metadata, stdin: BinaryIO | None, progress: Progress
) -> Taken:
    """Take the reports of the paths into the ledger, batch by batch; a problem is recorded with its batch."""
    taken = Taken()
    entries = take_in(paths, defaults=defaults, stdin=stdin, own_files=_own_files(ledger))
    for batch in _batches(entries):
        reports = [entry for entry in batch if not isinstance(entry, Problem)]
        problems = [entry for entry in batch if isinstance(entry, Problem)]
        taken.new += ledger.record_reports(reports)
        taken.inputs += len(reports)
        if problems:
            ledger.record_problems(problems)
            taken.problems.update(problem.kind for problem in problems)
        progress("reading", taken.inputs, None)
    return taken


def _own_files(ledger: Ledger) -> set[str]:
    """Return where the ledger's files are, where it is kept in files: the database and what SQLite puts beside it."""
    path = os.path.realpath(ledger.name)
    return {path + ending for ending in ("", "-wal", "-shm", "-journal")}


def _batches(entries: Iterable[tuple[Report, Origin] | Problem]) -> Iterator[list[tuple[Report, Origin] | Problem]]:
    batch: list[tuple[Report, Origin] | Problem] = []
    letters = 0
    for entry in entries:
        batch.append(entry)
        letters += 0 if isinstance(entry, Problem) else len(entry[0].text)
        if len(batch) >= BATCH_REPORTS or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


class Extracted(msgspec.Struct):
    """What the search for claims came to: reports read now, claims that were new, problems by kind."""

    reports: int = 0
    new_claims: int = 0
    problems: Counter[str] = msgspec.field(default_factory=Counter)


def extract_into(ledger: Ledger, *, progress: Progress) -> Extracted:
    """Find the claims of every report that has no reading by the present packs; each reading is recorded whole."""
    from tallymark.packs import load_packs

    packs = load_packs()
    done = Extracted()
    total = sum(1 for _ in ledger.unread(packs.hash))
    readings: list[tuple[str, list[Claim], list[Problem]]] = []
    for report_id in _unread(ledger, packs.hash):
        claims, problems = understood(ledger.report(report_id), packs)
        readings.append((report_id, claims, problems))
        done.reports += 1
        done.problems.update(problem.kind for problem in problems)
        if len(readings) >= BATCH_REPORTS:
            done.new_claims += ledger.record_readings(readings, pack=packs.hash)
            readings = []
        progress("extracting", done.reports, total)
    done.new_claims += ledger.record_readings(readings, pack=packs.hash)
    return done


def _unread(ledger: Ledger, pack: str) -> Iterator[str]:
    """Yield the ids of the reports without a reading, a list of them at a time: the ledger is written to meanwhile."""
    ids = ledger.unread(pack)
    while some := list(itertools.islice(ids, UNREAD_AT_ONCE)):
        yield from some
