"""Which reports become one story, which stay apart, and that neither depends on order."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallymark.collate import Comparing, collate
from tallymark.collate.features import features_of
from tallymark.collate.rarity import Rarity
from tallymark.model import Period, Report, Story
from tests.collate.incident import first_toll, later_toll
from tests.collate.statement import faithful, repeated, spoilt
from tests.collate.telling import Telling, by_report


def stories_of(*tellings: Telling) -> list[Story]:
    return collate([each.report for each in tellings], by_report(tellings))[0]


def test_two_translations_of_one_statement_are_one_story() -> None:
    (story,) = stories_of(faithful(), spoilt())
    assert story.reports == tuple(sorted([faithful().report.id, spoilt().report.id]))
    assert story.kind == "statement"
    assert (
        story.title == "Statement with 3,401 mines found and 190 casualties, according to Foreign Ministry of Ostravia"
    )


def test_a_link_says_what_met_and_what_spoke_against() -> None:
    (story,) = stories_of(faithful(), spoilt())
    (link,) = story.links
    assert link.kind == "same"
    assert {"figure 1307", "figure 2094", "day 10-06", "words"} <= dict(link.met).keys()
    assert dict(link.against) == {"undated": 0.3}
    assert round(sum(dict(link.met).values()) - sum(dict(link.against).values()), 2) == round(link.score, 2)


def test_a_rare_figure_weighs_more_than_a_common_one() -> None:
    (story,) = stories_of(faithful(), spoilt())
    met = dict(story.links[0].met)
    assert met["figure 1307"] > met["figure 190"]


def test_a_later_report_that_repeats_the_total_is_another_story_and_linked() -> None:
    told, again = faithful(), repeated()
    stories = stories_of(told, again)
    assert len(stories) == 2
    for story in stories:
        (link,) = story.links
        assert (link.kind, link.left, link.right) == ("repeats", again.report.id, told.report.id)
        assert "figure 3401" in dict(link.met)


@pytest.mark.parametrize(("told", "missed"), [("8,000", False), ("7,900", False), ("7,700", True), ("7,989", True)])
def test_a_figure_told_rounded_is_not_missed(told: str, missed: bool) -> None:
    exact = Telling("The observatory counted 7,983 casualties of mines in its yearly survey.", published="2024-11-20")
    exact.says("casualties", "7,983 casualties", "7,983")
    other = Telling(f"Mines hurt or killed {told} people, a yearly survey says.", published="2024-11-20")
    other.says("casualties", f"{told} people", told)
    tellings = [exact, other]
    asked = Comparing([each.report for each in tellings], lambda ids: by_report(tellings), shelf=[])
    against = dict(asked.compared(*(each.report.id for each in tellings)).link.against)
    assert ("figures on one side" in against) == missed


def field_of(count: str, model: str, published: str, text: str) -> Telling:
    told = Telling(text.format(count=count, model=model), source="Corps of Sappers", published=published)
    told.says("found", f"{count} mines", count, item=("mine", "mines"), model=(model, model), places=[("VELM", "Velm")])
    return told


@pytest.mark.parametrize(("model", "linked"), [("PMN-4", True), ("OZM-72", False)])
def test_a_number_that_many_have_is_told_again_where_it_is_of_one_model(model: str, linked: bool) -> None:
    first = field_of("350", "PMN-4", "2023-03-02", "Sappers lifted {count} mines of the type {model} below Velm today.")
    again = field_of(
        "350",
        model,
        "2023-06-20",
        "In the speech on harvest loans the minister named {count} mines, all {model}, at Velm.",
    )
    others = [
        Telling(f"Hill 350 saw {number * 17} hikers; path {number} is shut.", published=f"2023-0{number}-11")
        for number in range(1, 5)
    ]
    stories = stories_of(first, again, *others)
    assert len(stories) == 6
    links = {(link.kind, link.left, link.right) for story in stories for link in story.links}
    assert links == ({("repeats", again.report.id, first.report.id)} if linked else set())


def test_a_toll_that_moves_overnight_is_one_incident() -> None:
    (story,) = stories_of(first_toll(), later_toll())
    assert story.kind == "incident"
    assert story.title.startswith("Incident with ")


_RECALLED = (
    "It was the second blast of the month. On 8 March a cart drove over an anti-vehicle mine near Pelna, in the Istra "
    "valley: two farmers were killed and three people injured, the police said."
)


def second_blast(published: str, day: str, words: str) -> Telling:
    """Return a report of another blast in the same district, which recalls the first one at length."""
    told = Telling(
        f"A mine injured a herder near Pelna in the Istra valley {words}, police said. {_RECALLED}", published=published
    )
    told.says("injured", "a herder", 1, places=[("PELNA", "Pelna")], period=(day, words, "publication"))
    old = {"places": [("PELNA", "Pelna")], "period": ("2024-03-08", "8 March", "publication")}
    told.says("killed", "two farmers were killed", 2, numeral="two", **old)
    told.says("injured", "three people injured", 3, numeral="three", **old)
    return told


def test_an_incident_that_had_not_happened_when_the_other_appeared_is_another_one() -> None:
    later = second_blast("2024-03-18", "2024-03-18", "on Monday")
    assert len(stories_of(first_toll(), later)) == 2
    told = Comparing([first_toll().report, later.report], lambda ids: by_report([first_toll(), later]), shelf=[])
    link = told.compared(first_toll().report.id, later.report.id).link
    assert dict(link.against)["foretold"] == round(0.8 * math.log2(1 + 10), 4)


@pytest.mark.parametrize(
    ("published", "day", "words"),
    [
        ("2024-03-08", "2024-03-08", "on Friday"),  # of the day that the other appeared
        ("2024-03-08", "2024-03-12", "on Tuesday"),  # of a day to come, so the date was misread or it is a plan
        ("2024-03-12", "2024-03", "in March"),  # of a day that is not told
    ],
)
def test_what_may_have_happened_before_speaks_not_against(published: str, day: str, words: str) -> None:
    tellings = [first_toll(), second_blast(published, day, words)]
    told = Comparing([each.report for each in tellings], lambda ids: by_report(tellings), shelf=[])
    assert "foretold" not in dict(told.compared(*(each.report.id for each in tellings)).link.against)


def test_a_death_of_the_day_after_is_told_of_the_same_incident() -> None:
    told = later_toll()
    died = told.says("killed", "A third man has died", 1, places=[("PELNA", "Pelna")])
    told.claims = [
        msgspec.structs.replace(died, period=Period(edtf="2024-03-09", span=died.span), order=-1),
        *told.claims[:-1],
    ]
    assert features_of(told.report, told.claims).happened == "2024-03-09"
    assert len(stories_of(first_toll(), told)) == 1


def test_syndicated_text_is_a_copy() -> None:
    told = faithful()
    copied = faithful(source="Other Paper")
    cut = Telling(told.report.text.rpartition("\n\n")[0], source="Third Paper", published="2023-10-08")
    assert copied.report.id == told.report.id
    (story,) = stories_of(told, cut)
    assert [link.kind for link in story.links] == ["copy"]


def test_a_bulletin_of_the_same_form_with_other_figures_is_no_copy() -> None:
    months = []
    for month, count, published in (("March", 318, "2023-04-02"), ("April", 427, "2023-05-03")):
        text = (
            f"In {month} the teams of the centre found {count} mines in the valleys east of the river. The work was "
            "hard because of the rain, and the teams rested on Sundays. The centre asks all to keep off marked ground, "
            "to report what they see, and to leave alone what they do not know. The number of the hotline is on the "
            "notice boards of every village hall, and calls are free of charge at all hours of the day and the night."
        )
        each = Telling(text, source="Centre", published=published)
        each.says("found", f"{count} mines", str(count), item=("mine", "mines"))
        months.append(each)
    stories = stories_of(*months)
    assert len(stories) == 2
    assert not any(link.kind == "copy" for story in stories for link in story.links)


def test_reports_that_share_nothing_stay_alone() -> None:
    other = Telling("The ferry to the islands was cancelled on Monday because of fog.", source="Harbour News")
    stories = stories_of(faithful(), other)
    assert sorted(len(story.reports) for story in stories) == [1, 1]
    assert all(not story.links for story in stories)


def test_every_report_stands_in_exactly_one_story() -> None:
    tellings = [faithful(), spoilt(), repeated(), first_toll(), later_toll()]
    stories = stories_of(*tellings)
    held = [report for story in stories for report in story.reports]
    assert sorted(held) == sorted(each.report.id for each in tellings)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    tellings = [faithful(), spoilt(), repeated(), first_toll(), later_toll()]
    assert stories_of(*(tellings[at] for at in order)) == stories_of(*tellings)


def test_copies_of_one_text_are_one_story_however_many_and_in_whatever_month() -> None:
    text = faithful().report.text
    copies = [Telling(f"{text}\n\nPaper {number}", published=f"2023-{1 + number % 12:02}-01") for number in range(80)]
    (story,) = stories_of(*copies)
    assert len(story.reports) == 80
    assert {link.kind for link in story.links} == {"copy"}
    assert len(story.links) < 3 * 80
    assert stories_of(*copies[::-1]) == [story]


def test_a_report_that_comes_twice_is_one() -> None:
    told = faithful()
    assert collate([told.report, told.report], by_report([told])) == collate([told.report], by_report([told]))


def test_half_a_character_in_what_is_compared_is_borne() -> None:
    text = "The \ud800 accord was broken, 4,321 mines were found with the MON-\udfff there."
    told = Telling(text, published="2023-\ud800", language="\udcff")
    told.says("found", "4,321 mines", "4,321", model=(None, "MON-\udfff"))
    told.says("violated", "\ud800 accord was broken", violation=("\ud800 accord", None))
    told.report = msgspec.structs.replace(told.report, published="2023-\ud800")
    assert len(stories_of(told, faithful())) == 2


def test_nothing_gives_no_stories() -> None:
    assert collate([], {}) == ([], [])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6, unique=True))
def test_any_text_is_grouped_without_claims(texts: list[str]) -> None:
    stories, problems = collate([Report.of(text) for text in texts], {})
    assert not problems
    assert sum(len(story.reports) for story in stories) == len(texts)


def test_a_number_of_absurd_size_is_borne() -> None:
    told = Telling("1" * 5000 + " mines were found", source="A")
    told.says("found", "mines were found", "9" * 4000)
    assert len(stories_of(told, faithful())) == 2


def told_in(language: str, text: str, published: str | None = None) -> Telling:
    return Telling(text, language=language, published=published)


def test_what_a_text_says_again_and_again_weighs_more_and_so_do_names() -> None:
    text = "a heron fished below the bridge, and the heron stayed. They say that the heron came from Orlava"
    told = features_of(told_in("en", text).report, ())
    weights = Rarity.of([told]).word_vector(told)
    assert weights["heron"] > weights["stayed"] / 0.8
    assert weights["orlava"] > weights["bridge"] == weights["fished"]


def test_names_meet_between_languages_whatever_their_ending() -> None:
    first = told_in("hr", "Dječak je ranjen u Saborskom kod Drvenika. Iz Bjelovara stiže Horvatić.", "2021-03-05")
    second = told_in("en", "A boy was hurt in Saborsko near Drvenik. Horvatic came from Bjelovar.", "2021-03-05")
    (story,) = stories_of(first, second)
    assert {"names", "published together"} <= dict(story.links[0].met).keys()


def test_words_whose_vowels_are_marks_are_whole() -> None:
    words = features_of(told_in("hi", "बीजापुर में विस्फोट").report, ()).words
    assert set(words) == {"बीजापु", "में", "विस्फो"}


def test_a_day_on_which_all_reports_appear_tells_nothing() -> None:
    texts = [f"Paper {number} writes about {number * 7919} of its own matters." for number in range(60)]
    crowd = [told_in("en", text, "2023-05-04") for text in texts]
    rarity = Rarity.of(features_of(each.report, ()) for each in crowd)
    assert rarity.published("2023-05-04") < 0.2 < 0.9 < rarity.published("2023-05-06")
    assert rarity.published("2023-05") == 0.0
