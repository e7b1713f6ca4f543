"""That pairs come from what reports share, and that their number stays bounded per report."""

from __future__ import annotations

from collections import Counter

import pytest

from tallymark.collate.blocks import MOST
from tallymark.collate.candidates import Candidates
from tallymark.collate.collection import Collection
from tallymark.collate.features import features_of
from tallymark.collate.grouping import Groups
from tallymark.collate.links import Scorer
from tallymark.collate.pairs import Pairs
from tallymark.model import Report
from tests.collate.telling import Telling, by_report


def collection_of(tellings: list[Telling]) -> Collection:
    claims = by_report(tellings)
    return Collection([each.report for each in tellings], lambda ids: claims, [])


def pairs_of(tellings: list[Telling]) -> list[tuple[str, str]]:
    """Return the ids of the reports that are compared."""
    collection = collection_of(tellings)
    blocks = collection.meetings().blocks(collection.months())
    ids = [collection.ids[number] for number in collection.by_time]
    return sorted((ids[rank], ids[other]) for rank in range(len(ids)) for other in blocks.met_by(rank))


def compared(collection: Collection) -> Pairs:
    scorer = Scorer(collection.at_hand)
    return Pairs.of(Candidates(collection, scorer), scorer)


def bulletin(number: int) -> Telling:
    day = f"2024-{1 + number % 12:02}-{1 + number % 28:02}"
    told = Telling(f"Bulletin {number * 7 + 1} of the centre: 4,321 mines were found in the district.", published=day)
    told.says("found", "4,321 mines", "4,321", item=("mine", "mines"))
    return told


@pytest.mark.parametrize("size", [100, 400])
def test_pairs_per_report_stay_bounded_when_all_share_one_number(size: int) -> None:
    pairs = pairs_of([bulletin(number) for number in range(size)])
    met = Counter(name for pair in pairs for name in pair)
    assert size <= len(pairs) <= MOST * size
    assert max(met.values()) <= 4 * MOST


def test_reports_that_share_nothing_are_not_compared() -> None:
    one = Telling("Snow fell on the northern passes.")
    other = Telling("A choir sang beside the old harbour.")
    assert pairs_of([one, other]) == []


def test_pairs_do_not_depend_on_order() -> None:
    tellings = [bulletin(number) for number in range(60)]
    assert pairs_of(tellings) == pairs_of(tellings[::-1])


def test_a_year_and_a_model_are_no_telling_numbers() -> None:
    report = Report.of("In 2021 the PMN-255 and the MK 117 of hall B-1190 were shown; 4,321 came.")
    assert list(features_of(report, ()).marks) == ["figure 4321"]


def copied(number: int) -> Telling:
    text = (
        "The ministry said on Friday that 4,321 mines were found and cleared in the valleys east of the river in May "
        "and that its teams will stay on the ground until the snow comes; it asks all who live there to keep off what "
        f"is marked, to report what they see, and to call the hotline. Taken by paper {number} in town."
    )
    told = Telling(text, published=f"2024-{1 + number % 12:02}-01")
    told.says("found", "4,321 mines", "4,321", item=("mine", "mines"))
    return told


def test_of_a_much_copied_text_one_is_compared_for_all() -> None:
    collection = collection_of([copied(number) for number in range(200)] + [bulletin(number) for number in range(5)])
    pairs = compared(collection)
    texts = {number: pairs.copies[number] for number in pairs.copies}
    assert len(texts) >= 195
    assert not set(texts) & set(texts.values())
    assert not set(texts) & {number for pair in pairs.strongest_first() for number in pair}


def test_a_few_copies_are_compared_each_with_each() -> None:
    collection = collection_of([copied(number) for number in range(20)])
    pairs = compared(collection)
    assert not pairs.copies
    assert len(list(pairs.strongest_first())) == 20 * 19 / 2


def test_it_does_not_matter_how_many_pairs_are_put_aside_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> list[list[tuple[int, int]]]:
        collection = collection_of([copied(number) for number in range(9)] + [bulletin(number) for number in range(9)])
        scorer = Scorer(collection.at_hand)
        pairs, groups = Pairs.of(Candidates(collection, scorer), scorer), Groups(len(collection.ids), scorer)
        groups.join_agreeing(pairs.strongest_first())
        return [sorted(pairs.within(groups)), list(pairs.strongest_first())]

    whole = found()
    assert min(map(len, whole)) >= 9 * 8 / 2
    for together in (1, 2, 5):
        monkeypatch.setattr("tallymark.collate.pairs._AT_ONCE", together)
        assert found() == whole
