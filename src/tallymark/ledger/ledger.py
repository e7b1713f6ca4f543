"""The ledger as the other rooms use it: opened, recorded in, read from, closed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import sqlalchemy as sa

from tallymark.ledger import (
    alike,
    basis,
    claims,
    derived,
    dialects,
    entries,
    glance,
    held,
    judgements,
    opening,
    problems,
    reports,
    runs,
    searching,
)
from tallymark.ledger.errors import closed, none_found, opened_for_reading
from tallymark.ledger.pages import batches
from tallymark.ledger.runs import Run
from tallymark.model import Claim, Finding, Judgement, Origin, Problem, Report, Series, Story, Tally

if TYPE_CHECKING:
    from tallymark.ledger.alike import Alike
    from tallymark.ledger.archive import Manifest
    from tallymark.ledger.moments import AsOf
    from tallymark.ledger.searching import Hit, Query
    from tallymark.ledger.verifying import Verified


class Ledger:
    """Every product of the program, in one SQLite file or another database.

    What one call records is one transaction: it is there whole or not at all (`record_reports` and
    `record_readings`, which take any number, are one transaction a batch). Recording the same again changes nothing.
    What the methods yield is read page by page as it is asked for, and each page is a transaction of its own.
    Every method raises LedgerError, in sentences for a person, where the database cannot do what is asked.

    >>> with Ledger.open(":memory:") as ledger:
    ...     report = Report.of("Two mines were found.")
    ...     ledger.record_reports([(report, Origin(report=report.id, name="a.txt", stem="a"))])
    ...     ledger.record_reports([(report, Origin(report=report.id, name="b.txt", stem="b"))])
    ...     [origin.stem for origin in ledger.origins(report.id)]
    1
    0
    ['a', 'b']
    """

    def __init__(self, engine: sa.Engine, name: str, *, read_only: bool) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{dialects.WRITES: True})
        self.name = name
        self.read_only = read_only
        self._closed = False
        self._run: str | None = None

    @classmethod
    def open(
        cls, where: str | os.PathLike[str] = "tallymark.db", *, read_only: bool = False, timeout: float = 30.0
    ) -> Ledger:
        """Open the ledger at a path or database address, made or brought up to date where that is needed.

        `read_only` changes nothing, not even the tables of an older ledger. `timeout` is how long to wait for
        another program that is writing, in seconds. Raises LedgerError where this is no place for a ledger.
        """
        engine, name = opening.open_engine(where, read_only=read_only, timeout=timeout)
        return cls(engine, name, read_only=read_only)

    def close(self) -> None:
        """Let go of the database; closing twice is no error."""
        self._closed = True
        with opening.translated(self.name):
            self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if self._closed:
            raise closed(self.name)
        with opening.translated(self.name), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def _recording(self) -> Iterator[sa.Connection]:
        if self._closed:
            raise closed(self.name)
        if self.read_only:
            raise opened_for_reading(self.name)
        with opening.translated(self.name), self._writer.begin() as connection:
            dialects.take_turn(connection)
            yield connection

    def record_run_start(self, command: str, version: str, pack: str) -> str:
        """Record that a run begins and return its id; the readings recorded until it ends name it."""
        with self._recording() as connection:
            self._run = runs.start(connection, command, version, pack)
        return self._run

    def record_run_end(self, run_id: str, counts: Mapping[str, int]) -> None:
        """Record that the run has ended, and what it counted."""
        with self._recording() as connection:
            if not runs.end(connection, run_id, counts):
                raise none_found("run", run_id)
        self._run = None

    def record_reports(self, pairs: Iterable[tuple[Report, Origin]]) -> int:
        """Record reports with the names they came in under; return how many reports were new.

        A text that is there already gets the new name only, and keeps the metadata of its first name. Where that
        same name comes again with metadata that were not known, they are filled in and the report is unread again.
        """
        new = 0
        for batch in batches(pairs, weigh=reports.weight, most=reports.BATCH):
            with self._recording() as connection:
                new += reports.record(connection, batch, run=self._run)
        return new

    def record_claims(self, report_id: str, claims: Sequence[Claim], problems: Sequence[Problem], *, pack: str) -> int:
        """Record what a pack read in a report, in place of its current reading; return how many claims are new."""
        return self.record_readings([(report_id, claims, problems)], pack=pack)

    def record_readings(self, readings: Iterable[tuple[str, Sequence[Claim], Sequence[Problem]]], *, pack: str) -> int:
        """Record what a pack read in any number of reports: `record_claims` for many, a transaction a batch.

        Each item is a report's id, its claims and its problems. A batch waits in memory until it is full.
        """
        new = 0
        for batch in batches(readings):
            # The last of several readings of one report counts.
            each = {report: claims.Read(report, found, met) for report, found, met in batch}
            with self._recording() as connection:
                new += claims.record(connection, list(each.values()), pack=pack, run=self._run)
        return new

    def record_stories(self, stories: Iterable[Story]) -> int:
        """Make these all the stories; return how many differ from before (new, changed, gone).

        They are taken a batch at a time inside one transaction, as are the other derived sets: what yields them must
        not itself use this ledger, and should be quick, because nobody else can write meanwhile.
        """
        return self._record_derived(derived.STORIES, stories)

    def record_tallies(self, tallies: Iterable[Tally]) -> int:
        """Make these all the tallies; return how many differ from before."""
        return self._record_derived(derived.TALLIES, tallies)

    def record_series(self, series: Iterable[Series]) -> int:
        """Make these all the series; return how many differ from before."""
        return self._record_derived(derived.SERIES, series)

    def record_findings(self, findings: Iterable[Finding]) -> int:
        """Make these all the findings; return how many differ from before."""
        return self._record_derived(derived.FINDINGS, findings)

    def _record_derived(self, kept: derived.Kept[derived.Derived], found: Iterable[derived.Derived]) -> int:
        with self._recording() as connection:
            basis.forget(connection)
            return derived.record(connection, kept, found, run=self._run)

    def record_derived_from(self, readings: str) -> None:
        """Note what all derived sets, as they stand, were worked out from; recording any of them again forgets it."""
        with self._recording() as connection:
            basis.record(connection, readings)

    def derived_from(self) -> str | None:
        """Return what was noted so; None where a set was recorded since, or nothing noted."""
        with self._reading() as connection:
            return basis.recorded(connection)

    def readings_hash(self) -> str:
        """Return a hash of every report and its current reading: equal as long as none came or changed."""
        with self._reading() as connection:
            return basis.of_readings(connection)

    def record_problems(self, found: Iterable[Problem], *, stage: str | None = None) -> int:
        """Record problems that belong to no reading; return how many rows differ from before.

        With a `stage` ("collate") they take the place of those that it met before; without one they are added.
        """
        met = list(found)
        with self._recording() as connection:
            return problems.record(connection, met, stage=stage, run=self._run)

    def record_judgement(self, judgement: Judgement) -> None:
        """Add what a person decided; nothing that the program records changes or deletes it."""
        with self._recording() as connection:
            judgements.record(connection, judgement, run=self._run)

    def report(self, report_id: str) -> Report:
        """Return the report with this id, or the only one whose id starts so; "report-" may be left off."""
        return reports.report(self._reading, report_id)

    def reports(self) -> Iterator[Report]:
        """Yield the reports in the order of their ids."""
        return reports.all_reports(self._reading)

    def origins(self, report_id: str | None = None) -> Iterator[Origin]:
        """Yield the names under which one report came in, or each of all reports, a report's first name first."""
        return reports.origins_of(self._reading, None if report_id is None else [report_id])

    def unread(self, pack: str) -> Iterator[str]:
        """Yield the ids of the reports that have no current reading by this pack."""
        return reports.unread(self._reading, pack)

    def reports_of(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return the reports with these ids by their id, without those that are not there."""
        return {report.id: report for report in reports.some_reports(self._reading, ids)}

    def origins_of(self, ids: Iterable[str]) -> dict[str, list[Origin]]:
        """Return the names under which these reports came in by the report's id, each report's first name first."""
        found: dict[str, list[Origin]] = {report: [] for report in ids}
        for each in reports.origins_of(self._reading, list(found)):
            found[each.report].append(each)
        return found

    def claims_of(self, ids: Iterable[str]) -> dict[str, list[Claim]]:
        """Return the claims of the current readings of these reports by the report's id; what has none is there too."""
        found: dict[str, list[Claim]] = {report: [] for report in ids}
        for each in claims.some_claims(self._reading, list(found)):
            found[each.report].append(each)
        return found

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id, or the only one whose id starts so; "claim-" may be left off."""
        return claims.claim(self._reading, claim_id)

    def claims(self, report_id: str | None = None) -> Iterator[Claim]:
        """Yield the claims of the current readings, of all reports or one, in the order of their reports' ids."""
        return claims.all_claims(self._reading, report_id)

    def story(self, story_id: str) -> Story:
        """Return the story with this id, or the only one whose id starts so; "story-" may be left off."""
        return derived.one_of(self._reading, derived.STORIES, story_id)

    def stories(self) -> Iterator[Story]:
        """Yield the stories in the order in which they were recorded."""
        return derived.all_of(self._reading, derived.STORIES)

    def tallies(self, story: str | None = None, *, measure: str | None = None) -> Iterator[Tally]:
        """Yield the tallies of all stories or one, of all measures or one, in the order in which they were recorded."""
        return derived.all_of(self._reading, derived.TALLIES, story, measure=measure)

    def tallies_with(self, claim: Claim) -> Iterator[Tally]:
        """Yield the tallies that count a claim."""
        return derived.tallies_with(self._reading, claim.id, claim.report)

    def findings_with(self, claim: Claim) -> Iterator[Finding]:
        """Yield the findings that a claim is a side of."""
        return derived.findings_with(self._reading, claim.id)

    def tally(self, tally_id: str) -> Tally:
        """Return the tally with this id, or the only one whose id starts so; "tally-" may be left off."""
        return derived.one_of(self._reading, derived.TALLIES, tally_id)

    def series(self, *, measure: str | None = None) -> Iterator[Series]:
        """Yield the series of all measures or one, in the order in which they were recorded."""
        return derived.all_of(self._reading, derived.SERIES, measure=measure)

    def findings(self, story: str | None = None) -> Iterator[Finding]:
        """Yield the findings of all stories or one, in the order in which they were recorded."""
        return derived.all_of(self._reading, derived.FINDINGS, story)

    def finding(self, finding_id: str) -> Finding:
        """Return the finding with this id, or the only one whose id starts so; "finding-" may be left off."""
        return derived.one_of(self._reading, derived.FINDINGS, finding_id)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems in the order of their ids, without those of superseded readings."""
        return problems.all_problems(self._reading)

    def judgements(self, about: str | None = None) -> Iterator[Judgement]:
        """Yield the judgements about everything or one thing, oldest first."""
        return judgements.all_judgements(self._reading, about)

    def judgement(self, judgement_id: str) -> Judgement:
        """Return the judgement with this id, or the only one whose id starts so; "judgement-" may be left off."""
        return judgements.judgement(self._reading, judgement_id)

    def foremost_stories(self, most: int) -> list[Story]:
        """Return the stories that most reports tell, at most so many."""
        with self._reading() as connection:
            return glance.foremost_stories(connection, most)

    def loudest_findings(self, most: int) -> list[Finding]:
        """Return the findings of the greatest weight, at most so many."""
        with self._reading() as connection:
            return glance.loudest_findings(connection, most)

    def finding_weights(self) -> dict[int, int]:
        """Return how many findings there are of each weight."""
        with self._reading() as connection:
            return held.held(connection).weights

    def problem_kinds(self) -> dict[str, int]:
        """Return how many problems there are of each kind."""
        with self._reading() as connection:
            return held.held(connection).problems

    def retold(self, stories: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Return the pairs of stories, by id, of which the first tells figures of the second again.

        With `stories`, those of which the first is one of them.
        """
        with self._reading() as connection:
            return glance.retold(connection, stories)

    def alike(self, measure: str, *narrowed_by: str) -> list[Alike]:
        """Return how many tallies of a measure are of one kind, and of the same "places" or "days" if these are given.

        That is all that says whether a question which is narrowed by them is about a tally.
        """
        with self._reading() as connection:
            return alike.alike(connection, measure, narrowed_by)

    def tallies_in(self, measure: str, groups: Iterable[Alike]) -> Iterator[Tally]:
        """Yield the tallies of some groups of `alike`, in no order."""
        return alike.tallies_in(self._reading, measure, groups)

    def first_tallies_in(self, measure: str, groups: Iterable[Alike], most: int) -> list[Tally]:
        """Return the tallies of some groups of `alike` that were told first, at most so many."""
        with self._reading() as connection:
            return alike.first_in(connection, measure, groups, most)

    def search(self, query: Query, limit: int = 100) -> Iterator[Hit]:
        """Yield the reports that are found with the claims that were searched for, the last published first."""
        return searching.find(self._reading, query, limit)

    def as_of(self, moment: str) -> AsOf:
        """Return the ledger as it was: at the end of a run (by the start of its id), of a day, or at a time in UTC."""
        from tallymark.ledger import moments

        return moments.AsOf(self._reading, moments.moment_of(self._reading, moment))

    def verify(self, progress: Callable[[int], None] = lambda _: None) -> Verified:
        """Read everything and say whether it is as it was recorded; `progress` is told each entry that was checked."""
        from tallymark.ledger.verifying import verify

        return verify(self._reading, progress)

    def changed(self, *nouns: str) -> tuple[str, str]:
        """Return two hashes that stand for what the ledger holds of some derived nouns: "stories", "tallies" …

        They are the same as long as none of these changes, whatever else is recorded, and no other ledger has them.
        """
        with self._reading() as connection:
            return entries.changed(connection, nouns)

    def seals(self) -> Iterator[str]:
        """Yield the hash of every entry, in order."""
        return entries.seals(self._reading)

    def archive(self, where: str | os.PathLike[str]) -> Manifest:
        """Write the whole ledger into one file, and return what it says of itself."""
        from tallymark.ledger.archive import write_archive

        with self._reading() as connection, opening.files(where):
            return write_archive(connection, Path(where))

    def restore(self, where: str | os.PathLike[str]) -> Manifest:
        """Fill this ledger, which must be empty, from an archive: whole or not at all."""
        from tallymark.ledger.archive import fill

        with self._recording() as connection, opening.files(where):
            return fill(connection, Path(where))

    def runs(self) -> Iterator[Run]:
        """Yield the runs, oldest first."""
        with self._reading() as connection:
            yield from runs.all_runs(connection)

    def counts(self) -> dict[str, int]:
        """Return how many of each noun there are."""
        with self._reading() as connection:
            return held.held(connection).nouns
