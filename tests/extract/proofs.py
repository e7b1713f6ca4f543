"""Proofs of rules as the packs write them: a text, its date where it has one, and what must come out."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest

from tallymark.packs import load_packs
from tallymark.rules import Engine, engine_of

_PROOF = re.compile(r"(?:@(?P<published>[\d-]+) )?(?P<text>.*?)(?: => (?P<wanted>.*))?", re.DOTALL)


class Proof(NamedTuple):
    """A proof of the rule: `wanted` is empty where the rule must pass the text over."""

    rule: str
    published: str | None
    text: str
    wanted: str


def english() -> Engine:
    engine = engine_of(load_packs(["en"]), "en")
    assert engine is not None
    return engine


def proofs(concept: str, kind: str) -> list[Any]:
    """Return every proof of a concept's rules as a test parameter; `kind` is `finds` or `passes`."""
    out = []
    for rule, _ in english().rules[concept]:
        for n, written in enumerate(getattr(rule, kind)):
            match = _PROOF.fullmatch(written)
            assert match is not None
            wanted = match["wanted"] or ""
            assert bool(wanted) == (kind == "finds"), f"{rule.id}: {written}"
            proof = Proof(rule.id, match["published"], match["text"], wanted)
            out.append(pytest.param(proof, id=f"{rule.id}-{kind}-{n}"))
    return out
