"""Who gives which reading of one thing, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal

from tallymark.model import Claim
from tallymark.packs.wording import listed, phrase
from tallymark.reconcile.told import Told


def readings(told: Told, claims: Sequence[Claim], words: Callable[[Claim], str]) -> str:
    """Return who gives which reading: "20 (X and Y), 22 (Z)", in the order of publication."""
    by_words: defaultdict[str, set[str]] = defaultdict(set)
    for claim in sorted(claims, key=lambda claim: _told_at(told, claim)):
        by_words[words(claim)].add(claim.report)
    rows = [phrase("reading", reading=reading, who=told.versions(reports)) for reading, reports in by_words.items()]
    return listed(rows)


def _told_at(told: Told, claim: Claim) -> tuple[str, Decimal, str, int]:
    """Return by what claims are told in order: publication, undated last, then the number."""
    value = None if claim.figure is None else claim.figure.value
    return told.reports[claim.report].published or "9", value or Decimal(0), claim.report, claim.order
