"""A number in short says what the whole answer says, whatever of it was read and whatever only counted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from tallymark.ledger import Ledger
from tallymark.model import Tally, Why
from tallymark.packs import cache
from tallymark.packs.places.gazetteer import Gazetteer
from tallymark.run import shortening
from tallymark.run.answering import UnclearQuestionError, total
from tallymark.run.shortening import in_short, total_in_short

HELMAND = "iso:AF-HEL"
QUESTIONS: list[dict[str, Any]] = [
    {},
    {"place": "Helmand"},
    {"place": "Upper Orlava"},
    {"place": "geonames:1149361"},
    {"since": "2023"},
    {"since": "2023-02", "until": "2023-03-15"},
    {"until": "2022"},
    {"place": "Helmand", "since": "2023", "until": "2023-06"},
    {"item": "mine"},
    {"people": "civilian"},
    {"people": "child", "place": "Helmand"},
    {"item": "anti_personnel_mine", "since": "2022-12"},
]


def made(count: int) -> Iterator[Tally]:
    """Yield tallies of every sort, some of them running totals or parts of others."""
    dice = random.Random(7)
    places = [
        (HELMAND,),
        ("geonames:1149361",),
        ("name:upper orlava",),
        (),
        (HELMAND, "name:upper orlava"),
        ("geonames:1",),
    ]
    for number in range(count):
        best = dice.choice([None, *range(1, 30)])
        value = None if best is None else Decimal(best)
        running = dice.random() < 0.15
        yield Tally(
            id=f"tally-{number:04}",
            story=f"story-{number // 3}",
            measure=dice.choice(["killed", "killed", "killed", "injured"]),
            subject="killed",
            claims=(f"claim-{number}", f"claim-{number // 2}"),
            low=value,
            best=value,
            high=None if dice.random() < 0.1 else value,
            item=dice.choice([None, "mine", "anti_personnel_mine", "rocket"]),
            people=dice.choice([(), ("civilian",), ("child",), ("soldier",)]),
            places=dice.choice(places),
            period=dice.choice(["2022/..", "2023-01/.."])
            if running
            else dice.choice([None, "2023-02", "2022", "2023-03-01"]),
            said=dice.choice([None, f"2023-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}", "2022-11-02"]),
            scope="running_total" if running else "new",
            rule=dice.choice(["", "", "", "rejected_by_all"]),
            implied=dice.random() < 0.05,
            whole=f"tally-{number - 1:04}" if number and dice.random() < 0.1 else None,
        )


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as opened:
        opened.record_tallies(made(600))
        yield opened


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_it_says_what_the_whole_answer_says(ledger: Ledger, question: dict[str, Any], monkeypatch: Any) -> None:
    # As many as there are, so that which of several told on one day come first makes no difference.
    monkeypatch.setattr(shortening, "LEFT", 1_000)
    whole = total(ledger, measure="killed", **question)
    assert {one.why for one in whole.left_out} >= {Why.NO_NUMBER, Why.DENIED}
    assert total_in_short(ledger, measure="killed", **question) == in_short(whole)


def test_it_holds_the_first_and_how_many_there_are(ledger: Ledger) -> None:
    told = total_in_short(ledger, measure="killed", place="Helmand")
    whole = total(ledger, measure="killed", place="Helmand")
    assert (told.best, told.tallies) == (whole.best, len(whole.counted))
    by_reason = {one.why: one for one in told.left_out}
    assert sum(one.count for one in told.left_out) == len(whole.left_out)
    assert by_reason[Why.OTHER_PLACE].first == ()
    assert by_reason[Why.OTHER_PLACE].count > shortening.LEFT
    unplaced = [one.tally for one in whole.left_out if one.why is Why.NO_PLACE]
    assert len(by_reason[Why.NO_PLACE].first) == shortening.LEFT < len(unplaced)
    first = [tally.said for tally, _ in by_reason[Why.NO_PLACE].first]
    assert first == [tally.said for tally in unplaced[: shortening.LEFT]]


def test_what_took_many_tallies_is_kept_until_the_ledger_changes(monkeypatch: Any, tmp_path: Any) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    monkeypatch.setattr(shortening, "_MANY", 10)
    with Ledger.open(":memory:") as ledger:
        ledger.record_tallies(made(100))
        told = total_in_short(ledger, measure="killed")
        monkeypatch.setattr(shortening, "_worked_out", None)
        ledger.record_run_end(ledger.record_run_start("run", "1", "pack"), {})
        assert total_in_short(ledger, measure="killed") == told
        with pytest.raises(TypeError):
            total_in_short(ledger, measure="killed", since="2023")
        ledger.record_tallies([msgspec.structs.replace(one, best=Decimal(1)) for one in made(100)])
        with pytest.raises(TypeError):
            total_in_short(ledger, measure="killed")


@pytest.mark.parametrize("question", [{"measure": "eaten"}, {"measure": "killed", "place": "Nowhere at all"}])
def test_what_cannot_be_asked(ledger: Ledger, question: dict[str, Any]) -> None:
    with pytest.raises(UnclearQuestionError):
        total_in_short(ledger, **question)


def test_the_gazetteer_knows_what_these_tests_ask_for() -> None:
    helmand = Gazetteer.load().lookup("Helmand")
    assert helmand is not None
    assert (helmand.id, helmand.inside) == (HELMAND, ("geonames:1149361",))
