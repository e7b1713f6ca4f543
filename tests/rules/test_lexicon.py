"""The lexicon: phrases to senses, the longest first, and one sense for one phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.packs import Pack, PackError, Word
from tallymark.rules import Engine
from tallymark.rules.lexicon import Lexicon, Sense


def sense(name: str) -> Sense:
    return Sense(name, "", "", name[0])


def test_a_phrase_has_one_sense_and_keeps_its_first() -> None:
    lexicon = Lexicon()
    assert lexicon.add(["land", "mine"], sense("item"))
    assert not lexicon.add(["land", "mine"], sense("verb"))
    assert lexicon.add(["land"], sense("thing"))
    assert lexicon.get("land") == sense("thing")
    assert lexicon.get("mine") is None
    assert lexicon.first["land"].following["mine"].sense == sense("item")


def test_no_words_are_no_phrase() -> None:
    assert not Lexicon().add([], sense("item"))


def engine(*words: tuple[str, str]) -> Engine:
    return Engine(
        Pack(language="xx", settings={"adverb_endings": ["ly"], "names_in_capitals": ["is", "us"]},
             words=tuple(Word(phrase, kind, "", phrase) for phrase, kind in words), rules={}, macros={}, hash="x"),
        {},
    )  # fmt: skip


PHRASES = engine(("mine", "item"), ("land mine", "item"), ("land mine field", "field"), ("land", "thing"),
                 ("no", "not"), ("is", "be"), ("us", "pron"), ("km2", "unit"), ("rear adm .", "rank"))  # fmt: skip


def kinds(text: str) -> list[str]:
    line = PHRASES.line(text)
    return [
        f"{text[s:e]}={t.kind}"
        for s, e, t in zip(line.starts, line.ends, line.things, strict=True)
        if isinstance(t, Sense)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("land mine field", ["land mine field=field"]),
        ("land mine fields", ["land mine=item", "fields=word"]),
        ("land\u00a0mine", ["land\u00a0mine=item"]),
        ("land land mine", ["land=thing", "land mine=item"]),
        ("Land MINE", ["Land MINE=item"]),
        ("land, mine", ["land=thing", ",=comma", "mine=item"]),
        ("mines", ["mines=word"]),
        ("5 km2", ["5=number", "km2=unit"]),
        ("Rear Adm. Rill", ["Rear Adm.=rank", "Rill=word"]),
        ("he is here", ["he=word", "is=be", "here=word"]),
        ("the IS here", ["the=word", "IS=word", "here=word"]),
        ("THE IS HERE", ["THE=word", "IS=be", "HERE=word"]),
    ],
)
def test_the_longest_phrase_is_found(text: str, found: list[str]) -> None:
    assert kinds(text) == found


def test_unknown_words_are_told_by_their_looks() -> None:
    line = PHRASES.line("Orlava slowly sank PMN-2 43-year-old U.N. x@y.zz _")
    assert [(t.kind, t.form) for t in line.things if isinstance(t, Sense)] == [
        ("word", "cap"), ("word", "ly"), ("word", "low"), ("code", ""), ("compound", ""), ("word", "cap"), ("link", ""),
        ("odd", ""),
    ]  # fmt: skip


def test_a_phrase_with_two_senses_stops_the_load() -> None:
    with pytest.raises(PackError, match="'mine' is item#mine and verb#mine"):
        engine(("mine", "item"), ("mine", "verb"))


def test_a_whole_phrase_is_looked_up_by_its_words() -> None:
    found = PHRASES.find("Land  Mine")
    assert found is not None
    assert found.kind == "item"
    assert PHRASES.find("land mines") is None
    assert PHRASES.find("") is None


@given(
    st.lists(st.sampled_from(["land", "mine", "field", "no", "km2", "5", ".", "\n", "İs", "Is"]), max_size=12),
    st.data(),
)
def test_a_line_is_the_same_however_often_its_words_were_seen(words: list[str], data: st.DataObject) -> None:
    """What is kept of pieces seen before changes no line, and units stand in order without overlap."""
    text = data.draw(st.sampled_from([" ", "  ", "\u2009"])).join(words)
    fresh = engine(("mine", "item"), ("land mine", "item"), ("land mine field", "field"), ("land", "thing"),
                   ("no", "not"), ("is", "be"), ("us", "pron"), ("km2", "unit"), ("rear adm .", "rank"))  # fmt: skip
    one, other = PHRASES.line(text), fresh.line(text)
    assert (one.starts, one.ends, one.things) == (other.starts, other.ends, other.things)
    assert all(s < e for s, e in zip(one.starts, one.ends, strict=True))
    assert all(e <= s for e, s in zip(one.ends, one.starts[1:], strict=False))
    assert len(one) == len(one.symbols) == len(one.starts) == len(one.ends) == len(one.things)


def test_an_unknown_word_in_small_letters_is_an_adjective_by_its_ending() -> None:
    endings = Engine(
        Pack(language="xx", settings={"adjective_endings": ["ых"]}, words=(Word("мин", "item", "pl", "mine"),),
             rules={}, macros={}, hash="x"),
        {},
    )  # fmt: skip
    forms = [sense.form for sense in endings.line("новых досок Новых").things if isinstance(sense, Sense)]
    assert forms == ["low_adj", "low", "cap"]
    assert endings.pattern("word.low").match(endings.line("новых").symbols)
