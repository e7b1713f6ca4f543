"""Where the versions of a story give one count different numbers: contradicting, rounded, or moved with the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tallymark.model import Bound, Claim, Finding, Tally
from tallymark.packs.wording import number
from tallymark.reconcile.best import NEAR, value_of
from tallymark.reconcile.readings import readings
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, RECORD, finding, value_words
from tallymark.reconcile.told import Told, sides


def figures_differing(told: Told, tally: Tally, body: Sequence[Claim]) -> Iterator[Finding]:
    """Yield what the versions of one count differ in by number: what is rounded first, then what is not."""
    given = [claim for claim in body if claim.figure is not None and claim.figure.value is not None]
    if len({value_of(claim) for claim in given}) < 2:
        return
    moving = tally.rule == "latest_revision"
    exact = {value_of(claim) for claim in given if _exact(claim)}
    rounding = [
        claim
        for claim in given
        if not _exact(claim)
        and any(_may_mean(claim, value) for value in exact)
        # Of a toll that rises, "at least six" was no rounding of the nine that it came to.
        and not (moving and claim.figure is not None and claim.figure.bound is not Bound.ABOUT)
    ]
    rest = [claim for claim in given if claim not in rounding]
    if rounding:
        meant = [claim for claim in rest if _exact(claim) and any(_may_mean(one, value_of(claim)) for one in rounding)]
        yield _number(told, tally, [*rounding, *meant], "figure_rounded", RECORD)
    if len({value_of(claim) for claim in rest}) > 1:
        if moving:
            yield _number(told, tally, given, "toll_moved", LOOK)
        else:
            yield _number(told, tally, given, "figure_differs", CONTRADICTS)


def _number(told: Told, tally: Tally, given: Sequence[Claim], kind: str, weight: int) -> Finding:
    return finding(
        kind,
        told.story.id,
        sides(given),
        weight=weight,
        tallies=[tally.id],
        suggests=None if tally.best is None or kind == "figure_differs" else number(tally.best, tally.unit),
        subject=tally.subject,
        readings=readings(told, given, value_words),
    )


def _exact(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.bound is Bound.EXACTLY


def _may_mean(claim: Claim, value: Decimal) -> bool:
    """Say whether a number that is not stated exactly can mean one that is: a bound of it, or near."""
    figure = claim.figure
    if figure is None:
        return False
    near = abs(float(value_of(claim) - value)) <= NEAR * float(value)
    above = figure.low is None or figure.low <= value
    below = figure.high is None or value <= figure.high
    return near or (figure.bound is not Bound.ABOUT and above and below)
