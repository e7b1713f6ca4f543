"""What recording again changes and what it never touches."""

from __future__ import annotations

import msgspec
import pytest

from tallymark.ledger import Ledger, LedgerError
from tallymark.model import Decision, Finding, Judgement, Link, Origin, Problem, Series, Side, Story, Tally
from tests.ledger.nouns import count_of, problem_of, report_pair
from tests.ledger.stores import raw, rows

A, A_ORIGIN = report_pair("Nine mines were found near the river.", "a.txt", published="2022-11-25")
B, B_ORIGIN = report_pair("Deminers found 9 mines by the river.", "b.txt")
NINE, NEAR = count_of(A, "Nine mines", 9), count_of(A, "mines", 9)
STORY = Story(id="story-1", reports=(A.id, B.id), links=(Link(left=A.id, right=B.id, kind="same", score=0.5),))
TALLY = Tally(id="tally-1", story=STORY.id, measure="found", subject="mines", claims=(NINE.id,))
SERIES = Series(id="series-1", measure="found", subject="mines", baseline=None, points=())
FINDING = Finding(id="finding-1", kind="place_lost", story=None, sentence="One version lost the place.")
JUDGEMENT = Judgement(id="judgement-1", about=NINE.id, decision=Decision.WRONG, by="A. Reader", when="2022-12-01")


def record_everything(ledger):
    return [
        ledger.record_reports([(A, A_ORIGIN), (B, B_ORIGIN)]),
        ledger.record_claims(A.id, [NINE, NEAR], [problem_of(A)], pack="pack-1"),
        ledger.record_claims(B.id, [], [problem_of(B)], pack="pack-1"),
        ledger.record_stories([STORY]),
        ledger.record_tallies([TALLY]),
        ledger.record_series([SERIES]),
        ledger.record_findings([FINDING]),
        ledger.record_problems([Problem(id="problem-9", kind="empty_file", reason="nothing in it", name="c.txt")]),
        ledger.record_judgement(JUDGEMENT),
    ]


def test_recording_again_changes_no_row(fresh_place):
    path = fresh_place()
    with Ledger.open(path) as ledger:
        assert record_everything(ledger) == [2, 2, 0, 1, 1, 1, 1, 1, None]
        before = rows(path)
        assert record_everything(ledger) == [0, 0, 0, 0, 0, 0, 0, 0, None]
        assert rows(path) == before
        assert ledger.counts() == {
            "reports": 2,
            "origins": 2,
            "readings": 2,
            "claims": 2,
            "problems": 3,
            "stories": 1,
            "tallies": 1,
            "series": 1,
            "findings": 1,
            "judgements": 1,
            "runs": 0,
        }


def test_a_text_is_kept_once_whatever_its_names(fresh):
    other = msgspec.structs.replace(A, published="2023-01-01", source="Another outlet")
    origin = Origin(report=A.id, name="again.txt", stem="again", source="Another outlet", published="2023-01-01")
    with fresh() as ledger:
        assert ledger.record_reports([(A, A_ORIGIN), (other, origin)]) == 1
        assert ledger.record_reports([(other, origin)]) == 0
        assert list(ledger.reports()) == [A]
        assert list(ledger.origins(A.id)) == [A_ORIGIN, origin]


def test_the_first_name_comes_first_among_origins(fresh):
    early = Origin(report=B.id, name="0.txt", stem="0")
    with fresh() as ledger:
        ledger.record_reports([(B, B_ORIGIN), (A, A_ORIGIN), (B, early)])
        assert list(ledger.origins(B.id)) == [B_ORIGIN, early]
        assert {origin.report for origin in ledger.origins()} == {A.id, B.id}


def test_the_same_name_fills_what_was_not_known_and_the_report_is_read_again(fresh):
    dated = msgspec.structs.replace(B, published="2022-11-25")
    with fresh() as ledger:
        ledger.record_reports([(B, B_ORIGIN)])
        ledger.record_claims(B.id, [], [], pack="pack-1")
        assert list(ledger.unread("pack-1")) == []
        assert ledger.record_reports([(dated, msgspec.structs.replace(B_ORIGIN, published="2022-11-25"))]) == 0
        assert ledger.report(B.id) == dated
        assert list(ledger.unread("pack-1")) == [B.id]
        ledger.record_claims(B.id, [], [], pack="pack-1")
        assert list(ledger.unread("pack-1")) == []


