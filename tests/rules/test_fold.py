"""Folding: one letter for another, and never a text of another length."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tallymark.rules.fold import fold, one_kind


@given(st.text(st.characters()))
@example("İSTANBUL ŉ ǰ ΐ ﬁ և")
@example("ΑΣ ΑΣ.")
@example("\ud800İ")
def test_no_text_changes_its_length(text: str) -> None:
    assert len(fold(text)) == len(one_kind(text)) == len(text)


@given(st.text(st.characters()))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Şırnak", "şırnak"), ("БАКУ", "баку"), ("ԵՐԵՎԱՆ և", "երեվան և"), ("O’Neil ʼs ‘x", "o'neil 's 'x"),
     ("PMN‑2 PMN‐2", "pmn-2 pmn-2"), ("٣٤ ۳۴", "34 34"), ("2² ½ Ⅷ", "2² ½ ⅷ"), ("१२", "१२")],
)  # fmt: skip
def test_letters_and_digits_of_one_kind(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_letter_that_would_grow_is_kept_and_the_rest_is_folded() -> None:
    assert fold("İZMİR") == "İzmİr"


def test_one_kind_keeps_capitals() -> None:
    assert one_kind("Maj‑Gen O’Neil ١٢") == "Maj-Gen O'Neil 12"


def test_a_superscript_never_joins_its_number() -> None:
    """ "2²" taken for "22" would count what nobody said."""
    assert "22" not in fold("2²")
