"""A report in two languages: each part is read with its own pack, and every quote stands in the text."""

from __future__ import annotations

from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import load_packs

ENGLISH = "Three farmers were killed by a mine in Orlava on Monday, the police said."
GEORGIAN = "სამინისტროს ცნობით, ტერიტორიაზე 350 ნაღმი აღმოაჩინეს და გაანეიტრალეს."


def test_a_passage_in_a_language_without_a_pack_is_said_not_to_be_read() -> None:
    report = Report.of(f"{ENGLISH}\n\n{GEORGIAN}\n\nTwo shells were found.", language="en")
    claims, problems = extract(report, load_packs(["en"]))
    assert [(c.measure, c.span.quote) for c in claims if c.figure] == [
        ("killed", "Three farmers"),
        ("found", "Two shells"),
    ]
    assert all(claim.span.stands_in(report.text) for claim in claims)
    assert [problem.reason for problem in problems if problem.kind == "no_pack"] == [
        "there is no pack for the language 'ka', so figures in it stay unread"
    ]


def test_a_passage_is_read_with_its_own_pack() -> None:
    report = Report.of(f"{GEORGIAN} {GEORGIAN}\n\n{ENGLISH}", language="ka")
    claims, problems = extract(report, load_packs(["en"]))
    (claim,) = [claim for claim in claims if claim.figure]
    assert (claim.measure, claim.span.quote) == ("killed", "Three farmers")
    assert claim.span.stands_in(report.text)
    assert [problem.kind for problem in problems] == ["no_pack"]


def test_a_report_in_one_language_is_read_as_before() -> None:
    whole, _ = extract(Report.of(ENGLISH, language="en"), load_packs(["en"]))
    assert [claim.measure for claim in whole] == ["killed"]
