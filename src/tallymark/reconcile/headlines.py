"""Where a headline says something else than the body under it: the headline is the least reliable line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tallymark.model import Bound, Claim, Finding, Tally
from tallymark.reconcile.best import value_of
from tallymark.reconcile.families import HARM, family_of
from tallymark.reconcile.sentences import CONTRADICTS, RECORD, claim_words, finding
from tallymark.reconcile.told import Told, sides


def headlines_of(told: Told, tally_of: Mapping[str, Tally]) -> list[Finding]:
    """Return a finding for each claim of a headline that the body of the same report gives otherwise."""
    out: list[Finding] = []
    for claim in told.claims:
        if claim.headline and claim.figure is not None and claim.figure.value is not None:
            body = [
                other
                for other in told.by_report[claim.report]
                if not other.headline and other.figure is not None and other.figure.value is not None
            ]
            out += _read_otherwise(told, claim, body, tally_of)
    return out


def _read_otherwise(told: Told, claim: Claim, body: list[Claim], tally_of: Mapping[str, Tally]) -> Iterator[Finding]:
    """Yield what the body says where it does not say what its headline says: another measure, or another number."""
    family = family_of(claim.measure)
    alike = [other for other in body if other.measure in family and value_of(other) == value_of(claim)]
    if any(other.measure == claim.measure for other in alike):
        return
    if alike:
        if family == HARM:
            yield _finding(told, "headline_measure", CONTRADICTS, claim, alike[0], tally_of)
        return
    same = [other for other in body if tally_of[other.id].id == tally_of[claim.id].id]
    if same:
        vaguer = claim.figure is not None and claim.figure.bound is not Bound.EXACTLY
        kind, weight = ("headline_rounds", RECORD) if vaguer else ("headline_differs", CONTRADICTS)
        yield _finding(told, kind, weight, claim, same[0], tally_of)


def _finding(told: Told, kind: str, weight: int, claim: Claim, body: Claim, tally_of: Mapping[str, Tally]) -> Finding:
    return finding(
        kind,
        told.story.id,
        sides([claim, body]),
        weight=weight,
        tallies=[tally_of[claim.id].id, tally_of[body.id].id],
        suggests=claim_words(body),
        who=told.versions([claim.report]),
        headline=claim_words(claim),
        body=claim_words(body),
    )
