"""The scorer itself: what it counts as right, wrong, missed and neither."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from tallymark.model import Bound, Claim, Figure, Holder, Report, Span, claim_id
from tests.labelled import Label, Labelled, label_of
from tests.scoring import Score, b_cubed, pair, score_one

TEXT = "Sappers found and destroyed 61 mines, police said. Four people were killed."
REPORT = Report.of(TEXT)


def claim(measure: str, quote: str, value: int | None, bound: Bound = Bound.EXACTLY) -> Claim:
    span = Span.of(TEXT, TEXT.index(quote), TEXT.index(quote) + len(quote))
    figure = None if value is None else Figure(value=Decimal(value), bound=bound, span=span)
    return Claim(
        id=claim_id(REPORT.id, measure, span, figure), report=REPORT.id, measure=measure, span=span, figure=figure
    )


def labels() -> tuple[Label, ...]:
    found = {"measure": "found", "also": ["destroyed"], "value": "61", "quote": "61 mines", "attribution": ["police"]}
    return label_of(TEXT, found), label_of(TEXT, {"measure": "killed", "value": "4", "quote": "Four people"})


def scored(*claims: Claim, other: bool = False) -> Score:
    total = Score()
    score_one(total, Labelled(id="a", text=TEXT, labels=labels(), story="s", other=other), claims)
    return total


def test_all_found_is_a_full_score() -> None:
    total = scored(claim("found", "61 mines", 61), claim("killed", "Four people were killed", 4))
    assert (total.precision, total.recall, total.f1) == (1.0, 1.0, 1.0)


def test_a_second_claim_on_the_same_words_counts_neither_way() -> None:
    total = scored(claim("found", "61 mines", 61), claim("destroyed", "61 mines", 61), claim("killed", "Four", 4))
    assert (total.right, total.found, total.wanted) == (2, 2, 2)


def test_another_value_or_measure_or_place_is_wrong() -> None:
    total = scored(claim("found", "61 mines", 16), claim("injured", "Four people", 4), claim("killed", "police", 4))
    assert (total.right, total.found, total.wanted) == (0, 3, 2)
    assert (len(total.missed), len(total.wrong)) == (2, 3)


def test_the_same_figure_twice_is_wrong_once() -> None:
    total = scored(claim("killed", "Four people", 4), claim("killed", "Four", 4))
    assert (total.right, total.found) == (1, 2)


def test_the_words_own_measure_is_preferred() -> None:
    pairs, _ = pair(labels(), [claim("destroyed", "found and destroyed 61 mines", 61), claim("found", "61 mines", 61)])
    assert pairs == {0: 1}


def test_attributes_are_looked_at_where_the_claim_is_right() -> None:
    span = Span.of(TEXT, TEXT.index("police"), TEXT.index("police") + 6)
    by_police = msgspec.structs.replace(
        claim("found", "61 mines", 61, Bound.ABOUT), attribution=(Holder(name="police", kind="police", span=span),)
    )
    total = scored(by_police)
    assert total.attributes["attribution"].share == 1.0
    assert total.attributes["bound"].share == 0.0


def test_figures_on_another_topic_are_counted() -> None:
    assert scored(claim("killed", "Four people", 4), other=True).on_other_topics == 1


def test_a_span_that_does_not_stand_in_the_text_is_counted() -> None:
    bad = msgspec.structs.replace(claim("killed", "Four people", 4), span=Span(51, 55, "Five"))
    assert scored(bad).bad_spans == 1


def test_an_uncertain_label_counts_neither_way() -> None:
    unsure = label_of(TEXT, {"measure": "killed", "value": "4", "quote": "Four people", "uncertain": "true"})
    for claims in ([], [claim("killed", "Four people", 4)]):
        total = Score()
        score_one(total, Labelled(id="a", text=TEXT, labels=(unsure,), story="s"), claims)
        assert (total.right, total.found, total.wanted) == (0, 0, 0)


def test_one_group_for_all_costs_precision() -> None:
    assert b_cubed({"a": "x", "b": "y"}, {"a": "1", "b": "1"}) == (0.5, 1.0)
