"""Nouns by their capitals, and compounds by their last word."""

from __future__ import annotations

import pytest

from tallymark.rules.heads import Heads
from tallymark.rules.lexicon import Sense


def _sense(kind: str, **more: str) -> Sense:
    return Sense(kind, "", kind, "", more)


@pytest.fixture
def heads() -> Heads:
    heads = Heads({"compound_heads": ["item", "person"], "noun_endings": ["ung"]})
    assert not heads.take(["bombe"], _sense("item"))
    assert not heads.take(["mine"], _sense("item", alone="yes"))
    assert not heads.take(["straße"], _sense("thing"))
    assert heads.take(["verletzte"], _sense("person", noun="yes"))
    return heads


@pytest.mark.parametrize("written", ["Weltkriegsbombe", "500-Kilo-Bombe", "FLIEGERBOMBE"])
def test_a_compound_is_what_its_last_word_is(heads: Heads, written: str) -> None:
    sense = heads.compound(written.lower(), written)
    assert sense is not None
    assert sense.kind == "item"


@pytest.mark.parametrize("written", ["Kohlemine", "Landstraße", "weltkriegsbombe", "500-kilo-bombe", "Bombe", "Abombe"])
def test_no_compound(heads: Heads, written: str) -> None:
    """Words that end none, kinds that end none, no capital, and too little before the last word."""
    assert heads.compound(written.lower(), written) is None


def test_a_noun_is_one_only_with_a_capital(heads: Heads) -> None:
    assert heads.noun("verletzte", "verletzte") is None
    assert (sense := heads.noun("verletzte", "Verletzte")) is not None
    assert sense.kind == "person"


def test_a_common_noun_is_known_by_its_ending(heads: Heads) -> None:
    assert heads.is_common("Absperrung")
    assert not heads.is_common("Orlau")
