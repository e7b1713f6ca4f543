"""Claims that count one thing, as they come together: what others are asked before they join."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tallymark.model import Claim
from tallymark.reconcile.alike import may_be_one, meet_in_one_text
from tallymark.reconcile.faces import Faces


class Group:
    """Claims that count one thing, in no order; `faces` counts theirs, and `by_report` holds them by report."""

    def __init__(self, faces: Faces, claims: Iterable[Claim]) -> None:
        self._numbering = faces
        self.claims: list[Claim] = []
        self.faces: Counter[int] = Counter()
        self.by_report: dict[str, list[Claim]] = {}
        self._ids: set[str] = set()
        self._named: set[str] = set()
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        self.faces[self._numbering.of(claim)] += 1
        self.by_report.setdefault(claim.report, []).append(claim)
        self._ids.add(claim.id)
        self._named.update(claim.total_of)
        if claim.part_of is not None:
            self._named.add(claim.part_of)

    def take_in(self, other: Group) -> None:
        """Take all claims of another group in."""
        for claim in other.claims:
            self.add(claim)

    def countable_with(self, other: Group, *, days: int = 0) -> bool:
        """Say whether nothing rules out that two groups count one thing, whatever their numbers.

        `days` is how far the days of two reports may lie apart: a toll is told as of the day it is told.
        """
        if not (self._named.isdisjoint(other._ids) and other._named.isdisjoint(self._ids)):
            return False
        if not all(self._numbering.may_be_one(one, two, days) for one in self.faces for two in other.faces):
            return False
        return all(
            may_be_one(one, two) and meet_in_one_text(one, two)
            for report in self.by_report.keys() & other.by_report.keys()
            for one in self.by_report[report]
            for two in other.by_report[report]
        )

    def likeness(self, face: int) -> float:
        """Return how much speaks on average for claims of a face counting what this group counts."""
        told = sum(self._numbering.likeness(face, other) * count for other, count in self.faces.items())
        return told / len(self.claims)

    def best_likeness(self, other: Group) -> float:
        """Return how much speaks at best for two groups counting one thing."""
        return max(self._numbering.likeness(one, two) for one in self.faces for two in other.faces)

    def in_order(self) -> tuple[Claim, ...]:
        """Return the claims in the order of their reports and words."""
        return tuple(sorted(self.claims, key=_place))

    @property
    def first(self) -> Claim:
        """The first of the claims in that order."""
        return min(self.claims, key=_place)


def _place(claim: Claim) -> tuple[object, ...]:
    return claim.report, claim.order, claim.span, claim.id
