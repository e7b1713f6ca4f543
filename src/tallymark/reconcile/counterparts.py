"""Which number of one version stands in the place of which of another, by what it counts and what is told beside it.

Versions of different outlets share no words. Once what they agree on is matched, little remains on each side, and what
remains of one version is told where the other tells what remains of it.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from tallymark.model import Claim
from tallymark.reconcile.alike import may_be_counted_so, may_be_one
from tallymark.reconcile.best import value_of
from tallymark.reconcile.evidence import TwoMeasures, TwoNumbers, by_place, by_whole, swapped, told_otherwise
from tallymark.reconcile.families import family_of
from tallymark.reconcile.sites import Sites
from tallymark.reconcile.standing import toll_days
from tallymark.reconcile.told import Told

# Of more numbers of one measure than this none can be told from the others by what stands around.
MOST = 30
_Pair = tuple[float, Claim, Claim]


class Counterparts:
    """The numbers of a story that two versions do not share; `counted` names the group that each claim counts for."""

    def __init__(self, told: Told, counted: Mapping[str, str]) -> None:
        self._told = told
        self._sites = Sites(told)
        self._counted = counted
        self._of_report: dict[str, list[Claim]] = {}
        self._reports: defaultdict[str, set[str]] = defaultdict(set)
        for claim in told.claims:
            self._reports[counted[claim.id]].add(claim.report)

    def of_one_measure(self) -> Iterator[_Pair]:
        """Yield pairs of claims with different numbers that are likely to be one count, with how likely."""
        for ones, others in self._remaining():
            rows = [
                (one, other)
                for one in ones
                for other in others
                if one.measure == other.measure
                and value_of(one) != value_of(other)
                and may_be_one(one, other, days=toll_days(self._told, one.measure))
            ]
            yield from self._likely(rows, functools.partial(self._points, ones, others), TwoNumbers.RIVAL)

    def of_one_number(self) -> Iterator[_Pair]:
        """Yield pairs of claims with one number under two measures that are likely to be one count, with how likely."""
        for ones, others in self._remaining():
            rows = [
                (one, other)
                for one in ones
                for other in others
                if one.measure != other.measure
                and other.measure in family_of(one.measure)
                and value_of(one) == value_of(other)
                and may_be_counted_so(one, other, days=toll_days(self._told, one.measure))
                and not self._meet(one, other)
            ]
            yield from self._likely(rows, self._swap_points, TwoMeasures.RIVAL)

    def _meet(self, one: Claim, other: Claim) -> bool:
        """Say whether two versions give the figures of two claims a measure in common, beside those they differ in."""
        groups = {self._counted[claim.id] for claim in self._sites.of[one.id].claims}
        return any(self._counted[claim.id] in groups for claim in self._sites.of[other.id].claims)

    def _remaining(self) -> Iterator[tuple[list[Claim], list[Claim]]]:
        """Yield what two reports count that the other does not, for each two reports."""
        for one, other in itertools.combinations(self._told.reports, 2):
            ones, others = self._free(one, other), self._free(other, one)
            if ones and others:
                yield ones, others

    def _free(self, report: str, other: str) -> list[Claim]:
        return [claim for claim in self._numbered(report) if other not in self._reports[self._counted[claim.id]]]

    def _numbered(self, report: str) -> list[Claim]:
        """Return the claims of a report's body that give numbers, of such measures as it does not list by the dozen."""
        if report not in self._of_report:
            given = [
                claim
                for claim in self._told.by_report[report]
                if not claim.headline and claim.figure is not None and claim.figure.value is not None
            ]
            numbers = Counter(claim.measure for claim in given)
            self._of_report[report] = [claim for claim in given if numbers[claim.measure] <= MOST]
        return self._of_report[report]

    def _likely(
        self, rows: Sequence[tuple[Claim, Claim]], points: Callable[[Claim, Claim], float], rival: float
    ) -> Iterator[_Pair]:
        """Yield the pairs that are likelier than not, and than any other of either claim.

        Another pair of either claim takes away as much as speaks for it, too, once for all claims of one count.
        """
        scored = [(points(one, other), one, other) for one, other in rows]
        of_one: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for score, one, other in scored:
            for claim, rivalling in ((one, self._counted[other.id]), (other, self._counted[one.id])):
                of_one[claim.id][rivalling] = max(score, of_one[claim.id].get(rivalling, score))
        for score, one, other in scored:
            rivals = [of_one[claim.id].values() for claim in (one, other)]
            left = score + rival * sum(math.log(sum(math.exp(each - score) for each in given)) for given in rivals)
            if left >= 0 and all(score >= max(given) for given in rivals):
                yield left, one, other

    def _points(self, ones: Sequence[Claim], others: Sequence[Claim], one: Claim, other: Claim) -> float:
        score = told_otherwise(one, other) + self._standing(one, other)
        elsewhere = _under_other_measure(one, others) or _under_other_measure(other, ones)
        return score + (TwoNumbers.UNDER_OTHER_MEASURE if elsewhere else 0.0)

    def _swap_points(self, one: Claim, other: Claim) -> float:
        return swapped(one, other) + self._standing(one, other)

    def _standing(self, one: Claim, other: Claim) -> float:
        """Return what speaks for two numbers by what they are parts of and by what stands next to them."""
        left, right = self._sites.of[one.id], self._sites.of[other.id]
        opening = all(self._sites.by_report[site.report][0] is site for site in (left, right))
        wholes = [self._counted.get(claim.part_of or "") for claim in (one, other)]
        company = self._sites.company(left, right, self._counted)
        return by_whole(wholes[0], wholes[1]) + by_place(company, opening=opening)


def _under_other_measure(claim: Claim, others: Sequence[Claim]) -> bool:
    """Say whether a claim's very number is told in the other version under a measure that may be taken for its own."""
    family = family_of(claim.measure)
    return any(
        other.measure != claim.measure and other.measure in family and value_of(other) == value_of(claim)
        for other in others
    )
