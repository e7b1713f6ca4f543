"""Small stand-ins for the stages, so that the order and the record-keeping of a run are tested by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from tallymark.model import Claim, Figure, Finding, Problem, Report, Series, Span, Story, Tally, claim_id, content_id


class StandInPacks(msgspec.Struct, frozen=True):
    """Packs of which only the hash is known."""

    hash: str
    languages: dict[str, Any] = {}


class StandInReconciled(msgspec.Struct, frozen=True):
    """What the stand-in of reconcile returns."""

    tallies: tuple[Tally, ...] = ()
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()


class StandInFollowing:
    """Follows nothing."""

    def __init__(self, shelf: Any) -> None:
        assert len(shelf) == 0

    def follow(self) -> None:
        pass

    def series(self) -> Iterator[Series]:
        return iter(())

    def findings(self) -> Iterator[tuple[int, Finding]]:
        return iter(())


class PowerFailure(BaseException):
    """What no program can catch and go on."""


class StandIns:
    """Finds `N mines`, groups reports by their first word, tallies each claim; counts how often each is asked."""

    def __init__(self) -> None:
        self.pack = "pack-1"
        self.asked: Counter[str] = Counter()
        self.break_at: int | None = None
        self.fails_on: str | None = None

    def load_packs(self, languages: Any = None) -> StandInPacks:
        return StandInPacks(self.pack)

    def extract(self, report: Report, packs: StandInPacks) -> tuple[list[Claim], list[Problem]]:
        self.asked["extract"] += 1
        if self.asked["extract"] == self.break_at:
            raise PowerFailure("the power failed")
        if self.fails_on is not None and self.fails_on in report.text:
            raise ZeroDivisionError("a fault of ours")
        claims = []
        for order, found in enumerate(re.finditer(r"([0-9]+) mines", report.text)):
            figure = Figure(value=Decimal(found[1]), span=Span.of(report.text, *found.span(1)))
            span = Span.of(report.text, *found.span())
            claims.append(
                Claim(
                    id=claim_id(report.id, "found", span, figure),
                    report=report.id,
                    measure="found",
                    span=span,
                    figure=figure,
                    order=order,
                    pack=packs.hash,
                )
            )
        problems = []
        if "shells" in report.text:
            reason = "shells are not understood"
            problem = content_id("problem", report.id, reason)
            problems.append(Problem(id=problem, kind="not_understood", reason=reason, report=report.id))
        return claims, problems

    def stories_of(
        self,
        reports: Iterable[Report],
        claims_of: Callable[[Sequence[str]], Mapping[str, Sequence[Claim]]],
        *,
        shelf: Any,
        decided: Mapping[tuple[str, str], bool],
    ) -> Iterator[Story]:
        self.asked["collate"] += 1
        assert decided == {}
        assert len(shelf) == 0
        told: dict[str, list[str]] = {}
        for report in reports:
            assert all(claim.report == report.id for claim in claims_of([report.id])[report.id])
            told.setdefault(report.text.split(" ")[0], []).append(report.id)
        stories = [
            Story(id=content_id("story", ids), reports=tuple(sorted(ids)), title=word) for word, ids in told.items()
        ]
        yield from sorted(stories, key=lambda story: story.id)

    def reconcile(
        self,
        story: Story,
        reports: Mapping[str, Report],
        claims: Mapping[str, Sequence[Claim]],
        *,
        following: StandInFollowing,
        words: object = None,
    ) -> StandInReconciled:
        self.asked["reconcile"] += 1
        assert set(reports) == set(claims) == set(story.reports)
        tallies = tuple(
            Tally(
                id=content_id("tally", story.id, claim.id),
                story=story.id,
                measure="found",
                subject="mines",
                claims=(claim.id,),
                best=claim.figure.value,
            )
            for report in story.reports
            for claim in claims[report]
            if claim.figure is not None
        )
        return StandInReconciled(tallies=tallies)


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> StandIns:
    """Put the stand-ins in the place of the stages."""
    stages = StandIns()
    monkeypatch.setattr("tallymark.packs.load_packs", stages.load_packs)
    monkeypatch.setattr("tallymark.extract.extract", stages.extract, raising=False)
    monkeypatch.setattr("tallymark.collate.stories_of", stages.stories_of)
    monkeypatch.setattr("tallymark.reconcile.reconcile", stages.reconcile, raising=False)
    monkeypatch.setattr("tallymark.reconcile.Following", StandInFollowing)
    return stages
