"""Who stands behind a claim, where more than one sentence is read for it; single ones are in tests/cases/en."""

from __future__ import annotations

import pytest

from tallymark.extract import extract
from tallymark.model import Claim, Holder, Report
from tallymark.packs import load_packs


def claims_of(text: str, source: str | None = None) -> list[Claim]:
    return extract(Report.of(text, language="en", source=source), load_packs(["en"]))[0]


def chain(text: str, value: int, source: str | None = None) -> list[str]:
    """Return the names of those behind the claim with a figure, nearest first."""
    return [holder.name for holder in _holders(text, value, source)]


def _holders(text: str, value: int, source: str | None = None) -> tuple[Holder, ...]:
    for claim in claims_of(text, source):
        if claim.figure is not None and claim.figure.value == value:
            return claim.attribution
    raise AssertionError([(claim.measure, claim.figure) for claim in claims_of(text)])


QUOTED = """The Orland Foreign Ministry commented on new landmines.

“According to the information of the Ministry of Defence of Orland, 62 landmines were found near the hills.

Recall that since the war 41 people were killed by landmines.

All this is a breach of the treaty,” the foreign ministry said."""


def test_who_closes_a_quotation_speaks_for_all_of_it_behind_those_it_cites() -> None:
    assert chain(QUOTED, 62) == ["Ministry of Defence of Orland", "Orland Foreign Ministry"]


def test_whom_a_quotation_cites_is_not_cited_in_its_next_paragraph() -> None:
    assert chain(QUOTED, 41) == ["Orland Foreign Ministry"]


def test_a_statement_is_its_issuers() -> None:
    text = """Orland hinders peace, the Courier reports via the statement of the Orland Foreign Ministry.

"According to the Orland Ministry of Defence, 62 landmines were found near the hills," the statement said.

"At the invitation of the Ministry of Defence the head of the Monitoring Centre came," the statement noted.

"Since May landmines have killed 41 of our citizens," the statement reminded."""
    assert chain(text, 62) == ["Orland Ministry of Defence", "Orland Foreign Ministry", "Courier"]
    assert chain(text, 41) == ["Orland Foreign Ministry", "Courier"]


def test_it_is_not_who_is_named_in_what_it_says() -> None:
    text = """The Orland Foreign Ministry spoke on Monday. “Experts of the Joint Monitoring Centre
came to the minefield. Landmines have killed 41 people,” it added."""
    assert chain(text, 41) == ["Orland Foreign Ministry"]


def test_the_end_of_a_name_stands_for_all_of_it() -> None:
    text = "The Royal Orland Army held a briefing on landmines. A landmine had killed four people, the Army said."
    assert chain(text, 4) == ["Royal Orland Army"]


def test_the_body_behind_its_press_office_comes_next() -> None:
    text = "The Orland Mine Action Centre met on Monday. Landmines killed four people, its press office said."
    assert chain(text, 4) == ["press office", "Orland Mine Action Centre"]


def test_the_source_of_a_report_ends_every_chain() -> None:
    assert chain("A landmine killed four people, police said.", 4, source="Hill Post") == ["police", "Hill Post"]


def test_what_a_body_is_told_to_have_cleared_is_its_own_word_only_where_nobody_tells_it() -> None:
    assert chain("The Orland Mine Action Centre has cleared 62 landmines.", 62) == ["Orland Mine Action Centre"]
    told = "The Orland Mine Action Centre has cleared 62 landmines, the mayor said."
    assert chain(told, 62) == ["mayor"]


def test_who_laid_landmines_or_shelled_is_not_who_says_so() -> None:
    assert "army" not in " ".join(chain("In May the Orland army laid 62 landmines, a monitor said.", 62)).lower()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A landmine killed four people, resident Oma Dell said.", "resident"),
        ("A landmine killed four people, farmer Oma Dell told the Courier.", "farmer"),
        ("Oma Dell said a landmine had exploded. Four people were killed by the landmine, Dell said.", "person"),
        ("Oma Dell said a landmine had exploded. Four people were killed by the landmine, he said.", "person"),
    ],
)
def test_private_persons_are_held_by_what_they_are(text: str, name: str) -> None:
    first = _holders(text, 4)[0]
    assert first.name == name
    assert first.kind == "private"
    for holder in _holders(text, 4):
        quotes = [span.quote for span in (holder.span, holder.cue) if span is not None]
        assert "Dell" not in " ".join([holder.name, *quotes])


@pytest.mark.parametrize(
    "text",
    [
        "A landmine killed four people, Governor Oma Dell said.",
        "Oma Dell, who heads the Mine Action Centre, told of a landmine. It killed four people, Dell said.",
        "A landmine exploded, said police chief Oma Dell. Four people were killed by the landmine, he said.",
    ],
)
def test_officials_are_held_by_their_names(text: str) -> None:
    assert any("Dell" in name for name in chain(text, 4)), chain(text, 4)