def test_the_same_name_does_not_change_what_was_known(fresh):
    redated = msgspec.structs.replace(A, published="2023-01-01")
    origin = msgspec.structs.replace(A_ORIGIN, published="2023-01-01")
    with fresh() as ledger:
        ledger.record_reports([(A, A_ORIGIN), (redated, origin)])
        assert ledger.report(A.id) == A
        assert set(ledger.origins(A.id)) == {A_ORIGIN, origin}


def test_a_language_that_is_given_replaces_one_that_was_guessed(fresh):
    guessed = msgspec.structs.replace(B, language="nl", language_given=False)
    given = msgspec.structs.replace(B, language="en", language_given=True)
    with fresh() as ledger:
        ledger.record_reports([(guessed, B_ORIGIN)])
        ledger.record_reports([(given, B_ORIGIN)])
        ledger.record_reports([(guessed, B_ORIGIN)])
        assert ledger.report(B.id) == given


def test_a_reading_by_another_pack_supersedes_and_deletes_nothing(fresh_place):
    path = fresh_place()
    better = msgspec.structs.replace(NINE, pack="pack-2")
    with Ledger.open(path) as ledger:
        ledger.record_reports([(A, A_ORIGIN)])
        assert ledger.record_claims(A.id, [NINE], [problem_of(A)], pack="pack-1") == 1
        assert list(ledger.unread("pack-2")) == [A.id]
        assert ledger.record_claims(A.id, [better, NEAR], [], pack="pack-2") == 1
        assert list(ledger.claims()) == [better, NEAR]
        assert ledger.claim(NINE.id) == better
        assert list(ledger.problems()) == []
        assert ledger.record_claims(A.id, [NINE], [], pack="pack-1") == 0
        assert list(ledger.claims(A.id)) == [NINE]
        assert list(ledger.unread("pack-2")) == [A.id]
        assert ledger.counts()["claims"] == 1
    assert len(rows(path)["claims"]) == 4
    assert sorted(row[-1] for row in rows(path)["readings"]) == [0, 0, 1]


def test_the_same_pack_may_read_better_on_another_day(fresh):
    with fresh() as ledger:
        ledger.record_reports([(A, A_ORIGIN)])
        ledger.record_claims(A.id, [NINE], [], pack="pack-1")
        assert ledger.record_claims(A.id, [NINE, NEAR], [], pack="pack-1") == 1
        assert list(ledger.claims()) == [NINE, NEAR]


def test_derived_sets_are_replaced_whole(fresh):
    second = Story(id="story-2", reports=(B.id,))
    renamed = msgspec.structs.replace(STORY, title="9 mines found", links=())
    with fresh() as ledger:
        ledger.record_reports([(A, A_ORIGIN), (B, B_ORIGIN)])
        assert ledger.record_stories([STORY, second]) == 2
        assert ledger.record_stories([renamed]) == 2
        assert list(ledger.stories()) == [renamed]
        assert ledger.record_tallies([TALLY]) == 1
        assert ledger.record_tallies([]) == 1
        assert list(ledger.tallies(STORY.id)) == []


def test_a_derived_set_is_taken_from_an_iterator_batch_by_batch(fresh):
    taken = []

    def tallies(values):
        for value in values:
            taken.append(value)
            story = f"story-{value % 3}"
            yield Tally(id=f"tally-{value}", story=story, measure="found", subject=str(value), claims=())

    with fresh() as ledger:
        assert ledger.record_tallies(tallies(range(1200))) == 1200
        assert [tally.subject for tally in ledger.tallies("story-1")] == [str(value) for value in range(1, 1200, 3)]
        assert ledger.record_tallies(tallies(range(1200))) == 0
        assert ledger.record_tallies(tallies(range(1199, 599, -1))) == 600
        assert [tally.subject for tally in ledger.tallies("story-0")] == [str(value) for value in range(1197, 599, -3)]
        assert ledger.counts()["tallies"] == 600
    assert len(taken) == 3000


