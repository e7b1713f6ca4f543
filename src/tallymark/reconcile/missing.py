"""What a version lacks that the others have, and what it counts under another measure."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallymark.model import Claim, Finding, Tally
from tallymark.packs.confusions import Confusions
from tallymark.packs.wording import figure_words, listed, phrase, subject
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, finding, tally_words
from tallymark.reconcile.told import Told, side, sides

# A version that has this share of what another counts renders the whole of it, and what it lacks was lost on the way;
# one that has less is a short report, and lacks what its editor left out.
RENDERS = 0.6
SHARED = 3
# Where more reports than this each tell something else, they are bulletins of one form and no versions of each other.
MOST_READINGS = 200
# So many words of other versions show what one lacks; of a text with more copies they would fill the page.
MOST_SIDES = 40
# One number under two measures is one count only where the number is no accident.
TELLING = 3
RARE = 100
FAMILIES = (
    ("killed", "injured", "casualties"),
    ("found", "cleared", "destroyed", "laid", "produced", "transferred"),
)
# Of these, a text gives several to one figure ("found and cleared"), so that one lacking is no other reading.
_TOLD_TOGETHER = FAMILIES[1]


def measures_swapped(told: Told, tallies: Sequence[Tally], confusions: Confusions) -> list[Finding]:
    """Return where one version gives as killed what another gives as casualties, or as laid what another has found."""
    out: list[Finding] = []
    for family in FAMILIES:
        alike = [tally for tally in tallies if tally.measure in family and tally.best is not None]
        for one, other in itertools.combinations(alike, 2):
            if one.measure != other.measure and (one.best, one.people) == (other.best, other.people):
                out += _swapped(told, one, other, alike, confusions)
    return out


def _swapped(told: Told, one: Tally, other: Tally, alike: Sequence[Tally], confusions: Confusions) -> Iterator[Finding]:
    harm = one.measure in FAMILIES[0]
    rows = [[told.by_id[claim] for claim in tally.claims if not told.by_id[claim].headline] for tally in (one, other)]
    reports = [{claim.report for claim in claims} for claims in rows]
    if one.best is None or one.best < (TELLING if harm else RARE) or not all(reports) or reports[0] & reports[1]:
        return
    for tally, there in ((one, reports[1]), (other, reports[0])):
        # Where a version has a number of its own under the measure, the two numbers are two counts of harm. Of things,
        # a report gives many numbers, and only the same one under the same measure shows that it has both.
        rivals = [
            each
            for each in alike
            if each.measure == tally.measure
            and each is not tally
            and (each.people == tally.people if harm else each.best == tally.best)
        ]
        if any(told.by_id[claim].report in there for rival in rivals for claim in rival.claims):
            return
    given = [claim for claims in rows for claim in claims]
    swap = confusions.swap(one.measure, other.measure)
    yield finding(
        "measure_differs",
        told.story.id,
        sides(given),
        weight=CONTRADICTS if harm else LOOK,
        tallies=[one.id, other.id],
        figure=figure_words(given[0].figure) if given[0].figure is not None else "",
        one=subject(one.measure, one.item, one.people),
        who=told.versions(reports[0]),
        other=subject(other.measure, other.item, other.people),
        others=told.versions(reports[1]),
        why="" if swap is None else phrase("measure_confused", why=swap.word),
    )


def claims_missing(told: Told, tallies: Sequence[Tally]) -> list[Finding]:
    """Return for each version that renders nearly all of another what it lacks of it, in one finding.

    Of an incident every outlet tells what it knows that hour, so there is nothing to be lacked.
    """
    if told.story.kind == "incident":
        return []
    held: defaultdict[str, set[str]] = defaultdict(set)
    for tally in tallies:
        for claim in tally.claims:
            if not told.by_id[claim].headline:
                held[told.by_id[claim].report].add(tally.id)
    by_id = {tally.id: tally for tally in tallies}
    # Reports that tell the same are read once; who tells it matters only where nobody but copies of one text do.
    told_by: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for report in told.reports:
        told_by[frozenset(held[report])].add(told.original[report])
    if len(told_by) > MOST_READINGS:
        return []
    out: list[Finding] = []
    for report in told.reports:
        lacked: set[str] = set()
        for theirs, originals in told_by.items():
            shared = len(held[report] & theirs)
            if originals - {told.original[report]} and shared >= SHARED and shared >= RENDERS * len(theirs):
                lacked |= theirs - held[report]
        rows = sorted(name for name in lacked if not _elsewhere(told, by_id[name], report))
        if rows:
            out.append(_missing(told, report, [by_id[name] for name in rows]))
    return out


def _elsewhere(told: Told, tally: Tally, report: str) -> bool:
    """Say whether a report gives a tally's number under a measure that is told together with the tally's."""
    theirs = [told.by_id[claim] for claim in tally.claims]
    values = {claim.figure.value for claim in theirs if claim.figure is not None}
    family = next((family for family in FAMILIES if tally.measure in family), (tally.measure,))
    return any(
        claim.measure in family
        and (claim.measure != tally.measure or people_of(claim) == set(tally.people))
        and claim.figure is not None
        and claim.figure.value in values
        for claim in told.by_report[report]
    )


def _missing(told: Told, report: str, tallies: Sequence[Tally]) -> Finding:
    having: list[Claim] = [told.by_id[claim] for tally in tallies for claim in tally.claims]
    if len(having) > MOST_SIDES:
        having = [claim for claim in having if told.original[claim.report] == claim.report][:MOST_SIDES]
    anchor = told.by_report[report][0]
    return finding(
        "claim_missing",
        told.story.id,
        (*sides(having), side(anchor)),
        weight=LOOK,
        tallies=[tally.id for tally in tallies],
        who=told.versions([report]),
        counts=listed([tally_words(tally) for tally in tallies]),
        others=told.versions(claim.report for claim in having),
    )
