"""Inspections and alleged violations: their parts, and who may be named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallymark.extract.actfound import ActFound
from tallymark.extract.inspections import find_inspections
from tallymark.extract.officials import find_officials
from tallymark.extract.periods import find_periods
from tallymark.extract.violations import find_violations
from tallymark.model import Inspection, Report, Violation
from tallymark.rules import Line
from tests.engines import english


def line_of(text: str) -> Line:
    line = english().line(text)
    return line.merged(find_periods(line, english(), Report.of(text)))


def acts(text: str) -> list[ActFound]:
    line = line_of(text)
    return [*find_inspections(text, line, english()), *find_violations(text, line, english())]


def inspections(text: str) -> list[Inspection]:
    return [act.inspection for act in acts(text) if act.inspection is not None]


def violations(text: str) -> list[Violation]:
    return [act.violation for act in acts(text) if act.violation is not None]


STATEMENT = (
    "At the invitation of the Ministry of Defence of Veldania, the head of the Joint Mission, Major General "
    "Idris Benkar, its chief of staff, Colonel Anselm Rook, and Rear Admiral Tomas Elrik, inspected the mined area "
    "on November 23. "
    "On November 24, this territory was visited by military attachés of foreign states and foreign journalists."
)


def test_three_officers_with_rank_and_office_and_who_invited_them() -> None:
    first, second = inspections(STATEMENT)
    assert [(one.rank, one.name, one.office) for one in first.officials] == [
        ("Major General", "Idris Benkar", "head of the Joint Mission"),
        ("Colonel", "Anselm Rook", "chief of staff"),
        ("Rear Admiral", "Tomas Elrik", None),
    ]
    assert first.invited_by is not None
    assert (first.invited_by.id, first.invited_by.span.quote) == ("ministry", "Ministry of Defence of Veldania")
    assert second.officials == ()
    assert [group.id for group in second.groups] == ["official", "journalist"]


def test_every_part_stands_in_the_text() -> None:
    for inspection in inspections(STATEMENT):
        for part in (*inspection.officials, *inspection.groups, *filter(None, [inspection.invited_by])):
            assert part.span.stands_in(STATEMENT)


@pytest.mark.parametrize(
    "text",
    [
        "Idris Benkar inspected the minefield.",
        "A farmer, Idris Benkar, inspected the minefield with Anselm Rook, his cousin.",
        "Resident Mira Saldova, 34, and pupil Nils Tarvo visited the mined area.",
    ],
)
def test_nobody_without_rank_or_office_is_named(text: str) -> None:
    line = line_of(text)
    assert find_officials(text, line, english(), 0, len(line)) == ()
    assert all(not inspection.officials for inspection in inspections(text))


@pytest.mark.parametrize(
    "text",
    [
        "Diplomats will visit the minefield on Monday.",
        "Diplomats are to inspect the mined area.",
        "Diplomats did not visit the mined area.",
        "The coal mine was inspected in March by two engineers.",
        "Foreign diplomats toured Tolvar and its museum.",
        "Deminers examined the mined area and found nine mines.",
    ],
)
def test_what_was_planned_or_is_no_inspection_is_passed_over(text: str) -> None:
    assert inspections(text) == []


def test_one_agreement_has_one_id_however_it_is_named() -> None:
    text = (
        "Armenia, contrary to paragraph 4 of the Trilateral Statement of 10 November 2020, left mines behind, and, in "
        "gross violation of paragraph 6 of the Statement, misused the road. It broke the tripartite statement, a "
        "violation of point 1."
    )
    found = violations(text)
    assert [one.agreement.id for one in found if one.agreement] == ["trilateral_statement"] * 3
    assert [one.provision.id for one in found if one.provision] == ["4", "6", "1"]
    assert [one.by.span.quote for one in found if one.by] == ["Armenia", "Armenia"]


def test_a_number_that_is_no_provision_is_kept_without_an_id() -> None:
    (found,) = violations("Armenia, contrary to the 4 -sided statement of November 10, 2020, left mines behind.")
    assert found.provision is not None
    assert (found.provision.id, found.provision.span.quote) == (None, "4 -sided")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kardovia's laying of mines is a violation of the Ottawa Convention.", "Kardovia"),
        ("They spoke of Kardovia's alleged violations of the ceasefire by mines.", "Kardovia"),
        ("They were told of ceasefire violations by Kardovia and of mines.", "Kardovia"),
        ("Tamoura accused Sembalu of violating the Ottawa Convention by mines.", "Sembalu"),
        ("The mines are close to the border with Kardovia, an infringement of the Ottawa Convention.", None),
    ],
)
def test_nobody_is_said_to_have_done_it_but_whom_the_words_say(text: str, who: str | None) -> None:
    (found,) = violations(text)
    assert (None if found.by is None else found.by.span.quote) == who


@pytest.mark.parametrize(
    "text",
    [
        "Poland is to withdraw from the Ottawa Convention on anti-personnel mines.",
        "Poland signed the treaty in 1997 and ratified it in 2012; mines are banned by it.",
        "The plane violated the airspace near the minefield.",
        "The driver was fined for a violation of traffic rules near the minefield.",
        "The factory broke building rules, a violation of Article 12 of the housing act.",
        "They keep every article of the Ottawa Convention on mines.",
    ],
)
def test_leaving_a_treaty_and_minor_breaches_are_no_violations(text: str) -> None:
    assert violations(text) == []


WORDS = st.sampled_from(
    ["the", "of", "by", "Major General", "Idris", "Benkar", "head", ",", ".", "inspected", "minefield", "visited", "4",
     "-", "sided", "violation", "in breach of", "point", "4th", "trilateral statement", "the Statement", "was",
     "attachés", "“", "Kardovia's", "Kardovia", "on November 23", "at the invitation of", "Ottawa Convention",
     "contrary to", "mines", "\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=16).map(" ".join) | st.text(max_size=60))
def test_whatever_the_words_parts_quote_the_text(text: str) -> None:
    for act in acts(text):
        assert 0 <= act.start < act.end <= len(text)
        assert act.start <= act.cue[0] < act.cue[1] <= act.end
        parts = [act.violation.agreement, act.violation.provision, act.violation.by] if act.violation else []
        assert all(part is None or part.span.stands_in(text) for part in parts)