def test_the_same_noun_in_two_batches_is_one_and_must_say_the_same(fresh):
    filling = [msgspec.structs.replace(FINDING, id=f"finding-a{rank}") for rank in range(600)]
    other = msgspec.structs.replace(FINDING, sentence="Another sentence.")
    with fresh() as ledger:
        assert ledger.record_findings([FINDING, *filling, FINDING]) == 601
        assert next(ledger.findings()) == FINDING
        with pytest.raises(ValueError, match="two different records"):
            ledger.record_findings([FINDING, *filling, other])
        assert ledger.counts()["findings"] == 601


def test_what_yields_a_derived_set_breaks_off_and_nothing_is_recorded(fresh):
    def broken():
        yield from (Story(id=f"story-{rank}", reports=(A.id,)) for rank in range(600))
        raise RuntimeError("the power failed")

    with fresh() as ledger:
        ledger.record_reports([(A, A_ORIGIN), (B, B_ORIGIN)])
        ledger.record_stories([STORY])
        with pytest.raises(RuntimeError, match="the power failed"):
            ledger.record_stories(broken())
        assert list(ledger.stories()) == [STORY]
        assert ledger.record_stories([STORY]) == 0


def test_what_derived_sets_come_from_is_forgotten_when_one_is_replaced(fresh):
    with fresh() as ledger:
        assert ledger.derived_from() is None
        for record in (ledger.record_stories, ledger.record_tallies, ledger.record_series, ledger.record_findings):
            ledger.record_derived_from("basis-0")
            ledger.record_derived_from("basis-1")
            assert ledger.derived_from() == "basis-1"
            record([])
            assert ledger.derived_from() is None


def test_the_hash_of_readings_changes_with_every_report_and_reading(fresh):
    with fresh() as ledger:
        hashes = [ledger.readings_hash()]
        for step in (
            lambda: ledger.record_reports([(B, B_ORIGIN)]),
            lambda: ledger.record_reports([(A, A_ORIGIN)]),
            lambda: ledger.record_claims(A.id, [NINE], [], pack="pack-1"),
            lambda: ledger.record_claims(A.id, [NINE], [], pack="pack-2"),
            lambda: ledger.record_claims(A.id, [NINE], [], pack="pack-1"),
            lambda: ledger.record_reports([(msgspec.structs.replace(B, source="The Post"), B_ORIGIN)]),
        ):
            step()
            hashes.append(ledger.readings_hash())
            step()
            assert ledger.readings_hash() == hashes[-1]
        ledger.record_stories([STORY])
        assert ledger.readings_hash() == hashes[-1]
        assert len(set(hashes)) == 7


def test_the_reports_and_claims_of_some_ids(fresh):
    with fresh() as ledger:
        record_everything(ledger)
        assert ledger.reports_of([B.id, "report-nowhere", A.id]) == {A.id: A, B.id: B}
        assert ledger.claims_of([B.id, "report-nowhere", A.id]) == {
            A.id: [NINE, NEAR], B.id: [], "report-nowhere": [],
        }  # fmt: skip
        assert ledger.claims_of([]) == {}


def test_versions_and_links_follow_their_stories(fresh_place):
    path = fresh_place()
    with Ledger.open(path) as ledger:
        ledger.record_reports([(A, A_ORIGIN), (B, B_ORIGIN)])
        ledger.record_stories([STORY])
        ledger.record_stories([STORY])
        assert [len(rows(path)[name]) for name in ("versions", "links")] == [2, 1]
        ledger.record_stories([msgspec.structs.replace(STORY, links=())])
        assert [len(rows(path)[name]) for name in ("versions", "links")] == [2, 0]
        ledger.record_stories([])
        assert [len(rows(path)[name]) for name in ("stories", "versions", "links")] == [0, 0, 0]


def test_findings_of_one_story_or_of_all(fresh):
    own = Finding(id="finding-2", kind="sum_closes", story=STORY.id, sentence="The sum closes.")
    with fresh() as ledger:
        ledger.record_findings([FINDING, own])
        assert set(ledger.findings()) == {FINDING, own}
        assert list(ledger.findings(STORY.id)) == [own]


