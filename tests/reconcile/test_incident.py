"""One incident whose toll moves, and a headline that says something else than its text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallymark.model import Bound, Report, Story
from tallymark.reconcile import Reconciled, reconcile
from tests.collate.incident import first_toll, later_toll
from tests.collate.telling import Stance, Telling, by_report


def reconciled(*tellings: Telling, kind: str = "incident") -> Reconciled:
    story = Story(id="story-x", reports=tuple(sorted(each.report.id for each in tellings)), kind=kind)
    return reconcile(story, {each.report.id: each.report for each in tellings}, by_report(tellings))


def kinds(result: Reconciled) -> list[str]:
    return sorted(each.kind for each in result.findings)


def two(left: str, right: str) -> tuple[Telling, Telling]:
    return (
        Telling(left, source="A Post", published="2024-01-05"),
        Telling(right, source="B Post", published="2024-01-05"),
    )


def test_a_toll_that_moves_is_one_tally_with_the_latest_as_best() -> None:
    result = reconciled(first_toll(), later_toll())
    killed = [each for each in result.tallies if each.measure == "killed"]
    assert [(each.low, each.best, each.high, each.rule) for each in killed] == [(2, 3, 3, "latest_revision")]
    moved = next(each for each in result.findings if each.kind == "toll_moved" and "killed" in each.sentence)
    assert "2 (Istra Radio) and 3 (Tarnik Gazette)" in moved.sentence


def test_a_headline_that_kills_the_injured_is_told_and_not_trusted() -> None:
    result = reconciled(first_toll())
    (told,) = [each for each in result.findings if each.kind == "headline_differs"]
    assert told.sentence == "The headline of Istra Radio says 5 killed; the text under it says 2 killed."
    assert told.suggests == "2 killed"
    assert [each.best for each in result.tallies if each.measure == "killed"] == [2]


def test_a_headline_that_says_killed_for_casualties_is_told() -> None:
    told = Telling("94 killed by mines\n\nMines killed or injured 94 people in the valley last year.", source="A Post")
    told.says("killed", "94 killed", "94", headline=True)
    told.says("casualties", "killed or injured 94 people", "94")
    (finding,) = [each for each in reconciled(told).findings if each.kind == "headline_measure"]
    assert "94 killed; the text under it says 94 casualties" in finding.sentence


def test_a_headline_that_rounds_is_for_the_record() -> None:
    told = Telling("Nearly 900 mines found\n\nSappers found 896 mines on the ridge.", source="A Post")
    told.says("found", "Nearly 900 mines", "900", bound=Bound.ABOUT, headline=True, item=("mine", "mines"))
    told.says("found", "896 mines", "896", item=("mine", "mines"))
    (finding,) = reconciled(told, kind="statement").findings
    assert (finding.kind, finding.weight) == ("headline_rounds", 0)


def test_versions_that_differ_without_a_later_one_are_a_contradiction() -> None:
    left, right = two("Sappers found 418 mines at the ford.", "Sappers found 448 mines at the ford.")
    left.says("found", "418 mines", "418", item=("mine", "mines"), places=[("FORD", "the ford")])
    right.says("found", "448 mines", "448", item=("mine", "mines"), places=[("FORD", "the ford")])
    result = reconciled(left, right, kind="statement")
    (tally,) = result.tallies
    assert (tally.low, tally.best, tally.high, tally.rule) == (418, 418, 448, "lowest_of_equals")
    (finding,) = result.findings
    assert (finding.kind, finding.weight) == ("figure_differs", 2)
    assert "418 (A Post)" in finding.sentence
    assert "448 (B Post)" in finding.sentence


def test_most_sources_decide_between_numbers() -> None:
    tellings = []
    for outlet, count in (("A Post", 418), ("B Post", 418), ("C Post", 448)):
        each = Telling(f"{outlet}: sappers found {count} mines at the ford.", source=outlet, published="2024-01-05")
        each.says("found", f"{count} mines", str(count), item=("mine", "mines"), places=[("FORD", "the ford")])
        tellings.append(each)
    (tally,) = reconciled(*tellings, kind="statement").tallies
    assert (tally.best, tally.rule, tally.sources) == (418, "most_sources", 3)


def test_a_number_and_its_lower_bound_are_no_contradiction() -> None:
    left, right = two("At least 5 people died at the ford.", "6 people died at the ford.")
    left.says("killed", "5 people died", "5", bound=Bound.AT_LEAST, places=[("FORD", "the ford")])
    right.says("killed", "6 people died", "6", places=[("FORD", "the ford")])
    result = reconciled(left, right)
    (tally,) = result.tallies
    assert (tally.low, tally.high) == (5, 6)
    assert kinds(result) == ["figure_rounded"]


def test_killed_in_one_version_and_casualties_in_another() -> None:
    left, right = two("Mines killed 31 people in the valley.", "There were 31 mine victims in the valley.")
    left.says("killed", "killed 31 people", "31")
    right.says("casualties", "31 mine victims", "31")
    (finding,) = reconciled(left, right, kind="statement").findings
    assert finding.kind == "measure_differs"
    assert "killed by A Post" in finding.sentence
    assert "casualties by B Post" in finding.sentence
    assert "жертвы" in finding.sentence


def test_laid_in_one_version_and_found_in_another_needs_a_look() -> None:
    left, right = two("On the ridge 350 mines were found.", "The 350 mines were laid on the ridge by armed men.")
    left.says("found", "350 mines", "350", item=("mine", "mines"))
    right.says("laid", "350 mines", "350", item=("mine", "mines"))
    (finding,) = reconciled(left, right, kind="statement").findings
    assert (finding.kind, finding.weight) == ("measure_differs", 1)


def test_found_and_cleared_in_one_version_and_found_in_another_is_no_difference() -> None:
    left, right = two("On the ridge 350 mines were found and cleared.", "350 mines were found on the ridge.")
    left.says("found", "350 mines", "350", item=("mine", "mines"))
    left.says("cleared", "350 mines", "350", item=("mine", "mines"))
    right.says("found", "350 mines", "350", item=("mine", "mines"))
    assert reconciled(left, right, kind="statement").findings == ()


def test_a_figure_quoted_to_be_rejected_sets_no_number() -> None:
    left, right = two("The army found 418 mines.", "The claim of 418 mines is an invention, they said.")
    left.says("found", "418 mines", "418", item=("mine", "mines"))
    right.says("found", "418 mines", "418", item=("mine", "mines"), stance=Stance.DENIED)
    result = reconciled(left, right, kind="statement")
    (tally,) = result.tallies
    assert (tally.best, len(tally.claims)) == (418, 2)
    assert kinds(result) == ["stance_differs"]
    alone = reconciled(right, kind="statement").tallies
    assert [(each.best, each.rule) for each in alone] == [(None, "rejected_by_all")]


def test_two_kinds_of_people_are_two_tallies() -> None:
    told = Telling("Two women were killed, and two men were killed.", source="A Post")
    told.says("killed", "Two women were killed", 2, numeral="Two", people=[("woman", "women")])
    told.says("killed", "two men were killed", 2, numeral="two", people=[("man", "men")])
    assert len(reconciled(told).tallies) == 2


def test_a_copy_adds_no_source() -> None:
    from tallymark.model import Link

    left, right = two("Sappers found 418 mines at the ford.", "(Wire) Sappers found 418 mines at the ford.")
    for each in (left, right):
        each.says("found", "418 mines", "418", item=("mine", "mines"))
    ids = tuple(sorted([left.report.id, right.report.id]))
    copied = Story(id="story-x", reports=ids, links=(Link(left=ids[0], right=ids[1], kind="copy", score=9.0),))
    (tally,) = reconcile(
        copied, {each.report.id: each.report for each in (left, right)}, by_report([left, right])
    ).tallies
    assert (tally.sources, tally.rule) == (1, "only_source")


def test_a_story_without_claims_has_nothing_to_tell() -> None:
    report = Report.of("Fog closed the harbour.")
    story = Story(id="story-x", reports=(report.id,))
    assert reconcile(story, {report.id: report}, {}) == Reconciled()


def test_a_report_that_is_not_given_is_a_broken_invariant() -> None:
    with pytest.raises(KeyError):
        reconcile(Story(id="story-x", reports=("report-gone",)), {}, {})


def test_no_tally_holds_a_claim_twice() -> None:
    result = reconciled(first_toll(), later_toll())
    held = [claim for tally in result.tallies for claim in tally.claims]
    assert len(held) == len(set(held)) == len(first_toll().claims) + len(later_toll().claims)
    assert all(tally.best is None or tally.best > Decimal(0) for tally in result.tallies)
