"""The rows of stories, tallies, series, findings and problems."""

from __future__ import annotations

from decimal import Decimal

from tallymark.export import finding_row, problem_row, series_row, story_rows, tally_row
from tallymark.model import Finding, Point, Problem, Series, Side, Span, Story, Tally

STEMS = {"report-1": "first", "report-2": "second"}


def test_a_story_has_a_row_for_each_name_of_each_version():
    story = Story(id="story-1", reports=("report-1", "report-2"))
    stems = {"report-1": ["first", "again"], "report-2": ["second"]}
    assert list(story_rows(story, stems.__getitem__)) == [
        {"report": "first", "story": "story-1"},
        {"report": "again", "story": "story-1"},
        {"report": "second", "story": "story-1"},
    ]


def test_a_tally_tells_every_field():
    tally = Tally(
        id="tally-1",
        story="story-1",
        measure="area_cleared",
        subject="land",
        claims=("claim-1", "claim-2"),
        low=Decimal("1644.6"),
        best=Decimal("1645"),
        unit="ha",
        people=("civilian",),
        rule="most sources",
        sources=2,
        sum_of=("tally-2",),
    )
    row = tally_row(tally)
    assert set(row) == set(Tally.__struct_fields__)
    assert (row["low"], row["best"], row["high"], row["unit"]) == (1644.6, 1645, None, "ha")
    assert (row["claims"], row["people"], row["sum_of"]) == (["claim-1", "claim-2"], ["civilian"], ["tally-2"])


def test_a_series_tells_its_points_in_order():
    points = (
        Point(said="2022-11", value=Decimal(9), claims=("claim-1",)),
        Point(said=None, value=Decimal(8), claims=()),
    )
    row = series_row(Series(id="series-1", measure="found", subject="mines", baseline="2022-08", points=points))
    assert set(row) == set(Series.__struct_fields__)
    assert row["points"] == [
        {"said": "2022-11", "value": 9, "claims": ["claim-1"]},
        {"said": None, "value": 8, "claims": []},
    ]


def test_a_finding_tells_both_sides_by_their_stems():
    finding = Finding(
        id="finding-1",
        kind="mistranslation",
        story="story-1",
        sentence="One version reads minutes, the other mines.",
        sides=(
            Side(report="report-1", span=Span(4, 11, "minutes")),
            Side(report="report-2", span=Span(0, 5, "mines"), claim="claim-1"),
        ),
        suggests="mines",
        weight=2,
    )
    row = finding_row(finding, STEMS.__getitem__)
    assert set(row) == set(Finding.__struct_fields__)
    assert row["sides"] == [
        {"report": "first", "start": 4, "end": 11, "quote": "minutes", "claim": None},
        {"report": "second", "start": 0, "end": 5, "quote": "mines", "claim": "claim-1"},
    ]


def test_a_problem_tells_where_it_stands_or_which_input_it_was():
    of_words = Problem(id="problem-1", kind="k", reason="r", report="report-2", span=Span(0, 5, "mines"))
    of_input = Problem(id="problem-2", kind="empty_file", reason="nothing in it", name="c.txt")
    row = problem_row(of_words, STEMS.__getitem__)
    assert (row["report"], row["start"], row["end"], row["quote"], row["name"]) == ("second", 0, 5, "mines", None)
    row = problem_row(of_input, STEMS.__getitem__)
    assert (row["report"], row["start"], row["quote"], row["name"]) == (None, None, None, "c.txt")
