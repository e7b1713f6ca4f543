"""Anchors: passing a pattern over must never lose a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.rules.anchors import Anchored, anchors_of

letters = st.sampled_from("abcd")
patterns = st.recursive(
    letters | st.sampled_from(["[ab]", "[^a]", "[b-d]", "."]),
    lambda inner: (
        st.tuples(inner, inner).map("".join)
        | st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})")
        | st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{1,2}?", "{2}"])).map(
            lambda two: f"({two[0]}){two[1]}"
        )
        | st.tuples(inner, st.sampled_from(["?=", "?!", "?<=", "?<!"])).map(
            lambda two: f"({two[1]}a){two[0]}" if "<" in two[1] else f"({two[1]}{two[0]})"
        )
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [("ab", [{"a"}, {"b"}]), ("a|b", [{"a", "b"}]), ("a?b", [{"b"}]), ("(?:ab|c)d", [{"a", "c"}, {"d"}]),
     ("[a-c]+", [{"a", "b", "c"}]), ("(?=a)b", [{"b"}]), ("a{0,3}(?:b|c?)", []), ("[^a]", [])],
)  # fmt: skip
def test_what_a_match_must_hold(pattern: str, wanted: list[set[str]]) -> None:
    assert sorted(map(sorted, anchors_of(re.compile(pattern)))) == sorted(map(sorted, wanted))


def test_a_pattern_without_anchors_is_always_tried() -> None:
    assert Anchored([re.compile("a*"), re.compile("b")]).among(set()) == (0,)
    assert Anchored([]).among({"a", "b"}) == ()


@given(patterns, st.text("abcde", max_size=8))
def test_where_there_is_a_match_its_anchors_stand(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    if compiled.search(text) is not None:
        assert all(not anchors.isdisjoint(text) for anchors in anchors_of(compiled))


@given(st.lists(patterns, max_size=5), st.text("abcde", max_size=8))
def test_no_pattern_that_matches_is_left_out(several: list[str], text: str) -> None:
    """And one is left out only where one of its anchors lacks."""
    compiled = [re.compile(pattern) for pattern in several]
    tried = Anchored(compiled).among(set(text))
    assert list(tried) == sorted(set(tried))
    assert {n for n, pattern in enumerate(compiled) if pattern.search(text) is not None} <= set(tried)
    assert all(
        any(one.isdisjoint(text) for one in anchors_of(compiled[n])) for n in set(range(len(several))) - set(tried)
    )
