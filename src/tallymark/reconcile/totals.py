"""What a report tells of a running total: all that following it through other stories takes, without the claim."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from tallymark.model import Bound, Claim, Scope, Span, Stance
from tallymark.packs.kinds import lineage
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.best import value_of
from tallymark.reconcile.told import Told

# Measure, kind of thing, people, baseline, and whether the report adds it up to another total.
Key = tuple[str, str, str, str, bool]


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a running total in one report: which total, when told and by whom, and the claim that says so.

    `rank` is the story's place among the stories, `name` what the report is called in a sentence. `places` and
    `voices` are folded names; `voices` are those who say so and the report's source.
    """

    key: Key
    story: str
    rank: int
    report: str
    name: str
    published: str | None
    claim: str
    span: Span
    value: Decimal
    exact: bool
    item: str | None
    people: tuple[str, ...]
    places: tuple[str, ...]
    voices: tuple[str, ...]


def packed(total: Total) -> bytes:
    """Return a total as bytes of this program's own: a quote may hold what no encoding of texts can carry."""
    return pickle.dumps(msgspec.structs.astuple(total), pickle.HIGHEST_PROTOCOL)


def unpacked(kept: bytes) -> Total:
    """Return the total that `packed` was given."""
    return Total(**dict(zip(Total.__struct_fields__, pickle.loads(kept), strict=True)))


def totals_of(told: Told, rank: int) -> Iterator[Total]:
    """Yield the running totals of a story; one is told whenever a claim gives a number since a baseline."""
    summed = {(claim.report, part) for claim in told.claims for part in claim.total_of}
    for claim in told.claims:
        if _is_running(claim):
            yield _total(told, rank, claim, (claim.report, claim.id) in summed)


def _is_running(claim: Claim) -> bool:
    told = claim.scope is Scope.RUNNING_TOTAL and not claim.headline and claim.stance is not Stance.DENIED
    return told and claim.figure is not None and claim.figure.value is not None and _baseline(claim) != ""


def _total(told: Told, rank: int, claim: Claim, summed: bool) -> Total:
    report = told.reports[claim.report]
    named = {holder.name for holder in claim.attribution if holder.span is not None}
    return Total(
        key=_key(claim, summed),
        story=told.story.id,
        rank=rank,
        report=claim.report,
        name=told.names[claim.report],
        published=report.published,
        claim=claim.id,
        span=claim.span,
        value=value_of(claim),
        exact=claim.figure is not None and claim.figure.bound is Bound.EXACTLY,
        item=None if claim.item is None else claim.item.id,
        people=tuple(sorted(people_of(claim))),
        places=tuple(sorted({place.id or place.name.casefold() for place in claim.places if not place.inherited})),
        voices=tuple(sorted({name.casefold() for name in (*named, report.source) if name is not None})),
    )


def _key(claim: Claim, summed: bool) -> Key:
    """Return what two claims of one running total have alike: measure, kind of thing, people and baseline.

    What a report adds up to a total of its own (`summed`) is followed apart from totals.
    Any kind of mine or other ordnance is one kind here: a bulletin writes "mines" one month and "mines and other
    explosive items" the next.
    """
    item = "" if claim.item is None or claim.item.id is None else lineage(claim.item.id)[-1]
    return claim.measure, item, " ".join(sorted(people_of(claim))), _baseline(claim), summed


def _baseline(claim: Claim) -> str:
    """Return what a running total counts from: the start of its period, to the month, or the event in folded words."""
    if claim.period is None:
        return ""
    start = (claim.period.edtf or "").partition("/")[0]
    if start not in ("", ".."):
        return start[:7]
    return " ".join((claim.period.anchor or "").casefold().split())
