"""The ledger's nouns as rows for other programs, under the names that reports came in by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tallymark.cli.lookup import Lookup
from tallymark.export import claim_row, finding_row, problem_row, series_row, story_rows, tally_row
from tallymark.model import Story

if TYPE_CHECKING:
    from tallymark.ledger import Ledger

Row = dict[str, Any]


def rows_of(ledger: Ledger, kind: str) -> Iterator[Row]:
    """Yield the rows of one kind: claims, stories, tallies, findings, series or problems."""
    lookup = Lookup(ledger)
    match kind:
        case "claims":
            yield from (claim_row(claim, lookup.stem(claim.report)) for claim in ledger.claims())
        case "stories":
            for story in ledger.stories():
                yield from story_rows(story, lookup.stems)
        case "tallies":
            yield from map(tally_row, ledger.tallies())
        case "findings":
            yield from (finding_row(finding, lookup.stem) for finding in ledger.findings())
        case "series":
            yield from map(series_row, ledger.series())
        case "problems":
            yield from (problem_row(problem, lookup.stem) for problem in ledger.problems())
        case _:
            raise ValueError(f"there are no rows of {kind}")


def story_row(story: Story, lookup: Lookup) -> Row:
    """Return a story as one row, with its title and every version."""
    versions = [
        {"report": report, "stems": lookup.stems(report), "published": lookup.report(report).published}
        | {"source": lookup.report(report).source}
        for report in story.reports
    ]
    return {"id": story.id, "kind": story.kind, "title": story.title, "versions": versions}


def whole_story(story: Story, lookup: Lookup) -> Row:
    """Return a story with its claims, tallies and findings."""
    ledger = lookup.ledger
    claims = [claim_row(claim, lookup.stem(report)) for report in story.reports for claim in ledger.claims(report)]
    return {
        **story_row(story, lookup),
        "claims": claims,
        "tallies": list(map(tally_row, ledger.tallies(story.id))),
        "findings": [finding_row(finding, lookup.stem) for finding in ledger.findings(story.id)],
    }
