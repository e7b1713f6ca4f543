"""Headings: what a line that ends in a colon says of the rows below it."""

from __future__ import annotations

from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import load_packs


def figures(text: str, language: str = "en") -> list[tuple[str, int]]:
    """Return the measure and the value of every figure."""
    claims = extract(Report.of(text, language=language), load_packs([language]))[0]
    return [(claim.measure, int(claim.figure.value or 0)) for claim in claims if claim.figure is not None]


def test_rows_are_counted_by_what_their_heading_says() -> None:
    text = "In May the deminers found and destroyed:\n- 12 anti-personnel mines;\n- 4 hand grenades.\nThey went on."
    assert figures(text) == [("destroyed", 12), ("found", 12), ("destroyed", 4), ("found", 4)]


def test_people_are_counted_by_a_heading_that_names_victims() -> None:
    text = "Landmine victims by country:\n- Angola - 140 people\n- Zambia - 23 people"
    assert figures(text) == [("casualties", 140), ("casualties", 23)]
    in_russian = "Где больше всего пострадавших на минах:\n- Ангола - 140 человек,\n- Замбия - 23 человека."
    assert figures(in_russian, "ru") == [("casualties", 140), ("casualties", 23)]


def test_a_list_ends_with_the_first_line_that_is_no_row() -> None:
    text = "The deminers destroyed:\n- 12 landmines\nThe village asked for help.\n- 9 mines are on the map"
    assert figures(text) == [("destroyed", 12)]


def test_a_heading_that_tells_what_was_not_done_or_will_be_says_nothing_of_its_rows() -> None:
    assert figures("The landmines were not found:\n- 12 mines") == []
    assert figures("The deminers will destroy:\n- 12 landmines") == []


def test_a_row_with_a_verb_of_its_own_is_read_by_that() -> None:
    assert figures("The deminers destroyed:\n- 12 landmines were found") == [("found", 12)]
