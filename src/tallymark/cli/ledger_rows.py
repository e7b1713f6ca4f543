"""The ledger's nouns as rows for other programs, under the names that reports came in by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from tallymark.cli.lookup import Lookup
from tallymark.export import claim_row, finding_row, problem_row, series_row, story_rows, tally_row
from tallymark.model import Story

if TYPE_CHECKING:
    from tallymark.ledger import Ledger
    from tallymark.ledger.differing import Changed, Difference, Noun

Row = dict[str, Any]


def rows_of(ledger: Ledger, kind: str, as_of: str | None = None) -> Iterator[Row]:
    """Yield the rows of one kind: claims, stories, tallies, findings, series or problems.

    With a moment they are those of then; problems are told of now only.
    """
    lookup = Lookup(ledger)
    then = ledger if as_of is None else ledger.as_of(as_of)
    match kind:
        case "claims":
            yield from (claim_row(claim, lookup.stem(claim.report)) for claim in then.claims())
        case "stories":
            for story in then.stories():
                yield from story_rows(story, lookup.stems)
        case "tallies":
            yield from map(tally_row, then.tallies())
        case "findings":
            yield from (finding_row(finding, lookup.stem) for finding in then.findings())
        case "series":
            yield from map(series_row, then.series())
        case "runs":
            yield from (msgspec.structs.asdict(run) for run in ledger.runs())
        case "problems":
            yield from (problem_row(problem, lookup.stem) for problem in ledger.problems())
        case _:
            raise ValueError(f"there are no rows of {kind}")


def changed_rows(told: Difference, lookup: Lookup) -> Iterator[Row]:
    """Yield what changed between two moments, a row each: what it is, how it changed, and what it says."""
    for before, after in _sides(told.claims):
        rows = [None if one is None else claim_row(one, lookup.stem(one.report)) for one in (before, after)]
        yield {"what": "claim", "before": rows[0], "after": rows[1]}
    for old, new in _sides(told.tallies):
        yield {"what": "tally", "before": old and tally_row(old), "after": new and tally_row(new)}


def _sides(changed: Changed[Noun]) -> Iterator[tuple[Noun | None, Noun | None]]:
    yield from ((noun, None) for noun in changed.gone)
    yield from ((None, noun) for noun in changed.new)
    yield from changed.other


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
