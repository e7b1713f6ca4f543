"""Parting: clitics off their words, endings to their digits, and nothing else touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.packs import Pack, PackError, Word
from tallymark.rules import Engine, Sense
from tallymark.rules.scan import scan

ENDINGS = ["u", "ci", "ка"]
WORDS = [
    ("and", "و"), ("prep", "ب"), ("prep", "ل"), ("prep", "d'"), ("det", "l'"), ("verb", "قتل"), ("verb", "وصل"),
    ("item", "الغام"), ("det", "une"), ("when", "aujourd'hui"), ("item", "mine"), ("quant", "plus d' une"),
    ("pron", "-t-il"), ("pron", "-il"), ("say", "dit"),
]  # fmt: skip


def engine_with(**settings: object) -> Engine:
    words = tuple(Word(phrase, kind, "", phrase) for kind, phrase in WORDS)
    return Engine(Pack(language="xx", settings=settings, words=words, rules={}, macros={}, hash="x"), {})


ENGINE = engine_with(clitics=["و", "ب", "ل", "d'", "l'", "-il", "-t-il"], number_endings=ENDINGS, silent_letters="ُ")


def units(text: str, engine: Engine = ENGINE) -> list[str]:
    line = engine.line(text)
    kinds = [thing.kind for thing in line.things if isinstance(thing, Sense)]
    return [f"{text[a:b]}={kind}" for a, b, kind in zip(line.starts, line.ends, kinds, strict=True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وقتل", ["و=and", "قتل=verb"]),
        ("وقُتل", ["و=and", "قُتل=verb"]),
        ("وصل", ["وصل=verb"]),
        ("dit-il une", ["dit=say", "-il=pron", "une=det"]),
        ("une-t-il", ["une=det", "-t-il=pron"]),
        ("avril-il", ["avril-il=word"]),
        ("ووصل", ["و=and", "وصل=verb"]),
        ("وبالغام", ["و=and", "ب=prep", "الغام=item"]),
        ("ولد", ["ولد=word"]),
        ("و781", ["و=and", "781=number"]),
        ("و1.781 الغام", ["و=and", "1.781=number", "الغام=item"]),
        ("و1٬781", ["و=and", "1٬781=number"]),
        ("M1.5", ["M1=code", ".=stop", "5=number"]),
        ("D'une mine", ["D'=prep", "une=det", "mine=item"]),
        ("l’Orlava", ["l’=det", "Orlava=word"]),
        ("aujourd'hui", ["aujourd'hui=when"]),
        ("plus d'une mine", ["plus d'une=quant", "mine=item"]),
    ],
)
def test_clitics(text: str, found: list[str]) -> None:
    assert units(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1119-u mine", ["1119=number", "mine=item"]),
        ("3'u", ["3=number"]),
        ("1 119-u", ["1 119=number"]),
        ("1.119’u.", ["1.119=number", ".=stop"]),
        ("40-ка", ["40=number"]),
        ("40-kg", ["40-kg=compound"]),
        ("40 -u", ["40=number", "-=dash", "u=word"]),
        ("a-u", ["a-u=word"]),
    ],
)
def test_endings_of_numbers(text: str, found: list[str]) -> None:
    assert units(text) == found


def test_marks_that_a_language_uses_otherwise() -> None:
    assert units("mine: 3", engine_with(marks={":": "stop"})) == ["mine=item", ":=stop", "3=number"]
    assert units("mine: 3") == ["mine=item", ":=colon", "3=number"]
    with pytest.raises(PackError, match="no mark is called 'end'"):
        engine_with(marks={":": "end"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("بحلب", ["ب=prep", "حلب=word"]),
        ("وبحلب", ["و=and", "ب=prep", "حلب=word"]),
        ("بابل", ["بابل=word"]),
        ("لحلب", ["لحلب=word"]),
        ("بيان", ["بيان=word"]),
    ],
)
def test_names_of_places_behind_clitics(text: str, found: list[str]) -> None:
    """Only those of `name_clitics` are parted, and no name that is whole in itself ("بابل" is Babylon)."""
    engine = engine_with(clitics=["و", "ب", "ل"], name_clitics=["و", "ب"])
    assert units(text, engine) == found


@given(st.text(st.sampled_from("وبلقتd'l’ une1-u.ُ \n")))
def test_units_stand_in_the_text_in_order(text: str) -> None:
    line = ENGINE.line(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(line.starts, line.ends, strict=True))
    assert all(end <= start for end, start in zip(line.ends, line.starts[1:], strict=False))


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=6), min_size=1, max_size=4))
def test_words_of_letters_are_the_units_that_scanning_finds(words: list[str]) -> None:
    assert [unit for unit, _, _, _ in scan(" ".join(words))] == words
