"""How rows are written: JSON Lines that lose nothing, CSV that a spreadsheet does not run."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallymark.export import (
    COLUMNS,
    claim_row,
    finding_row,
    problem_row,
    series_row,
    story_rows,
    tally_row,
    write_csv,
    write_jsonl,
)
from tallymark.model import Claim, Figure, Point, Series, Span, Story
from tests.export.test_claim import MINES, RELIED_ON
from tests.ledger import nouns

STEM_OF = str.upper


def written(rows, kind="claims"):
    stream = io.StringIO(newline="")
    count = write_csv(rows, stream, kind)
    stream.seek(0)
    lines = list(csv.DictReader(stream))
    assert len(lines) == count
    return lines


def test_lines_are_written_as_the_rows_come():
    stream = io.StringIO()

    def rows():
        yield {"id": "a\n1"}
        assert json.loads(stream.getvalue()) == {"id": "a\n1"}
        yield {"id": "b"}

    assert write_jsonl(rows(), stream) == 2
    assert [json.loads(line)["id"] for line in stream.getvalue().splitlines()] == ["a\n1", "b"]
    assert write_jsonl([], io.StringIO()) == 0


def test_the_columns_relied_on_are_there_and_in_their_order():
    assert [name for name in COLUMNS["claims"] if name in RELIED_ON] == RELIED_ON
    assert written([]) == []


def test_a_claim_on_a_line():
    [line] = written([claim_row(MINES, "bulletin")])
    assert line["report"] == "bulletin"
    assert (line["value"], line["bound"], line["item"], line["model"]) == (
        "350",
        "about",
        "anti_personnel_mine",
        "PMN-E",
    )
    assert (line["place"], line["place_id"], line["place_within"]) == ("Kalbajar", "geonames:586087", "Azerbaijan")
    assert line["attribution"] == "The ministry | the outlet"
    assert (line["period"], line["part_of"], line["headline"]) == ("XXXX-11-23", "", "false")


def test_a_series_has_a_line_for_each_point():
    points = tuple(Point(said=f"2022-{month}", value=Decimal(month), claims=()) for month in (10, 11))
    row = series_row(Series(id="series-1", measure="found", subject="mines", baseline=None, points=points))
    assert [(line["said"], line["value"]) for line in written([row], "series")] == [
        ("2022-10", "10"),
        ("2022-11", "11"),
    ]


def test_a_story_has_a_line_for_each_version():
    story = Story(id="story-1", reports=("a", "b"))
    assert written(story_rows(story, lambda report: [report]), "stories") == [
        {"report": "a", "story": "story-1"},
        {"report": "b", "story": "story-1"},
    ]


@pytest.mark.parametrize(
    "quote", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－all－", "-", "+374 10 5"]
)
def test_what_a_spreadsheet_would_run_is_put_behind_an_apostrophe(quote):
    claim = Claim(id="claim-1", report="report-1", measure="found", span=Span(0, len(quote), quote))
    [line] = written([claim_row(claim, "a")])
    assert line["quote"] == f"'{quote}"


@pytest.mark.parametrize("quote", ["-5", "+5", "-5.25", "nine = 9", "mines"])
def test_numbers_and_plain_words_stay_as_they_are(quote):
    figure = Figure(value=Decimal("-5"))
    claim = Claim(id="claim-1", report="report-1", measure="found", span=Span(0, len(quote), quote), figure=figure)
    [line] = written([claim_row(claim, "a")])
    assert (line["quote"], line["value"]) == (quote, "-5")


def test_what_a_file_cannot_carry_is_marked():
    claim = Claim(id="claim-1", report="report-1", measure="found", span=Span(0, 4, "a\x00\ud800b"))
    [line] = written([claim_row(claim, "a")])
    assert line["quote"] == "a\ufffd\ufffdb"


ROWS = {
    "claims": nouns.claims_of("report-1").map(lambda claim: claim_row(claim, "stem")),
    "tallies": nouns.TALLIES.map(tally_row),
    "series": nouns.SERIES.map(series_row),
    "findings": nouns.FINDINGS.map(lambda finding: finding_row(finding, STEM_OF)),
    "problems": nouns.PROBLEMS.map(lambda problem: problem_row(problem, STEM_OF)),
}


@pytest.mark.parametrize("kind", ROWS)
def test_no_cell_of_any_noun_is_a_formula(kind):
    @given(st.lists(ROWS[kind], max_size=2))
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def none_is(rows):
        stream = io.StringIO(newline="")
        write_csv(rows, stream, kind)
        stream.getvalue().encode("utf-8")
        stream.seek(0)
        header, *lines = csv.reader(stream)
        assert tuple(header) == COLUMNS[kind]
        for line in lines:
            assert len(line) == len(header)
            for cell in line:
                assert cell[:1] not in tuple("=+-@\t\r\n") or Decimal(cell).is_finite()

    none_is()
