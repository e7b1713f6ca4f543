"""Which claims of a story count one thing: those that agree first, then those whose number alone differs."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from tallymark.model import Claim
from tallymark.reconcile.alike import countable_together, likeness, people_of
from tallymark.reconcile.told import Told

# Two versions of one number are seldom further apart than this, or than a few where both are small.
RATIO = Decimal("0.5")
FEW = 3
# How much must speak for two different numbers being one count: less where each stands alone in its report.
ALONE, AMONG_OTHERS = 3.5, 4.5
# Reports of an incident give its toll as of their own day, up to this many days after.
TOLL_DAYS = 3
TOLLS = ("killed", "injured", "casualties")
_Group = tuple[Claim, ...]
_Score = Callable[[_Group, _Group, Sequence[_Group], Told], float]


def groups_of(told: Told) -> list[_Group]:
    """Return the claims of a story by what they count, each group in the order of the story's claims."""
    groups = _agreeing(told.claims)
    return _with_differing(groups, told)


def _agreeing(claims: Sequence[Claim]) -> list[_Group]:
    """Group claims that give one number for one thing; the most specific claims found the groups."""
    groups: defaultdict[tuple[object, ...], list[list[Claim]]] = defaultdict(list)
    ranked = sorted(claims, key=lambda claim: (claim.headline, -_specific(claim), claim.report, claim.order, claim.id))
    for claim in ranked:
        alike = groups[_count(claim)]
        fitting = [group for group in alike if _fits(claim, group)]
        if fitting:
            max(fitting, key=lambda group: sum(likeness(claim, other) for other in group) / len(group)).append(claim)
        else:
            alike.append([claim])
    return [_in_order(group) for alike in groups.values() for group in alike]


def _count(claim: Claim) -> tuple[object, ...]:
    figure = claim.figure
    return (claim.measure,) if figure is None else (claim.measure, figure.value, figure.value_max, figure.unit)


def _fits(claim: Claim, group: Sequence[Claim]) -> bool:
    if not all(countable_together(claim, other) for other in group):
        return False
    return claim.figure is not None or _acts_meet(claim, group)


def _specific(claim: Claim) -> int:
    parts = (claim.item, claim.model, claim.period, *claim.places, *people_of(claim))
    return sum(part is not None for part in parts)


def _acts_meet(claim: Claim, group: Sequence[Claim]) -> bool:
    """Say whether an act is the one a group tells: of two acts of one kind in a text, something must tell which."""
    return all(_act_key(claim) == _act_key(other) or claim.report != other.report for other in group) and any(
        _same_act(claim, other) for other in group
    )


def _same_act(one: Claim, other: Claim) -> bool:
    left, right = _act_key(one), _act_key(other)
    return left == right or not (left and right)


def _act_key(claim: Claim) -> str:
    """Return what tells one act from another: the number of a provision, or the month and day of an inspection.

    Of the garbled "4 -sided statement" the number is what survives, and it is what the versions are aligned by.
    """
    provision = None if claim.violation is None else claim.violation.provision
    if provision is not None:
        return "provision " + "".join(char for char in provision.span.quote if char.isdecimal())
    if claim.period is not None and claim.period.edtf is not None:
        return "day " + claim.period.edtf[5:]
    return ""


def _in_order(group: Sequence[Claim]) -> _Group:
    return tuple(sorted(group, key=lambda claim: (claim.report, claim.order, claim.span, claim.id)))


def _with_differing(groups: list[_Group], told: Told) -> list[_Group]:
    """Join groups that count one thing with different numbers, the likest first, and headlines last."""
    for score in (_differing, _twisted):
        groups = _joined(groups, itertools.combinations(groups, 2), score, told)
    return sorted(groups, key=lambda group: (group[0].report, group[0].order, group[0].id))


def _joined(groups: list[_Group], pairs: Iterable[tuple[_Group, _Group]], score: _Score, told: Told) -> list[_Group]:
    rows: list[tuple[float, _Group, _Group]] = []
    for pair in pairs:
        one, other = sorted(pair, key=_ids)
        if one[0].measure == other[0].measure and (points := score(one, other, groups, told)) > 0:
            rows.append((points, one, other))
    now = {claim.id: group for group in groups for claim in group}
    for _, one, other in sorted(rows, key=lambda row: (-row[0], _ids(row[1]), _ids(row[2]))):
        left, right = now[one[0].id], now[other[0].id]
        if left is not right and _countable(left, right, told):
            joined = _in_order([*left, *right])
            now.update(dict.fromkeys((claim.id for claim in joined), joined))
    return list({_ids(group): group for group in now.values()}.values())


