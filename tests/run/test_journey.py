"""The whole journey on the sample reports: it comes to the same twice, and in any order of the inputs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tallymark.ledger import Ledger
from tallymark.run.pipeline import run
from tests.run.contents import contents

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger of the samples."""
    where = tmp_path_factory.mktemp("samples") / "tallymark.db"
    with Ledger.open(where) as ledger:
        summary = run([str(SAMPLES)], ledger)
    assert summary.new_reports >= 24
    assert summary.new_claims > 100
    assert summary.changed["tallies"] > 50
    assert summary.changed["series"] >= 1
    assert summary.changed["findings"] > 10
    return where


def test_every_quote_stands_in_its_report(samples: Path) -> None:
    with Ledger.open(samples, read_only=True) as ledger:
        texts = {report.id: report.text for report in ledger.reports()}
        assert all(claim.span.stands_in(texts[claim.report]) for claim in ledger.claims())
        assert all(side.span.stands_in(texts[side.report]) for found in ledger.findings() for side in found.sides)


def test_everything_that_is_named_is_there(samples: Path) -> None:
    with Ledger.open(samples, read_only=True) as ledger:
        reports = {report.id for report in ledger.reports()}
        claims = {claim.id for claim in ledger.claims()}
        stories = {story.id for story in ledger.stories()}
        tallies = {tally.id for tally in ledger.tallies()}
        assert sorted(report for story in ledger.stories() for report in story.reports) == sorted(reports)
        assert {claim for tally in ledger.tallies() for claim in tally.claims} <= claims
        assert {part for tally in ledger.tallies() for part in (*tally.sum_of, *tally.minus)} <= tallies
        assert {tally.whole for tally in ledger.tallies()} - {None} <= tallies
        assert {tally.story for tally in ledger.tallies()} <= stories
        assert {found.story for found in ledger.findings()} - {None} <= stories
        assert {side.claim for found in ledger.findings() for side in found.sides} - {None} <= claims
        assert {claim for one in ledger.series() for point in one.points for claim in point.claims} <= claims


def test_the_same_again_changes_nothing(samples: Path) -> None:
    before = contents(samples)
    with Ledger.open(samples) as ledger:
        assert run([str(SAMPLES)], ledger).nothing_new
    assert contents(samples) == before


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_inputs_does_not_matter(samples: Path, tmp_path: Path, seed: int) -> None:
    paths = [str(path) for path in SAMPLES.iterdir() if not path.name.endswith(".meta.json")]
    random.Random(seed).shuffle(paths)
    where = tmp_path / "tallymark.db"
    with Ledger.open(where) as ledger:
        for part in (paths[:20], paths[20:]):
            run(part, ledger)
    expected = contents(samples)
    for kind, held in contents(where).items():
        if kind not in ("origins", "problems"):
            assert held == expected[kind], kind
