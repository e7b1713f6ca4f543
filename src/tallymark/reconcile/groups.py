"""Which claims of a story count one thing: those that agree first, then those whose number alone differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tallymark.model import Claim
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.differing import with_differing
from tallymark.reconcile.faces import Faces
from tallymark.reconcile.group import Group
from tallymark.reconcile.told import Told


def groups_of(told: Told) -> list[tuple[Claim, ...]]:
    """Return the claims of a story by what they count, each group in the order of the story's claims."""
    groups = with_differing(_agreeing(told.claims, Faces(told)), told)
    return sorted(
        (group.in_order() for group in groups), key=lambda group: (group[0].report, group[0].order, group[0].id)
    )


def _agreeing(claims: Sequence[Claim], faces: Faces) -> list[Group]:
    """Group claims that give one number for one thing; the most specific claims found the groups."""
    groups: defaultdict[tuple[object, ...], list[Group]] = defaultdict(list)
    ranked = sorted(claims, key=lambda claim: (claim.headline, -_specific(claim), claim.report, claim.order, claim.id))
    for claim in ranked:
        alike, alone = groups[_count(claim)], Group(faces, [claim])
        fitting = [group for group in alike if alone.countable_with(group) and _acts_meet(claim, group)]
        if fitting:
            face = faces.of(claim)
            max(fitting, key=lambda group: group.likeness(face)).add(claim)
        else:
            alike.append(alone)
    return [group for alike in groups.values() for group in alike]


def _count(claim: Claim) -> tuple[object, ...]:
    figure = claim.figure
    return (claim.measure,) if figure is None else (claim.measure, figure.value, figure.value_max, figure.unit)


def _specific(claim: Claim) -> int:
    parts = (claim.item, claim.model, claim.period, *claim.places, *people_of(claim))
    return sum(part is not None for part in parts)


def _acts_meet(claim: Claim, group: Group) -> bool:
    """Say whether an act is the one a group tells: of two acts of one kind in a text, something must tell which."""
    if claim.figure is not None:
        return True
    key = _act_key(claim)
    if any(_act_key(other) != key for other in group.by_report.get(claim.report, ())):
        return False
    return not key or any(_act_key(other) in (key, "") for other in group.claims)


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
