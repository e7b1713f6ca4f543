"""Sums that close, sums that do not, parts larger than their whole, and what must never be added."""

from __future__ import annotations

from typing import Any

import pytest

from tallymark.model import Bound, Finding, Story
from tallymark.reconcile import Reconciled, reconcile
from tests.collate.telling import Telling, by_report


def reconciled(told: Telling) -> Reconciled:
    story = Story(id="story-x", reports=(told.report.id,))
    return reconcile(story, {told.report.id: told.report}, by_report([told]))


def of_kind(result: Reconciled, kind: str) -> list[Finding]:
    return [each for each in result.findings if each.kind == kind]


def harm(killed: int, injured: int, total: int, **parts: Any) -> Telling:
    text = f"The year saw {total} casualties: {killed} killed and {injured} injured."
    told = Telling(text, source="Year Book")
    told.says("casualties", f"{total} casualties", str(total), **parts)
    told.says("killed", f"{killed} killed", str(killed))
    told.says("injured", f"{injured} injured", str(injured))
    return told


def test_killed_and_injured_make_the_casualties() -> None:
    (closes,) = of_kind(reconciled(harm(14, 22, 36)), "sum_closes")
    assert closes.sentence == "According to Year Book, 36 casualties: the parts add up, 14 + 22 = 36."


def test_killed_and_injured_that_do_not_make_the_casualties() -> None:
    result = reconciled(harm(14, 22, 38))
    (told,) = of_kind(result, "sum_does_not_close")
    assert told.weight == 2
    assert told.sentence == "According to Year Book, 38 casualties: the parts do not add up to it, 14 + 22 = 36."
    assert {side.span.quote for side in told.sides} == {"38 casualties", "14 killed", "22 injured"}


def test_an_inexact_total_closes_no_sum() -> None:
    result = reconciled(harm(14, 22, 38, bound=Bound.ABOUT))
    assert not of_kind(result, "sum_does_not_close")
    assert not of_kind(result, "sum_closes")


def test_a_part_larger_than_its_whole() -> None:
    told = Telling("Of the 12 killed, 15 were children.", source="A Post")
    whole = told.says("killed", "12 killed", "12")
    told.says("killed", "15 were children", "15", people=[("child", "children")], part_of=whole)
    (finding,) = of_kind(reconciled(told), "part_exceeds_whole")
    assert "15 children killed are a part of 12 killed" in finding.sentence
    assert not [each for each in reconciled(told).tallies if each.implied]


@pytest.mark.parametrize(("boys", "girls", "kind"), [(5, 4, "sum_closes"), (6, 4, "sum_does_not_close")])
def test_boys_and_girls_are_apart(boys: int, girls: int, kind: str) -> None:
    told = Telling(f"Nine children died: {boys} boys and {girls} girls.", source="A Post")
    whole = told.says("killed", "Nine children died", 9, numeral="Nine", people=[("child", "children")])
    told.says("killed", f"{boys} boys", str(boys), people=[("boy", "boys")], part_of=whole)
    told.says("killed", f"{girls} girls", str(girls), people=[("girl", "girls")], part_of=whole)
    assert [each.kind for each in reconciled(told).findings] == [kind]


def test_civilians_and_journalists_are_not_added_even_where_they_would_close() -> None:
    told = Telling("Of the 45 killed, 40 were civilians and 5 journalists.", source="A Post")
    whole = told.says("killed", "45 killed", "45")
    told.says("killed", "40 were civilians", "40", people=[("civilian", "civilians")], part_of=whole)
    told.says("killed", "5 journalists", "5", people=[("journalist", "journalists")], part_of=whole)
    result = reconciled(told)
    assert not of_kind(result, "sum_closes")
    assert len(of_kind(result, "breakdowns_overlap")) == 1
    assert [each.best for each in result.tallies if each.implied] == [5]


def test_nothing_is_implied_from_a_vague_figure() -> None:
    told = Telling("About 190 suffered, of whom 52 died.", source="A Post")
    whole = told.says("casualties", "190 suffered", "190", bound=Bound.ABOUT)
    told.says("killed", "52 died", "52", part_of=whole)
    assert not [each for each in reconciled(told).tallies if each.implied]


def test_nothing_is_implied_where_it_is_stated() -> None:
    told = Telling("190 suffered, of whom 52 died and 130 were injured.", source="A Post")
    whole = told.says("casualties", "190 suffered", "190")
    told.says("killed", "52 died", "52", part_of=whole)
    told.says("injured", "130 were injured", "130", part_of=whole)
    result = reconciled(told)
    assert not [each for each in result.tallies if each.implied]
    assert len(of_kind(result, "sum_does_not_close")) == 1


def test_items_that_do_not_add_up_to_the_total_in_words() -> None:
    told = Telling("In June 73 mines, 8 grenades and 109 shells were found, a total of 200 items.", source="Centre")
    parts = [
        told.says("found", "73 mines", "73", item=("mine", "mines")),
        told.says("found", "8 grenades", "8", item=("grenade", "grenades")),
        told.says("found", "109 shells", "109", item=("projectile", "shells")),
    ]
    told.says("found", "a total of 200 items", "200", item=("munition", "items"), total_of=parts)
    (finding,) = of_kind(reconciled(told), "sum_does_not_close")
    assert "73 + 8 + 109 = 190" in finding.sentence
    assert "200 items of ordnance found" in finding.sentence


def test_wholes_that_name_each_other_make_no_ring() -> None:
    import msgspec

    told = Telling("12 died, 12 of 15.", source="A Post")
    one = told.says("killed", "12 died", "12", people=[("child", "12")])
    other = told.says("killed", "15", "15", part_of=one)
    told.claims[0] = msgspec.structs.replace(one, part_of=other.id)
    tallies = reconciled(told).tallies
    assert sum(each.whole is None for each in tallies if not each.implied) == 1
