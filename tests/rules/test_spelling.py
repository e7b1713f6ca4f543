"""Spelling: one key for every way to write a word, and none for two words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.rules.spelling import Spelling

TURKIC = Spelling({"capitals": {"I": "ı", "İ": "i"}})
ARABIC = Spelling({"same_letters": {"أ": "ا", "إ": "ا", "ى": "ي", "ة": "ه"}, "silent_letters": "ًٌٍَُِّْـ"})


@pytest.mark.parametrize(
    ("spelling", "one", "other"),
    [
        (Spelling({"same_letters": {"ё": "е"}}), "Ещё", "еще"),
        (TURKIC, "İKİ", "iki"),
        (TURKIC, "YARALANDI", "yaralandı"),
        (ARABIC, "قُتِلَ", "قتل"),
        (ARABIC, "أُصيب", "اصيب"),
        (ARABIC, "مـــينة", "مينه"),
        (Spelling({}), "уби\u0301т", "убит"),
        (Spelling({}), "de\u00admining", "demining"),
    ],
)
def test_spellings_of_one_word_meet(spelling: Spelling, one: str, other: str) -> None:
    assert spelling.key(one) == spelling.key(other)


def test_what_a_language_does_not_name_stays_apart() -> None:
    assert TURKIC.key("kış") != TURKIC.key("kiş")
    assert Spelling({}).key("ещё") != Spelling({}).key("еще")


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert ARABIC.key(ARABIC.key(text)) == ARABIC.key(text)


@given(st.lists(st.text("aİIßΣς’ ёЁأ١\u0301\u00ad\n-", max_size=5), max_size=6))
@pytest.mark.parametrize("spelling", [Spelling({}), Spelling({"same_letters": {"a": "b", "ё": "е"}}), TURKIC, ARABIC])
def test_the_keys_of_many_words_are_those_of_each(spelling: Spelling, words: list[str]) -> None:
    assert spelling.keys(words) == [spelling.key(word) for word in words]
