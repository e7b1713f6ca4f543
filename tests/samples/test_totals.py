"""What the ledger holds after the main job over the sample reports, against totals worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallymark.model import Finding, Series, Tally
from tests.labelled import CASES, SAMPLES, number, read_sample_labels, read_yaml

QUESTIONS = "questions.yaml"
_ROW_FIELDS = {"measure", "best", "known_failure"}


class Told:
    """The tallies, series and findings of a run over samples/, by the words that name a story in the labels.

    `answers` holds what came of every question, by its place in the file.
    """

    def __init__(self, folder: Path) -> None:
        from tallymark.ledger import Ledger
        from tallymark.run.answering import total
        from tallymark.run.pipeline import run

        with Ledger.open(folder / "tallymark.db") as ledger:
            run([str(SAMPLES)], ledger)
            self.answers = [total(ledger, **row["question"]) for row in questions()]
            self.tallies = list(ledger.tallies())
            self.series = list(ledger.series())
            self.findings = list(ledger.findings())
            self._of = {report: story.id for story in ledger.stories() for report in story.reports}
            self._stems = {origin.stem: origin.report for origin in ledger.origins()}

    def stories(self, name: str | None) -> set[str]:
        """Return the ids of the stories that hold the reports of a labelled story; None means every story."""
        labels = read_sample_labels()
        stems = [stem for stem, row in labels.items() if name in (None, row["story"])]
        return {self._of[self._stems[stem]] for stem in stems if self._stems[stem] in self._of}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return Told(tmp_path_factory.mktemp("samples"))


def questions() -> list[Mapping[str, Any]]:
    """Return the questions whose answers were worked out by hand."""
    return list(read_yaml(CASES / "totals" / QUESTIONS))


def rows(field: str) -> list[Any]:
    """Return what the files of totals expect in one field, one test parameter each."""
    out = []
    for path in sorted((CASES / "totals").glob("*.yaml")):
        for entry in () if path.name == QUESTIONS else read_yaml(path):
            for n, row in enumerate(entry.get(field, ()), 1):
                mark = row.get("known_failure")
                marks = [pytest.mark.xfail(strict=True, reason=mark)] if mark else []
                name = f"{entry.get('story', path.stem)}-{n}-{row.get('kind', row.get('measure'))}"
                out.append(pytest.param(entry.get("story"), row, id=name, marks=marks))
    return out


def _tally_fits(tally: Tally, row: Mapping[str, Any], by_id: Mapping[str, Tally]) -> bool:
    """Say whether a tally is the expected one: only the parts that the row states are looked at."""
    if tally.measure != row["measure"] or tally.best != number(row["best"]):
        return False
    return all(_part_fits(tally, name, row[name], by_id) for name in row if name not in _ROW_FIELDS)


def _part_fits(tally: Tally, name: str, wanted: Any, by_id: Mapping[str, Tally]) -> bool:
    if name in ("low", "high"):
        return bool(getattr(tally, name) == number(wanted))
    if name in ("unit", "item"):
        return bool(getattr(tally, name) == wanted)
    if name == "people":
        return set(wanted) <= set(tally.people)
    if name == "place":
        return str(wanted) in (tally.place or "")
    if name == "implied":
        return tally.implied == (wanted == "true")
    if name == "whole":
        return tally.whole is not None and by_id[tally.whole].best == Decimal(wanted)
    raise AssertionError(f"no such field of a tally: {name}")


def _says(finding: Finding, row: Mapping[str, Any]) -> bool:
    """Say whether a finding is of the kind and holds all the words, in its sentence or at its sides."""
    words = " ".join([finding.sentence, finding.suggests or "", *(side.span.quote for side in finding.sides)])
    return finding.kind == row["kind"] and all(word.casefold() in words.casefold() for word in row["says"])


def _points(series: Series) -> list[tuple[str | None, Decimal]]:
    return [(point.said, point.value) for point in series.points]


@pytest.mark.parametrize(("story", "row"), rows("tallies"))
def test_tally(told: Told, story: str, row: Mapping[str, Any]) -> None:
    near = [tally for tally in told.tallies if tally.story in told.stories(story)]
    by_id = {tally.id: tally for tally in told.tallies}
    shown = "\n".join(f"{t.measure} {t.low}–{t.best}–{t.high} {t.subject} at {t.place}" for t in near)
    assert any(_tally_fits(tally, row, by_id) for tally in near), f"{row}\n{shown}"


@pytest.mark.parametrize(("story", "row"), rows("findings"))
def test_finding(told: Told, story: str | None, row: Mapping[str, Any]) -> None:
    near = _findings(told, story)
    shown = "\n".join(f"{finding.kind}: {finding.sentence}" for finding in near)
    assert any(_says(finding, row) for finding in near), f"{row}\n{shown}"


@pytest.mark.parametrize(("story", "row"), rows("never"))
def test_no_such_finding(told: Told, story: str | None, row: Mapping[str, Any]) -> None:
    assert told.findings
    assert [finding.sentence for finding in _findings(told, story) if _says(finding, row)] == []


@pytest.mark.parametrize(("story", "row"), rows("series"))
def test_series(told: Told, story: str | None, row: Mapping[str, Any]) -> None:
    wanted = [(said, Decimal(value)) for said, value in row["points"]]
    near = [series for series in told.series if series.measure == row["measure"]]
    shown = "\n".join(str(_points(series)) for series in near)
    assert any(_holds(_points(series), wanted) for series in near), shown


def _findings(told: Told, story: str | None) -> list[Finding]:
    stories = told.stories(story)
    return [finding for finding in told.findings if story is None or finding.story in stories]


def _holds(points: Sequence[tuple[str | None, Decimal]], wanted: Sequence[tuple[str | None, Decimal]]) -> bool:
    """Say whether the wanted points stand in a series in their order."""
    rest = iter(points)
    return all(point in rest for point in wanted)


@pytest.mark.parametrize("n", range(len(questions())))
def test_question(told: Told, n: int) -> None:
    wanted, answer = questions()[n], told.answers[n]
    counted = [f"{one.tally.best} {one.tally.subject} at {one.tally.place}" for one in answer.counted]
    for name in ("low", "best", "high"):
        if name in wanted:
            assert getattr(answer, name) == number(wanted[name]), counted
    left = [(one.why.value, one.tally.best, {one.tally.item or "", *one.tally.people}) for one in answer.left_out]
    for why, best, kind in wanted.get("left_out", ()):
        assert any((why, number(best)) == row[:2] and (not kind or kind in row[2]) for row in left), left
