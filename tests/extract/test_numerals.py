"""Numerals in which digits, scales and words are mixed, and neighbours that make no one number."""

from __future__ import annotations

import pytest

from tallymark.extract.numerals import find_numerals
from tallymark.packs import load_packs
from tallymark.rules import engine_of


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "They cleared 322 hundred of them.", [32200]),
        ("en", "Some 12,500 thousand shells lie there.", [12_500_000]),
        ("en", "4 thousand 3 hundred and 21 shells", [4321]),
        ("en", "4 thousand 3 hundred and 0", [4300, 0]),
        ("en", "3 hundred and 2 hundred", [300, 200]),
        ("en", "3 dzs of fuses", [36]),
        ("es", "treinta y 3 minas", [33]),
        ("fr", "4 mille 3 cents et 21 mines", [4321]),
        ("fr", "3 cents et 21 mines", [321]),
        ("fr", "1 800 et 2 cents mines", [1800, 200]),
        ("tr", "sıfır 0'dır", [0, 0]),
    ],
)
def test_digits_and_words_are_mixed(language: str, text: str, values: list[int]) -> None:
    engine = engine_of(load_packs([language]), language)
    assert engine is not None
    assert [numeral.value for numeral in find_numerals(text, engine)] == values
