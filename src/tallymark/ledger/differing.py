"""What changed in a ledger between two moments, in terms of claims and tallies."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import msgspec

from tallymark.ledger.moments import AsOf
from tallymark.model import Claim, Tally

# What a noun has by being recorded: its id, the pack that read it, its place among others and what it is tied to.
_OWN = ("id", "pack", "found_by", "order", "story", "claims", "whole", "sum_of", "minus", "part_of", "total_of")

Noun = TypeVar("Noun", Claim, Tally)


class Changed(msgspec.Struct, Generic[Noun], frozen=True):
    """What of one noun was there only before, only after, and what says something else now (before, after)."""

    gone: tuple[Noun, ...]
    new: tuple[Noun, ...]
    other: tuple[tuple[Noun, Noun], ...]

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.gone or self.new or self.other)


class Difference(msgspec.Struct, frozen=True):
    """What changed between two moments."""

    claims: Changed[Claim]
    tallies: Changed[Tally]


def difference(before: AsOf, after: AsOf) -> Difference:
    """Return what changed. Claims meet by their id; tallies that count the same thing by other claims meet as well."""
    return Difference(
        claims=_changed(before.claims(), after.claims(), _claim_key),
        tallies=_changed(before.tallies(), after.tallies(), _tally_key),
    )


def _claim_key(claim: Claim) -> Hashable:
    return claim.report, claim.measure, claim.span.start, claim.span.end


def _tally_key(tally: Tally) -> Hashable:
    return tally.measure, tally.subject, tally.place, tally.period, tally.scope, tally.whole is None, tally.implied


def _changed(before: Iterable[Noun], after: Iterable[Noun], key: Callable[[Noun], Hashable]) -> Changed[Noun]:
    """Tell two sets apart; of what is the same in both nothing is said, and pack and id alone change nothing."""
    old = {_said(noun): noun for noun in before}
    new = {_said(noun): noun for noun in after}
    gone = [noun for said, noun in old.items() if said not in new]
    come = [noun for said, noun in new.items() if said not in old]
    waiting: dict[Hashable, list[Noun]] = {}
    for noun in gone:
        waiting.setdefault(key(noun), []).append(noun)
    pairs: list[tuple[Noun, Noun]] = []
    alone: list[Noun] = []
    for noun in come:
        same = waiting.get(key(noun))
        if same:
            pairs.append((same.pop(0), noun))
        else:
            alone.append(noun)
    left = [noun for nouns in waiting.values() for noun in nouns]
    return Changed(gone=_sorted(left), new=_sorted(alone), other=tuple(sorted(pairs, key=lambda pair: pair[1].id)))


def _sorted(nouns: Sequence[Noun]) -> tuple[Noun, ...]:
    return tuple(sorted(nouns, key=lambda noun: noun.id))


def _said(noun: Claim | Tally) -> bytes:
    """Return what a noun says, without what changes with every pack or every claim that comes to it."""
    said = msgspec.to_builtins(noun)
    for name in _OWN:
        said.pop(name, None)
    extra = [noun.report] if isinstance(noun, Claim) else sorted(noun.claims)
    return msgspec.json.encode([said, extra], order="deterministic")
