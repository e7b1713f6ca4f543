"""Contradictions: where two rules of a pack give one span different values, in any of the sentences of its proofs."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tallymark.extract.rivals import Rival, rival_clauses, rival_counts, rival_dates, words_of
from tallymark.rules import Line
from tallymark.run.teaching.firing import Told
from tallymark.run.teaching.proofs import proofs
from tallymark.run.teaching.taught import Taught


class Contradiction(msgspec.Struct, frozen=True):
    """Words that one rule reads as one thing and another as another; `text` is a sentence in which they do."""

    words: str
    rule: str
    reads: str
    other: str
    other_reads: str
    text: str

    def __str__(self) -> str:
        return f"“{self.words}” is {self.reads} by {self.rule}, and {self.other_reads} by {self.other}"


def contradictions(here: Taught) -> list[Contradiction]:
    """Return the contradictions between rules, one sentence for each pair of rules."""
    found: dict[tuple[str, str], Contradiction] = {}
    told = {Told(proof.text, proof.published) for concept in here.pack.rules for proof in proofs(here.pack, concept)}
    for one in sorted(told, key=lambda told: (told.text, told.published or "")):
        for line, rival in _rivals(here, one):
            pair = min(rival.rule, rival.other), max(rival.rule, rival.other)
            words = words_of(one.text, line, rival)
            found.setdefault(pair, Contradiction(words, *rival[2:], text=one.text))
    return [found[pair] for pair in sorted(found)]


def _rivals(here: Taught, told: Told) -> Iterator[tuple[Line, Rival]]:
    undated, dated, counted = here.undated(told.text), here.dated(*told), here.counted(*told)
    for line, rivals in (
        (undated, rival_dates(told.text, undated, here.engine, told.published)),
        (dated, rival_counts(told.text, dated, here.engine)),
        (counted, rival_clauses(told.text, counted, here.engine)),
    ):
        for rival in rivals:
            yield line, rival
