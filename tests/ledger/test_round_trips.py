"""What goes into the ledger comes out as it was: every noun, every text that Python can hold."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tallymark.ledger import Ledger
from tallymark.ledger.bodies import from_body, to_body
from tallymark.ledger.texts import from_stored, to_stored
from tallymark.model import Claim, Report
from tests.ledger import nouns

slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
REPORT, ORIGIN = nouns.report_pair("Nine mines were found.")


def unique(strategy):
    return st.lists(strategy, max_size=4, unique_by=lambda noun: noun.id)


@pytest.fixture(scope="module")
def ledger():
    with Ledger.open("sqlite://") as opened:
        opened.record_reports([(REPORT, ORIGIN)])
        yield opened


@given(nouns.TEXTS)
def test_texts(text):
    stored = to_stored(text)
    stored.encode("utf-8")
    assert "\x00" not in stored
    assert from_stored(stored) == text


@given(nouns.claims_of("report-1"))
@slow
def test_bodies(claim):
    body = to_body(claim)
    body.encode("utf-8")
    assert from_body(body, Claim) == claim


@pytest.mark.parametrize("text", ["\ud83d\ude00", "a\x00b", "\x1a0000", "\\u001a0000", "\x1a", "\u2028", "İ🙂"])
def test_texts_that_json_or_a_database_would_change(text, ledger):
    report, origin = nouns.report_pair(text, name=text, title=text, source=text, url=text)
    ledger.record_reports([(report, origin)])
    assert ledger.report(report.id) == report
    assert list(ledger.origins(report.id)) == [origin]


@given(nouns.REPORTS, st.data())
@slow
def test_reports_and_origins(fresh, report, data):
    origins = data.draw(st.lists(nouns.origins_of(report.id), min_size=1, max_size=4, unique_by=lambda one: one.name))
    with fresh() as ledger:
        assert ledger.record_reports([(report, origin) for origin in origins]) == 1
        assert list(ledger.reports()) == [report]
        kept = list(ledger.origins(report.id))
        assert kept[0] == origins[0]
        assert sorted(kept, key=repr) == sorted(origins, key=repr)
        assert list(ledger.origins()) == kept


@given(unique(nouns.claims_of(REPORT.id)), unique(nouns.PROBLEMS), nouns.TEXTS)
@slow
def test_claims_and_their_problems(fresh, claims, problems, pack):
    with fresh() as ledger:
        ledger.record_reports([(REPORT, ORIGIN)])
        assert ledger.record_claims(REPORT.id, claims, problems, pack=pack) == len(claims)
        assert list(ledger.claims()) == sorted(claims, key=lambda claim: (claim.order, claim.id))
        assert list(ledger.problems()) == sorted(problems, key=lambda problem: problem.id)
        for claim in claims:
            assert ledger.claim(claim.id) == claim


@given(unique(nouns.stories_of([REPORT.id])))
@slow
def test_stories(ledger, found):
    ledger.record_stories(found)
    assert list(ledger.stories()) == found
    for story in found:
        assert ledger.story(story.id) == story
    assert ledger.record_stories(found) == 0


@pytest.mark.parametrize(
    ("strategy", "record", "read"),
    [
        (nouns.TALLIES, "record_tallies", "tallies"),
        (nouns.SERIES, "record_series", "series"),
        (nouns.FINDINGS, "record_findings", "findings"),
    ],
)
def test_derived(ledger, strategy, record, read):
    @given(unique(strategy))
    @slow
    def round_trip(found):
        getattr(ledger, record)(found)
        kept = list(getattr(ledger, read)())
        assert sorted(kept, key=repr) == sorted(found, key=repr)
        assert getattr(ledger, record)(found) == 0

    round_trip()


@given(nouns.JUDGEMENTS)
@slow
def test_judgements(fresh, judgement):
    with fresh() as ledger:
        ledger.record_judgement(judgement)
        ledger.record_judgement(judgement)
        assert list(ledger.judgements()) == list(ledger.judgements(judgement.about)) == [judgement]


def test_a_second_judgement_under_the_id_of_another_is_refused(fresh):
    judgement = nouns.Judgement(id="judgement-1", about="claim-1", decision=nouns.Decision.WRONG, by="A", when="2022")
    with fresh() as ledger:
        ledger.record_judgement(judgement)
        with pytest.raises(ValueError, match="judgement-1"):
            ledger.record_judgement(msgspec.structs.replace(judgement, by="B"))
        assert list(ledger.judgements()) == [judgement]


def test_a_report_of_two_hundred_thousand_words(ledger):
    report, origin = nouns.report_pair("mines \U0001f600" * 100_000)
    ledger.record_reports([(report, origin)])
    assert ledger.report(report.id) == report


def test_order_is_the_order_of_recording_within_a_story(ledger):
    found = [
        nouns.Tally(id=f"tally-{rank:020x}", story=story, measure="found", subject="mines", claims=())
        for story, rank in [("story-b", 3), ("story-a", 2), ("story-b", 1), ("story-a", 0)]
    ]
    ledger.record_tallies(found)
    assert [tally.id[-1] for tally in ledger.tallies()] == ["2", "0", "3", "1"]
    assert [tally.id[-1] for tally in ledger.tallies("story-b")] == ["3", "1"]
    assert ledger.record_tallies(reversed(found)) == 0
    assert [tally.id[-1] for tally in ledger.tallies("story-b")] == ["1", "3"]


def test_more_rows_than_a_page(fresh):
    pairs = [nouns.report_pair(f"Report {rank} of mines.", name=f"{rank}.txt") for rank in range(1203)]
    with fresh() as ledger:
        assert ledger.record_reports(iter(pairs)) == 1203
        assert [report.id for report in ledger.reports()] == sorted(report.id for report, _ in pairs)
        assert sorted(origin.name for origin in ledger.origins()) == sorted(origin.name for _, origin in pairs)
        assert list(ledger.unread("pack")) == sorted(report.id for report, _ in pairs)
        reads = [(report.id, [nouns.count_of(report, "mines", 9)], []) for report, _ in pairs]
        assert ledger.record_readings(iter(reads), pack="pack") == 1203
        assert len(list(ledger.claims())) == len({claim.id for claim in ledger.claims()}) == 1203
        assert list(ledger.unread("pack")) == []
        assert isinstance(next(ledger.reports()), Report)