def _ids(group: _Group) -> tuple[str, ...]:
    return tuple(claim.id for claim in group)


def _differing(one: _Group, other: _Group, groups: Sequence[_Group], told: Told) -> float:
    """Return how likely two groups count one thing with different numbers, 0 where something rules it out."""
    low, high = sorted((_largest(one), _largest(other)))
    if low < 0 or _headline_only(one) or _headline_only(other) or not _placed_alike(one, other, told):
        return 0.0
    ratio = low / high if high > 0 else Decimal(1)
    if (ratio < RATIO and high - low > FEW) or not _countable(one, other, told):
        return 0.0
    best = 1.0 + max(likeness(a, b) for a in one for b in other)
    reports = {claim.report for claim in (*one, *other)}
    alone = all(_rivals(report, one[0], groups, told) <= 1 for report in reports)
    enough = ALONE if alone or (_leads(one, told) and _leads(other, told)) else AMONG_OTHERS
    return best + float(ratio) if best >= enough else 0.0


def _twisted(one: _Group, other: _Group, groups: Sequence[_Group], told: Told) -> float:
    """Return how likely a headline's number is the body's, twisted; 0 where something rules it out.

    A headline names no place or time, so the body must leave no choice; but the two numbers may be far apart.
    """
    if _headline_only(one) == _headline_only(other) or min(_largest(one), _largest(other)) < 0:
        return 0.0
    heads, body = (one, other) if _headline_only(one) else (other, one)
    together = {claim.report for claim in heads} <= {claim.report for claim in body if not claim.headline}
    if not together or not _placed_alike(one, other, told):
        return 0.0
    if any(_rivals(claim.report, body[0], groups, told) > 1 for claim in heads):
        return 0.0
    return 1.0 if _countable(one, other, told) else 0.0


def _leads(group: _Group, told: Told) -> bool:
    """Say whether a group is a toll of an incident: some report gives it before any other count of the same people.

    "A seventh, a woman, died overnight" counts one more and is no toll of one.
    """
    if told.story.kind != "incident" or group[0].measure not in TOLLS:
        return False
    return any(claim is _first_like(claim, told) for claim in group)


def _first_like(claim: Claim, told: Told) -> Claim | None:
    """Return the first claim in the body of a claim's report that counts the same people in the same standing."""
    alike = (
        other
        for other in told.claims
        if other.report == claim.report
        and not other.headline
        and other.measure == claim.measure
        and people_of(other) == people_of(claim)
        and _is_part(other, told) == _is_part(claim, told)
    )
    return next(alike, None)


def _countable(one: _Group, other: _Group, told: Told) -> bool:
    toll = told.story.kind == "incident" and one[0].measure in TOLLS
    return all(countable_together(a, b, days=TOLL_DAYS if toll else 0) for a in one for b in other)


def _is_part(claim: Claim, told: Told) -> bool:
    """Say whether a claim counts some of what another counts; the killed among casualties are all the killed."""
    whole = told.by_id.get(claim.part_of or "")
    return whole is not None and (whole.measure == claim.measure or people_of(whole) != people_of(claim))


def _largest(group: _Group) -> Decimal:
    """Return the largest number of a group, -1 where it gives none."""
    values = [claim.figure.value for claim in group if claim.figure is not None and claim.figure.value is not None]
    return max(values, default=Decimal(-1))


def _headline_only(group: _Group) -> bool:
    return all(claim.headline for claim in group)


def _rivals(report: str, like: Claim, groups: Sequence[_Group], told: Told) -> int:
    """Return how many groups of a report's body count the same people in the same standing as a claim."""
    return sum(
        any(
            other.report == report
            and not other.headline
            and other.measure == like.measure
            and people_of(other) == people_of(like)
            and _is_part(other, told) == _is_part(like, told)
            for other in group
        )
        for group in groups
    )


def _placed_alike(one: _Group, other: _Group, told: Told) -> bool:
    """Say whether two groups stand in the same place of their reports.

    That is the headline's figure and the body's, figures of different versions, or the tolls of one incident.
    """
    if any(people_of(a) != people_of(b) or _is_part(a, told) != _is_part(b, told) for a in one for b in other):
        return False
    if any(a.scope != b.scope for a in one for b in other if not (a.headline or b.headline)):
        return False
    body = [{claim.report for claim in group if not claim.headline} for group in (one, other)]
    if not body[0] & body[1]:
        return True
    return body[0] != body[1] and _leads(one, told) and _leads(other, told)
