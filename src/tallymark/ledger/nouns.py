"""What a ledger holds, noun by noun: one by its id, those of one thing, or all in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tallymark.ledger import claims, derived, judgements, problems, reports
from tallymark.ledger.opened import Opened
from tallymark.model import Claim, Finding, Judgement, Origin, Problem, Report, Series, Story, Tally


class Nouns(Opened):
    """Everything that reads nouns, a page at a time."""

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
