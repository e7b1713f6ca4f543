"""Openings: passing a place over must never lose a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.rules import Compiler, anchors
from tallymark.rules.anchors import parsed
from tallymark.rules.openings import Opening, Openings
from tests.rules.test_anchors import patterns


@given(patterns, st.text("abcde", min_size=1, max_size=8))
def test_a_match_begins_with_a_pair_that_is_allowed(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    opening = Opening(compiled)
    for at in range(len(text)):
        match = compiled.match(text, at)
        if match is not None and match.end() > at:
            assert opening.allows(text[at : at + 2])


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [("ab", "ab"), ("a?b", "ab b ba bb bc"), ("(?:a|b)c", "ac bc"), ("(?!a)bc", "bc"), ("[ab]{2}", "aa ab ba bb"),
     ("a{2,}c", "aa"), ("(?:ab)*c", "ab c ca cb cc"), ("(?:a?b)+c", "ab ba bb bc"), ("c(?=a)b", "cb")],
)  # fmt: skip
def test_the_pairs_it_can_begin_with(pattern: str, allowed: str) -> None:
    opening = Opening(re.compile(pattern))
    pairs = [*"abc", *(one + two for one in "abc" for two in "abc")]
    assert sorted(filter(opening.allows, pairs)) == allowed.split()


@given(st.lists(patterns, max_size=4), st.text("abcde", min_size=1, max_size=8))
def test_no_pattern_that_matches_at_a_place_is_left_out(several: list[str], text: str) -> None:
    compiled = [re.compile(pattern) for pattern in several]
    openings = Openings(compiled)
    begins = {begin.start() for begin in openings.begin.finditer(text)}
    for at in range(len(text)):
        found = {
            number for number, pattern in enumerate(compiled) if (match := pattern.match(text, at)) and match.end() > at
        }
        assert found <= set(openings.at(text[at : at + 2]))
        assert not found or at in begins


@given(patterns)
def test_a_tree_that_is_known_is_the_tree_that_is_parsed(pattern: str) -> None:
    known: dict[str, bytes] = {}
    first = parsed(re.compile(pattern), known)
    assert list(known) == [pattern]
    assert first == parsed(re.compile(pattern), known) == parsed(re.compile(pattern))


def test_what_was_worked_out_once_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = Compiler()
    several = [re.compile("ab?[cd]"), re.compile("x{2,}y")]
    first = Openings(several, compiler)
    assert (first.at("ab"), first.at("xx"), first.at("xy")) == ((0,), (1,), ())
    monkeypatch.setattr(anchors._parser, "parse", None)
    again = Openings(several, compiler)
    assert (again.at("ab"), again.at("ac"), again.at("xx"), again.at("xy")) == ((0,), (0,), (1,), ())
