"""Tallies counted by what questions ask of them, on every store."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallymark.ledger import Ledger
from tallymark.model import Link, Story, Tally
from tests.ledger.nouns import report_pair


def tally(name, best, **more):
    said = {"story": f"story-{name}", "measure": "killed", "said": "2023-06-10", "places": ("geonames:1",), **more}
    number = None if best is None else Decimal(best)
    return Tally(id=f"tally-{name}", subject="killed", claims=(), low=number, best=number, high=number, **said)


TALLIES = [
    tally("a", 1),
    tally("b", 2, said="2022"),
    tally("c", 3, said="2022-01-05", places=()),
    tally("d", 4, said=None, places=("geonames:1", "name:böhtan 'x' \\ \ud800")),
    tally("e", 5, item="mine", people=("child", "civilian"), period="2021/..", scope="running_total"),
    tally("f", None, rule="none"),
    tally("g", 6, implied=True),
    tally("h", 7, measure="injured"),
    tally("i", 8, said="2022-01", places=()),
]


@pytest.fixture(scope="module")
def ledger(store):
    with Ledger.open(store.fresh()) as opened:
        opened.record_tallies(TALLIES)
        yield opened


@pytest.mark.parametrize("narrowed_by", [(), ("places",), ("days",), ("places", "days")])
def test_each_tally_is_in_the_one_group_that_says_the_same_of_it(ledger, narrowed_by):
    groups = ledger.alike("killed", *narrowed_by)
    assert sum(group.tallies for group in groups) == 8
    for group in groups:
        held = list(ledger.tallies_in("killed", [group]))
        assert len(held) == group.tallies
        for one in held:
            sample = group.sample
            assert (sample.implied, sample.rule, sample.item, sample.people) == (
                one.implied, one.rule, one.item, one.people,
            )  # fmt: skip
            assert (sample.best is None) == (one.best is None)
            assert "places" not in narrowed_by or sample.places == one.places
            assert "days" not in narrowed_by or (sample.said, sample.period, sample.scope) == (
                one.said, one.period, one.scope,
            )  # fmt: skip
    everything = sorted(ledger.tallies_in("killed", groups), key=lambda one: one.id)
    assert everything == [one for one in TALLIES if one.measure == "killed"]


@pytest.mark.parametrize("narrowed_by", [(), ("places",), ("days",)])
@pytest.mark.parametrize("most", [1, 3, 20])
def test_the_first_are_those_told_first(ledger, narrowed_by, most):
    groups = ledger.alike("killed", *narrowed_by)
    told = sorted((one for one in TALLIES if one.measure == "killed"), key=lambda one: (one.said or "", one.id))
    assert ledger.first_tallies_in("killed", groups, most) == told[:most]


def test_what_changes_is_found_by_what_it_says_now(fresh):
    with fresh() as ledger:
        ledger.record_tallies([tally("a", 1)])
        ledger.record_tallies([tally("a", 1, places=("geonames:2",))])
        assert [group.sample.places for group in ledger.alike("killed", "places")] == [("geonames:2",)]


def test_what_some_stories_tell_again(fresh):
    pairs = [report_pair(f"Mine {number}", f"{number}.txt") for number in range(4)]
    ids = [report.id for report, _ in pairs]
    links = [Link(left=ids[number + 1], right=ids[number], kind="repeats", score=1.0) for number in range(3)]
    with fresh() as ledger:
        ledger.record_reports(pairs)
        ledger.record_stories(
            Story(id=f"story-{number}", reports=(ids[number],), links=(links[number - 1],) if number else ())
            for number in range(4)
        )
        assert sorted(ledger.retold()) == [(f"story-{n + 1}", f"story-{n}") for n in range(3)]
        assert ledger.retold(["story-2", "story-0"]) == [("story-2", "story-1")]
        assert ledger.retold([]) == []


def test_what_stands_for_the_tallies_changes_with_them_and_with_nothing_else(fresh):
    with fresh() as ledger, fresh() as other:
        empty = ledger.changed("tallies")
        ledger.record_tallies([tally("a", 1)])
        told = ledger.changed("tallies", "series")
        assert told != empty
        ledger.record_tallies([tally("a", 1)])
        ledger.record_reports([report_pair("Nine mines.")])
        ledger.record_stories([Story(id="story-1", reports=())])
        assert ledger.changed("tallies", "series") == told != ledger.changed("stories")
        other.record_reports([report_pair("Nine mines.")])
        other.record_tallies([tally("a", 1)])
        assert other.changed("tallies") != told
        ledger.record_tallies([])
        assert ledger.changed("tallies", "series") != told
