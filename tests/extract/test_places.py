"""Where a claim is, where more than its nearest place has to be read for it; single sentences are in tests/cases/en."""

from __future__ import annotations

from tallymark.extract import extract
from tallymark.model import Place, Report
from tallymark.packs import load_packs


def places(text: str, value: int, language: str = "en") -> tuple[Place, ...]:
    """Return the places of the claim with a figure."""
    claims = extract(Report.of(text, language=language), load_packs([language]))[0]
    for claim in claims:
        if claim.figure is not None and claim.figure.value == value:
            return claim.places
    raise AssertionError([(claim.measure, claim.figure) for claim in claims])


def named(text: str, value: int, language: str = "en") -> list[str]:
    return [place.name for place in places(text, value, language)]


PARTS = (
    "Since August, in the Kelmar and Dovin directions of the border between Angola and Zambia, 119 landmines were "
    "found and cleared, and in the territory of the Sorvan region - 160 landmines (279 in total)."
)


def test_each_figure_takes_the_place_of_its_own_part() -> None:
    assert named(PARTS, 119) == ["Kelmar", "Dovin"]
    assert named(PARTS, 160) == ["Sorvan"]


def test_a_total_has_the_places_of_its_parts() -> None:
    assert named(PARTS, 279) == ["Kelmar", "Dovin", "Sorvan"]


def test_a_figure_has_no_place_where_every_place_of_its_sentence_is_anothers() -> None:
    text = (
        "In all 35 landmines, made in Armenia, were found, and we note that since August in the Kelmar direction "
        "119 landmines were found."
    )
    assert named(text, 35) == []
    assert named(text, 119) == ["Kelmar"]


def test_where_ordnance_was_made_is_not_where_it_was_found() -> None:
    text = "In Angola 35 landmines were found. Another 12 landmines produced in Armenia came to light."
    assert named(text, 12) == ["Angola"]


def test_a_place_of_an_earlier_sentence_is_inherited() -> None:
    text = "A patrol was at work near Tolvar when a landmine exploded. Three soldiers were injured by the landmine."
    (place,) = places(text, 3)
    assert (place.name, place.inherited) == ("Tolvar", True)


def test_a_running_total_takes_over_no_place_smaller_than_a_province() -> None:
    text = (
        "Angola is mined. A landmine exploded near Tolvar village and injured three soldiers.\n\n"
        "Since the end of the war 268 people have been killed by landmines in all."
    )
    assert named(text, 3) == ["Tolvar"]
    assert [(place.name, place.inherited) for place in places(text, 268)] == [("Angola", True)]


def test_what_a_year_came_to_takes_over_no_place_smaller_than_a_province() -> None:
    text = (
        "Angola is mined. A landmine exploded near Tolvar village and injured three soldiers.\n\n"
        "In 2021, 168 people were killed by landmines. On 3 May 2022 two more were killed."
    )
    assert named(text, 168) == ["Angola"]
    assert named(text, 2) == ["Tolvar"]


def test_a_total_is_in_no_one_of_many_countries() -> None:
    text = "Landmines killed 1,168 people in 2021. Angola, Mali, Syria and Ukraine have not joined the fund."
    assert named(text, 1168) == []


def test_the_world_is_a_place_of_its_own() -> None:
    text = "Minas mataram 1.168 pessoas no mundo em 2021. O Mali não aderiu. Em 2020 houve 968 mortes por minas."
    assert [named(text, 1168, "pt"), named(text, 968, "pt")] == [["mundo"], ["mundo"]]


def test_where_somebody_spoke_is_not_where_it_happened() -> None:
    text = "Durch Minen starben 68 Menschen, sagte der Sprecher des Ministeriums am Montag in Bremen."
    assert named(text, 68, "de") == []
    assert named(text.replace("Menschen,", "Menschen in Odessa,"), 68, "de") == ["Odessa"]


def test_a_lead_that_names_the_country_alone_has_the_place_that_the_next_sentence_names() -> None:
    text = (
        "Nine children were killed by a landmine in eastern Angola. It lay near their village in the Tolvar district, "
        "police said."
    )
    found = places(text, 9)
    assert [(place.name, place.inherited) for place in found] == [("Angola", False), ("Tolvar", True)]


def test_where_somebody_comes_from_is_not_where_it_happened() -> None:
    text = "A landmine exploded near Tolvar. Two soldiers from Gliwice were killed by the landmine."
    assert named(text, 2) == ["Tolvar"]


def test_a_name_that_goes_on_is_not_the_place_that_it_begins_with() -> None:
    (place,) = places("A landmine killed four people in Krishna Ghati.", 4)
    assert (place.name, place.id) == ("Krishna Ghati", None)


def test_an_adjective_or_a_continent_is_no_place() -> None:
    assert named("A landmine killed four people in Kelmar-trained units.", 4) == []
    assert named("Landmines killed four people in Europe.", 4) == []


def test_places_that_head_the_rows_of_a_table_are_not_where_a_report_is_set() -> None:
    text = (
        "During the week the deminers cleared 230 landmines.\n"
        "They were called most often in Tolvar district - 120 times, in Kelmar district - 90 times.\n"
        "In all 5,100 landmines have been cleared in Angola since the war."
    )
    assert named(text, 230) == ["Angola"]


def test_what_marks_an_owner_is_no_part_of_a_name() -> None:
    assert named("A landmine killed four people in Angola's restive north.", 4) == ["Angola"]
    assert named("A landmine killed four people in Veldania’s Upper Dovin district.", 4) == ["Veldania", "Upper Dovin"]


def test_an_agency_in_a_dateline_is_no_place() -> None:
    assert named("KELMAR, Oct 3 (LUANDA): A landmine killed four people, police said.", 4) == []


def test_many_counted_over_months_are_not_where_the_next_sentence_tells_of_a_few() -> None:
    text = (
        "Landmines killed or injured 140 people in the first two months of the year. "
        "In Malanje province, three children died when a mortar shell exploded."
    )
    assert [(place.name, place.inherited) for place in places(text, 140)] == [("Angola", True)]
    assert named(text, 3) == ["Malanje"]


def test_the_toll_of_a_report_is_where_the_next_sentence_tells_of_it() -> None:
    text = "Landmines injured 24 people on Monday. All 24 people were injured in Malanje province by one explosion."
    assert named(text, 24) == ["Malanje"]
