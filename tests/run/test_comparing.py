"""That a ledger is asked why by the code that grouped it: the answer is what its stories say, for every pair."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

import tallymark as tm
from tallymark.collate import Comparing
from tallymark.ledger import Ledger, LedgerError
from tallymark.model import Link, Story
from tallymark.run.answering import UnclearQuestionError
from tallymark.run.deciding import decide
from tallymark.run.judging import Judging
from tallymark.run.pipeline import run

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as opened:
        run([str(SAMPLES)], opened)
        yield opened


def between(story: Story, one: str, other: str) -> list[Link]:
    return [link for link in story.links if {link.left, link.right} == {one, other}]


def test_of_every_two_reports_it_says_what_the_stories_say(ledger: Ledger) -> None:
    of = {report: story for story in ledger.stories() for report in story.reports}
    judging = Judging(ledger)
    comparing = Comparing(ledger.reports(), judging.claims_of, shelf=[], decided=judging.decided())
    met = set()
    for one, other in itertools.combinations(of, 2):
        told = comparing.compared(one, other)
        met.add(told.verdict)
        assert told.stories == (of[one].id, of[other].id)
        recorded = between(of[one], one, other)
        if of[one] is of[other]:
            assert [told.verdict] == [link.kind for link in recorded] or (told.verdict == "same" and not recorded)
            assert set(told.chain) <= {*of[one].links, told.link}
            assert told.chain
        else:
            theirs = [link for link in of[one].links if {link.left, link.right} & set(of[other].reports)]
            assert list(told.repeats) == [link for link in theirs if link.kind == "repeats"]
            assert told.verdict == ("repeats" if told.repeats else "apart")
    assert met == {"same", "copy", "repeats", "apart"}


def test_one_pair_is_asked_about_by_the_starts_of_ids(ledger: Ledger) -> None:
    story = next(story for story in ledger.stories() if len(story.reports) > 2)
    one, other = story.reports[:2]
    told = tm.why(ledger, one[:14], other.removeprefix("report-")[:8])
    assert told.reports == (one, other)
    (recorded,) = between(story, one, other)
    assert (told.link.score, told.link.met, told.link.against) == (recorded.score, recorded.met, recorded.against)


def test_what_cannot_be_asked_is_said(ledger: Ledger) -> None:
    one = next(iter(ledger.reports())).id
    with pytest.raises(UnclearQuestionError, match="these are one report"):
        tm.why(ledger, one, one[:14])
    with pytest.raises(LedgerError, match="holds no report"):
        tm.why(ledger, one, "report-none")
    with pytest.raises(LedgerError, match="More than one report id starts with"):
        tm.why(ledger, one, "report-")


def test_a_report_without_claims_is_told_of_as_such() -> None:
    with Ledger.open(":memory:") as ledger:
        reports = [tm.read(text=text)[0][0] for text in ("Fog lay on the harbour.", "The choir sang in the harbour.")]
        from tallymark.model import Origin

        ledger.record_reports((one, Origin(report=one.id, name="-", stem="-")) for one in reports)
        with pytest.raises(UnclearQuestionError, match="group them first"):
            tm.why(ledger, reports[0].id, reports[1].id)
        run([], ledger)
        assert tm.why(ledger, reports[0].id, reports[1].id).claims == (0, 0)


def test_stories_that_lag_behind_a_judgement_are_no_answer() -> None:
    with Ledger.open(":memory:") as ledger:
        run([str(SAMPLES)], ledger)
        story = next(story for story in ledger.stories() if len(story.reports) == 2)
        decide(ledger, story.reports, "different", by="A. Reader")
        with pytest.raises(UnclearQuestionError, match="do not know of yet"):
            tm.why(ledger, *story.reports)
        run([], ledger)
        told = tm.why(ledger, *story.reports)
        assert told.verdict == "apart"
        assert dict(told.link.against)["judgement"] == 100.0
