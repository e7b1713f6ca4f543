"""Each stage between the ledger and itself: take what is recorded, do the stage, record what came of it."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from tallymark.ledger import Ledger
from tallymark.model import Claim, Finding, Origin, Problem, Report, Scope, Series, Story, Tally
from tallymark.read import Metadata
from tallymark.run.held import HeldReports, held_claims, opening
from tallymark.run.intake import take_in
from tallymark.run.progress import Progress

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
    from tallymark.extract import extract
    from tallymark.packs import load_packs

    packs = load_packs()
    done = Extracted()
    total = sum(1 for _ in ledger.unread(packs.hash))
    readings: list[tuple[str, list[Claim], list[Problem]]] = []
    for report_id in _unread(ledger, packs.hash):
        claims, problems = extract(ledger.report(report_id), packs)
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


class Derived(msgspec.Struct):
    """What a derived stage came to: how many rows of each kind differ from before, and its problems by kind."""

    changed: dict[str, int] = {}
    problems: Counter[str] = msgspec.field(default_factory=Counter)


def collate_into(ledger: Ledger, *, progress: Progress) -> Derived:
    """Group the reports of the ledger into stories and record these in place of the ones before."""
    from tallymark.collate import collate

    ids = sorted(report.id for report in ledger.reports())
    progress("collating", 0, len(ids))
    stories, problems = collate(HeldReports(ledger, ids), held_claims(ledger, ids))
    changed = ledger.record_stories(stories)
    ledger.record_problems(problems, stage="collate")
    progress("collating", len(ids), len(ids))
    return Derived({"stories": changed}, Counter(problem.kind for problem in problems))


def reconcile_into(ledger: Ledger, *, progress: Progress) -> Derived:
    """Count, check and follow the figures of every story, and record what comes of it in place of what was."""
    from tallymark.reconcile import reconcile

    tallies: list[Tally] = []
    findings: dict[str, Finding] = {}
    problems: list[Problem] = []
    following: list[Story] = []
    stories = list(ledger.stories())
    for number, story in enumerate(stories, start=1):
        reports = {report: ledger.report(report) for report in story.reports}
        claims = {report: tuple(ledger.claims(report)) for report in story.reports}
        result = reconcile(story, reports, claims)
        tallies += result.tallies
        findings.update((finding.id, finding) for finding in result.findings)
        problems += result.problems
        if any(claim.scope is Scope.RUNNING_TOTAL for told in claims.values() for claim in told):
            following.append(story)
        progress("reconciling", number, len(stories))
    series, of_series = _follow(ledger, following)
    findings.update((finding.id, finding) for finding in of_series)
    changed = {
        "tallies": ledger.record_tallies(tallies),
        "series": ledger.record_series(series),
        "findings": ledger.record_findings(findings.values()),
    }
    ledger.record_problems(problems, stage="reconcile")
    return Derived(changed, Counter(problem.kind for problem in problems))


def _follow(ledger: Ledger, stories: Sequence[Story]) -> tuple[tuple[Series, ...], tuple[Finding, ...]]:
    """Follow the running totals of the stories that tell one; of each report no more than the opening is held."""
    from tallymark.reconcile import reconcile_series

    ids = [report for story in stories for report in story.reports]
    reports = {report: opening(ledger.report(report)) for report in ids}
    return reconcile_series(stories, reports, held_claims(ledger, ids))
