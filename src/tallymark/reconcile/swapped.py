"""What one version counts under another measure than the others do: killed here, casualties there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from tallymark.model import Claim, Finding, Tally
from tallymark.packs.confusions import Confusions
from tallymark.packs.wording import figure_words, phrase, subject
from tallymark.reconcile.around import Around
from tallymark.reconcile.counterparts import Counterparts
from tallymark.reconcile.families import FAMILIES, HARM, family_of
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, finding
from tallymark.reconcile.told import Told, sides

# One number under two measures is one count only where the number is no accident, or where it stands in the same words.
TELLING = 3
RARE = 100


def measures_swapped(told: Told, tallies: Sequence[Tally], confusions: Confusions, around: Around) -> list[Finding]:
    """Return where one version gives as killed what another gives as casualties, or as laid what another has found."""
    out: list[Finding] = []
    for family in FAMILIES:
        alike = [tally for tally in tallies if tally.measure in family and tally.best is not None]
        for one, other in itertools.combinations(alike, 2):
            if one.measure != other.measure and (one.best, one.people) == (other.best, other.people):
                rows = [_body(told, tally) for tally in (one, other)]
                if _is_swap(told, one, other, alike, rows):
                    out.append(_swapped(told, one, other, rows, confusions))
    said = {frozenset(each.tallies) for each in out}
    tally_of = {claim: tally for tally in tallies for claim in tally.claims}
    for one, other in (*_in_one_wording(told, tally_of, around), *_in_one_place(told, tally_of, around)):
        if frozenset((one.id, other.id)) not in said:
            said.add(frozenset((one.id, other.id)))
            out.append(_swapped(told, one, other, [_body(told, one), _body(told, other)], confusions))
    return out


def _body(told: Told, tally: Tally) -> list[Claim]:
    return [claim for name in tally.claims if not (claim := told.by_id[name]).headline]


def _is_swap(told: Told, one: Tally, other: Tally, alike: Sequence[Tally], rows: Sequence[Sequence[Claim]]) -> bool:
    """Say whether nothing speaks against two tallies with one number being one count under two measures."""
    harm = one.measure in HARM
    reports = [{claim.report for claim in claims} for claims in rows]
    if one.best is None or one.best < (TELLING if harm else RARE) or not all(reports) or reports[0] & reports[1]:
        return False
    for tally, here, there in ((one, reports[0], reports[1]), (other, reports[1], reports[0])):
        # What both versions have under the measure is another count. Where a version has a number of its own under it,
        # the two numbers are two counts of harm; of things, a report gives many numbers, and only the same one under
        # the same measure shows that it has both.
        rivals = [
            each
            for each in alike
            if each.measure == tally.measure
            and each is not tally
            and (each.people == tally.people if harm else each.best == tally.best)
            and here.isdisjoint(told.by_id[claim].report for claim in each.claims)
        ]
        if any(told.by_id[claim].report in there for rival in rivals for claim in rival.claims):
            return False
    return True


def _in_one_wording(told: Told, tally_of: Mapping[str, Tally], around: Around) -> Iterator[tuple[Tally, Tally]]:
    """Yield two tallies that two versions count in the same words with the same number, and nowhere else."""
    if not around.possible:
        return
    for one, other in itertools.combinations(told.reports, 2):
        pairs = around.pairs(_lone(told, one, other, tally_of), list(_lone(told, other, one, tally_of)))
        for _, left, right in pairs:
            here, there = tally_of[left.id], tally_of[right.id]
            swapped = left.measure != right.measure and right.measure in family_of(left.measure)
            counted = left.figure is not None and right.figure is not None and left.figure.value == right.figure.value
            if swapped and counted:
                yield here, there


def _in_one_place(told: Told, tally_of: Mapping[str, Tally], around: Around) -> Iterator[tuple[Tally, Tally]]:
    """Yield two tallies with one number of which the one stands in its versions where the other does in theirs."""
    if around.possible:
        counted = {claim: tally.id for claim, tally in tally_of.items()}
        for _, one, other in Counterparts(told, counted).of_one_number():
            yield tally_of[one.id], tally_of[other.id]


def _lone(told: Told, report: str, other: str, tally_of: Mapping[str, Tally]) -> Iterator[Claim]:
    """Yield the claims of a report's body that another report does not make."""
    for claim in told.by_report[report]:
        counted = tally_of[claim.id].claims
        if not claim.headline and all(told.by_id[name].report != other for name in counted):
            yield claim


def _swapped(told: Told, one: Tally, other: Tally, rows: Sequence[Sequence[Claim]], confusions: Confusions) -> Finding:
    given = [claim for claims in rows for claim in claims]
    swap = confusions.swap(one.measure, other.measure)
    return finding(
        "measure_differs",
        told.story.id,
        sides(given),
        weight=CONTRADICTS if one.measure in HARM else LOOK,
        tallies=[one.id, other.id],
        figure=figure_of(given[0]),
        one=subject(one.measure, one.item, one.people),
        who=told.versions({claim.report for claim in rows[0]}),
        other=subject(other.measure, other.item, other.people),
        others=told.versions({claim.report for claim in rows[1]}),
        why="" if swap is None else phrase("measure_confused", why=swap.word),
    )


def figure_of(claim: Claim) -> str:
    """Return a number in words; an amount without a number as the report has it."""
    figure = claim.figure
    if figure is None or (figure.value is None and figure.span is not None):
        return f"“{claim.span.quote if figure is None or figure.span is None else figure.span.quote}”"
    return figure_words(figure)