def test_problems_of_a_stage_replace_those_it_met_before(fresh):
    one, two = problem_of(A, "one"), problem_of(A, "two")
    with fresh() as ledger:
        assert ledger.record_problems([one], stage="collate") == 1
        assert ledger.record_problems([two]) == 1
        assert ledger.record_problems([one], stage="reconcile") == 1
        assert {problem.id for problem in ledger.problems()} == {one.id, two.id}
        assert len(list(ledger.problems())) == ledger.counts()["problems"] == 2
        assert ledger.record_problems([], stage="collate") == 1
        assert ledger.record_problems([], stage="reconcile") == 1
        assert list(ledger.problems()) == [two]


def test_a_judgement_outlives_everything_that_is_recorded(fresh):
    with fresh() as ledger:
        record_everything(ledger)
        ledger.record_claims(A.id, [], [], pack="pack-2")
        for record in (ledger.record_stories, ledger.record_tallies, ledger.record_series, ledger.record_findings):
            record([])
        assert list(ledger.judgements(NINE.id)) == [JUDGEMENT]


def test_judgements_are_told_oldest_first(fresh):
    later = msgspec.structs.replace(JUDGEMENT, id="judgement-0", when="2023-01-01")
    with fresh() as ledger:
        ledger.record_judgement(later)
        ledger.record_judgement(JUDGEMENT)
        assert list(ledger.judgements()) == [JUDGEMENT, later]
        assert list(ledger.judgements("claim-of-somebody-else")) == []


def test_a_run_is_named_by_the_readings_recorded_in_it(fresh_place):
    path = fresh_place()
    with Ledger.open(path) as ledger:
        ledger.record_reports([(A, A_ORIGIN), (B, B_ORIGIN)])
        run = ledger.record_run_start("run", "0.1.0", "pack-1")
        ledger.record_claims(A.id, [NINE], [], pack="pack-1")
        ledger.record_run_end(run, {"claims": 1})
        ledger.record_claims(B.id, [], [], pack="pack-1")
        with pytest.raises(LedgerError, match="run-nowhere"):
            ledger.record_run_end("run-nowhere", {})
    kept = rows(path)
    assert {row[1]: row[3] for row in kept["readings"]} == {A.id: run, B.id: None}
    [(identity, *said, started, ended, counts)] = kept["runs"]
    assert (identity, said, counts) == (run, ["run", "0.1.0", "pack-1"], '{"claims": 1}')
    assert started <= ended


def test_a_thing_is_found_by_the_start_of_its_id(fresh):
    with fresh() as ledger:
        record_everything(ledger)
        start = NINE.id[: len("claim-") + 12]
        assert ledger.claim(NINE.id) == ledger.claim(start) == ledger.claim(start.removeprefix("claim-")) == NINE
        assert ledger.report(A.id[:-4]) == A
        assert ledger.story("1") == STORY
        for nothing in ("claim-zz", "zz", "", "claim-%", NINE.id + "0"):
            with pytest.raises(LedgerError, match="holds no claim"):
                ledger.claim(nothing)
        with pytest.raises(LedgerError, match=r"More than one claim id starts with 'claim-' \(claim-"):
            ledger.claim("claim-")


def test_claims_of_a_report_that_is_not_there(fresh):
    with fresh() as ledger, pytest.raises(LedgerError, match="record the report before its claims"):
        ledger.record_claims(A.id, [NINE], [], pack="pack-1")


def test_a_story_of_a_report_that_is_not_there_is_refused_and_leaves_the_stories_as_they_were(fresh):
    with fresh() as ledger:
        ledger.record_reports([(A, A_ORIGIN), (B, B_ORIGIN)])
        ledger.record_stories([STORY])
        with pytest.raises(LedgerError, match="Record the reports first"):
            ledger.record_stories([Story(id="story-2", reports=("report-nowhere",))])
        assert list(ledger.stories()) == [STORY]


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([msgspec.structs.replace(NINE, report=B.id)], "came with the claims of"),
        ([NINE, msgspec.structs.replace(NINE, headline=True)], "two different claims"),
    ],
)
def test_broken_invariants_stop_the_recording(fresh, claims, said):
    with fresh() as ledger:
        ledger.record_reports([(A, A_ORIGIN)])
        with pytest.raises(ValueError, match=said):
            ledger.record_claims(A.id, claims, [], pack="pack-1")
        assert list(ledger.claims()) == []


