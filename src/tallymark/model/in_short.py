"""An answer as a person reads it: the number, and of the thousands of tallies behind it how many and the first."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from tallymark.model.answer import Question, Why
from tallymark.model.tally import Tally


class CountedInShort(msgspec.Struct, frozen=True, kw_only=True):
    """A tally that is added up. Of a running total, how many tallies it contains that stories tell one by one, the
    first of these, and what of it no story itemises.
    """

    tally: Tally
    itemised: int = 0
    items: tuple[Tally, ...] = ()
    rest: Decimal | None = None


class LeftInShort(msgspec.Struct, frozen=True, kw_only=True):
    """How many tallies are left out for one reason, and the first of these, where they may matter to the reader.

    Each comes with the tally that it would be counted twice with, where there is one.
    """

    why: Why
    count: int
    first: tuple[tuple[Tally, Tally | None], ...] = ()


class InShort(msgspec.Struct, frozen=True, kw_only=True):
    """The number with low and high as in `Answer`; from how many tallies and claims, the first of those that count,
    and what was left out, reason by reason.
    """

    question: Question
    low: Decimal | None
    best: Decimal
    high: Decimal | None
    tallies: int
    claims: int
    counted: tuple[CountedInShort, ...] = ()
    left_out: tuple[LeftInShort, ...] = ()
