"""Which groups of claims count one thing with different numbers: versions that round, err or lag behind."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from tallymark.model import Claim
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.around import Around
from tallymark.reconcile.group import Group
from tallymark.reconcile.told import Told

# Two versions of one number are seldom further apart than this, or than a few where both are small.
RATIO = Decimal("0.5")
FEW = 3
# How much must speak for two different numbers being one count: less where each stands alone in its report.
ALONE, AMONG_OTHERS = 3.5, 4.5
# Reports of an incident give its toll as of their own day, up to this many days after.
TOLL_DAYS = 3
TOLLS = ("killed", "injured", "casualties")
# Of so many numbers of the same people each is compared with all, and of more, each with so many next to it.
NUMBERS, NEXT = 100, 20

# What is counted of whom, and whether as some of what another claim counts.
_Slot = tuple[str, frozenset[str], bool]


def with_differing(groups: Sequence[Group], told: Told) -> list[Group]:
    """Join groups that count one thing with different numbers, the likest first, and headlines last."""
    around = Around(told)
    if around.possible:
        groups = _joined([_Asked(group, told) for group in groups], lambda asked, _: _reworded(asked, around), told)
    for pairs in (_differing, _twisted):
        groups = _joined([_Asked(group, told) for group in groups], pairs, told)
    return list(groups)


def _slot(claim: Claim, told: Told) -> _Slot:
    """Return in which standing a claim counts whom; the killed among casualties are all the killed, and no part."""
    whole = told.by_id.get(claim.part_of or "")
    people = people_of(claim)
    return claim.measure, people, whole is not None and (whole.measure == claim.measure or people_of(whole) != people)


class _Asked:
    """A group with what is asked of it again and again. `slot` is None where its claims do not stand alike."""

    def __init__(self, group: Group, told: Told) -> None:
        self.group = group
        self.first = group.first
        values = [
            each.figure.value for each in group.claims if each.figure is not None and each.figure.value is not None
        ]
        self.largest = max(values, default=None)
        slots = [_slot(claim, told) for claim in group.claims]
        self.slot = slots[0] if slots and slots.count(slots[0]) == len(slots) else None
        body = [claim for claim in group.claims if not claim.headline]
        self.reports = frozenset(claim.report for claim in body)
        self.scopes = frozenset(claim.scope for claim in body)
        # Where in which report the body counts whom.
        standing = zip(group.claims, slots, strict=True)
        self.told_in = frozenset((claim.report, slot) for claim, slot in standing if not claim.headline)

    def placed_like(self, other: _Asked, leads: _Leads) -> bool:
        """Say whether two groups stand in the same place of their reports.

        That is the headline's figure and the body's, figures of different versions, or the tolls of one incident.
        """
        if self.scopes and other.scopes and len(self.scopes | other.scopes) > 1:
            return False
        if self.reports.isdisjoint(other.reports):
            return True
        return self.reports != other.reports and leads.has(self) and leads.has(other)


class _Leads:
    """Which groups are tolls of an incident: some report gives the count before any other of the same people.

    "A seventh, a woman, died overnight" counts one more and is no toll of one.
    """

    def __init__(self, told: Told) -> None:
        self._incident = told.story.kind == "incident"
        self._told = told
        self._first: dict[tuple[str, _Slot], str] = {}
        self._has: dict[str, bool] = {}
        if self._incident:
            for claim in told.claims:
                if not claim.headline:
                    self._first.setdefault((claim.report, _slot(claim, told)), claim.id)

    def is_toll(self, group: _Asked) -> bool:
        """Say whether a group counts people harmed in an incident."""
        return self._incident and group.first.measure in TOLLS

    def has(self, group: _Asked) -> bool:
        """Say whether a group is such a toll."""
        if group.first.id not in self._has:
            self._has[group.first.id] = self.is_toll(group) and any(
                self._first.get((claim.report, _slot(claim, self._told))) == claim.id for claim in group.group.claims
            )
        return self._has[group.first.id]


class _Rivals:
    """In how many groups a report's body counts the same people in the same standing."""

    def __init__(self, groups: Sequence[_Asked]) -> None:
        self._groups = Counter(where for group in groups for where in group.told_in)

    def alone(self, group: _Asked) -> bool:
        """Say whether no report of a group has the like in another one."""
        slot = group.slot
        return slot is not None and all(self._groups[report, slot] <= 1 for report in group.group.by_report)


