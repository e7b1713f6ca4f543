"""Every rule of a language is held to its proof: what it must find, what it must pass over, where it errs."""

from __future__ import annotations

from typing import Any

import pytest

from tallymark.extract.causes import speaks_of_ordnance
from tallymark.packs import load_packs
from tests.extract.proofs import Proof, proofs
from tests.packs.firing import RUNNERS, Fired, english, line_of

# The other files of rules are held to their proofs beside the code that reads them, in tests/extract.
ELSEWHERE = {"dates", "ages", "inspections", "violations", "officials"}

# Proofs that are right and that the rules do not fulfil yet: (rule, the beginning of the text), with the reason. A
# proof that is fulfilled again fails until it is taken off this list.
KNOWN: dict[tuple[str, str], str] = {
    (
        "same.and_names",
        "Orland counted 1,003 mine victims",
    ): "'mine victims' is read as a toll, in which no ordnance is seen",
    (
        "happen.and",
        "A young man had stepped on a mine",
    ): "'stepped on a mine' takes the mine for itself and what follows it",
    ("wound.borne", "A policeman who ran"): "a relative clause without a comma stands between the man and his wounds",
    ("part.among", "Landmines killed 1,404 people, more"): "the verb takes the whole and its part for one list",
    ("same.with_list", "Two fields have been cleared of 20 mines"): "no clause reads what a field is cleared of",
}


def every(kind: str) -> list[Any]:
    out = []
    for concept in RUNNERS:
        for parameter in proofs(concept, kind):
            (proof,) = parameter.values
            reasons = [why for (rule, begins), why in KNOWN.items() if _is_known(proof, rule, begins)]
            marks = [pytest.mark.xfail(strict=True, reason=reason) for reason in reasons]
            out.append(pytest.param(concept, proof, id=f"{concept}-{parameter.id}", marks=marks))
    return out


def _is_known(proof: Proof, rule: str, begins: str) -> bool:
    return proof.rule == rule and proof.text.startswith(begins)


def wanted(concept: str, proof: Proof) -> Fired:
    """Return what must fire; in clauses and parts the claims of a text come in any order."""
    listed = concept in ("clauses", "parts")
    return Fired(proof.rule, ", ".join(sorted(proof.wanted.split(", "))) if listed else proof.wanted)


@pytest.mark.parametrize(("concept", "proof"), every("finds"))
def test_rule_finds(concept: str, proof: Proof) -> None:
    assert wanted(concept, proof) in list(RUNNERS[concept](proof.text)), proof.text


@pytest.mark.parametrize(("concept", "proof"), every("passes"))
def test_rule_passes(concept: str, proof: Proof) -> None:
    assert proof.rule not in {fired.rule for fired in RUNNERS[concept](proof.text)}, proof.text


@pytest.mark.parametrize(("concept", "proof"), every("passes"))
def test_what_is_passed_over_speaks_of_ordnance(concept: str, proof: Proof) -> None:
    """A text without ordnance has no claims whatever its rules do, and would prove nothing."""
    if concept in ("clauses", "parts", "origin", "denials"):
        assert speaks_of_ordnance(line_of(proof.text), english()), proof.text


def test_mines_that_are_counted_speak_of_ordnance_where_nothing_else_is_mined() -> None:
    assert [fired.read for fired in RUNNERS["clauses"]("They found 205 mines.")] == ["found 205", "found 205"]
    assert list(RUNNERS["clauses"]("They found 205 mines. A coal mine is near.")) == []


def test_known_false_alarms_still_fire() -> None:
    """One that no longer fires is mended: it belongs among what the rule passes over."""
    mended = [
        f"{proof.rule}: {proof.text}"
        for concept, proof in (parameter.values for parameter in every("mistakes"))
        if proof.rule not in {fired.rule for fired in RUNNERS[concept](proof.text)}
    ]
    assert mended == []


def test_what_is_known_is_there() -> None:
    texts = {(proof.rule, proof.text) for kind in ("finds", "passes") for _, proof in _values(kind)}
    gone = [(rule, begins) for rule, begins in KNOWN if not any(r == rule and t.startswith(begins) for r, t in texts)]
    assert gone == []


def _values(kind: str) -> list[tuple[str, Proof]]:
    return [parameter.values for parameter in every(kind)]


def test_every_file_of_rules_is_run() -> None:
    files = {concept for pack in load_packs().languages.values() for concept in pack.rules}
    assert files == set(RUNNERS) | ELSEWHERE
