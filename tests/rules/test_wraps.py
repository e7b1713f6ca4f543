"""Line ends inside sentences: which only wrap a line, and which part paragraphs, items and cells."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import load_packs
from tallymark.rules.wraps import unwrapped

PARAGRAPH = (
    "Teams of the regional demining service found and cleared 61 anti-personnel mines, 9 anti-tank mines and 144 items "
    "of unexploded ordnance in the Orlava, Brenova and Istvara districts between Monday and Friday, the service said."
)


def figures(text: str) -> list[tuple[str, str]]:
    claims, _ = extract(Report.of(text, language="en"), load_packs(["en"]))
    return [(claim.measure, str(claim.figure and claim.figure.value)) for claim in claims]


@pytest.mark.parametrize("width", [45, 60, 72, 100])
def test_a_paragraph_set_in_lines_is_read_as_it_is_in_one(width: int) -> None:
    wrapped = "\n".join(textwrap.wrap(PARAGRAPH, width, break_on_hyphens=False))
    assert "\n" in wrapped
    assert unwrapped(wrapped) == wrapped.replace("\n", " ")
    assert figures(wrapped) == figures(PARAGRAPH)
    assert len(figures(wrapped)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Mines found\n61\nMines cleared\n58",  # cells of a table
        "Found in March:\nanti-personnel mines – 61\nanti-tank mines – 9\nshells – 144",  # items of a list
        "Three people killed by a mine near Orlava on Monday morning\nBy A Reporter\nOrlava, 3 May",
        "The village was cleared.\nPeople have come back.\nThe school is open.\nThe road is not.",
        "Two were killed near the river, officials say\nhttps://news.example/two-were-killed",
    ],
)
def test_other_line_ends_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(st.sampled_from("ab1 .,\n-"), max_size=400))
def test_nothing_changes_but_line_ends(text: str) -> None:
    flat = unwrapped(text)
    assert len(flat) == len(text)
    assert all(one == other or (one, other) == ("\n", " ") for one, other in zip(text, flat, strict=True))


def test_a_long_line_is_gone_through_once() -> None:
    """A search that began anew at every letter took minutes for this, and half the time of short reports."""
    text = "mines " * 100_000 + "\n\n" + "mines " * 100_000
    assert unwrapped(text) == text
