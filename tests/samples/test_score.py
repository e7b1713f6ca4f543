"""What extraction and collation find in the sample reports."""

from __future__ import annotations

import pytest

from tallymark.model import Claim
from tests.labelled import Labelled
from tests.samples.reading import labelled_samples, read_samples
from tests.scoring import Score, b_cubed, score_one

# Raised when the engine gets better, never lowered to let a change through.
FLOOR = 0.88
STORIES_FLOOR = 0.9


@pytest.fixture(scope="module")
def labelled() -> dict[str, Labelled]:
    return labelled_samples()


@pytest.fixture(scope="module")
def claims() -> dict[str, list[Claim]]:
    from tallymark.extract import extract
    from tallymark.packs import load_packs

    packs = load_packs(["en"])
    return {stem: extract(report, packs)[0] for stem, (report, _) in read_samples().items()}


@pytest.fixture(scope="module")
def score(labelled: dict[str, Labelled], claims: dict[str, list[Claim]]) -> Score:
    total = Score()
    for stem, sample in labelled.items():
        score_one(total, sample, claims[stem])
    return total


def test_figures_are_found(score: Score) -> None:
    assert score.f1 >= FLOOR, score.lines()


def test_spans_stand_in_their_text(score: Score) -> None:
    assert score.bad_spans == 0


def test_reports_on_other_topics_yield_no_figure(score: Score) -> None:
    assert score.on_other_topics == 0, "\n".join(score.wrong)


def test_reports_are_grouped_into_their_stories(labelled: dict[str, Labelled], claims: dict[str, list[Claim]]) -> None:
    from tallymark.collate import collate

    samples = read_samples()
    reports = [report for report, _ in samples.values()]
    stories, _ = collate(reports, {samples[stem][0].id: found for stem, found in claims.items()})
    of = {report: story.id for story in stories for report in story.reports}
    got = {stem: of.get(samples[stem][0].id, f"alone-{stem}") for stem in labelled}
    precision, recall = b_cubed({stem: sample.story for stem, sample in labelled.items()}, got)
    assert 2 * precision * recall / (precision + recall) >= STORIES_FLOOR
