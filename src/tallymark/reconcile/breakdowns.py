"""Which kinds of people and things share no member, so that their counts may be added: most breakdowns overlap."""

from __future__ import annotations

from collections.abc import Sequence

from tallymark.model import Claim
from tallymark.packs.kinds import is_kind_of
from tallymark.reconcile.alike import people_of

# A journalist, a farmer or a child may each be a civilian, so only these are held apart. Deminers are among them as
# casualty recorders count civilians, security forces and deminers beside each other.
AXES = (
    frozenset({"civilian", "military", "police", "militant", "peacekeeper", "deminer"}),
    frozenset({"woman", "man", "child"}),
    frozenset({"woman", "man", "boy", "girl"}),
)
# Kinds that divide everyone into those who are and those who are not, which a reader asks for. That 42 of 45 were no
# journalists is as true and tells nobody anything.
DIVIDING = frozenset({"civilian", "military", "police", "child", "woman", "man", "boy", "girl"})


def apart(one: Claim, other: Claim) -> bool:
    """Say whether two counts of one measure certainly count nobody and nothing twice."""
    left, right = people_of(one), people_of(other)
    if left or right:
        return len(left) == len(right) == 1 and any(left | right <= kinds for kinds in AXES) and left != right
    items = [claim.item.id for claim in (one, other) if claim.item is not None and claim.item.id is not None]
    if len(items) == 2 and not is_kind_of(items[0], items[1]) and not is_kind_of(items[1], items[0]):
        return True
    places = [{place.id or place.name for place in claim.places if not place.inherited} for claim in (one, other)]
    within = [{name for place in claim.places for name in place.within} for claim in (one, other)]
    return bool(places[0] and places[1]) and not places[0] & (places[1] | within[1]) and not places[1] & within[0]


def all_apart(claims: Sequence[Claim]) -> bool:
    """Say whether every two of several counts are apart."""
    return all(apart(one, other) for at, one in enumerate(claims) for other in claims[at + 1 :])
