"""The row of a claim: the fields that other programs rely on, and what never stands in one."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from tallymark.export import claim_row, json_line
from tallymark.model import (
    Bound,
    Claim,
    Figure,
    Holder,
    Inspection,
    Mention,
    Official,
    Period,
    Place,
    Scope,
    Span,
    Stance,
    Violation,
)
from tests.ledger.nouns import claims_of

TEXT = (
    "The ministry said on 23 November that about 350 PMN-E mines produced in 2021 were found north of Kalbajar; "
    "Colonel A. Example of the agency and military attaches, invited by the ministry, inspected them. "
    "It violates point 4 of the statement, according to the outlet. A sergeant was hurt."
)
RELIED_ON = [
    *("id", "report", "start", "end", "quote", "measure", "value", "value_max", "bound", "unit", "item", "model"),
    *("people", "place", "period", "attribution", "stance", "scope", "part_of", "found_by"),
]


def at(words):
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def mention(identity, words):
    return Mention(id=identity, span=at(words))


MINES = Claim(
    id="claim-1",
    report="report-1",
    measure="found",
    span=at("about 350 PMN-E mines produced in 2021 were found north of Kalbajar"),
    figure=Figure(value=Decimal(350), bound=Bound.ABOUT, span=at("about 350")),
    item=mention("anti_personnel_mine", "mines"),
    model=mention("pmn_e", "PMN-E"),
    made_when=mention("2021", "2021"),
    places=(
        Place(name="Kalbajar", span=at("Kalbajar"), id="geonames:586087", within=("Azerbaijan",), relation="north of"),
    ),
    period=Period(edtf="XXXX-11-23", span=at("23 November"), basis="open"),
    attribution=(
        Holder(name="The ministry", kind="ministry", span=at("The ministry"), cue=at("said")),
        Holder(name="the outlet", kind="outlet", span=at("the outlet"), cue=at("according to"), inherited=True),
    ),
    stance=Stance.ALLEGED,
    scope=Scope.RUNNING_TOTAL,
    total_of=("claim-2",),
    found_by=("en.found.passive",),
    pack="pack-1",
)


def test_the_fields_relied_on_come_first_and_tell_the_claim():
    row = claim_row(MINES, "bulletin")
    assert [name for name in row if name in RELIED_ON] == RELIED_ON
    assert {name: row[name] for name in ("id", "report", "measure", "value", "value_max", "bound", "unit")} == {
        "id": "claim-1",
        "report": "bulletin",
        "measure": "found",
        "value": 350,
        "value_max": None,
        "bound": "about",
        "unit": None,
    }
    assert TEXT[row["start"] : row["end"]] == row["quote"]
    assert row["model"] == {"id": "pmn_e", "words": "PMN-E", "start": TEXT.index("PMN-E"), "end": row["model"]["end"]}
    [place] = row["place"]
    assert (place["name"], place["id"], place["within"]) == ("Kalbajar", "geonames:586087", ["Azerbaijan"])
    assert (row["period"]["edtf"], row["period"]["words"]) == ("XXXX-11-23", "23 November")
    assert [(one["name"], one["cue"], one["inherited"]) for one in row["attribution"]] == [
        ("The ministry", "said", False),
        ("the outlet", "according to", True),
    ]
    assert (row["stance"], row["scope"], row["part_of"], row["total_of"]) == (
        "alleged",
        "running_total",
        None,
        ["claim-2"],
    )
    assert (row["found_by"], row["pack"], row["headline"]) == (["en.found.passive"], "pack-1", False)
    assert TEXT[row["figure"]["start"] : row["figure"]["end"]] == row["figure"]["words"] == "about 350"


def test_acts_tell_officials_and_agreements():
    officer = Official(span=at("Colonel A. Example"), name="A. Example", rank="Colonel", office="the agency")
    inspection = Inspection(
        officials=(officer,),
        groups=(mention(None, "military attaches"),),
        invited_by=mention("ministry", "the ministry"),
    )
    row = claim_row(
        Claim(id="claim-3", report="report-1", measure="inspected", span=at("inspected"), inspection=inspection), "a"
    )
    assert (row["value"], row["bound"], row["figure"]) == (None, "exactly", None)
    [told] = row["inspection"]["officials"]
    assert (told["rank"], told["name"], told["office"]) == ("Colonel", "A. Example", "the agency")
    assert row["inspection"]["groups"][0]["words"] == "military attaches"
    assert row["inspection"]["invited_by"]["words"] == "the ministry"
    violation = Violation(agreement=mention(None, "the statement"), provision=mention(None, "point 4"))
    row = claim_row(
        Claim(id="claim-4", report="report-1", measure="violated", span=at("violates"), violation=violation), "a"
    )
    assert (row["violation"]["provision"]["words"], row["violation"]["by"]) == ("point 4", None)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("1119", "1119"),
        ("1119.0", "1119"),
        ("1.2E+3", "1200"),
        ("1644.6", "1644.6"),
        ("0.1", "0.1"),
        ("-5", "-5"),
        ("12345678901234567890.5", "12345678901234567890.5"),
        ("1E+1000000", "1E+1000000"),
        (None, "null"),
    ],
)
def test_values_are_json_numbers(value, told):
    figure = Figure(value=None if value is None else Decimal(value))
    row = claim_row(Claim(id="claim-1", report="report-1", measure="found", span=at("350"), figure=figure), "a")
    assert f'"value":{told},' in json_line(row)


@given(claims_of("report-1"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_claim_becomes_one_line_that_reads_back(claim):
    row = claim_row(claim, "stem")
    line = json_line(row)
    line.encode("utf-8")
    assert len(line.splitlines()) == 1
    back = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    told = claim.figure.value if claim.figure is not None else None
    assert back["value"] == told
    assert back["quote"] == json.loads(json.dumps(claim.span.quote))
    assert list(back) == list(claim_row(MINES, "stem"))


def test_words_that_may_be_a_victims_name_stay_out():
    name = "A. Example"
    claim = Claim(
        id="claim-1",
        report="report-1",
        measure="injured",
        span=at("was hurt"),
        figure=Figure(value=Decimal(1), span=at(name), numeral=False),
        people=(Mention(id=None, span=at(name)), mention("military", "sergeant")),
    )
    row = claim_row(claim, "a")
    assert name not in json_line(row)
    assert [one["words"] for one in row["people"]] == [None, "sergeant"]
    assert row["figure"]["words"] is None
    assert TEXT[row["figure"]["start"] : row["figure"]["end"]] == name
