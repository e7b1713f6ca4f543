"""Every number that a text writes, and whether two renderings of it write the same ones."""

from __future__ import annotations

import pytest

from tallymark.extract.written import find_written
from tallymark.packs import load_packs
from tallymark.rules import Engine, engine_of
from tallymark.rules.renderings import compare_numbers


@pytest.fixture(scope="module")
def english() -> Engine:
    engine = engine_of(load_packs(), "en")
    assert engine is not None
    return engine


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Twelve mines lay by the road.", ["12 word Twelve"]),
        ("On the 9th of July 1,119 mines went.", ["9 ordinal 9th", "7 month July", "1119 number 1,119"]),
        ("At 15:50 a six-point belt held.", ["15.50 clock 15:50", "6 word six"]),
        ("The code X-7,000 stands.", ["7000 name 7,000"]),
        ("A wave of Covid-19 reached Orlava.", ["19 name 19"]),
    ],
)
def test_numbers_are_found_however_they_are_written(english: Engine, text: str, values: list[str]) -> None:
    found = find_written(text, english)
    assert [f"{one.value} {one.kind} {text[one.start : one.end]}" for one in found] == values


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Three dozen mines were lifted.", "They lifted 36 mines."),
        ("It began on 2 October at 8:30 p.m.", "At 20:30 on October 2nd it began."),
        ("Between 3 and 5 sappers came.", "Three to five sappers came."),
        ("The bridge dates from the 1900s.", "The bridge dates from the 20th century."),
        ("In the 1970s and 80s the field was mined.", "The field was mined in the 1970s and 1980s."),
        ("One must not step there.", "You must not step there."),
        ("In the past 24 hours nine mines were found.", "Within a day, 9 mines were found."),
    ],
)
def test_two_faithful_renderings_write_the_same_numbers(english: Engine, left: str, right: str) -> None:
    assert not compare_numbers(find_written(left, english), find_written(right, english)).changed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Three dozen mines were lifted.", "They lifted 46 mines."),
        ("It began on 2 October.", "On October 3rd it began."),
        ("It began at 15:50.", "At 14:50 it began."),
        ("Two of the two hundred men stayed.", "Three of the two hundred men stayed."),
        ("Six mines and six shells were found.", "Six mines and seven shells were found."),
        ("The A4 road was mined.", "The A3 road was mined."),
        ("It began in May and ended in July.", "It ended in August, and in May it began."),
    ],
)
def test_a_number_in_the_place_of_another_is_seen(english: Engine, left: str, right: str) -> None:
    assert compare_numbers(find_written(left, english), find_written(right, english)).changed
