"""The language of patterns: kinds, forms and concepts as letters, captures, sets, macros, and what is refused."""

from __future__ import annotations

import re

import pytest

from tallymark.rules.symbols import PatternError, Symbols

WORDS = [("num", "", "2"), ("num", "ten", "20"), ("item", "sg", "mine"), ("item", "pl", "mine"), ("item", "pl", "bomb"),
         ("verb", "past", "killed"), ("verb", "past", "found"), ("be", "", ""), ("and", "", "and"),
         ("and", "", "or")]  # fmt: skip


@pytest.fixture
def symbols() -> Symbols:
    symbols = Symbols()
    for word in WORDS:
        symbols.of(*word)
    return symbols


def line(symbols: Symbols, *units: str) -> str:
    """Return letters for units written `kind.form#id`; each must name exactly one."""
    letters = [symbols.letters(unit) for unit in units]
    assert all(len(letter) == 1 for letter in letters)
    return "".join(letters)


def matches(symbols: Symbols, pattern: str, *units: str, macros: dict[str, str] | None = None) -> bool:
    return symbols.compile(pattern, macros).fullmatch(line(symbols, *units)) is not None


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("item", "item.sg#mine", "be"),
        ("item", "item.pl#bomb", "num.ten"),
        ("item.pl", "item.pl#mine", "item.sg#mine"),
        ("item#mine", "item.sg#mine", "item.pl#bomb"),
        ("item.pl#mine", "item.pl#mine", "item.sg#mine"),
        ("and#or", "and#or", "and#and"),
        ("[be and#or]", "and#or", "and#and"),
        ("[^ be item.pl]", "item.sg#mine", "item.pl#mine"),
        ("(be | and#and)", "and#and", "and#or"),
    ],
)
def test_what_a_name_stands_for(symbols: Symbols, pattern: str, yes: str, no: str) -> None:
    assert matches(symbols, pattern, yes)
    assert not matches(symbols, pattern, no)


def test_repeats_and_options_are_those_of_re(symbols: Symbols) -> None:
    pattern = "num{1,2} item.pl (be? verb)+"
    assert matches(symbols, pattern, "num#2", "item.pl#bomb", "be", "verb#found", "verb#killed")
    assert matches(symbols, pattern, "num#2", "num.ten", "item.pl#bomb", "verb#killed")
    assert not matches(symbols, pattern, "num#2", "num#2", "num#2", "item.pl#bomb", "verb#killed")


def test_a_capture_has_a_name_and_a_place(symbols: Symbols) -> None:
    pattern = symbols.compile("fig:( num item ) be cue:( verb )")
    match = pattern.search(line(symbols, "and#and", "num#2", "item.pl#mine", "be", "verb#killed"))
    assert match is not None
    assert (match.span("fig"), match.span("cue")) == ((1, 3), (4, 5))


def test_looking_around_takes_nothing(symbols: Symbols) -> None:
    units = line(symbols, "be", "num#2", "item.pl#mine")
    assert symbols.compile("(?<= be ) num (?= item)").search(units) is not None
    assert symbols.compile("(?<! be ) num").search(units) is None
    assert symbols.compile("num (?! item)").search(units) is None
    assert symbols.compile("(?: ^ | be ) num").search(units) is not None


def test_macros_may_use_those_before_them_and_are_whole_words(symbols: Symbols) -> None:
    macros = {"things": "item.pl | num", "many": "(things) (and things)*"}
    assert matches(symbols, "many be", "item.pl#mine", "and#or", "num#2", "be", macros=macros)
    assert matches(symbols, "things", "num#2", macros=macros)
    with pytest.raises(PatternError, match="'thingss'"):
        symbols.compile("thingss", macros)


def test_a_macro_never_takes_the_name_of_a_capture_form_or_concept(symbols: Symbols) -> None:
    macros = {"past": "be", "found": "be", "fig": "be"}
    pattern = symbols.compile("fig:( verb.past#found )", macros)
    assert pattern.fullmatch(line(symbols, "verb#found")) is not None
    assert pattern.fullmatch(line(symbols, "be")) is None


@pytest.mark.parametrize("pattern", ["barrel", "item.few", "item#boat", "be.past", "[be barrel]", "[^ item.few ]"])
def test_a_name_without_units_is_refused_and_said(symbols: Symbols, pattern: str) -> None:
    with pytest.raises(PatternError, match="no unit is called"):
        symbols.compile(pattern)


@pytest.mark.parametrize("pattern", ["( be", "be )", "be {2,1}", "* be", "a:( be ) a:( be )"])
def test_what_is_no_pattern_is_refused(symbols: Symbols, pattern: str) -> None:
    symbols.of("a")
    with pytest.raises(PatternError, match="is no pattern"):
        symbols.compile(pattern)


def test_a_unit_has_one_letter_and_two_units_have_two(symbols: Symbols) -> None:
    assert symbols.of("be") == symbols.of("be")
    assert len({symbols.of(*word) for word in WORDS}) == len(WORDS)


def test_a_name_takes_in_units_that_came_after_it_was_first_used(symbols: Symbols) -> None:
    before = symbols.letters("item")
    new = symbols.of("item", "pl", "rocket")
    assert symbols.letters("item") == before + new


def test_letters_are_none_that_a_text_could_smuggle_in(symbols: Symbols) -> None:
    """Patterns are matched on letters of units alone, and those are private: a pattern's own text has none."""
    assert re.fullmatch("[\ue000-\uf8ff]+", "".join(symbols.of(*word) for word in WORDS))


def test_a_form_covers_its_finer_forms() -> None:
    symbols = Symbols()
    one = {form: symbols.of("person", form, "man") for form in ("sg", "sg_gen", "sgx", "pl")}
    assert set(symbols.letters("person.sg")) == {one["sg"], one["sg_gen"]}
    assert symbols.letters("person.sg_gen") == one["sg_gen"]