def test_recording_while_reading(fresh):
    pairs = [report_pair(f"{rank} mines", f"{rank}.txt") for rank in range(700)]
    with fresh() as ledger:
        ledger.record_reports(pairs)
        for report_id in ledger.unread("pack-1"):
            ledger.record_claims(report_id, [], [], pack="pack-1")
        assert list(ledger.unread("pack-1")) == []


def test_reports_are_taken_from_an_iterator_batch_by_batch(fresh):
    with fresh() as ledger:
        seen = []

        def pairs():
            for rank in range(1200):
                if rank % 400 == 0:
                    seen.append(ledger.counts()["reports"])
                yield report_pair(f"{rank} mines", f"{rank}.txt")

        assert ledger.record_reports(pairs()) == 1200
        assert seen == [0, 0, 500]


def test_long_reports_do_not_wait_for_a_full_batch(fresh):
    with fresh() as ledger:
        seen = []

        def pairs():
            for rank in range(4):
                seen.append(ledger.counts()["reports"])
                yield report_pair(f"{rank} mines" + " " * 3_000_000, f"{rank}.txt")

        assert ledger.record_reports(pairs()) == 4
        assert seen == [0, 0, 2, 2]


def test_how_much_there_is_is_kept_with_the_run_and_counted_anew_once_something_else_is_recorded(fresh_place):
    path = fresh_place()
    with Ledger.open(path) as ledger:
        run = ledger.record_run_start("run", "0.1.0", "pack-1")
        record_everything(ledger)
        ledger.record_run_end(run, {})
        counted = ledger.counts(), ledger.finding_weights(), ledger.problem_kinds()
        assert (counted[0]["reports"], counted[0]["runs"]) == (2, 1)
    with raw(path) as connection:
        connection.exec_driver_sql("UPDATE held SET counts = replace(counts, '\"reports\":2', '\"reports\":20')")
    with Ledger.open(path) as ledger:
        # Nothing is counted again as long as nothing is recorded.
        assert ledger.counts()["reports"] == 20
        ledger.record_reports([(A, msgspec.structs.replace(A_ORIGIN, name="again.txt", stem="again"))])
        assert ledger.counts() == counted[0] | {"origins": 3}
        assert (ledger.finding_weights(), ledger.problem_kinds()) == counted[1:]
        assert ledger.verify().fault is None


def test_what_rests_on_a_claim_is_found_in_whatever_story(fresh):
    one = count_of(A, "Nine", 9)
    tallies = [
        Tally(id="tally-1", story="story-1", measure="found", subject="", claims=(one.id,)),
        Tally(id="tally-2", story="story-1", measure="found", subject="", claims=("claim-other",)),
        Tally(id="tally-3", story="story-2", measure="found", subject="", claims=("claim-other", one.id)),
    ]
    side, other = (Side(report=A.id, span=one.span, claim=claim) for claim in (one.id, "claim-other"))
    findings = [
        Finding(id="finding-1", kind="k", story="story-1", sentence="", sides=(other, side)),
        Finding(id="finding-2", kind="k", story="story-1", sentence=f"Of {one.id}.", sides=(other,)),
        Finding(id="finding-3", kind="k", story="story-9", sentence="", sides=(side,)),
        Finding(id="finding-4", kind="k", story=None, sentence="", sides=(side,)),
    ]
    with fresh() as ledger:
        ledger.record_reports([(A, A_ORIGIN), (B, B_ORIGIN)])
        ledger.record_stories([Story(id="story-1", reports=(A.id, B.id)), Story(id="story-3", reports=(B.id,))])
        ledger.record_tallies(tallies)
        ledger.record_findings(findings)
        assert [tally.id for tally in ledger.tallies_with(one)] == ["tally-1"]
        assert sorted(found.id for found in ledger.findings_with(one)) == ["finding-1", "finding-3", "finding-4"]
