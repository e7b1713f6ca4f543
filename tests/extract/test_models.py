"""Models: codes that name ordnance, whose digits are never counts."""

from __future__ import annotations

import pytest

from tallymark.extract.counts import Count, find_counts
from tallymark.extract.models import find_models
from tallymark.rules import Sense
from tests.engines import english, teach


def models(text: str) -> list[tuple[str, str, str]]:
    found = []
    for chunk in find_models(text, english().line(text), english()):
        assert isinstance(chunk.thing, Sense)
        found.append((chunk.thing.more["written"], chunk.thing.more["name"], chunk.thing.id))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("350 PMN-2 mines", ("PMN-2", "PMN-2", "anti_personnel_mine")),
        ("a PMN2", ("PMN2", "PMN-2", "anti_personnel_mine")),
        ("two PMN-2s", ("PMN-2s", "PMN-2", "anti_personnel_mine")),
        ("a PMA 1 mine", ("PMA 1", "PMA-1", "anti_personnel_mine")),
        ("MON-50", ("MON-50", "MON-50", "anti_personnel_mine")),
        ("a TM-62M mine", ("TM-62M", "TM-62M", "anti_vehicle_mine")),
        ("an E‑001M", ("E‑001M", "E-001M", "anti_personnel_mine")),
        ("an MK 117 bomb", ("MK 117", "MK-117", "bomb")),
        ("RPG-7", ("RPG-7", "RPG-7", "rocket")),
    ],
)
def test_a_model_is_known_however_it_is_written(text: str, found: tuple[str, str, str]) -> None:
    assert models(text) == [found]


@pytest.mark.parametrize("text", ["M 350 mines", "F-16 jets", "pmn-22x", "Group 20", "Type 2021", "May 14"])
def test_what_is_no_model(text: str) -> None:
    assert models(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [("Sappers found 350 PMN-2 mines.", [350]), ("They found PMA 1 and PMN-2 mines.", []), ("12 MON-50 mines", [12]),
     ("Five MK 117 bombs and two PMA 1 mines", [5, 2])],
)  # fmt: skip
def test_the_digits_of_a_model_are_never_counted(text: str, values: list[int]) -> None:
    chunks, _ = find_counts(text, teach("en").dated(text), english())
    assert [chunk.thing.value for chunk in chunks if isinstance(chunk.thing, Count)] == values