_Row = tuple[float, _Asked, _Asked]


def _differing(groups: Sequence[_Asked], leads: _Leads) -> Iterator[_Row]:
    """Yield the groups that count one thing with different numbers, with how likely that is."""
    rivals = _Rivals(groups)
    by_slot: defaultdict[_Slot, list[_Asked]] = defaultdict(list)
    for group in groups:
        if group.slot is not None and group.largest is not None and group.largest >= 0 and group.reports:
            by_slot[group.slot].append(group)
    for alike in by_slot.values():
        alike.sort(key=lambda group: (group.largest, group.first.id))
        alone = {group.first.id: rivals.alone(group) for group in alike}
        reach = len(alike) if len(alike) <= NUMBERS else NEXT
        for at, low in enumerate(alike):
            for high in alike[at + 1 : at + 1 + reach]:
                ratio = _ratio(low, high)
                if ratio is None:
                    break
                if not low.placed_like(high, leads) or not _countable(low, high, leads):
                    continue
                best = 1.0 + low.group.best_likeness(high.group)
                either = (alone[low.first.id] and alone[high.first.id]) or (leads.has(low) and leads.has(high))
                if best >= (ALONE if either else AMONG_OTHERS):
                    yield best + float(ratio), low, high


def _reworded(groups: Sequence[_Asked], around: Around) -> Iterator[_Row]:
    """Yield the groups of which two versions put one in the words of the other, with another number."""
    by_report: defaultdict[str, list[tuple[Claim, _Asked]]] = defaultdict(list)
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


def _ratio(low: _Asked, high: _Asked) -> Decimal | None:
    """Return how near two numbers are, the smaller first, and None where they are too far apart to be one."""
    if low.largest is None or high.largest is None:
        return None
    ratio = low.largest / high.largest if high.largest > 0 else Decimal(1)
    return None if ratio < RATIO and high.largest - low.largest > FEW else ratio


def _twisted(groups: Sequence[_Asked], leads: _Leads) -> Iterator[_Row]:
    """Yield the groups of which one is a headline's number and the other the body's, twisted.

    A headline names no place or time, so the body must leave no choice; but the two numbers may be far apart.
    """
    rivals = _Rivals(groups)
    bodies: defaultdict[tuple[str, _Slot], list[_Asked]] = defaultdict(list)
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
            if together and _countable(heads, body, leads):
                yield 1.0, heads, body


def _countable(left: _Asked, right: _Asked, leads: _Leads) -> bool:
    one, other = sorted((left, right), key=_name)
    return _fit(one.group, other.group, leads.is_toll(one))


def _fit(one: Group, other: Group, toll: bool) -> bool:
    return one.countable_with(other, days=TOLL_DAYS if toll else 0)


def _joined(
    groups: Sequence[_Asked], pairs: Callable[[Sequence[_Asked], _Leads], Iterator[_Row]], told: Told
) -> list[Group]:
    """Join the pairs, the likest first, as long as what has come together by then may be one count."""
    leads = _Leads(told)
    rows: list[tuple[float, _Asked, _Asked]] = []
    for points, left, right in pairs(groups, leads):
        one, other = sorted((left, right), key=_name)
        rows.append((-points, one, other))
    towards = {_name(group): _name(group) for group in groups}
    joined = {_name(group): group.group for group in groups}

    def home(name: str) -> str:
        while towards[name] != name:
            towards[name] = towards[towards[name]]
            name = towards[name]
        return name

    for _, one, other in sorted(rows, key=lambda row: (row[0], _name(row[1]), _name(row[2]))):
        left_name, right_name = home(_name(one)), home(_name(other))
        if left_name == right_name or not _fit(joined[left_name], joined[right_name], leads.is_toll(one)):
            continue
        small, large = sorted((left_name, right_name), key=lambda name: (len(joined[name].claims), name))
        joined[large].take_in(joined.pop(small))
        towards[small] = large
    return list(joined.values())


def _name(group: _Asked) -> str:
    return group.first.id
