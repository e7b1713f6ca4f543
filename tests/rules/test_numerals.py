"""Numerals: what digits with separators and number words are worth, and what contradicts itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.rules import Sense
from tallymark.rules.numerals import digits_value, words_value
from tests.engines import english

SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
GROUPS = [",", ".", "'", "’", *SPACES]


@given(st.integers(0, 10**15), st.sampled_from(GROUPS))
def test_whatever_parts_the_thousands_the_number_is_the_same(number: int, group: str) -> None:
    assert digits_value(f"{number:,}".replace(",", group), ".") == number


@given(st.integers(1000, 10**12), st.integers(1, 99), st.sampled_from([*SPACES, ",", "'", "’"]))
def test_thousands_and_decimals_have_marks_of_their_own(number: int, part: int, group: str) -> None:
    written = f"{number:,}".replace(",", group) + f".{part:02}"
    assert digits_value(written, ".") == Decimal(f"{number}.{part:02}")


@pytest.mark.parametrize(
    ("written", "value"),
    [("5", "5"), ("1119", "1119"), ("1,119", "1119"), ("1.119", "1119"), ("19, 746", "19746"), ("27,13", "27.13"),
     ("2.81", "2.81"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("12.345.678", "12345678"), ("0.5", "0.5"),
     ("0,500", "0.500"), ("007", "7"), ("١٬١١٩".replace("٬", ","), "1119"), ("१२", "12"), ("１２", "12"),
     ("1234.567", "1234.567")],
)  # fmt: skip
def test_digits(written: str, value: str) -> None:
    assert digits_value(written, ".") == Decimal(value)


@pytest.mark.parametrize("written", ["1.2.3", "1,23,4", "1.234.56", "1,2.3,4", "12,34.5", "1.234,567.8", "1.2,3.4"])
def test_marks_that_contradict_one_another_are_no_number(written: str) -> None:
    assert digits_value(written, ".") is None


@pytest.mark.parametrize(("decimal", "value"), [(".", "1.119"), (",", "1119")])
def test_an_area_is_read_as_the_language_has_it(decimal: str, value: str) -> None:
    assert digits_value("1.119", decimal, countable=False) == Decimal(value)


@given(st.text("0123456789., '\u00a0\u202f\u2009’", min_size=1).filter(lambda text: any(c.isdecimal() for c in text)))
def test_no_digits_raise(written: str) -> None:
    if written[0].isdecimal() and written[-1].isdecimal():
        value = digits_value(written, ".")
        assert value is None or value.is_finite()


def worth(words: str) -> Decimal | None:
    line = english().line(words)
    return words_value([t for t in line.things if isinstance(t, Sense) and t.kind in ("num", "scale", "dozen", "half")])


@pytest.mark.parametrize(
    ("words", "value"),
    [("eleven hundred", 1100), ("twenty-three", 23), ("twenty three", 23), ("two hundred and five", 205),
     ("two million three hundred thousand and four", 2300004), ("a thousand", 1000), ("four dozen", 48),
     ("nineteen thousand seven hundred and forty-six", 19746), ("zero", 0), ("hundred thousand", 100000)],
)  # fmt: skip
def test_number_words(words: str, value: int) -> None:
    assert worth(words) == value


def test_digits_before_a_scale_and_nothing_at_all() -> None:
    thousand = english().find("thousand")
    assert thousand is not None
    assert words_value([Decimal("2.5"), thousand]) == 2500
    assert words_value([]) is None


def test_digits_behind_a_number_are_no_number_with_it() -> None:
    two = english().find("two")
    assert two is not None
    assert words_value([two, Decimal(5)]) is None


UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(number: int) -> str:
    """Spell a number below a million out, as English schoolbooks do."""
    if number >= 1000:
        rest = number % 1000
        return f"{spelled(number // 1000)} thousand" + (
            f" {'and ' if rest < 100 else ''}{spelled(rest)}" if rest else ""
        )
    if number >= 100:
        return f"{spelled(number // 100)} hundred" + (f" and {spelled(number % 100)}" if number % 100 else "")
    if number >= 20:
        return TENS.split()[number // 10 - 2] + (f"-{UNITS.split()[number % 10 - 1]}" if number % 10 else "")
    return UNITS.split()[number - 1]


@given(st.integers(1, 999_999))
def test_every_number_spelled_out_is_worth_itself(number: int) -> None:
    assert worth(spelled(number)) == number
