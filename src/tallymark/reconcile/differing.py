"""Which groups of claims count one thing with different numbers: versions that round, err or lag behind."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from tallymark.model import Claim
from tallymark.reconcile.around import Around
from tallymark.reconcile.counterparts import Counterparts
from tallymark.reconcile.group import Group
from tallymark.reconcile.standing import Leads, Rivals, Slot, Standing, toll_days
from tallymark.reconcile.told import Told

# Two versions of one number are seldom further apart than this, or than a few where both are small.
RATIO = Decimal("0.5")
FEW = 3
# How much must speak for two different numbers being one count: less where each stands alone in its report.
ALONE, AMONG_OTHERS = 3.5, 4.5
# Of so many numbers of the same people each is compared with all, and of more, each with so many next to it.
NUMBERS, NEXT = 100, 20

_Row = tuple[float, Standing, Standing]
_Pairs = Callable[[Sequence[Standing], Leads], Iterator[_Row]]


def with_differing(groups: Sequence[Group], told: Told) -> list[Group]:
    """Join groups that count one thing with different numbers, the likest first, and headlines last."""
    around = Around(told)
    stages: list[_Pairs] = [
        lambda given, leads: _differing(given, leads, told, around),
        lambda given, _: _twisted(given, told),
    ]
    if around.possible:
        stages = [lambda given, _: _reworded(given, around), lambda given, _: _remaining(given, told, around), *stages]
    for pairs in stages:
        groups = _joined([Standing(group, told) for group in groups], pairs, told)
    return list(groups)


def _differing(groups: Sequence[Standing], leads: Leads, told: Told, around: Around) -> Iterator[_Row]:
    """Yield the groups that count one thing with different numbers, with how likely that is."""
    rivals = Rivals(groups)
    by_slot: defaultdict[Slot, list[Standing]] = defaultdict(list)
    for group in groups:
        if group.slot is not None and group.largest is not None and group.largest >= 0 and group.reports:
            by_slot[group.slot].append(group)
    for alike in by_slot.values():
        alike.sort(key=lambda group: (group.largest, group.name))
        alone = {group.name: rivals.alone(group) for group in alike}
        reach = len(alike) if len(alike) <= NUMBERS else NEXT
        for at, low in enumerate(alike):
            for high in alike[at + 1 : at + 1 + reach]:
                ratio = _ratio(low, high)
                if ratio is None:
                    break
                if not low.placed_like(high, leads) or not _countable(low, high, told):
                    continue
                if _of_one_wording(low, high, around):
                    continue
                best = 1.0 + low.group.best_likeness(high.group)
                either = (alone[low.name] and alone[high.name]) or (leads.has(low) and leads.has(high))
                if best >= (ALONE if either else AMONG_OTHERS):
                    yield best + float(ratio), low, high


def _reworded(groups: Sequence[Standing], around: Around) -> Iterator[_Row]:
    """Yield the groups of which two versions put one in the words of the other, with another number."""
    by_report: defaultdict[str, list[tuple[Claim, Standing]]] = defaultdict(list)
    for group in groups:
        for claim in group.group.claims:
            if claim.figure is not None and claim.figure.value is not None:
                by_report[claim.report].append((claim, group))
    for one, other in itertools.combinations(sorted(by_report), 2):
        ones = {claim.id: group for claim, group in by_report[one] if other not in group.group.by_report}
        others = {claim.id: group for claim, group in by_report[other] if one not in group.group.by_report}
        rows = around.pairs(
            (claim for claim, _ in by_report[one] if claim.id in ones),
            [claim for claim, _ in by_report[other] if claim.id in others],
        )
        for alike, left, right in rows:
            if left.measure == right.measure:
                yield alike, ones[left.id], others[right.id]


def _remaining(groups: Sequence[Standing], told: Told, around: Around) -> Iterator[_Row]:
    """Yield the groups of numbers that two versions do not share, where one stands for the other by all around it."""
    of = {claim.id: group for group in groups for claim in group.group.claims}
    counterparts = Counterparts(told, {claim: group.name for claim, group in of.items()})
    for points, one, other in counterparts.of_one_measure():
        if not _of_one_wording(of[one.id], of[other.id], around):
            yield points, of[one.id], of[other.id]


def _of_one_wording(one: Standing, other: Standing, around: Around) -> bool:
    """Say whether the versions of two groups render each other word by word, so that their words alone tell.

    What stands in other words in such a version is another count, told where the first was cut.
    """
    pairs = [(left, right) for left in one.reports for right in other.reports if left != right]
    return bool(pairs) and all(around.word_by_word(left, right) for left, right in pairs)


def _ratio(low: Standing, high: Standing) -> Decimal | None:
    """Return how near two numbers are, the smaller first, and None where they are too far apart to be one."""
    if low.largest is None or high.largest is None:
        return None
    ratio = low.largest / high.largest if high.largest > 0 else Decimal(1)
    return None if ratio < RATIO and high.largest - low.largest > FEW else ratio


def _twisted(groups: Sequence[Standing], told: Told) -> Iterator[_Row]:
    """Yield the groups of which one is a headline's number and the other the body's, twisted.

    A headline names no place or time, so the body must leave no choice; but the two numbers may be far apart.
    """
    rivals = Rivals(groups)
    bodies: defaultdict[tuple[str, Slot], list[Standing]] = defaultdict(list)
    for group in groups:
        if group.slot is not None and group.largest is not None and group.largest >= 0:
            for report in group.reports:
                bodies[report, group.slot].append(group)
    for heads in groups:
        if heads.reports or heads.slot is None or heads.largest is None or heads.largest < 0:
            continue
        if not rivals.alone(heads):
            continue
        for body in bodies[heads.first.report, heads.slot]:
            together = heads.group.by_report.keys() <= body.reports
            if together and _countable(heads, body, told):
                yield 1.0, heads, body


def _countable(left: Standing, right: Standing, told: Told) -> bool:
    one, other = sorted((left, right), key=_name)
    return one.group.countable_with(other.group, days=toll_days(told, one.first.measure))


def _joined(groups: Sequence[Standing], pairs: _Pairs, told: Told) -> list[Group]:
    """Join the pairs, the likest first, as long as what has come together by then may be one count."""
    rows: list[tuple[float, Standing, Standing]] = []
    for points, left, right in pairs(groups, Leads(told)):
        one, other = sorted((left, right), key=_name)
        rows.append((-points, one, other))
    towards = {group.name: group.name for group in groups}
    joined = {group.name: group.group for group in groups}

    def home(name: str) -> str:
        while towards[name] != name:
            towards[name] = towards[towards[name]]
            name = towards[name]
        return name

    for _, one, other in sorted(rows, key=lambda row: (row[0], row[1].name, row[2].name)):
        here, there = home(one.name), home(other.name)
        days = toll_days(told, one.first.measure)
        if here == there or not joined[here].countable_with(joined[there], days=days):
            continue
        small, large = sorted((here, there), key=lambda name: (len(joined[name].claims), name))
        joined[large].take_in(joined.pop(small))
        towards[small] = large
    return list(joined.values())


def _name(group: Standing) -> str:
    return group.name
