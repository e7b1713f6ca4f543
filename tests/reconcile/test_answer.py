"""One number over many stories: what counts, and the reason for everything that does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.model import Answer, Point, Question, Series, Tally, Why
from tallymark.reconcile import answer

INSIDE = {
    "town": ("province", "land"),
    "village": ("province", "land"),
    "province": ("land",),
    "elsewhere": ("abroad",),
}


def tally(name: str, best: int | None, **more: Any) -> Tally:
    given = {"story": f"story-{name}", "said": "2023-06-10", "places": ("town",), **more}
    number = None if best is None else Decimal(best)
    numbers = {"low": number, "best": number, "high": number} | {k: v for k, v in given.items() if k in ("low", "high")}
    rest = {key: value for key, value in given.items() if key not in numbers}
    return Tally(id=name, measure="killed", subject="killed", claims=(f"claim-{name}",), **numbers, **rest)


def asked(
    *tallies: Tally, retold: tuple[tuple[str, str], ...] = (), series: tuple[Series, ...] = (), **question: Any
) -> Answer:
    return answer(Question(measure="killed", **question), tallies, retold, lambda place: INSIDE.get(place, ()), series)


def running(name: str, best: int, said: str, **more: Any) -> Tally:
    return tally(name, best, **{"scope": "running_total", "period": "2021/..", "said": said, **more})


def series_of(*tallies: Tally) -> tuple[Series, ...]:
    points = tuple(Point(said=one.said, value=one.best or Decimal(0), claims=one.claims) for one in tallies)
    return (Series(id="series", measure="killed", subject="killed", baseline="2021", points=points),)


def out(told: Answer) -> dict[str, tuple[str, str | None]]:
    return {one.tally.id: (one.why.value, one.because) for one in told.left_out}


def test_things_of_different_stories_add_up() -> None:
    told = asked(tally("a", 3), tally("b", 4, low=Decimal(2), places=("village",)))
    assert (told.low, told.best, told.high) == (5, 7, 7)
    assert told.left_out == ()


def test_an_open_end_stays_open() -> None:
    told = asked(tally("a", 3), tally("b", 4, high=None, places=("village",)))
    assert (told.best, told.high) == (7, None)


def test_nothing_at_all_is_nought() -> None:
    told = asked()
    assert (told.low, told.best, told.high) == (0, 0, 0)


def test_another_measure_is_not_even_left_out() -> None:
    assert asked(Tally(id="x", story="s", measure="found", subject="found", claims=())).left_out == ()


@pytest.mark.parametrize(
    ("other", "question", "why"),
    [
        ({"places": ("elsewhere",)}, {"place": "province"}, "other_place"),
        ({"places": ("land",)}, {"place": "province"}, "wider_place"),
        ({"places": ()}, {"place": "province"}, "no_place"),
        ({"period": "2021-05-01"}, {"since": "2023"}, "other_period"),
        ({"period": "2022/2023"}, {"since": "2023"}, "wider_period"),
        ({"said": None}, {"until": "2023"}, "no_date"),
        ({"people": ("military",)}, {"people": "civilian"}, "other_kind"),
        ({"rule": "rejected_by_all"}, {}, "denied"),
        ({"implied": True}, {}, "implied"),
    ],
)
def test_what_is_not_asked_for(other: dict[str, Any], question: dict[str, Any], why: str) -> None:
    people = {"people": ("farmer",)} if "people" in question else {}
    told = asked(tally("a", 3, **people), tally("b", 4, **other), **question)
    assert told.best == 3
    assert out(told) == {"b": (why, None)}


def test_a_part_counts_with_its_whole_only() -> None:
    told = asked(tally("whole", 45), tally("part", 35, whole="whole"), tally("of part", 3, whole="part"))
    assert told.best == 45
    assert out(told) == {"part": ("part", "whole"), "of part": ("part", "part")}


def test_a_part_counts_where_its_whole_is_another_measure() -> None:
    assert asked(tally("a", 45, whole="casualties")).best == 45


def test_a_narrower_kind_in_one_story_is_no_addition() -> None:
    told = asked(tally("a", 7, story="s"), tally("b", 3, story="s", people=("woman",)))
    assert (told.best, out(told)) == (7, {"b": ("part", "a")})


def test_two_incidents_of_one_story_add_up() -> None:
    assert asked(tally("a", 7, story="s"), tally("b", 3, story="s")).best == 10


def test_what_a_running_total_contains_is_itemised_under_it() -> None:
    total = tally("total", 20, scope="running_total", period="2023-01/..", said="2023-07-01", places=("province",))
    told = asked(total, tally("a", 7), tally("b", 3, places=("village",)), tally("late", 2, said="2023-08-01"))
    assert told.best == 22
    assert out(told) == {"a": ("contained", "total"), "b": ("contained", "total")}
    (counted,) = [one for one in told.counted if one.tally.id == "total"]
    assert (set(counted.itemised), counted.rest) == ({"a", "b"}, 10)


def test_a_total_of_a_year_contains_an_incident_of_it() -> None:
    told = asked(tally("year", 20, period="2023", said="2024-01-05"), tally("a", 7, period="2023-06-09"))
    assert (told.best, out(told)) == (20, {"a": ("contained", "year")})


def test_a_total_smaller_than_an_incident_cannot_contain_it() -> None:
    assert asked(tally("year", 5, period="2023", said="2024-01-05"), tally("a", 7)).best == 12


def test_of_two_running_totals_the_wider_counts() -> None:
    old = tally("since 1979", 900, scope="running_total", period="1979/..", said="2023-07-01")
    new = tally("since 2020", 90, scope="running_total", period="2020/..", said="2023-07-01")
    told = asked(new, old)
    assert (told.best, out(told)) == (900, {"since 2020": ("contained", "since 1979")})


def test_totals_that_share_days_are_not_added() -> None:
    one = tally("one", 50, scope="running_total", period="2018/2021", said="2021-12-31")
    two = tally("two", 90, scope="running_total", period="2020/2023", said="2023-12-31")
    told = asked(one, two)
    assert (told.best, out(told)) == (90, {"one": ("overlaps", "two")})


def test_of_one_running_total_the_value_told_last_counts_whatever_place_each_names() -> None:
    told = [
        running("a", 90, "2023-01-03", places=("land",)),
        running("b", 95, "2023-02-03", places=("name:vale",)),
        running("c", 93, "2023-03-03", places=()),
        running("d", 99, "2023-04-03", places=("land",)),
        running("e", 99, "2023-09-03", places=("land",)),
    ]
    total = asked(*told, series=series_of(*told))
    assert total.best == 99
    early = dict.fromkeys("abc", ("earlier", "d"))
    assert out(total) == {**early, "e": ("repeat", "d")}
    assert asked(*told, series=series_of(*told), until="2023-03").best == 93


def test_a_series_covers_the_ground_of_all_its_values() -> None:
    total = [running("a", 90, "2023-01-03", places=("land",)), running("b", 95, "2023-08-03", places=())]
    told = asked(*total, tally("in the town", 7), series=series_of(*total))
    assert (told.best, out(told)["in the town"]) == (95, ("contained", "b"))


def test_what_names_no_place_is_not_added_to_a_running_total_that_may_hold_it() -> None:
    total = running("total", 90, "2023-07-01", places=("land",))
    month = {"period": "2023-05", "places": ()}
    nowhere = asked(total, tally("day", 7, places=()), tally("month", 20, **month), tally("late", 2, said="2023-08-01"))
    assert (nowhere.best, out(nowhere)) == (92, dict.fromkeys(("day", "month"), ("unplaced", "total")))
    assert asked(total, tally("more", 91, places=())).best == 181
    assert asked(running("nowhere", 90, "2023-07-01", places=()), tally("day", 7)).best == 97


def test_an_unknown_district_is_not_added_to_the_total_told_with_it() -> None:
    total = running("total", 90, "2023-07-01", places=("land",), story="bulletin")
    here, there = {"places": ("name:vale",)}, {"places": ("elsewhere",)}
    told = asked(total, tally("with it", 7, story="bulletin", **here))
    assert (told.best, out(told)) == (90, {"with it": ("unplaced", "total")})
    assert asked(total, tally("by others", 7, **here)).best == 97
    assert asked(total, tally("known", 7, story="bulletin", **there)).best == 97


def test_what_is_counted_beside_other_kinds_is_not_added_to_a_running_total() -> None:
    total = running("total", 90, "2023-07-01", places=("land",), people=("civilian",))
    told = asked(total, tally("all people", 7))
    assert (told.best, out(told)) == (90, {"all people": ("overlaps", "total")})
    assert asked(total, tally("others", 7, people=("soldier",))).best == 97


def test_a_figure_told_again_by_a_linked_story_is_a_repeat() -> None:
    told = asked(
        tally("a", 3, said="2023-06-01"), tally("b", 3, places=("elsewhere",)), retold=(("story-b", "story-a"),)
    )
    assert (told.best, out(told)) == (3, {"b": ("repeat", "a")})


def test_the_same_day_place_and_figure_is_a_repeat_unless_the_figure_is_small() -> None:
    same = {"period": "2023-06-09"}
    assert asked(tally("a", 7, **same, said="2023-06-09"), tally("b", 7, **same, places=("province",))).best == 7
    assert asked(tally("a", 1, **same, said="2023-06-09"), tally("b", 1, **same)).best == 2


TALLIES = st.lists(
    st.builds(
        tally,
        st.uuids().map(str),
        st.integers(0, 50) | st.none(),
        story=st.sampled_from(["s1", "s2"]),
        period=st.sampled_from([None, "2023", "2023-06-09", "2020/..", "XXXX-05-01"]),
        scope=st.sampled_from(["new", "running_total"]),
        places=st.sampled_from([(), ("town",), ("province",), ("elsewhere", "town")]),
        people=st.sampled_from([(), ("woman",), ("civilian",)]),
    ),
    max_size=8,
)


@given(TALLIES)
def test_every_tally_is_counted_or_left_out_once_in_any_order(tallies: list[Tally]) -> None:
    told = asked(*tallies)
    ids = [one.tally.id for one in told.counted] + [one.tally.id for one in told.left_out]
    assert sorted(ids) == sorted(one.id for one in tallies)
    assert asked(*reversed(tallies)) == told
    assert told.best == sum(one.tally.best or 0 for one in told.counted)
    assert all(one.why in Why for one in told.left_out)
