"""The chain of entries: nothing is recorded beside it, nothing can be altered unnoticed, and it tells the past."""

from __future__ import annotations

import pytest

from tallymark.ledger import Ledger, LedgerError
from tallymark.ledger.differing import difference
from tests.ledger.stores import raw
from tests.ledger.test_recording import A_ORIGIN, NEAR, NINE, STORY, TALLY, A, record_everything


def altered(where, statement):
    with raw(where) as connection:
        connection.exec_driver_sql(statement)


@pytest.fixture
def full(fresh_place):
    """The path of a ledger in which everything was recorded, in two runs."""
    path = fresh_place()
    with Ledger.open(path) as ledger:
        run = ledger.record_run_start("run", "1.0", "pack-1")
        record_everything(ledger)
        ledger.record_run_end(run, {"reports": 2})
        run = ledger.record_run_start("run", "1.0", "pack-2")
        ledger.record_claims(A.id, [NEAR], [], pack="pack-2")
        ledger.record_tallies([])
        ledger.record_run_end(run, {})
    return path


def test_a_ledger_as_it_was_recorded_is_found_to_be_so(full):
    with Ledger.open(full, read_only=True) as ledger:
        told = ledger.verify()
    assert (told.fault, told.entry) == (None, None)
    assert told.entries > 10
    assert len(told.head) == 64


def test_an_empty_ledger_is_as_it_was_made(fresh):
    with fresh() as ledger:
        assert ledger.verify().entries == 0


def test_recording_the_same_again_adds_no_entry(full):
    with Ledger.open(full) as ledger:
        ledger.record_reports([(A, A_ORIGIN)])
        ledger.record_tallies([])
        before = ledger.verify()
        ledger.record_reports([(A, A_ORIGIN)])
        ledger.record_tallies([])
        ledger.record_stories([STORY])
        assert ledger.verify() == before


ALTERED = {
    "a text": "UPDATE reports SET text = text || '!' WHERE id = (SELECT min(id) FROM reports)",
    "a report's date": "UPDATE reports SET published = '1999-01-01' WHERE id = (SELECT min(id) FROM reports)",
    "a report's name": "UPDATE origins SET name = 'other.txt'",
    "a claim": "UPDATE claims SET body = replace(body, '\"9\"', '\"90\"')",
    "a superseded claim": "DELETE FROM claims WHERE reading NOT IN (SELECT id FROM readings WHERE is_current)",
    "a problem": "DELETE FROM problems WHERE reading IS NOT NULL",
    "an input's problem": "DELETE FROM problems WHERE reading IS NULL",
    "a judgement": "UPDATE judgements SET body = replace(body, 'wrong', 'right')",
    "a judgement slipped in": (
        "INSERT INTO judgements SELECT 'judgement-x', about, decision, decided_by, decided_at, body FROM judgements"
    ),
    "a judgement taken away": "DELETE FROM judgements",
    "a story": "UPDATE stories SET body = replace(body, 'statement', 'incident')",
    "a finding taken away": "DELETE FROM findings",
    "what was before": (
        "UPDATE changes SET body = replace(body, 'mines', 'shells') WHERE noun = 'tallies' AND body IS NOT NULL"
    ),
    "a run": "UPDATE runs SET command = 'other' WHERE pack = 'pack-1'",
    "when it was": "UPDATE entries SET recorded_at = '2001-01-01T00:00:00+00:00' WHERE seq = 3",
    "an entry taken out": "DELETE FROM entries WHERE seq = 4",
    "how much there is": "UPDATE held SET counts = replace(counts, '\"reports\":', '\"reports\":1')",
    "the last entry": "DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)",
}


@pytest.mark.parametrize("statement", ALTERED.values(), ids=ALTERED)
def test_what_was_altered_is_named(full, statement):
    altered(full, statement)
    with Ledger.open(full, read_only=True) as ledger:
        told = ledger.verify()
    assert told.fault is not None
    assert told.fault.endswith(".")


def test_the_first_entry_that_was_altered_is_named(full):
    altered(full, "UPDATE entries SET content = 'x' WHERE seq IN (3, 7)")
    with Ledger.open(full, read_only=True) as ledger:
        assert ledger.verify().entry == 3


