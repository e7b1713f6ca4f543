"""The examples of the page on exports run, and it names every field and column there is."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tallymark.export import COLUMNS, claim_row, finding_row, problem_row, series_row, tally_row
from tallymark.model import Finding, Problem, Series, Tally
from tests.export.test_claim import MINES

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"
TALLY = Tally(id="t", story="s", measure="found", subject="mines", claims=())
ROWS = {
    "claims": claim_row(MINES, "a"),
    "tallies": tally_row(TALLY),
    "series": series_row(Series(id="s", measure="found", subject="mines", baseline=None, points=())),
    "findings": finding_row(Finding(id="f", kind="k", story=None, sentence="s"), str),
    "problems": problem_row(Problem(id="p", kind="k", reason="r"), str),
}


def test_the_examples_run():
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 8
    assert result.failed == 0


@pytest.mark.parametrize("kind", ROWS)
def test_every_field_is_named(kind):
    page = PAGE.read_text(encoding="utf-8")
    told = page if kind == "claims" else re.search(rf"^\| {kind} \|.*$", page, re.MULTILINE)[0]
    assert [name for name in ROWS[kind] if f"`{name}`" not in told] == []


def test_every_column_of_claims_is_named_in_its_order():
    assert " ".join(COLUMNS["claims"]) in " ".join(PAGE.read_text(encoding="utf-8").split())
