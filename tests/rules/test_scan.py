"""Scanning: which units a text falls into, and that none of it is lost or read twice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.rules.scan import BLANK, KINDS, PIECE, SPACES, scan

SPACE = "\u00a0"
THIN = "\u2009"
NARROW = "\u202f"


def units(text: str) -> list[tuple[str, str]]:
    return [(written, KINDS[kind]) for written, _, _, kind in scan(text)]


@pytest.mark.parametrize(
    "number",
    ["5", "1,119", "1.119", "1 119", f"1{SPACE}119", f"1{THIN}119", f"1{NARROW}119", "1'119", "1,234,567.89", "27,13",
     "2.81", "19, 746", "1.2.3", "1119", "١٢٣"],
)  # fmt: skip
def test_a_number_is_one_unit(number: str) -> None:
    assert units(f"{number} mines") == [(number, "number"), ("mines", "word")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pmn-2", [("pmn-2", "code")]),
        ("e-001m mines", [("e-001m", "code"), ("mines", "word")]),
        ("tm-62m, f1", [("tm-62m", "code"), (",", "mark"), ("f1", "code")]),
        ("43-year-old man", [("43-year-old", "compound"), ("man", "word")]),
        ("2022-11-24", [("2022-11-24", "date")]),
        ("24.11.2022", [("24.11.2022", "date")]),
        ("11/4/2023", [("11/4/2023", "date")]),
        ("2023/02/08", [("2023/02/08", "date")]),
        ("10:30", [("10:30", "clock")]),
        ("u.s. mines", [("u.s.", "short"), ("mines", "word")]),
        ("https://x.example/5?a=3 mines", [("https://x.example/5?a=3", "link"), ("mines", "word")]),
        ("www.a.example", [("www.a.example", "link")]),
        ("a.b@c.example", [("a.b@c.example", "link")]),
        ("#mines @army", [("#mines", "link"), ("@army", "link")]),
        ("anti-personnel o'neil", [("anti-personnel", "word"), ("o'neil", "word")]),
        ("mine\n \n mine", [("mine", "word"), ("\n \n ", "break"), ("mine", "word")]),
        ("95ha", [("95", "number"), ("ha", "word")]),
        ("$5 (two)", [("$", "mark"), ("5", "number"), ("(", "mark"), ("two", "word"), (")", "mark")]),
        ("2²", [("2", "number"), ("²", "word")]),
        ("a\u0301te", [("a\u0301te", "word")]),
        ("قُتِل", [("قُتِل", "word")]),
        ("de\u00admining", [("de\u00admining", "word")]),
        ("ինչո՞ւ, ո՛չ", [("ինչո՞ւ", "word"), (",", "mark"), ("ո՛չ", "word")]),
        ("\u200f350\u200f \u202bmines", [("350", "number"), ("mines", "word")]),
        ("a_b", [("a", "word"), ("_", "odd"), ("b", "word")]),
    ],
)
def test_what_looks_like_something_is_that(text: str, found: list[tuple[str, str]]) -> None:
    assert units(text) == found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("on 9, 100 mines", ["9, 100"]), ("9, 1000", ["9", "1000"]), ("3, 4", ["3", "4"]), ("2020 350", ["2020", "350"]),
     ("5 mines, 119 shells", ["5", "119"]), ("1,119.", ["1,119"]), ("12,", ["12"])],
)  # fmt: skip
def test_where_a_number_ends(text: str, numbers: list[str]) -> None:
    assert [written for written, kind in units(text) if kind == "number"] == numbers


@given(
    st.text(st.characters()) | st.text(st.sampled_from("a1. ,-'’:/\u00a0\u2009\n@#_²İ\u0301\u064f\u00ad\u200f\u200b"))
)
def test_everything_but_spaces_stands_in_one_unit(text: str) -> None:
    found = scan(text)
    behind = 0
    for written, start, end, _ in found:
        assert start >= behind
        assert written == text[start:end] != ""
        assert text[behind:start].strip(BLANK + "\n") == ""
        behind = end
    assert text[behind:].strip(BLANK + "\n") == ""


@given(
    st.text(st.characters()) | st.text(st.sampled_from("a1. ,-'’:/\u00a0\u2009\n@#_²İ\u0301\u064f\u00ad\u200f\u200b"))
)
def test_pieces_are_the_same_units_with_the_spaces_behind_them(text: str) -> None:
    lead = SPACES.match(text)
    assert lead is not None
    pieces = PIECE.findall(text, lead.end())
    assert lead.group() + "".join(pieces) == text
    written = [piece.rstrip(BLANK) if piece[0] != "\n" else piece for piece in pieces]
    assert written == [unit for unit, _, _, _ in scan(text)]


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "a-" * 25_000, "1." * 25_000, "a." * 25_000, "1,111" * 10_000, " " * 50_000]
)
def test_a_hostile_text_takes_no_longer_than_another(text: str) -> None:
    began = time.process_time()
    scan(text)
    PIECE.findall(text)
    assert time.process_time() - began < 5
