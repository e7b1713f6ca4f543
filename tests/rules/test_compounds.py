"""Compounds: words made of number words, by what joins them, and words that only look like it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallymark.packs import Pack, Word
from tallymark.rules import Engine, Sense
from tallymark.rules.numerals import words_value

NUMBERS = {"ein": 1, "zwei": 2, "fünf": 5, "elf": 11, "zwanzig": 20, "dreißig": 30}
SCALES = {"hundert": 100, "tausend": 1000}


def german() -> Engine:
    words = [Word(word, "num", "", str(value), {"value": str(value)}) for word, value in NUMBERS.items()]
    words += [Word(word, "scale", "", str(value), {"value": str(value)}) for word, value in SCALES.items()]
    settings = {"numeral_compounds": {"joints": ["und", ""]}, "numeral_order": "unit_first"}
    return Engine(
        Pack(language="xx", settings=settings, words=tuple(words), rules={}, macros={"any": "num"}, hash="x"), {}
    )


@pytest.mark.parametrize(
    ("word", "value"),
    [("fünfunddreißig", 35), ("zweihundertfünfunddreißigtausend", 235_000), ("zweitausendelf", 2011),
     ("Einhundertein", 101), ("zwanzigtausendfünfhundert", 20_500), ("hundertelf", 111)],
)  # fmt: skip
def test_compounds(word: str, value: int) -> None:
    (sense,) = german().line(word).things
    assert isinstance(sense, Sense)
    assert (sense.kind, sense.form, sense.more) == ("num", "compound", {"value": str(value)})


@pytest.mark.parametrize("word", ["zweifünf", "fünfund", "undfünf", "zweielfen", "hund", "zwanzigelf"])
def test_what_is_no_number(word: str) -> None:
    (sense,) = german().line(word).things
    assert isinstance(sense, Sense)
    assert sense.kind == "word"


def num(value: int) -> Sense:
    return Sense("num", "", str(value), "", {"value": str(value)})


def scale(value: int) -> Sense:
    return Sense("scale", "", str(value), "", {"value": str(value)})


@pytest.mark.parametrize(
    ("run", "value"),
    [
        ([num(200), num(30), num(5), scale(1000), num(100), num(20), num(1)], 235_121),
        ([scale(1000), Decimal(781)], 1781),
        ([Decimal(172), scale(1000), Decimal(51)], 172_051),
        ([Decimal(11), scale(1000), Decimal(9)], 11_009),
        ([num(2), scale(1000), num(500), scale(1_000_000)], 2_500_000_000),
        ([scale(100), scale(1000)], 100_000),
        ([num(3), num(4)], None),
        ([num(20), num(30)], None),
        ([num(5), num(20)], None),
        ([num(200), scale(100), num(500)], None),
    ],
)
def test_runs_of_number_words(run: list[Decimal | Sense], value: int | None) -> None:
    assert words_value(run) == value


def test_a_unit_stands_before_its_ten_where_the_language_says_so() -> None:
    assert words_value([num(300), num(5), num(20)], unit_first=True) == 325
    assert words_value([num(20), num(5)], unit_first=True) == 25
    assert words_value([num(5), num(200)], unit_first=True) is None
