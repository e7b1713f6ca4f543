"""Which number of a tally is best, how low and how high it may be, and by which rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallymark.model import Bound, Claim, Stance
from tallymark.reconcile.told import Told

# "Almost 900" for 896: a number this close to a vaguer one is the same number rounded.
NEAR = 0.06


class Choice(msgspec.Struct, frozen=True):
    """Low, best and high of a tally; high is None where every number is a lower bound, and low the other way round.

    `rule` is one of `no_number`, `rejected_by_all`, `headline_only`, `only_source`, `all_agree`, `latest_revision`,
    `most_sources`, `exact_over_vague` and `lowest_of_equals`.
    """

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    rule: str


def best_of(told: Told, claims: Sequence[Claim]) -> Choice:
    """Choose among claims that count one thing.

    A headline counts only where no body gives a number, and a figure that is quoted to be rejected never does.
    """
    numbered = [claim for claim in claims if claim.figure is not None and claim.figure.value is not None]
    if not numbered:
        return Choice(None, None, None, "no_number")
    held = [claim for claim in numbered if claim.stance is not Stance.DENIED]
    if not held:
        return Choice(None, None, None, "rejected_by_all")
    body = [claim for claim in held if not claim.headline] or held
    best, rule = _chosen(told, body)
    rule = "headline_only" if body[0].headline else rule
    lows = [claim.figure.low for claim in body if claim.figure is not None and claim.figure.low is not None]
    highs = [claim.figure.high for claim in body if claim.figure is not None and claim.figure.high is not None]
    return Choice(min(lows, default=None), best, max(highs, default=None), rule)


def value_of(claim: Claim) -> Decimal:
    """Return the number of a claim that has one; a claim without one is a broken invariant."""
    if claim.figure is None or claim.figure.value is None:
        raise ValueError(f"{claim.id} gives no number")
    return claim.figure.value


def _chosen(told: Told, body: Sequence[Claim]) -> tuple[Decimal, str]:
    """Return the best number of claims that each give one, and the rule."""
    leading = _leading(body)
    values = {value_of(claim) for claim in leading}
    if len(values) == 1:
        return values.pop(), "all_agree" if told.sources(body) > 1 else "only_source"
    latest = _latest(told, leading)
    if latest is not None:
        return latest, "latest_revision"
    behind: defaultdict[Decimal, set[str]] = defaultdict(set)
    for claim in leading:
        behind[value_of(claim)].add(told.source_of(claim.report))
    most = max(len(sources) for sources in behind.values())
    ahead = sorted(value for value, sources in behind.items() if len(sources) == most)
    if len(ahead) == 1:
        return ahead[0], "most_sources"
    exact = sorted({value_of(claim) for claim in leading if _is_exact(claim) and value_of(claim) in ahead})
    if len(exact) == 1:
        return exact[0], "exact_over_vague"
    return (exact or ahead)[0], "lowest_of_equals"


def _is_exact(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.bound is Bound.EXACTLY


def _leading(body: Sequence[Claim]) -> list[Claim]:
    """Return of each report the claim it gives first: what it says later of one thing looks back."""
    first: dict[str, Claim] = {}
    for claim in sorted(body, key=lambda claim: (claim.report, claim.order, claim.id)):
        first.setdefault(claim.report, claim)
    return list(first.values())


def _latest(told: Told, leading: Sequence[Claim]) -> Decimal | None:
    """Return the number of the reports published last, where every report is dated to the day and these agree.

    Only what is told as new is revised: of a total since a baseline a later number is another value of a series.
    """
    dates = {claim.report: told.reports[claim.report].published or "" for claim in leading}
    if told.story.kind != "incident" or any(len(date) < len("2022-11-23") for date in dates.values()):
        return None
    last = max(date[:10] for date in dates.values())
    values = {value_of(claim) for claim in leading if dates[claim.report][:10] == last}
    return values.pop() if len(values) == 1 and len({date[:10] for date in dates.values()}) > 1 else None
