"""Figures: a run of units to a value with its bound, or to nothing where it contradicts itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.extract.counts import Count, find_counts
from tallymark.extract.figures import Amount, read_amount
from tallymark.model import Bound
from tests.engines import english, teach


def amount(words: str, *, countable: bool = True) -> Amount | None:
    line = english().line(words)
    return read_amount(words, line, english(), 0, len(line), countable=countable)


@pytest.mark.parametrize(
    ("words", "value", "value_max", "bound"),
    [
        ("350", 350, None, "exactly"),
        ("at least 350", 350, None, "at_least"),
        ("no fewer than nine", 9, None, "at_least"),
        ("up to 20", 20, None, "at_most"),
        ("more than 1,119", 1119, None, "more_than"),
        ("fewer than 5", 5, None, "less_than"),
        ("about two hundred", 200, None, "about"),
        ("2 to 3", 2, 3, "between"),
        ("two or three", 2, 3, "between"),
        ("between 12 and 15", 12, 15, "between"),
        ("4-6 million", 4000000, 6000000, "between"),
        ("900 to 1 thousand", 900, 1000, "between"),
        ("three (3)", 3, None, "exactly"),
        ("2.5 million", 2500000, None, "exactly"),
        ("half a million", 500000, None, "exactly"),
        ("dozens of", None, None, "about"),
        ("at least several", None, None, "at_least"),
    ],
)
def test_what_an_amount_says(words: str, value: int | None, value_max: int | None, bound: str) -> None:
    found = amount(words)
    assert found is not None
    assert (found.value, found.value_max, found.bound) == (value, value_max, Bound(bound))


@pytest.mark.parametrize(
    ("words", "value", "bound"),
    [
        ("une dizaine", 10, "about"),
        ("plus d'une centaine", 100, "more_than"),
        ("trois douzaines", 36, "about"),
        ("cent un", 101, "exactly"),
        ("deux-cent-trente-et-un", 231, "exactly"),
        ("un million et demi", 1500000, "exactly"),
    ],
)
def test_a_word_may_bring_its_bound_and_an_article_may_be_a_number(words: str, value: int, bound: str) -> None:
    engine = teach("fr").engine
    line = engine.line(words)
    found = read_amount(words, line, engine, 0, len(line), countable=True)
    assert found is not None
    assert (found.value, found.bound) == (value, Bound(bound))


@pytest.mark.parametrize("words", ["1.2.3", "1,23,4", "5 to 3", "3 to 3", "12,34.5"])
def test_what_contradicts_itself_is_nothing(words: str) -> None:
    assert amount(words) is None


def test_things_come_whole_and_areas_as_the_language_has_them() -> None:
    things, area = amount("1.119"), amount("1.119", countable=False)
    assert things is not None
    assert area is not None
    assert (things.value, area.value) == (Decimal(1119), Decimal("1.119"))


@pytest.mark.parametrize("text", ["1,23,4 mines were found.", "Mines killed 1.2.3 people."])
def test_a_figure_that_cannot_be_read_is_told_and_not_guessed(text: str) -> None:
    chunks, unread = find_counts(text, english().line(text), english())
    assert [c for c in chunks if isinstance(c.thing, Count) and c.thing.value is not None] == []
    assert [text[start:end].split()[0] for start, end in unread] == [next(w for w in text.split() if w[0].isdigit())]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_range_has_a_low_and_a_high_end_or_is_none(low: int, high: int) -> None:
    found = amount(f"{low:,} to {high:,}")
    if low < high:
        assert found is not None
        assert (found.value, found.value_max, found.bound) == (low, high, Bound.BETWEEN)
    else:
        assert found is None
