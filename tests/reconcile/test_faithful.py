"""Faithful versions give no difference, whatever their order and whoever publishes them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallymark.collate import collate
from tallymark.reconcile import Reconciled, reconcile
from tests.collate.incident import first_toll, later_toll
from tests.collate.statement import faithful, spoilt
from tests.collate.telling import Telling, by_report

DIFFERENCES = {
    "claim_missing",
    "figure_differs",
    "figure_rounded",
    "headline_differs",
    "measure_differs",
    "mistranslation",
    "place_differs",
    "place_lost",
    "stance_differs",
    "time_differs",
    "toll_moved",
    "part_exceeds_whole",
    "sum_does_not_close",
}
_FORMS = (
    "Officials said that {found} mines were found in the hills near Soro on May 4. {total} people were harmed, "
    "{killed} of them were killed.",
    "Near Soro, {found} mines were found in the hills on May 4, officials announced: {total} people were harmed. "
    "{killed} of them were killed.",
    "It was on May 4 that {found} mines were found in the hills (near Soro). Officials count {total} people who were "
    "harmed; {killed} of them were killed.",
)


def version(form: int, found: int, total: int, killed: int) -> Telling:
    text = _FORMS[form].format(found=found, total=total, killed=killed)
    told = Telling(text, source=f"Outlet {form}", published="2024-05-05")
    by, day = [("official", "fficials")], ("2024-05-04", "May 4", "publication")
    told.says(
        "found",
        f"{found} mines",
        str(found),
        item=("mine", "mines"),
        places=[("SORO", "Soro")],
        period=day,
        attribution=by,
    )
    whole = told.says("casualties", f"{total} people", str(total), people=[("person", "people")])
    told.says("killed", f"{killed} of them", str(killed), part_of=whole)
    return told


def reconciled(tellings: list[Telling]) -> list[Reconciled]:
    claims = by_report(tellings)
    reports = {each.report.id: each.report for each in tellings}
    stories, _ = collate(list(reports.values()), claims)
    return [reconcile(story, reports, claims) for story in stories]


@settings(max_examples=60, deadline=None)
@given(st.integers(1300, 9000), st.integers(130, 700), st.integers(20, 99), st.permutations(range(3)))
def test_faithful_versions_differ_in_nothing(found: int, total: int, killed: int, order: list[int]) -> None:
    (result,) = reconciled([version(form, found, total, killed) for form in order])
    assert not {each.kind for each in result.findings} & DIFFERENCES
    assert [each.sources for each in result.tallies if not each.implied] == [3, 3, 3]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [((2411, 352, 61), "figure_differs"), ((2311, 358, 61), "figure_differs"), ((2311, 352, 67), "figure_differs")],
)
def test_one_changed_figure_is_found(changed: tuple[int, int, int], kind: str) -> None:
    (result,) = reconciled([version(0, 2311, 352, 61), version(1, 2311, 352, 61), version(2, *changed)])
    assert [each.kind for each in result.findings if each.kind in DIFFERENCES] == [kind]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_reports_changes_nothing(order: list[int]) -> None:
    tellings = [faithful(), spoilt(), first_toll(), later_toll()]
    assert reconciled([tellings[at] for at in order]) == reconciled(tellings)
