"""What comparing claims looks at, each combination once: thousands of copies of a text tell a few different things."""

from __future__ import annotations

from collections.abc import Hashable

from tallymark.model import Claim
from tallymark.reconcile.alike import likeness, may_be_one, people_of
from tallymark.reconcile.told import Told


class Faces:
    """The faces of a story's claims, by number; claims with one face are alike to every claim of another report."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._of: dict[str, int] = {}
        self._numbers: dict[Hashable, int] = {}
        self._claims: list[Claim] = []
        self._alike: dict[tuple[int, int], float] = {}
        self._one: dict[tuple[int, int, int], bool] = {}

    def of(self, claim: Claim) -> int:
        """Return the number of a claim's face."""
        if claim.id not in self._of:
            face = self._numbers.setdefault(_face(claim), len(self._claims))
            if face == len(self._claims):
                self._claims.append(claim)
            self._of[claim.id] = face
        return self._of[claim.id]

    def likeness(self, one: int, other: int) -> float:
        """Return how much speaks for claims of two faces counting one thing."""
        if (one, other) not in self._alike:
            self._alike[one, other] = likeness(self._claims[one], self._claims[other])
        return self._alike[one, other]

    def may_be_one(self, one: int, other: int, days: int) -> bool:
        """Say whether nothing rules out that claims of two faces in two reports count one thing."""
        if (one, other, days) not in self._one:
            self._one[one, other, days] = may_be_one(self._claims[one], self._claims[other], days=days)
        return self._one[one, other, days]


def _face(claim: Claim) -> Hashable:
    period = claim.period
    return (
        claim.measure,
        claim.figure is None,
        None if claim.figure is None else claim.figure.unit,
        None if claim.item is None else claim.item.id or "",
        None if claim.model is None else claim.model.id or "",
        people_of(claim),
        frozenset(place.id or place.name for place in claim.places),
        None if period is None else (period.edtf, period.anchor),
        claim.scope,
    )
