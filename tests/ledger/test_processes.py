"""Several processes and one ledger: writing at once, making it at once, and dying in the middle."""

from __future__ import annotations

import multiprocessing
import os

import msgspec
import pytest

from tallymark.ledger import Ledger
from tallymark.model import Decision, Judgement, Story
from tests.ledger.nouns import count_of, problem_of, report_pair
from tests.ledger.stores import raw

SPAWN = multiprocessing.get_context("spawn")
PAIRS = [report_pair(f"Report {rank}: nine mines were found.", f"{rank}.txt") for rank in range(60)]
REPORT, ORIGIN = PAIRS[0]
OLD = count_of(REPORT, "nine mines", 9, pack="pack-1")
NEW = [msgspec.structs.replace(OLD, pack="pack-2"), count_of(REPORT, "mines", 9, pack="pack-2")]


def in_processes(work, *each):
    """Run `work` in a process for each tuple of arguments, all at once, and return their exit statuses."""
    processes = [SPAWN.Process(target=work, args=arguments) for arguments in each]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    return [process.exitcode for process in processes]


def write(path, name, pairs):
    with Ledger.open(path) as ledger:
        for report, origin in pairs:
            ledger.record_reports([(report, msgspec.structs.replace(origin, name=f"{name}/{origin.name}"))])
            ledger.record_claims(report.id, [count_of(report, "nine mines", 9)], [problem_of(report)], pack="pack-1")
            ledger.record_stories([Story(id="story-1", reports=(report.id,))])
        ledger.record_judgement(
            Judgement(id=f"judgement-{name}", about="story-1", decision=Decision.UNSURE, by=name, when="2022")
        )


@pytest.mark.parametrize("made_before", [True, False])
def test_three_processes_write_the_same_at_once(store, made_before):
    place = store.fresh() if made_before else store.nothing()
    each = [(place, name, pairs) for name, pairs in (("a", PAIRS), ("b", PAIRS[::-1]), ("c", PAIRS[20:]))]
    assert in_processes(write, *each) == [0, 0, 0]
    with Ledger.open(place) as ledger:
        counts = ledger.counts()
        assert sorted(ledger.reports(), key=repr) == sorted((report for report, _ in PAIRS), key=repr)
        assert counts["origins"] == 160
        assert counts["readings"] == counts["claims"] == counts["problems"] == 60
        assert counts["stories"] == 1
        assert counts["judgements"] == 3
    with raw(place) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM readings").scalar() == 60
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def die_after_the_claims(path):
    from tallymark.ledger import claims

    insert = claims.insert_new

    def insert_and_die(connection, table, rows):
        insert(connection, table, rows)
        if table.name == "claims":
            assert connection.execute(claims.sa.select(claims.sa.func.count()).select_from(table)).scalar() == 3
            os._exit(7)

    claims.insert_new = insert_and_die
    Ledger.open(path).record_claims(REPORT.id, NEW, [], pack="pack-2")


def test_a_crash_while_claims_are_recorded_leaves_the_reading_before(fresh_place):
    path = fresh_place()
    with Ledger.open(path) as ledger:
        ledger.record_reports([(REPORT, ORIGIN)])
        ledger.record_claims(REPORT.id, [OLD], [problem_of(REPORT)], pack="pack-1")
    assert in_processes(die_after_the_claims, (path,)) == [7]
    with Ledger.open(path) as ledger:
        assert list(ledger.claims()) == [OLD]
        assert list(ledger.problems()) == [problem_of(REPORT)]
        assert list(ledger.unread("pack-2")) == [REPORT.id]
        assert ledger.record_claims(REPORT.id, NEW, [], pack="pack-2") == 1
        assert set(ledger.claims()) == set(NEW)


def die_while_making_the_tables(path):
    from tallymark.ledger import making

    make = making.make

    def make_and_die(connection):
        make(connection)
        os._exit(7)

    making.make = make_and_die
    Ledger.open(path)


def test_a_crash_while_the_tables_are_made_leaves_an_empty_file_that_opens(tmp_path):
    path = tmp_path / "new.db"
    assert in_processes(die_while_making_the_tables, (path,)) == [7]
    with Ledger.open(path) as ledger:
        assert ledger.record_reports([(REPORT, ORIGIN)]) == 1


def test_a_reader_sees_what_another_has_recorded(fresh_place):
    path = fresh_place()
    with Ledger.open(path, read_only=True) as reader, Ledger.open(path) as writer:
        assert list(reader.reports()) == []
        writer.record_reports([(REPORT, ORIGIN)])
        assert list(reader.reports()) == [REPORT]
