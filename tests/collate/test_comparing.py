"""What is said of two reports: whether they were compared, what met, what joins them or keeps them apart."""

from __future__ import annotations

import itertools

import pytest

from tallymark.collate import Comparing, collate
from tallymark.collate.chains import chain
from tallymark.collate.grouping import TOGETHER, Groups
from tallymark.collate.links import SAME
from tallymark.model import Comparison, Link, Looked
from tests.collate.incident import first_toll, later_toll
from tests.collate.statement import faithful, repeated, spoilt
from tests.collate.telling import Telling, by_report


def comparing(*tellings: Telling, decided: dict[tuple[str, str], bool] | None = None) -> Comparing:
    claims = by_report(tellings)
    return Comparing([each.report for each in tellings], lambda ids: claims, shelf=[], decided=decided or {})


def compared(one: Telling, other: Telling, *beside: Telling) -> Comparison:
    return comparing(one, other, *beside).compared(one.report.id, other.report.id)


def test_two_versions_of_one_story() -> None:
    told = compared(faithful(), spoilt())
    assert (told.verdict, told.looked) == ("same", Looked.COMPARED)
    assert told.stories[0] == told.stories[1]
    assert told.chain == (told.link,)
    assert told.link.score >= told.needed == SAME
    assert {"figure 1307", "day 10-06"} <= {meeting.what for meeting in told.meetings}
    assert told.claims == (len(faithful().claims), len(spoilt().claims))


def test_an_old_total_told_again() -> None:
    told = compared(repeated(), faithful())
    assert told.verdict == "repeats"
    assert told.stories[0] != told.stories[1]
    (link,) = told.repeats
    assert (link.left, link.right) == (repeated().report.id, faithful().report.id)
    assert told.link.score < told.needed
    assert told.retold == link.score >= told.retold_needed


def test_what_speaks_against_two_stories_is_said() -> None:
    told = compared(faithful(), first_toll())
    assert told.verdict == "apart"
    assert dict(told.link.against).keys() >= {"days apart", "figures on one side"}
    assert not told.chain
    assert not told.repeats


def test_reports_with_nothing_in_common_were_not_compared() -> None:
    told = compared(faithful(), Telling("The ferry to the islands lay in fog.", published="2023-10-08"))
    assert (told.verdict, told.looked, told.meetings) == ("apart", Looked.NOTHING, ())


def test_one_common_thing_is_too_little() -> None:
    one = Telling("Snow lay on every harbour.", published="2023-10-08")
    other = Telling("A choir sang beside our harbour.", published="2023-12-01")
    told = compared(one, other)
    assert told.looked is Looked.LITTLE
    assert [(meeting.what, meeting.reports) for meeting in told.meetings] == [("word", 2)]


def bulletin(number: int, count: str = "4,321", published: str = "") -> Telling:
    day = published or f"2024-{1 + number % 12:02}-{1 + number % 28:02}"
    told = Telling(f"Sheet {number * 7 + 1} of the centre: {count} mines were found in the district.", published=day)
    told.says("found", f"{count} mines", count, item=("mine", "mines"))
    return told


def test_in_a_crowd_only_neighbours_in_time_are_compared() -> None:
    crowd = [bulletin(number) for number in range(100)]
    told = comparing(*crowd)
    looked = {told.compared(one.report.id, other.report.id).looked for one, other in itertools.combinations(crowd, 2)}
    assert {Looked.COMPARED, Looked.FAR} <= looked
    ids = [each.report.id for each in crowd]
    far = next(
        each
        for each in (told.compared(one, other) for one, other in itertools.combinations(ids, 2))
        if each.looked is Looked.FAR
    )
    assert max(meeting.reports for meeting in far.meetings) == 100


def test_a_copy_of_a_much_copied_text_was_compared_through_it() -> None:
    copies = [Telling(f"{faithful().report.text}\n\nPaper {number}", published="2023-10-08") for number in range(50)]
    told = comparing(*copies)
    every = [told.compared(one.report.id, other.report.id) for one, other in itertools.combinations(copies[:12], 2)]
    assert {each.verdict for each in every} <= {"copy", "same"}
    through = [each for each in every if each.looked is Looked.COPY]
    assert through
    assert all(each.chain for each in every)


@pytest.mark.parametrize("word", [True, False])
def test_a_persons_word_goes_before_what_met(word: bool) -> None:
    one, other = (faithful(), first_toll()) if word else (faithful(), spoilt())
    ids = one.report.id, other.report.id
    told = comparing(one, other, decided={(min(ids), max(ids)): word}).compared(*ids)
    assert told.verdict == ("same" if word else "repeats")
    assert "judgement" in dict(told.link.met if word else told.link.against)
    if word:
        assert told.chain == (told.link,)


def test_who_was_put_together_by_a_persons_word_has_a_link_that_says_so() -> None:
    ferry = Telling("The ferry to the islands lay in fog.", published="2023-10-08")
    ids = sorted((faithful().report.id, ferry.report.id))
    claims = by_report([faithful(), ferry])
    told = comparing(faithful(), ferry, decided={(ids[0], ids[1]): True}).compared(*ids)
    assert told.looked is Looked.NOTHING
    assert [dict(link.met)["judgement"] for link in told.chain] == [100.0]
    assert len(collate([faithful().report, ferry.report], claims)[0]) == 2


def test_every_answer_is_what_the_stories_say() -> None:
    tellings = [faithful(), spoilt(), repeated(), first_toll(), later_toll()]
    asked = comparing(*tellings)
    stories, _ = collate([each.report for each in tellings], by_report(tellings))
    of = {report: story for story in stories for report in story.reports}
    for one, other in itertools.permutations(of, 2):
        told = asked.compared(one, other)
        assert told.stories == (of[one].id, of[other].id)
        assert (told.verdict in ("same", "copy")) == (of[one] is of[other])
        assert set(told.repeats) <= set(of[one].links) & set(of[other].links)
        assert (told.verdict == "repeats") == bool(told.repeats)


def link(left: str, right: str, score: float) -> Link:
    return Link(left=left, right=right, kind="same", score=score)


def test_of_all_ways_between_two_versions_the_one_without_a_weak_link_is_told() -> None:
    strong = [link("a", "b", 5), link("b", "c", 4), link("c", "d", 6)]
    weak = [link("a", "d", 1.9), link("a", "c", 2.5)]
    assert chain([*weak, *strong], "a", "d") == tuple(strong)
    assert chain([*strong, link("b", "d", 4)], "a", "d") == (strong[0], link("b", "d", 4))
    assert chain(strong, "d", "a") == tuple(reversed(strong))
    assert chain(strong, "a", "e") == ()


class Scores:
    """Scores that are given."""

    def __init__(self, scores: dict[tuple[int, int], float]) -> None:
        self._scores = scores

    def score(self, left: int, right: int) -> float:
        return self._scores.get((left, right), 0.0)


def test_groups_that_do_not_agree_are_told_of() -> None:
    refused: list[tuple[int, int, float]] = []
    groups = Groups(3, Scores({(0, 1): 5.0, (1, 2): 3.0, (0, 2): -2.0}))  # type: ignore[arg-type]
    groups.join_agreeing([(0, 1), (1, 2)], lambda left, right, agreement: refused.append((left, right, agreement)))
    assert refused == [(0, 2, 0.5)]
    assert TOGETHER > 0.5
    assert groups.of(2) == 2 != groups.of(1)
