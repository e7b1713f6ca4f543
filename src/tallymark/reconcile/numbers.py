"""Numbers that versions write differently in a sentence they share, where not all of them stand in claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tallymark.model import Claim, Finding, Side, Span, Tally
from tallymark.packs.wording import listed, phrase
from tallymark.reconcile.best import NEAR
from tallymark.reconcile.sentences import LOOK, RECORD, finding
from tallymark.reconcile.shared import Shared, Stretch
from tallymark.reconcile.told import Told, side
from tallymark.rules.renderings import Differing, Written, compare_numbers

# "About" may be said in so many words, right before a number or right behind it.
_ABOUT = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What may be a word of the phrase is near the number.
_REACH = 30


class Otherwise(NamedTuple):
    """Findings of what a version tells otherwise in a sentence it shares; `lacking` holds which tally it lacks for it.

    It is given as pairs of a report and a tally: the version says the same sentence, and so has not lost it.
    """

    findings: list[Finding]
    lacking: set[tuple[str, str]]


def numbers_differing(told: Told, shared: Shared, tally_of: Mapping[str, Tally]) -> Otherwise:
    """Return the numbers in which versions of one language differ within a sentence, where not all stand in claims.

    Those that stand in claims on both sides are compared as claims.
    """
    out = Otherwise([], set())
    for one, other in shared.pairs:
        out.lacking.update(_written(shared, one, other, tally_of), _written(shared, other, one, tally_of))
        differing = compare_numbers(shared.numbers(one), shared.numbers(other))
        if not differing.changed:
            continue
        read = [
            [_claim_at(told, stretch.report, number) for number in numbers]
            for stretch, numbers in ((one, differing.left), (other, differing.right))
        ]
        if all(read[0]) and all(read[1]):
            continue
        sides = (one.report, read[0], differing.left), (other.report, read[1], differing.right)
        rounded = _rounded(shared, sides, tally_of) or _rounded(shared, sides[::-1], tally_of)
        if rounded is None:
            out.findings.append(_finding(told, one.report, other.report, differing))
        else:
            out.findings.extend(rounded.findings)
            out.lacking.update(rounded.lacking)
    return out


def _written(shared: Shared, one: Stretch, other: Stretch, tally_of: Mapping[str, Tally]) -> set[tuple[str, str]]:
    """Return the tallies of a sentence whose number another version of it writes too, whether it is read there or not.

    They come with the version that does.
    """
    values = {number.value for number in shared.numbers(other)}
    return {
        (other.report, tally_of[claim.id].id)
        for claim in shared.claims(one)
        if claim.figure is not None and claim.figure.value in values
    }


def _claim_at(told: Told, report: str, number: Written) -> Claim | None:
    """Return the claim in whose figure a number stands."""
    for claim in told.by_report[report]:
        span = None if claim.figure is None else claim.figure.span
        if span is not None and span.start < number.end and number.start < span.end:
            return claim
    return None


_Read = tuple[str, Sequence[Claim | None], Sequence[Written]]


def _rounded(shared: Shared, sides: Sequence[_Read], tally_of: Mapping[str, Tally]) -> Otherwise | None:
    """Return what there is to tell where one version's figure is rounded in words of the other that no claim holds."""
    (_, claims, numbers), (report, others, rounded) = sides
    claim = claims[0]
    if not len(numbers) == len(rounded) == 1 or claim is None or any(others):
        return None
    exact, vague = numbers[0].value, rounded[0].value
    if abs(float(exact - vague)) > NEAR * float(exact) or not _about(shared, report, rounded[0]):
        return None
    told, tally = shared.told, tally_of[claim.id]
    given = [other for name in tally.claims if not (other := told.by_id[name]).headline or other is claim]
    span = Span.of(told.reports[report].text, rounded[0].start, rounded[0].end)
    readings = [
        phrase("reading", reading=f"“{words}”", who=told.versions(who))
        for words, who in (
            (claim.figure.span.quote if claim.figure and claim.figure.span else "", {one.report for one in given}),
            (span.quote, [report]),
        )
    ]
    said = finding(
        "figure_rounded",
        told.story.id,
        (*map(side, given), Side(report=report, span=span)),
        weight=RECORD,
        tallies=[tally.id],
        subject=tally.subject,
        readings=listed(readings),
    )
    return Otherwise([said], {(report, each.id) for each in _of_one_figure(told, claim, tally_of)})


def _of_one_figure(told: Told, claim: Claim, tally_of: Mapping[str, Tally]) -> list[Tally]:
    """Return the tallies of a figure: one may be given several measures."""
    figure = claim.figure
    return [
        tally_of[other.id]
        for other in told.by_report[claim.report]
        if figure is not None and other.figure is not None and other.figure.span == figure.span
    ]


def _about(shared: Shared, report: str, number: Written) -> bool:
    """Say whether words next to a number make it a round one."""
    text = shared.told.reports[report].text
    before = _WORD.findall(text[max(0, number.start - _REACH) : number.start])
    behind = _WORD.findall(text[number.end : number.end + _REACH])
    phrases = [before[-count:] for count in range(1, _ABOUT + 1)] + [behind[:count] for count in range(1, _ABOUT + 1)]
    return any(words and shared.meaning(report, " ".join(words)) == "about" for words in phrases)


def _finding(told: Told, one: str, other: str, differing: Differing) -> Finding:
    spans = [
        [Span.of(told.reports[report].text, number.start, number.end) for number in numbers]
        for report, numbers in ((one, differing.left), (other, differing.right))
    ]
    words = [listed([f"“{span.quote}”" for span in given]) for given in spans]
    return finding(
        "number_differs",
        told.story.id,
        [Side(report=report, span=span) for report, given in zip((one, other), spans, strict=True) for span in given],
        weight=LOOK,
        one=words[0],
        who=told.versions([one]),
        other=words[1],
        others=told.versions([other]),
    )
