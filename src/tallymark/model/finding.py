"""What a reader of the ledger must know, and what the program did not understand."""

from __future__ import annotations

import msgspec

from tallymark.model.span import Span


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a finding: words in a report, and the claim that stands in them where there is one."""

    report: str
    span: Span
    claim: str | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A sum that does not close, versions that differ, a total that went down: in a sentence a person understands.

    `kind` is an id ("sum_closes", "sum_does_not_close", "mistranslation", "place_lost", "implied_figure" …).
    `weight` orders findings for a reader: 2 contradicts, 1 needs a look, 0 is told for the record.
    `suggests` is the reading that the other versions and the sums support; it stays a suggestion.
    """

    id: str
    kind: str
    story: str | None
    sentence: str
    sides: tuple[Side, ...] = ()
    tallies: tuple[str, ...] = ()
    suggests: str | None = None
    weight: int = 1


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something not read or not understood: where, what kind, and why, in words.

    `name` is the input's name where no report came of it; `report` and `span` point at the words where one did.
    """

    id: str
    kind: str
    reason: str
    name: str | None = None
    report: str | None = None
    span: Span | None = None
