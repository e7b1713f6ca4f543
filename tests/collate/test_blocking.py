"""That pairs come from what reports share, and that their number stays bounded per report."""

from __future__ import annotations

from collections import Counter

import pytest

from tallymark.collate.blocking import candidate_pairs
from tallymark.collate.features import features_of
from tallymark.collate.rarity import Rarity
from tallymark.model import Report
from tests.collate.telling import Telling


def pairs_of(tellings: list[Telling]) -> list[tuple[str, str]]:
    features = [features_of(each.report, each.claims) for each in tellings]
    rarity = Rarity.of(features)
    words = {each.report: rarity.word_vector(each) for each in features}
    names = {each.report: rarity.name_vector(each) for each in features}
    return candidate_pairs(features, words, names)


def bulletin(number: int) -> Telling:
    day = f"2024-{1 + number % 12:02}-{1 + number % 28:02}"
    told = Telling(f"Bulletin {number * 7 + 1} of the centre: 4,321 mines were found in the district.", published=day)
    told.says("found", "4,321 mines", "4,321", item=("mine", "mines"))
    return told


@pytest.mark.parametrize("size", [100, 400])
def test_pairs_per_report_stay_bounded_when_all_share_one_number(size: int) -> None:
    pairs = pairs_of([bulletin(number) for number in range(size)])
    met = Counter(name for pair in pairs for name in pair)
    assert pairs
    assert max(met.values()) <= 160


def test_reports_that_share_nothing_are_not_compared() -> None:
    one = Telling("Snow fell on the northern passes.")
    other = Telling("A choir sang beside the old harbour.")
    assert pairs_of([one, other]) == []


def test_pairs_do_not_depend_on_order() -> None:
    tellings = [bulletin(number) for number in range(60)]
    assert pairs_of(tellings) == pairs_of(tellings[::-1])


def test_a_year_and_a_model_are_no_telling_numbers() -> None:
    marks = features_of(
        Report.of("In 2021 the PMN-255 and the MK 117 of hall B-1190 were shown; 4,321 came."), ()
    ).marks
    assert [key for kind, key in marks if kind == "figure"] == ["4321"]
