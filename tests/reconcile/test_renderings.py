"""Versions in the same words: what one has in the place of what the other has."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tallymark.extract import extract
from tallymark.model import Finding, Report, Story, content_id
from tallymark.packs import load_packs
from tallymark.reconcile import reconcile
from tallymark.run.written import PackWords

TEXT = (
    "A mine killed seven farmers near Orlava on Monday, the governor of the province said. They were aged 19 to 43 and "
    "on their way to the market. Twelve people were injured by a second mine there, a doctor said. Later that "
    "week sappers found 4,250 mines in the field beside the road, according to the army."
)


def findings(*texts: str, kind: str = "incident", languages: Sequence[str] = ("en", "en")) -> list[Finding]:
    reports = [
        Report.of(text, source=f"Outlet {at}", published="2024-05-07", language=languages[at])
        for at, text in enumerate(texts)
    ]
    names = tuple(sorted(report.id for report in reports))
    story = Story(id=content_id("story", names), reports=names, kind=kind)
    packs = load_packs()
    claims = {report.id: extract(report, packs)[0] for report in reports}
    return list(reconcile(story, {report.id: report for report in reports}, claims, words=PackWords()).findings)


def kinds(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the differences between the text and the text with changes, with the words of the sides of each."""
    changed = TEXT.replace("said", "stated")
    for old, new in changes:
        assert old in changed
        changed = changed.replace(old, new)
    told = findings(TEXT, changed)
    return {
        each.kind: " | ".join(sorted(side.span.quote for side in each.sides))
        for each in told
        if each.kind.endswith(("differs", "missing", "lost", "rounded")) or each.kind == "mistranslation"
    }


def test_other_words_are_no_difference() -> None:
    assert kinds() == {}
    assert kinds(("Twelve people", "12 people"), ("4,250", "4250"), ("19 to 43", "19 - 43")) == {}


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("4,250", "425", "figure_differs", "4,250 mines | 425 mines"),
        ("seven", "70", "figure_differs", "70 farmers | seven farmers"),
        ("4,250", "about 4,300", "figure_rounded", "4,250 mines | about 4,300 mines"),
        ("killed", "injured", "measure_differs", "seven farmers | seven farmers"),
        ("found", "destroyed", "measure_differs", "4,250 mines | 4,250 mines"),
        ("4,250 mines", "4,250 minutes", "mistranslation", "4,250 mines | 4,250 minutes"),
        ("aged 19", "aged 29", "number_differs", "19 | 29"),
    ],
)
def test_a_change_in_the_same_words_is_found_and_named(old: str, new: str, kind: str, words: str) -> None:
    assert kinds((old, new)) == {kind: words}


def test_a_passage_cut_from_the_same_words_is_missing() -> None:
    start, end = TEXT.index("Twelve people"), TEXT.index("Later that week")
    assert kinds((TEXT[start:end].replace("said", "stated"), ""))["claim_missing"].startswith("Twelve people | ")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Eight deminers died last year and as many were wounded.", ("wounded", "killed"), "as many"),
        ("Among the dead of the minefield were nine shepherds.", ("dead", "injured"), "nine shepherds"),
        ("It proved to be a grenade, and was neutralized.", ("neutralized", "planted"), "planted"),
    ],
)
def test_a_word_of_another_measure_in_the_same_sentence_is_told_whatever_is_read_there(
    one: str, other: tuple[str, str], said: str
) -> None:
    told = findings(f"{TEXT} {one}", f"{TEXT} {one.replace(*other)}".replace("said", "stated"))
    (swapped,) = [each for each in told if each.kind == "measure_differs"]
    assert said in {side.span.quote for side in swapped.sides}
    assert not [each for each in told if each.kind == "claim_missing"]


def test_a_word_that_says_the_same_or_nothing_of_the_kind_is_no_other_measure() -> None:
    one = f"{TEXT} Eight deminers died last year and as many were wounded."
    for word in ("maimed", "named", "left without work"):
        told = findings(one, one.replace("were wounded", f"were {word}"))
        assert not [each for each in told if each.kind == "measure_differs"], word


def test_a_place_is_compared_in_the_sentence_that_names_it_whatever_place_is_told_beside() -> None:
    one = "An old shell killed two children in Ukraine on Friday, police said. It lay beside a house near Kharkiv."
    told = findings(one, one.replace("said", "stated").replace("in Ukraine", "in Poland"))
    assert [each for each in told if each.kind == "place_differs"]
    assert not [each for each in findings(one, one.replace("said", "stated")) if each.kind == "place_differs"]


def test_a_short_text_made_of_the_words_of_a_long_one_lacks_what_was_cut() -> None:
    long = (
        f"{TEXT} In the district two deminers were wounded last year, and 31 shells were destroyed at Kolmesh in May."
    )
    told = findings(long, long.partition(" They were aged")[0])
    assert [each for each in told if each.kind == "claim_missing" and "31" in each.sentence]


def test_a_figure_rounded_where_it_is_not_read_as_one_is_told_as_rounded() -> None:
    one = f"{TEXT} Of 9,211 victims 6,087 were boys, 1,793 women, 1,268 girls and 63 whose identity is unknown."
    told = findings(one, one.replace("and 63", "and about 60"), kind="statement")
    assert {each.kind for each in told if each.weight or each.kind == "figure_rounded"} == {"figure_rounded"}


def test_of_an_incident_told_in_other_words_nothing_is_missing() -> None:
    other = "Seven people died when a mine went off by Orlava on Monday."
    assert not [each for each in findings(TEXT, other) if each.kind == "claim_missing"]


def test_words_that_spoil_a_sentence_are_told_by_what_another_version_counts() -> None:
    one = "Armenian units laid 1,870 mines on the road to Orlava, the ministry said on Monday."
    two = "On the Orlava road, the ministry stated, there are 1,870 minutes of Armenian units."
    (told,) = [each for each in findings(one, two, kind="statement") if each.kind == "mistranslation"]
    assert sorted(side.span.quote for side in told.sides) == ["1,870 mines", "1,870 minutes"]
    assert told.weight == 2
