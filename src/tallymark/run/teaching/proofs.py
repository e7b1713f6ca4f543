"""Proofs of rules as the packs write them: a text, its date where it has one, and what must come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tallymark.packs import Pack, PackError

Kind = Literal["finds", "misses", "passes", "mistakes"]
KINDS: tuple[Kind, ...] = ("finds", "misses", "passes", "mistakes")
# In these a proof says what must come out; the others are texts alone.
SAYS: frozenset[Kind] = frozenset(["finds", "misses"])
_PROOF = re.compile(r"(?:@(?P<published>[\d-]+) )?(?P<text>.*?)(?: => (?P<wanted>.*))?", re.DOTALL)


class Proof(NamedTuple):
    """A sentence that proves a rule: `wanted` is what must come out, empty where the kind is `passes` or `mistakes`."""

    concept: str
    rule: str
    kind: Kind
    published: str | None
    text: str
    wanted: str


def proofs(pack: Pack, concept: str) -> Iterator[Proof]:
    """Yield every proof of a concept's rules, in the order of the file.

    Raises `PackError` for one that says what must come out where it may not, or does not where it must.
    """
    for rule in pack.rules.get(concept, ()):
        for kind in KINDS:
            for written in getattr(rule, kind):
                match = _PROOF.fullmatch(written)
                if match is None or bool(match["wanted"]) != (kind in SAYS):
                    how = "'text => what must come out'" if kind in SAYS else "a text alone, without '=>'"
                    raise PackError(f"{pack.language}: {rule.id}: one of its {kind} is not {how}: {written!r}")
                yield Proof(concept, rule.id, kind, match["published"], match["text"], match["wanted"] or "")
