"""That a story of very many versions takes work by their number and not its square, and comes to the same counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tallymark.collate import collate
from tallymark.reconcile import Reconciled, reconcile
from tests.collate.telling import Scope, Telling, by_report


def version(number: int, cleared: str = "1,307") -> Telling:
    text = (
        f"The ministry said on 8 October that {cleared} mines were found and cleared in the valleys east of the river "
        "since May, and that 52 people, among them 40 civilians, had died since the war. It asks all who live there to "
        f"keep off what is marked, to report what they see and to call the hotline. Taken from paper {number} in town."
    )
    told = Telling(text, published="2023-10-08", source=f"Paper {number}")
    since = ("2023-05/..", "since May", "publication")
    told.says("found", f"{cleared} mines", cleared, item=("mine", "mines"), scope=Scope.RUNNING_TOTAL, period=since)
    dead = told.says("killed", "52 people", 52, people=[("person", "people")])
    told.says("killed", "40 civilians", 40, people=[("civilian", "civilians")], part_of=dead)
    return told


def reconciled(tellings: list[Telling]) -> Reconciled:
    claims = by_report(tellings)
    reports = {each.report.id: each.report for each in tellings}
    (story,), _ = collate(list(reports.values()), claims)
    return reconcile(story, reports, claims)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often two claims are compared."""
    asked: Counter[str] = Counter()

    def counted(name: str, honest: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            asked[name] += 1
            return honest(*args, **named)

        return call

    from tallymark.reconcile import alike, faces, group

    for room in (faces, group):
        monkeypatch.setattr(room, "may_be_one", counted("may_be_one", alike.may_be_one))
    monkeypatch.setattr(faces, "likeness", counted("likeness", alike.likeness))
    return asked


def test_copies_are_counted_once_and_compared_once(asked: Counter[str]) -> None:
    result = reconciled([version(number) for number in range(300)])
    assert sorted((int(tally.best or 0), len(tally.claims)) for tally in result.tallies if not tally.implied) == [
        (40, 300), (52, 300), (1307, 300),
    ]  # fmt: skip
    assert {tally.sources for tally in result.tallies if not tally.implied} == {1}
    assert asked["may_be_one"] + asked["likeness"] < 300


def test_very_many_different_numbers_are_compared_with_those_next_to_them(asked: Counter[str]) -> None:
    result = reconciled([version(number, f"1,{number:03}") for number in range(300)])
    found = [tally for tally in result.tallies if tally.measure == "found"]
    assert sum(len(tally.claims) for tally in found) == 300
    assert asked["may_be_one"] < 300 * 40
