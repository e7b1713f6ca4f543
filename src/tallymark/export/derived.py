"""The rows of what is worked out from the claims (stories, tallies, series, findings) and of the problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tallymark.export.parts import Row, number
from tallymark.model import Finding, Problem, Series, Story, Tally

StemOf = Callable[[str], str]


def story_rows(story: Story, stems_of: Callable[[str], Iterable[str]]) -> Iterator[Row]:
    """Yield a row for each version of a story; `stems_of` gives the stems under which a report came in.

    >>> list(story_rows(Story(id="story-1", reports=("report-1",)), {"report-1": ["a", "b"]}.__getitem__))
    [{'report': 'a', 'story': 'story-1'}, {'report': 'b', 'story': 'story-1'}]
    """
    for report in story.reports:
        for stem in stems_of(report):
            yield {"report": stem, "story": story.id}


def tally_row(tally: Tally) -> Row:
    """Return the row of a tally."""
    return {
        "id": tally.id,
        "story": tally.story,
        "measure": tally.measure,
        "subject": tally.subject,
        "low": number(tally.low),
        "best": number(tally.best),
        "high": number(tally.high),
        "unit": tally.unit,
        "item": tally.item,
        "people": list(tally.people),
        "place": tally.place,
        "places": list(tally.places),
        "period": tally.period,
        "said": tally.said,
        "scope": tally.scope,
        "rule": tally.rule,
        "sources": tally.sources,
        "implied": tally.implied,
        "whole": tally.whole,
        "sum_of": list(tally.sum_of),
        "minus": list(tally.minus),
        "claims": list(tally.claims),
    }


def series_row(series: Series) -> Row:
    """Return the row of a series, its points in their order."""
    return {
        "id": series.id,
        "measure": series.measure,
        "subject": series.subject,
        "baseline": series.baseline,
        "points": [
            {"said": point.said, "value": number(point.value), "claims": list(point.claims)} for point in series.points
        ],
    }


def finding_row(finding: Finding, stem_of: StemOf) -> Row:
    """Return the row of a finding with the words on its sides; `stem_of` gives the stem of a report's id."""
    return {
        "id": finding.id,
        "kind": finding.kind,
        "story": finding.story,
        "sentence": finding.sentence,
        "weight": finding.weight,
        "suggests": finding.suggests,
        "tallies": list(finding.tallies),
        "sides": [
            {
                "report": stem_of(side.report),
                "start": side.span.start,
                "end": side.span.end,
                "quote": side.span.quote,
                "claim": side.claim,
            }
            for side in finding.sides
        ],
    }


def problem_row(problem: Problem, stem_of: StemOf) -> Row:
    """Return the row of a problem, with the words that were not understood where it stands in some."""
    span = problem.span
    return {
        "id": problem.id,
        "kind": problem.kind,
        "reason": problem.reason,
        "name": problem.name,
        "report": None if problem.report is None else stem_of(problem.report),
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "quote": None if span is None else span.quote,
    }
