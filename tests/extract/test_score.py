"""What share of the figures in labelled reports extraction finds, by language, with a floor under it."""

from __future__ import annotations

import functools
from collections.abc import Iterable

import pytest

from tallymark.extract import extract
from tallymark.model import Claim, Report
from tallymark.packs import load_packs
from tallymark.packs.loader import available
from tests.labelled import CASES, Labelled, read_collection, read_yaml
from tests.scoring import Score, score_one

COLLECTIONS = sorted(path.stem for path in (CASES / "reports").glob("*.jsonl"))
LANGUAGES = [name for name in COLLECTIONS if name in available()]
FLOORS = read_yaml(CASES / "reports" / "floors.yaml")
ENOUGH = 20  # labels: a share of fewer says little


@functools.cache
def reports(name: str) -> tuple[Labelled, ...]:
    return tuple(read_collection(CASES / "reports" / f"{name}.jsonl"))


@functools.cache
def claims_of(name: str) -> tuple[list[Claim], ...]:
    """Return the claims of each report of a collection, each read in its own language alone."""
    return tuple(
        extract(
            Report.of(case.text, published=case.published, language=case.language), load_packs([case.language])
        )[0]
        for case in reports(name)
    )  # fmt: skip


def score(names: Iterable[str]) -> Score:
    """Return the score over some collections."""
    total = Score()
    for name in names:
        for case, claims in zip(reports(name), claims_of(name), strict=True):
            score_one(total, case, claims)
        if name == "heldout":  # its misses are not listed: whoever reads them tunes to them
            total.missed, total.wrong = [], []
    return total


def hold(got: Score, floor: dict[str, str]) -> None:
    assert got.f1 >= float(floor["f1"]), got.lines()
    assert got.precision >= float(floor["precision"]), got.lines()


@pytest.mark.parametrize("name", COLLECTIONS)
def test_figures_are_found(name: str) -> None:
    got = score([name])
    if name not in FLOORS and got.wanted < ENOUGH:
        pytest.skip(f"{got.wanted} labels: too few for a share")
    hold(got, FLOORS.get(name, FLOORS["every"]))


def test_figures_are_found_in_all_languages_together() -> None:
    got = score(LANGUAGES)
    got.missed, got.wrong = [], []
    hold(got, FLOORS["languages"])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_spans_stand_in_their_text(name: str) -> None:
    assert score([name]).bad_spans == 0


@pytest.mark.parametrize("name", COLLECTIONS)
def test_reports_on_other_topics_yield_no_figure(name: str) -> None:
    got = score([name])
    assert got.on_other_topics == 0, "\n".join(got.wrong)


def test_floors_are_those_of_collections() -> None:
    assert set(FLOORS) - {"every", "languages"} <= set(COLLECTIONS)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_labels_stand_in_their_text(name: str) -> None:
    cases = reports(name)
    assert len({case.id for case in cases}) == len(cases)
    assert any(case.labels for case in cases)
    assert {case.language for case in cases} == {name if name in LANGUAGES else "en"}


def test_there_are_reports_of_other_topics() -> None:
    assert sum(case.other for name in COLLECTIONS for case in reports(name)) > 20
