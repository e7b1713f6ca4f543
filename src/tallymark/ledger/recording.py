"""What can be recorded in a ledger: each call one transaction, there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tallymark.ledger import basis, claims, derived, judgements, problems, reports, runs
from tallymark.ledger.errors import none_found
from tallymark.ledger.opened import Opened
from tallymark.ledger.pages import batches
from tallymark.model import Claim, Finding, Judgement, Origin, Problem, Report, Series, Story, Tally


class Recording(Opened):
    """Everything that records."""

    _run: str | None = None

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
