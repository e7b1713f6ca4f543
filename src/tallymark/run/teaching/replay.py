"""Rules held to their proofs: every sentence of a pack replayed, and what came out of it otherwise than it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tallymark.extract.causes import speaks_of_ordnance
from tallymark.run.teaching.firing import OF_CLAIMS, RUNNERS, Fired, Told, in_any_order
from tallymark.run.teaching.proofs import SAYS, Proof, proofs
from tallymark.run.teaching.taught import Taught

# Rules of these fire in nothing that does not speak of ordnance, whatever they are.
_OF_ORDNANCE = OF_CLAIMS | {"origin", "denials"}


class Fault(NamedTuple):
    """A proof that does not hold, and why, in a sentence."""

    proof: Proof
    why: str

    def __str__(self) -> str:
        return f"{self.proof.concept}.yaml: {self.proof.rule}: {self.why}\n    {self.proof.text}"


def faults(here: Taught, concept: str) -> Iterator[Fault]:
    """Yield the proofs of a file of rules that do not hold. Raises `PackError` for one that is written wrongly."""
    for proof in proofs(here.pack, concept):
        why = _why(here, proof)
        if why is not None:
            yield Fault(proof, why)


def _why(here: Taught, proof: Proof) -> str | None:
    """Say why a proof does not hold; None where it does."""
    run = RUNNERS.get(proof.concept)
    if run is None:
        return f"no part of the program reads rules from {proof.concept}.yaml"
    fired = list(run(here, Told(proof.text, proof.published)))
    read = [one.read for one in fired if one.rule == proof.rule]
    if proof.kind in SAYS:
        found = _wanted(proof) in fired
        if proof.kind == "misses":
            return "is found now: this sentence belongs among its finds" if found else None
        return None if found else _instead(proof, read)
    if proof.kind == "mistakes":
        return None if read else "no longer fires: this sentence belongs among what it passes"
    if read:
        return f"should pass this over, but reads {_listed(read)}"
    if proof.concept in _OF_ORDNANCE and not speaks_of_ordnance(here.counted(proof.text), here.engine):
        return "passes over a sentence that does not speak of ordnance: nothing is read there, so it proves nothing"
    return None


def _wanted(proof: Proof) -> Fired:
    return Fired(proof.rule, in_any_order(proof.wanted) if proof.concept in OF_CLAIMS else proof.wanted)


def _instead(proof: Proof, read: list[str]) -> str:
    got = f"it reads {_listed(read)}" if read else "it does not fire"
    return f"should read {proof.wanted!r}, but {got}"


def _listed(read: list[str]) -> str:
    return " and ".join(repr(one) for one in dict.fromkeys(read)) or "nothing"
