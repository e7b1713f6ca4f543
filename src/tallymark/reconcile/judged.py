"""What people decided, applied to what the rules read: they win over the machine, and outlive its readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tallymark.model import Bound, Claim, Decision, Figure, Judgement, Words, agreed, standing


class Judged(msgspec.Struct, frozen=True):
    """Judgements of claims as they meet the present reading of one report.

    `claims` are what counts: without those judged wrong, with the numbers that people gave. `attached` has the
    judgements that stand by the id of the present claim, `orphaned` those whose words no claim has any more.
    """

    claims: tuple[Claim, ...]
    attached: dict[str, list[Judgement]]
    orphaned: tuple[Judgement, ...]


def words_of(claim: Claim) -> Words:
    """Return where a claim stands and what it says."""
    span = claim.span
    return Words(report=claim.report, start=span.start, end=span.end, quote=span.quote, measure=claim.measure)


def judged(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> Judged:
    """Apply the judgements about claims of one report to its present claims.

    A judgement is put to the claim with its id, or, where the rules read the words otherwise now, to the one claim of
    its measure that stands in the same words at the same place. Where people differ, the machine's reading stands.
    """
    by_id = {claim.id: claim for claim in claims}
    attached: dict[str, list[Judgement]] = {}
    orphaned: list[Judgement] = []
    for stand in standing(judgements).values():
        for one in stand:
            claim = by_id.get(one.about) or _in_words(claims, one)
            if claim is None:
                orphaned.append(one)
            else:
                attached.setdefault(claim.id, []).append(one)
    out = [_decided(claim, attached.get(claim.id, [])) for claim in claims]
    kept = tuple(claim for claim in out if claim is not None)
    return Judged(_tied(kept, {claim.id for claim in kept}), attached, tuple(orphaned))


def _in_words(claims: Iterable[Claim], one: Judgement) -> Claim | None:
    """Return the one claim that says the same thing of the same words, as far as one does."""
    words = one.words
    if words is None:
        return None
    near = [claim for claim in claims if claim.measure == words.measure and _meets(claim, words)]
    exact = [claim for claim in near if (claim.span.start, claim.span.end) == (words.start, words.end)]
    found = exact or [claim for claim in near if claim.span.quote in words.quote or words.quote in claim.span.quote]
    return found[0] if len(found) == 1 else None


def _meets(claim: Claim, words: Words) -> bool:
    return claim.report == words.report and claim.span.start < words.end and words.start < claim.span.end


def _decided(claim: Claim, stand: Sequence[Judgement]) -> Claim | None:
    """Return a claim as people have it, None where they say that it is wrong and give no number."""
    told = agreed(stand)
    if told is None:
        return claim
    if told.value is not None and claim.figure is not None:
        return msgspec.structs.replace(claim, figure=_corrected(claim.figure, told))
    return None if told.decision in (Decision.WRONG, Decision.DIFFERENT) else claim


def _corrected(figure: Figure, told: Judgement) -> Figure:
    return msgspec.structs.replace(figure, value=told.value, value_max=None, bound=Bound.EXACTLY)


def _tied(claims: Sequence[Claim], here: set[str]) -> tuple[Claim, ...]:
    """Return claims without ties to those that are left out."""
    return tuple(
        claim
        if (claim.part_of is None or claim.part_of in here) and here.issuperset(claim.total_of)
        else msgspec.structs.replace(
            claim,
            part_of=claim.part_of if claim.part_of in here else None,
            total_of=tuple(part for part in claim.total_of if part in here),
        )
        for claim in claims
    )
