"""Stories, tallies, series and findings worked out from what the ledger holds, a few stories in memory at a time.

What comes of a stage lies on a shelf until all of it is there, and is recorded in one go: so nobody waits for the
ledger while it is worked out.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from tallymark.ledger import Ledger
from tallymark.ledger.bodies import from_body, to_body
from tallymark.model import Finding, Problem, Story, Tally
from tallymark.run.judging import Judging
from tallymark.run.progress import Progress
from tallymark.run.shelf import Shelf
from tallymark.run.written import PackWords

# Stories are taken from the ledger together until they have so many reports; a story of more comes by itself.
BATCH_REPORTS = 256
# Progress in collating is told every so many reports.
EVERY = 1_000


class Derived(msgspec.Struct):
    """What a derived stage came to: how many rows of each kind differ from before, and its problems by kind."""

    changed: dict[str, int] = {}
    problems: Counter[str] = msgspec.field(default_factory=Counter)


def collate_into(ledger: Ledger, *, progress: Progress) -> Derived:
    """Group the reports of the ledger into stories and record these in place of the ones before."""
    from tallymark.collate import stories_of

    total = ledger.counts()["reports"]
    progress("collating", 0, total)
    with Shelf() as features, Shelf() as found:
        done = 0
        judging = Judging(ledger)
        told = stories_of(ledger.reports(), judging.claims_of, shelf=features, decided=judging.decided())
        for story in told:
            _put(found, story)
            # A long stage is told to move; its end is told when the stories are recorded.
            if (done + len(story.reports)) // EVERY > done // EVERY:
                progress("collating", done + len(story.reports), total)
            done += len(story.reports)
        changed = ledger.record_stories(from_body(kept.decode(), Story) for kept in found)
    ledger.record_problems([], stage="collate")
    progress("collating", total, total)
    return Derived({"stories": changed})


def reconcile_into(ledger: Ledger, *, progress: Progress) -> Derived:
    """Count, check and follow the figures of every story, and record what comes of it in place of what was."""
    from tallymark.reconcile import Following, reconcile

    problems: list[Problem] = []
    with Shelf() as tallies, Shelf() as findings, Shelf() as totals:
        following, judging = Following(totals), Judging(ledger)
        own = array("I")
        total = ledger.counts()["stories"]
        for batch in _batches(ledger.stories()):
            ids = [report for story in batch for report in story.reports]
            reports, claims = ledger.reports_of(ids), judging.claims_of(ids)
            for story in batch:
                mine = {report: reports[report] for report in story.reports}
                result = reconcile(
                    story,
                    mine,
                    {report: claims[report] for report in story.reports},
                    following=following,
                    words=PackWords(),
                )
                for tally in result.tallies:
                    _put(tallies, tally)
                found = [*result.findings, *judging.findings(story.id, story.reports)]
                for finding in found:
                    _put(findings, finding)
                own.append(len(found))
                problems += result.problems
                progress("reconciling", len(own), max(total, len(own)))
        following.follow()
        changed = {
            "tallies": ledger.record_tallies(from_body(kept.decode(), Tally) for kept in tallies),
            "series": ledger.record_series(following.series()),
            "findings": ledger.record_findings(_merged(own, findings, following.findings())),
        }
    problems += judging.problems()
    ledger.record_problems(problems, stage="reconcile")
    return Derived(changed, Counter(problem.kind for problem in problems))


def _put(shelf: Shelf, noun: msgspec.Struct) -> None:
    shelf.append(to_body(noun).encode())


def _batches(stories: Iterable[Story]) -> Iterator[list[Story]]:
    batch: list[Story] = []
    reports = 0
    for story in stories:
        if batch and reports + len(story.reports) > BATCH_REPORTS:
            yield batch
            batch, reports = [], 0
        batch.append(story)
        reports += len(story.reports)
    if batch:
        yield batch


def _merged(own: Iterable[int], kept: Iterable[bytes], of_series: Iterable[tuple[int, Finding]]) -> Iterator[Finding]:
    """Yield story by story its own findings, `own` of them for each, and then those of the series that go through it.

    A finding that a story makes by itself and again through its series is one.
    """
    findings, following = iter(kept), iter(of_series)
    later = next(following, None)
    for rank, count in enumerate(own):
        found = [from_body(next(findings).decode(), Finding) for _ in range(count)]
        while later is not None and later[0] == rank:
            found.append(later[1])
            later = next(following, None)
        yield from {finding.id: finding for finding in found}.values()
