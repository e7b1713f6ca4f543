"""Running totals over stories: one that falls, one told again with a new date, and totals that are not one."""

from __future__ import annotations

from tallymark.collate import collate
from tallymark.model import Finding, Series
from tallymark.reconcile import reconcile_series
from tests.collate.telling import Scope, Telling, by_report


def bulletin(month: str, published: str, total: str, *, source: str = "Centre", place: str = "") -> Telling:
    text = (
        f"Bulletin of {month}. Since January 2021 a total of {total} mines have been found {place}, said the {source}."
    )
    told = Telling(text, source=source, published=published)
    told.says(
        "found",
        f"{total} mines",
        total,
        item=("mine", "mines"),
        scope=Scope.RUNNING_TOTAL,
        places=[(None, place)] if place else [],
        period=("2021-01/..", "Since January 2021"),
        attribution=[("agency", source)],
    )
    return told


def followed(*tellings: Telling) -> tuple[tuple[Series, ...], tuple[Finding, ...]]:
    reports = [each.report for each in tellings]
    stories, _ = collate(reports, by_report(tellings))
    return reconcile_series(stories, {each.id: each for each in reports}, by_report(tellings))


def test_a_total_that_rises_is_a_series_without_a_finding() -> None:
    (series,), findings = followed(
        bulletin("January", "2023-02-02", "10,054"), bulletin("February", "2023-03-02", "10,228")
    )
    assert [(point.said, int(point.value)) for point in series.points] == [("2023-02-02", 10054), ("2023-03-02", 10228)]
    assert (series.measure, series.subject, series.baseline) == ("found", "mines found", "2021-01")
    assert findings == ()


def test_a_total_that_falls_contradicts() -> None:
    _, (finding,) = followed(bulletin("March", "2023-04-03", "10,528"), bulletin("April", "2023-05-03", "10,079"))
    assert (finding.kind, finding.weight) == ("total_fell", 2)
    assert "10,528 (Centre, 3 April 2023), then 10,079 (Centre, 3 May 2023)" in finding.sentence
    assert [side.span.quote for side in finding.sides] == ["10,528 mines", "10,079 mines"]


def test_a_stale_total_with_a_new_date() -> None:
    _, (finding,) = followed(
        bulletin("June", "2023-07-04", "11,390"), bulletin("autumn", "2023-10-12", "11,390", source="Gazette")
    )
    assert finding.kind == "total_repeated"
    assert "11,390 on 4 July 2023 (Centre) and on 12 October 2023 (Gazette)" in finding.sentence


def test_a_place_in_one_bulletin_and_none_in_the_next_is_one_total() -> None:
    (series,), _ = followed(
        bulletin("January", "2023-02-02", "10,054", place="Ostravia"), bulletin("February", "2023-03-02", "10,228")
    )
    assert len(series.points) == 2


def test_two_countries_with_one_baseline_are_two_totals() -> None:
    series, findings = followed(
        bulletin("January", "2023-02-02", "10,054", source="Ostravian Centre", place="Ostravia"),
        bulletin("February", "2023-03-02", "9,228", source="Pelnian Office", place="Pelnia"),
    )
    assert series == ()
    assert findings == ()


def test_the_order_of_reports_changes_nothing() -> None:
    tellings = [
        bulletin("March", "2023-04-03", "10,528"),
        bulletin("April", "2023-05-03", "10,079"),
        bulletin("June", "2023-07-04", "11,390"),
    ]
    assert followed(*tellings) == followed(*reversed(tellings))


def test_undated_values_come_last_and_fall_from_nothing() -> None:
    undated = bulletin("May", "2023-06-03", "9,000")
    undated = Telling(undated.report.text, source="Centre")
    undated.says(
        "found",
        "9,000 mines",
        "9,000",
        item=("mine", "mines"),
        scope=Scope.RUNNING_TOTAL,
        period=("2021-01/..", "Since January 2021"),
        attribution=[("agency", "Centre")],
    )
    (series,), findings = followed(bulletin("March", "2023-04-03", "10,528"), undated)
    assert [point.said for point in series.points] == ["2023-04-03", None]
    assert findings == ()
