"""Versions of different outlets, in other words: which number of the one stands for which of the other."""

from __future__ import annotations

import pytest

from tests.reconcile.test_renderings import findings

BLAST = (
    "Six soldiers were killed and two wounded on Tuesday when old shells they were loading blew up outside Tarnova, "
    "the army said."
)
BLAST_TOO = (
    "TARNOVA - An explosion of leftover ammunition hit an army crew at Tarnova on Tuesday. {killed} soldiers died and "
    "{injured} were taken to hospital with wounds, an officer told us."
)
YEAR = (
    "Mines and shells claimed 5,930 victims in 48 countries in 2021, the yearly survey says: 1,845 people were killed "
    "and 4,085 injured. Most of them were civilians."
)
YEAR_TOO = (
    "El informe anual cuenta {all} víctimas de minas en 48 países en 2021. Del total, {killed} personas murieron y "
    "{injured} resultaron heridas."
)


def told(one: str, other: str, kind: str = "incident", language: str = "en") -> dict[str, set[str]]:
    """Return the differences between two versions, by kind, with the words that they stand at."""
    out: dict[str, set[str]] = {}
    for each in findings(one, other, kind=kind, languages=("en", language)):
        if each.kind in ("figure_differs", "figure_rounded", "toll_moved", "measure_differs"):
            out.setdefault(each.kind, set()).update(side.span.quote for side in each.sides)
    return out


def test_versions_that_agree_in_other_words_differ_in_nothing() -> None:
    assert told(BLAST, BLAST_TOO.format(killed="Six", injured="two")) == {}
    assert told(YEAR, YEAR_TOO.format(all="5.930", killed="1.845", injured="4.085"), "statement", "es") == {}


@pytest.mark.parametrize(
    ("killed", "injured", "words"),
    [
        ("Fifteen", "two", {"Six soldiers", "Fifteen soldiers"}),  # more than twice as many, beside the same two
        ("Six", "nine", {"two", "nine"}),
    ],
)
def test_a_number_told_beside_the_same_one_is_the_same_count(killed: str, injured: str, words: set[str]) -> None:
    assert told(BLAST, BLAST_TOO.format(killed=killed, injured=injured)) == {"figure_differs": words}


@pytest.mark.parametrize(
    ("everybody", "killed", "injured", "kind", "words"),
    [
        ("5.930", "1.485", "4.085", "figure_differs", {"1,845 people", "1.485 personas"}),
        ("5.930", "184", "4.085", "figure_differs", {"1,845 people", "184 personas"}),
        ("593", "1.845", "4.085", "figure_differs", {"5,930 victims", "593 víctimas de minas"}),
        ("unas 6.000", "1.845", "4.085", "figure_rounded", {"5,930 victims", "unas 6.000 víctimas de minas"}),
    ],
)
def test_a_slip_or_a_rounding_is_told_across_languages(
    everybody: str, killed: str, injured: str, kind: str, words: set[str]
) -> None:
    other = YEAR_TOO.format(all=everybody, killed=killed, injured=injured)
    (said,) = told(YEAR, other, "statement", "es").items()
    assert said[0] == kind
    assert words <= said[1]


def test_a_number_in_the_same_place_under_another_measure_is_one_count() -> None:
    assert told(
        BLAST, BLAST_TOO.format(killed="Six", injured="two").replace("soldiers died", "soldiers were hurt")
    ) == {"measure_differs": {"Six soldiers"}}
    deadly = YEAR_TOO.format(all="5.930", killed="1.845", injured="4.085").replace("resultaron heridas", "murieron")
    assert set(told(YEAR, deadly, "statement", "es")) == {"measure_differs"}


@pytest.mark.parametrize(
    "other",
    [
        # Other people.
        "Shells blew up at Tarnova on Tuesday: two were wounded, and four children died, a doctor said.",
        # Another incident, long before.
        "Shells went off near Tarnova on Tuesday. In 2009 a blast there killed 29 soldiers and wounded 70.",
        # Some of those that the other version counts.
        "Of the six soldiers killed at Tarnova on Tuesday, four came from one village, the army said.",
    ],
)
def test_other_counts_are_no_other_number_of_one(other: str) -> None:
    assert told(BLAST, other) == {}


def test_a_count_that_both_versions_give_is_not_swapped_for_its_like() -> None:
    other = "Two soldiers were wounded at Tarnova on Tuesday, and two of the six killed were brothers, the army said."
    assert "measure_differs" not in told(BLAST, other)
