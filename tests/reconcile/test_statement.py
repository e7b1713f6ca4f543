"""One statement in two translations, by hand-built claims: every kind of line that a reader must see of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallymark.collate import collate
from tallymark.model import Finding, Tally
from tallymark.reconcile import Reconciled, reconcile
from tests.collate.statement import faithful, spoilt
from tests.collate.telling import by_report


@pytest.fixture(scope="module")
def result() -> Reconciled:
    return reconciled()


def reconciled() -> Reconciled:
    tellings = [faithful(), spoilt()]
    claims = by_report(tellings)
    (story,) = collate([each.report for each in tellings], claims)[0]
    return reconcile(story, {each.report.id: each.report for each in tellings}, claims)


def tally(result: Reconciled, measure: str, best: int | None, **parts: object) -> Tally:
    """Return the one tally of a measure with this best number and these parts."""
    found = [
        each
        for each in result.tallies
        if each.measure == measure
        and each.best == (None if best is None else Decimal(best))
        and all(getattr(each, name) == value for name, value in parts.items())
    ]
    assert len(found) == 1, [(each.subject, each.best) for each in result.tallies if each.measure == measure]
    return found[0]


def found(result: Reconciled, kind: str, *words: str) -> Finding:
    """Return the one finding of a kind whose sentence has all these words."""
    out = [each for each in result.findings if each.kind == kind and all(word in each.sentence for word in words)]
    assert len(out) == 1, [each.sentence for each in result.findings if each.kind == kind]
    return out[0]


def test_each_thing_is_counted_once_over_both_versions(result: Reconciled) -> None:
    stated = [each for each in result.tallies if not each.implied]
    assert len(stated) == 10
    for each in stated:
        assert each.sources == 2, each.subject
    numbered = [each for each in stated if each.best is not None]
    assert all(each.low == each.best == each.high and each.rule == "all_agree" for each in numbered)


def test_a_find_keeps_its_model_and_the_place_that_one_version_lost(result: Reconciled) -> None:
    find = tally(result, "found", 260)
    assert find.subject == "PMN-2 anti-personnel mines found"
    assert find.place == "Mount Velm"
    lost = found(result, "place_lost", "260", "Mount Velm", "Border Echo gives none")
    assert lost.suggests == "Mount Velm"
    assert {side.span.quote for side in lost.sides} == {"260 anti-personnel mines"}
    assert len({side.report for side in lost.sides}) == 2


def test_the_parts_add_up_to_the_total(result: Reconciled) -> None:
    total = tally(result, "found", 3401)
    parts = {tally(result, "found", 1307).id, tally(result, "found", 2094).id}
    assert set(total.sum_of) == parts
    assert {each.whole for each in result.tallies if each.id in parts} == {total.id}
    closes = found(result, "sum_closes", "1,307 + 2,094 = 3,401")
    assert {side.span.quote for side in closes.sides} >= {"3,401 in total", "only 3,401"}
    assert not [each for each in result.findings if each.kind == "sum_does_not_close"]


def test_minutes_are_flagged_with_the_reading_they_hide(result: Reconciled) -> None:
    flagged = found(result, "mistranslation", "minutes")
    assert flagged.suggests == "1,307 mines and 2,094 mines"
    assert "Tarnik Gazette" in flagged.sentence
    assert [side.span.quote for side in flagged.sides] == [
        "1,307 minutes",
        "2,094 minutes",
        "1,307 mines",
        "2,094 mines",
    ]


def test_only_is_flagged_with_the_sum_that_speaks_for_a_total(result: Reconciled) -> None:
    flagged = found(result, "mistranslation", "only 3,401")
    assert "1,307 + 2,094 = 3,401" in flagged.sentence
    assert flagged.suggests == "3,401 in total"
    assert flagged.weight == 2


def test_a_garbled_provision_is_flagged_with_the_provision(result: Reconciled) -> None:
    flagged = found(result, "mistranslation", "3 -sided")
    assert [side.span.quote for side in flagged.sides] == ["3 -sided accord", "point 3"]
    act = tally(result, "violated", None)
    assert len(act.claims) == 2
    assert act.subject == "alleged violation (point 3)"


def test_what_follows_is_implied_and_never_stated(result: Reconciled) -> None:
    whole, dead = tally(result, "casualties", 190), tally(result, "killed", 52)
    assert dead.whole == whole.id
    injured = tally(result, "injured", 138)
    assert injured.implied
    assert injured.claims == ()
    assert (injured.sum_of, injured.minus) == ((whole.id,), (dead.id,))
    others = tally(result, "killed", 12)
    assert others.implied
    assert others.minus == (tally(result, "killed", 40).id,)
    assert len([each for each in result.tallies if each.implied]) == 2
    found(result, "implied_figure", "138 injured")
    found(result, "implied_figure", "12 killed who are not civilians")


def test_journalists_and_civilians_are_never_added_up(result: Reconciled) -> None:
    found(result, "breakdowns_overlap", "2 journalists killed", "40 civilians killed")
    assert not [each for each in result.findings if "42" in each.sentence]
    assert not [each for each in result.tallies if each.best in (Decimal(42), Decimal(10), Decimal(50))]


def test_an_inspection_is_one_act_of_both_versions(result: Reconciled) -> None:
    act = tally(result, "inspected", None)
    assert len(act.claims) == 2
    assert act.rule == "no_number"


def test_an_open_year_is_told_once(result: Reconciled) -> None:
    told = found(result, "open_date", "May of this year", "October 6")
    assert told.suggests == "since May 2023 and 6 October 2023"
    settled = found(result, "date_settled", "Tarnik Gazette, published 8 October 2023")
    assert settled.weight == 0


def test_every_sentence_names_who_says_it(result: Reconciled) -> None:
    for each in result.findings:
        assert "Tarnik Gazette" in each.sentence or "Border Echo" in each.sentence, each.sentence
        assert each.sides
        assert each.id.startswith("finding-")


def test_every_side_stands_in_its_report(result: Reconciled) -> None:
    texts = {each.report.id: each.report.text for each in (faithful(), spoilt())}
    for each in result.findings:
        for side in each.sides:
            assert side.span.stands_in(texts[side.report]), side


def test_the_same_work_gives_the_same_result(result: Reconciled) -> None:
    assert reconciled() == result
