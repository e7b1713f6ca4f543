"""Judgements win over what the rules read, find their claim again, and are never silently lost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallymark.model import Decision, Judgement, agreed, differ, standing
from tallymark.reconcile.agreement import alpha
from tallymark.reconcile.judged import judged, words_of
from tests.collate.telling import Telling


def told() -> Telling:
    telling = Telling("A mine killed 45 people, 10 of them children, and 45 mines were found.")
    whole = telling.says("killed", "45 people", 45)
    telling.says("killed", "10 of them", 10, part_of=whole)
    telling.says("found", "45 mines", 45)
    return telling


def judge(claim, decision, by="A", when="2023-01-01", **more):
    return Judgement.of(claim.id, Decision(decision), by=by, when=when, words=words_of(claim), **more)


def values(result):
    return [(claim.measure, claim.figure.value) for claim in result.claims]


def test_what_is_judged_wrong_no_longer_counts() -> None:
    claims = told().claims
    result = judged(claims, [judge(claims[0], "wrong")])
    assert values(result) == [("killed", 10), ("found", 45)]
    assert result.claims[0].part_of is None


def test_a_number_that_a_person_gives_takes_the_place_of_the_other() -> None:
    claims = told().claims
    result = judged(claims, [judge(claims[0], "wrong", value=Decimal(54))])
    assert values(result)[0] == ("killed", 54)
    assert result.claims[0].span == claims[0].span


@pytest.mark.parametrize("decision", ["right", "unsure"])
def test_what_is_right_or_unsure_changes_nothing(decision: str) -> None:
    claims = told().claims
    assert list(judged(claims, [judge(claims[0], decision)]).claims) == claims


def test_where_people_differ_the_reading_of_the_rules_stands() -> None:
    claims = told().claims
    result = judged(claims, [judge(claims[0], "wrong"), judge(claims[0], "right", by="B")])
    assert list(result.claims) == claims
    assert differ(result.attached[claims[0].id])


def test_the_last_word_of_each_person_counts_and_can_be_taken_back() -> None:
    claims = told().claims
    first = judge(claims[0], "wrong", when="2023-01-01")
    later = judge(claims[0], "right", when="2023-01-02")
    assert list(judged(claims, [later, first]).claims) == claims
    back = Judgement.of(first.id, Decision.WITHDRAWN, by="A", when="2023-01-03")
    assert standing([first, back]) == {}
    assert (
        len(judged(claims, [first, Judgement.of(first.id, Decision.WITHDRAWN, by="B", when="2023-01-03")]).claims) == 2
    )


def test_a_judgement_finds_its_claim_again_by_its_words() -> None:
    telling = told()
    old = judge(telling.claims[0], "wrong")
    again = Telling(telling.report.text)
    claim = again.says("killed", "killed 45 people", 45)
    again.says("found", "45 mines", 45)
    result = judged(again.claims, [old])
    assert list(result.attached) == [claim.id]
    assert values(result) == [("found", 45)]


def test_a_judgement_whose_words_nothing_says_any_more_is_orphaned_not_dropped() -> None:
    telling = told()
    old = judge(telling.claims[0], "wrong")
    again = Telling(telling.report.text)
    again.says("found", "45 mines", 45)
    result = judged(again.claims, [old])
    assert result.orphaned == (old,)
    assert list(result.claims) == again.claims


def test_agreement_of_all_who_are_sure() -> None:
    claims = told().claims
    unsure, wrong = judge(claims[0], "unsure", by="B"), judge(claims[0], "wrong")
    assert agreed([unsure, wrong]) == wrong
    assert agreed([unsure]) is None


def test_alpha_of_a_worked_example() -> None:
    """Krippendorff's own table of two observers and ten units, binary: alpha is 0.095."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    units = {str(n): {"x": str(a), "y": str(b)} for n, (a, b) in enumerate(zip(one, two, strict=True))}
    assert alpha(units) == pytest.approx(0.095, abs=0.001)
    assert alpha({"a": {"x": "1", "y": "1"}, "b": {"x": "1", "y": "1"}}) == 1.0
