"""Everything the page is built from, found by id: the nouns of the ledger, however they were come by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

import msgspec

from tallymark.model import Claim, Finding, Judgement, Origin, Problem, Report, Series, Story, Tally
from tallymark.web.view import Judged

Noun = TypeVar("Noun")


class Readable(Protocol):
    """What the page asks of a ledger."""

    def reports(self) -> Iterable[Report]:
        """Return every report."""

    def origins(self, report_id: str, /) -> Iterable[Origin]:
        """Return the names that a report came in under."""

    def claims(self) -> Iterable[Claim]:
        """Return every claim."""

    def stories(self) -> Iterable[Story]:
        """Return every story."""

    def tallies(self) -> Iterable[Tally]:
        """Return every tally."""

    def series(self) -> Iterable[Series]:
        """Return every series."""

    def findings(self) -> Iterable[Finding]:
        """Return every finding."""

    def problems(self) -> Iterable[Problem]:
        """Return every problem."""

    def judgements(self) -> Iterable[Judgement]:
        """Return every judgement."""


class Nouns(msgspec.Struct, frozen=True, kw_only=True):
    """The nouns by id (`reports`, `claims`) or by what they belong to (`origins`, `said_in`, `judged` …)."""

    reports: Mapping[str, Report] = {}
    origins: Mapping[str, list[Origin]] = {}
    claims: Mapping[str, Claim] = {}
    said_in: Mapping[str, list[Claim]] = {}
    stories: tuple[Story, ...] = ()
    tallies: Mapping[str, list[Tally]] = {}
    findings: Mapping[str | None, list[Finding]] = {}
    series: tuple[Series, ...] = ()
    problems: tuple[Problem, ...] = ()
    judged: Mapping[str, list[Judgement]] = {}

    @classmethod
    def of(
        cls,
        *,
        reports: Iterable[Report] = (),
        origins: Iterable[Origin] = (),
        claims: Iterable[Claim] = (),
        stories: Iterable[Story] = (),
        tallies: Iterable[Tally] = (),
        series: Iterable[Series] = (),
        findings: Iterable[Finding] = (),
        problems: Iterable[Problem] = (),
        judgements: Iterable[Judgement] = (),
    ) -> Nouns:
        """Return the nouns arranged for finding; the same nouns in any order give the same result."""
        ordered = sorted(claims, key=lambda claim: (claim.report, claim.order, claim.span.start, claim.id))
        return cls(
            reports={report.id: report for report in reports},
            origins=_by(sorted(origins, key=lambda origin: origin.name), "report"),
            claims={claim.id: claim for claim in ordered},
            said_in=_by(ordered, "report"),
            stories=tuple(stories),
            tallies=_by(tallies, "story"),
            findings=_by(findings, "story"),
            series=tuple(sorted(series, key=lambda one: (one.subject, one.id))),
            problems=tuple(sorted(problems, key=lambda one: (one.kind, one.name or "", one.report or "", one.id))),
            judged=_by(sorted(judgements, key=lambda one: (one.when, one.id)), "about"),
        )

    @classmethod
    def read(cls, ledger: Readable) -> Nouns:
        """Return the nouns of a ledger."""
        reports = list(ledger.reports())
        return cls.of(
            reports=reports,
            origins=[origin for report in reports for origin in ledger.origins(report.id)],
            claims=ledger.claims(),
            stories=ledger.stories(),
            tallies=ledger.tallies(),
            series=ledger.series(),
            findings=ledger.findings(),
            problems=ledger.problems(),
            judgements=ledger.judgements(),
        )

    def outlet(self, report_id: str) -> str:
        """Return who published a report; where nobody is named, say so with the name it came in under."""
        report = self.reports.get(report_id)
        if report is not None and report.source is not None:
            return report.source
        for origin in self.origins.get(report_id, ()):
            return origin.source if origin.source is not None else f"outlet not named ({origin.stem})"
        return "outlet not named"

    def decisions(self, about: str) -> tuple[Judged, ...]:
        """Return what people decided about the thing with this id, earliest first."""
        return tuple(
            Judged(decision=one.decision.value, by=one.by, when=one.when, why=one.why)
            for one in self.judged.get(about, ())
        )


def _by(nouns: Iterable[Noun], field: str) -> dict[Any, list[Noun]]:
    """Return nouns by the value of a field, in the order given."""
    found: dict[Any, list[Noun]] = {}
    for noun in nouns:
        found.setdefault(getattr(noun, field), []).append(noun)
    return found
