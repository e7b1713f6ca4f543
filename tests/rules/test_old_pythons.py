"""What must not stand in a pattern, because a Python that the program promises to run on reads it wrongly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tallymark
from tallymark.rules.scan import PIECE

SOURCES = sorted(Path(tallymark.__file__).parent.rglob("*.py"))
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_no_repeat_of_a_group_is_possessive() -> None:
    """Python before 3.11.5 went on from behind what such a repeat had tried in vain: "AM- " was one word."""
    found = [
        f"{path.name}: {line.strip()}"
        for path in SOURCES
        for line in path.read_text(encoding="utf-8").splitlines()
        if POSSESSIVE_GROUP.search(line) and not line.lstrip().startswith("#")
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("AM- 4", ["AM", "- ", "4"]),
        ("7 TM-62M mines", ["7 ", "TM-62M ", "mines"]),
        ("E-001M, PMN-2", ["E-001M", ", ", "PMN-2"]),
        ("70-kg-bomb", ["70-kg-bomb"]),
        ("a-b\u200f c", ["a-b\u200f ", "c"]),
    ],
)
def test_pieces_end_where_they_should(text: str, pieces: list[str]) -> None:
    assert PIECE.findall(text) == pieces