def test_the_past_is_told_as_of_a_run_a_day_and_a_time(full):
    with Ledger.open(full, read_only=True) as ledger:
        first, second = ledger.runs()
        then = ledger.as_of(first.id)
        assert {claim.id for claim in then.claims()} == {NINE.id, NEAR.id}
        assert list(then.tallies()) == [TALLY]
        now = ledger.as_of(second.id[:12])
        assert [claim.id for claim in now.claims()] == [NEAR.id]
        assert list(now.tallies()) == []
        assert list(now.stories()) == [STORY]
        today = ledger.as_of(second.started[:10])
        assert list(today.claims()) == list(ledger.claims())
        assert list(ledger.as_of("1999-12-31").claims()) == []
        with pytest.raises(LedgerError, match="no run"):
            ledger.as_of("run-none")


def test_what_changed_between_two_runs(full):
    with Ledger.open(full, read_only=True) as ledger:
        first, second = (ledger.as_of(run.id) for run in ledger.runs())
        told = difference(first, second)
    assert [claim.id for claim in told.claims.gone] == [NINE.id]
    assert told.claims.new == told.claims.other == ()
    assert [tally.id for tally in told.tallies.gone] == [TALLY.id]


def test_an_archive_is_the_ledger_again(full, fresh_place, tmp_path):
    with Ledger.open(full) as ledger:
        ledger.archive(tmp_path / "ledger.zip")
        before = ledger.verify()
        everything = [list(ledger.claims()), list(ledger.stories()), list(ledger.judgements()), ledger.counts()]
    with Ledger.open(fresh_place()) as other:
        other.restore(tmp_path / "ledger.zip")
        assert other.verify() == before
        assert [list(other.claims()), list(other.stories()), list(other.judgements()), other.counts()] == everything
        other.archive(tmp_path / "again.zip")
        with pytest.raises(LedgerError, match="not empty"):
            other.restore(tmp_path / "ledger.zip")
    assert manifest(tmp_path / "again.zip") == manifest(tmp_path / "ledger.zip")


def manifest(path):
    from tallymark.ledger.archive import read_manifest

    return read_manifest(path)


def test_a_damaged_archive_restores_nothing(full, fresh_place, tmp_path):
    import zipfile

    with Ledger.open(full) as ledger:
        ledger.archive(tmp_path / "ledger.zip")
    with zipfile.ZipFile(tmp_path / "ledger.zip") as whole, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in whole.namelist():
            content = whole.read(name)
            bad.writestr(name, content.replace(b"A. Reader", b"B. Reader") if name == "judgements.jsonl" else content)
    path = fresh_place()
    with Ledger.open(path) as other:
        with pytest.raises(LedgerError, match="damaged"):
            other.restore(tmp_path / "bad.zip")
        assert sum(other.counts().values()) == 0


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_archive_is_said_to_be_none(fresh, tmp_path, content):
    (tmp_path / "other.zip").write_bytes(content)
    with fresh() as ledger, pytest.raises(LedgerError, match="not an archive"):
        ledger.restore(tmp_path / "other.zip")


def test_an_older_ledger_is_adopted_and_goes_on_as_a_chain(tmp_path):
    from alembic import command
    from sqlalchemy import create_engine

    from tallymark.ledger import migrate

    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        settings = migrate.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0002")
        connection.exec_driver_sql(
            "INSERT INTO reports VALUES ('report-old', 'Nine mines.', NULL, NULL, NULL, NULL, 'en', 0, '', 'a', 'm')"
        )
    engine.dispose()
    with Ledger.open(path) as ledger:
        told = ledger.verify()
        assert (told.entries, told.fault) == (1, None)
        ledger.record_reports([(A, A_ORIGIN)])
        assert ledger.verify().fault is None
    altered(path, "DELETE FROM reports WHERE id = 'report-old'")
    with Ledger.open(path) as ledger:
        assert ledger.verify().entry == 1


def test_a_ledger_moves_to_another_store_and_back_unchanged(full, files, postgresql, tmp_path):
    """A skipped PostgreSQL skips this: there is no other store then."""
    heads = []
    here = full
    for there in (postgresql.fresh(), files.fresh(), postgresql.fresh()):
        with Ledger.open(here) as ledger:
            told = ledger.archive(tmp_path / "moved.zip")
        with Ledger.open(there) as ledger:
            ledger.restore(tmp_path / "moved.zip")
            verified = ledger.verify()
        assert verified.fault is None
        heads.append((verified.head, told.tables))
        here = there
    assert heads[0] == heads[1] == heads[2]
