"""Every rule of every language is held to its proof: what it must find, what it must pass over, where it errs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tallymark.packs import PackError, Packs, load_packs
from tallymark.packs.loader import LANGUAGES, available, load_language
from tallymark.run.teaching.firing import RUNNERS, Told
from tallymark.run.teaching.replay import faults
from tallymark.run.teaching.taught import taught
from tests.engines import teach


@pytest.mark.parametrize("concept", sorted(RUNNERS))
@pytest.mark.parametrize("language", available())
def test_every_proof_of_a_file_of_rules_holds(language: str, concept: str) -> None:
    failing = list(faults(teach(language), concept))
    assert not failing, "\n".join([f"{language}: {len(failing)} proofs do not hold", *map(str, failing)])


def test_every_file_of_rules_is_read_by_something() -> None:
    for language in available():
        assert {concept: rules for concept, rules in load_packs([language]).languages[language].rules.items() if rules}
        assert set(load_packs([language]).languages[language].rules) <= set(RUNNERS)


def test_mines_that_are_counted_speak_of_ordnance_where_nothing_else_is_mined() -> None:
    def read(text: str) -> list[str]:
        return [fired.read for fired in RUNNERS["clauses"](teach("en"), Told(text))]

    assert read("They found 205 mines.") == ["found 205", "found 205"]
    assert read("They found 205 mines. A coal mine is near.") == []


Written = Callable[[str], list[str]]


@pytest.fixture
def denials(tmp_path: Path) -> Written:
    """Return what is said of the English rule of denials where its proofs are others."""

    def said(proofs: str) -> list[str]:
        folder = tmp_path / "en"
        shutil.copytree(LANGUAGES / "en", folder, dirs_exist_ok=True)
        (folder / "denials.yaml").write_text(DENIALS + proofs, encoding="utf-8")
        pack = load_language(folder, load_packs(["en"]).domain)
        packs = Packs(languages={"en": pack}, domain=load_packs(["en"]).domain, hash=pack.hash)
        return [fault.why for fault in faults(taught(packs, "en"), "denials")]

    return said


DENIALS = """
rules:
  - id: denial.act
    pattern: "cue:( stance#denied ) what:( verb.ing#laid )"
"""
FOUND = "Kardovia denied laying mines in the border villages."
OTHER = "Kardovia laid mines in the border villages."
FINDS = f'    finds: ["{FOUND} => denied laying"]\n'
PASSES = f'    passes: ["{OTHER}"]\n'


@pytest.mark.parametrize(
    ("proofs", "says"),
    [
        (FINDS + PASSES, []),
        (f'    finds: ["{FOUND} => mines"]\n{PASSES}', ["should read 'mines', but it reads 'denied laying'"]),
        (f'    finds: ["{OTHER} => laid mines"]\n{PASSES}', ["should read 'laid mines', but it does not fire"]),
        (f'{FINDS}    passes: ["{FOUND}"]\n', ["should pass this over, but reads 'denied laying'"]),
        (f'{FINDS}    passes: ["Kardovia denied it."]\n',
         ["passes over a sentence that does not speak of ordnance: nothing is read there, so it proves nothing"]),
        (f'{FINDS}{PASSES}    misses: ["{OTHER} => laid mines"]\n', []),
        (f'{FINDS}{PASSES}    misses: ["{FOUND} => denied laying"]\n',
         ["is found now: this sentence belongs among its finds"]),
        (f'{FINDS}{PASSES}    mistakes: ["{FOUND}"]\n', []),
        (f'{FINDS}{PASSES}    mistakes: ["{OTHER}"]\n',
         ["no longer fires: this sentence belongs among what it passes"]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_proof(denials: Written, proofs: str, says: list[str]) -> None:
    assert denials(proofs) == says


@pytest.mark.parametrize(
    ("proofs", "says"),
    [(f'    finds: ["{FOUND}"]\n{PASSES}', "one of its finds is not 'text => what must come out'"),
     (f'{FINDS}    passes: ["{OTHER} => laid"]\n', "one of its passes is not a text alone, without '=>'")],
)  # fmt: skip
def test_a_proof_written_wrongly_is_refused(denials: Written, proofs: str, says: str) -> None:
    with pytest.raises(PackError, match=says):
        denials(proofs)
