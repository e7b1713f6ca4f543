"""What opening a ledger does to what is there, and what it says where it cannot."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex

from tallymark.ledger import Ledger, LedgerError, bodies, making, migrate, revision, schema
from tallymark.model import Story, Tally
from tests.ledger.nouns import count_of, report_pair
from tests.ledger.stores import raw

REPORT, ORIGIN = report_pair("Nine mines were found.")


TALLY = Tally(id="t", story="s", measure="killed", subject="", claims=(), places=("geonames:1",), said="2023")


def refused(where, **how):
    """Return the sentence with which opening is refused, told without the database library."""
    with pytest.raises(LedgerError) as caught:
        Ledger.open(where, **how)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "sqlalche" not in sentence
    assert "Traceback" not in sentence
    return sentence


def known(name, kind, parents):
    """Leave out what SQLite's search keeps in tables of its own."""
    return kind != "table" or not (name or "").startswith("searching")


def test_a_new_ledger_has_every_table_of_the_schema(empty):
    with create_engine(f"sqlite:///{empty}").connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": revision.TABLE, "compare_type": True, "include_name": known}
        )
        assert compare_metadata(context, schema.metadata) == []


def tables_of(make):
    """Return every table and index of a database, with the clauses that make it, in no order."""
    with create_engine("sqlite://").connect() as connection:
        make(connection)
        rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
    return {
        (kind, name): sorted(clause.strip() for clause in (sql or ")").strip()[:-1].split(","))
        for kind, name, sql in rows
    }


def test_a_new_ledger_has_the_tables_that_the_migrations_make():
    made = tables_of(making.make)
    assert {kind for kind, _ in made} == {"table", "index"}
    assert made == tables_of(migrate.migrate)


def test_in_every_database_a_report_has_one_current_reading():
    wanted = "CREATE UNIQUE INDEX uq_readings_current ON readings (report) WHERE is_current"
    for dialect, condition in ((sqlite.dialect(), " = 1"), (postgresql.dialect(), "")):
        schema.complete_for(dialect.name)
        (index,) = [index for index in schema.readings.indexes if index.name == "uq_readings_current"]
        assert str(CreateIndex(index).compile(dialect=dialect)) == wanted + condition


def test_a_new_ledger_is_made_without_the_migrations_and_without_what_postgresql_needs(tmp_path):
    look = (
        "import sys\nfrom tallymark.ledger import Ledger\nLedger.open(sys.argv[1]).close()\n"
        "print('alembic' in sys.modules, 'sqlalchemy.dialects.postgresql' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look, tmp_path / "new.db"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_known_revisions_are_those_of_the_scripts():
    script = ScriptDirectory.from_config(migrate.config())
    assert tuple(step.revision for step in reversed(list(script.walk_revisions()))) == revision.KNOWN


def test_one_file_with_a_write_ahead_log(fresh_path):
    path = fresh_path()
    with Ledger.open(path) as ledger:
        ledger.record_reports([(REPORT, ORIGIN)])
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()
    assert [found.name for found in path.parent.glob(f"{path.name}*")] == [path.name]


def test_by_path_text_address_and_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Ledger.open() as ledger:
        ledger.record_reports([(REPORT, ORIGIN)])
    for where in ("tallymark.db", tmp_path / "tallymark.db", f"sqlite:///{tmp_path}/tallymark.db"):
        for read_only in (False, True):
            with Ledger.open(where, read_only=read_only) as ledger:
                assert list(ledger.reports()) == [REPORT]


@pytest.mark.parametrize("name", ["with space.db", "100%.db", "a?b#c.db", "реестр.db", "'quote\".db", "~.db"])
def test_names_that_addresses_would_misread(tmp_path, name):
    Ledger.open(tmp_path / name).close()
    Ledger.open(tmp_path / name, read_only=True).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_empty_file_becomes_a_ledger(tmp_path):
    path = tmp_path / "new.db"
    path.touch()
    with Ledger.open(path) as ledger:
        assert ledger.counts()["reports"] == 0


@pytest.mark.parametrize("content", [b"Nine mines were found.", b"\x00" * 4096, b"SQLite format 3\x00" + b"x" * 5000])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database(tmp_path, content, read_only):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert "notes.txt is not a Tallymark ledger" in refused(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_of_another_program_is_left_as_it_is(tmp_path, read_only):
    path = tmp_path / "photos.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE reports (id TEXT)")
    connection.close()
    before = path.read_bytes()
    assert "photos.db is not a Tallymark ledger" in refused(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["photos.db"]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_ledger_of_a_newer_program(fresh_path, read_only):
    path = fresh_path()
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE {revision.TABLE} SET version_num = '9999'")
    connection.commit()
    connection.close()
    sentence = refused(path, read_only=read_only)
    assert f"written by a newer Tallymark (ledger revision 9999; this one knows up to {revision.NEWEST})" in sentence
    assert "Update Tallymark" in sentence


def test_a_ledger_of_the_first_revision_is_brought_up_to_date_with_all_it_holds(tmp_path):
    path = tmp_path / "first.db"
    settings = migrate.config()
    with create_engine(f"sqlite:///{path}").begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0001")
        connection.execute(
            schema.runs.insert().values(id="run-1", command="run", version="0", pack="p", started="2023")
        )
    assert "older" in refused(path, read_only=True)
    with Ledger.open(path) as ledger:
        assert ledger.counts()["runs"] == 1
        assert ledger.derived_from() is None
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.counts()["runs"] == 1


def test_an_older_ledger_of_each_store_is_brought_up_to_date_with_all_that_is_found_by_columns(store):
    place = store.nothing()
    with raw(place) as connection:
        settings = migrate.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "0004")
        for name, told in (("story-1", 1), ("story-2", 3), ("story-3", 2)):
            connection.exec_driver_sql(
                "INSERT INTO stories (id, position, kind, title, body) VALUES "
                f"('{name}', 0, 'statement', '', '{bodies.to_body(Story(id=name, reports=()))}')"
            )
            for number in range(told):
                report = f"report-{number}"
                connection.exec_driver_sql(
                    "INSERT INTO reports (id, text, language_given, extractor, first_name, metadata_hash) "
                    f"VALUES ('{report}', '', FALSE, '', '', '') ON CONFLICT DO NOTHING"
                )
                connection.exec_driver_sql(f"INSERT INTO versions VALUES ('{name}', '{report}')")
        connection.execute(
            sa.text(
                "INSERT INTO tallies (id, story, position, measure, subject, body) "
                "VALUES ('t', 's', 0, 'killed', '', :body)"
            ),
            {"body": bodies.to_body(TALLY)},
        )
    with Ledger.open(place) as ledger:
        assert [story.id for story in ledger.foremost_stories(2)] == ["story-2", "story-3"]
        assert ledger.counts()["stories"] == 3
        (group,) = ledger.alike("killed", "places", "days")
        assert (group.sample.places, group.sample.said, group.tallies) == (("geonames:1",), "2023", 1)
        assert list(ledger.tallies_in("killed", [group])) == [TALLY]


def test_a_ledger_without_its_revision(fresh_path):
    path = fresh_path()
    connection = sqlite3.connect(path)
    connection.execute(f"DELETE FROM {revision.TABLE}")
    connection.commit()
    connection.close()
    assert "is not a Tallymark ledger" in refused(path)


def test_a_damaged_ledger(fresh_path):
    path = fresh_path()
    with Ledger.open(path) as ledger:
        ledger.record_reports(report_pair(f"{rank} mines" * 50, f"{rank}.txt") for rank in range(300))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    path.write_bytes(content)
    assert "is damaged. Restore it from a copy" in refused(path)


def test_places_that_are_no_place_for_a_ledger(tmp_path):
    assert "is a folder. Name a file in it" in refused(tmp_path)
    assert "There is no folder" in refused(tmp_path / "nowhere" / "a.db")
    assert "There is no ledger at" in refused(tmp_path / "a.db", read_only=True)
    assert "There is no ledger at" in refused(":memory:", read_only=True)
    assert "name is empty" in refused("")
    assert "NUL" in refused("a\x00b")
    assert "cannot be opened" in refused(tmp_path / ("a" * 300))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_ledger_to_read(tmp_path):
    (tmp_path / "a.db").touch()
    assert "There is no ledger at" in refused(tmp_path / "a.db", read_only=True)


def test_addresses_that_are_no_address():
    assert "neither a path nor a database address" in refused("://")
    assert "not a kind of database" in refused("postgress://somebody:secret@nowhere/x")
    for address in ("postgresql+psycopg2cffi://somebody:secret@nowhere/x", "postgress://somebody:secret@nowhere/x"):
        assert "secret" not in refused(address)


def test_a_closed_ledger_says_so(fresh):
    ledger = fresh()
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="has been closed"):
        ledger.counts()
    with pytest.raises(LedgerError, match="has been closed"):
        ledger.record_reports([(REPORT, ORIGIN)])


def test_reading_only_records_nothing(fresh_path):
    path = fresh_path()
    before = path.read_bytes()
    with Ledger.open(path, read_only=True) as ledger:
        with pytest.raises(LedgerError, match="open for reading only"):
            ledger.record_reports([(REPORT, ORIGIN)])
        assert ledger.counts()["reports"] == 0
    assert path.read_bytes() == before


def test_another_program_that_writes_too_long(fresh_path):
    path = fresh_path()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(path, timeout=0.1) as ledger:
        assert ledger.counts()["reports"] == 0
        with pytest.raises(LedgerError, match="in use by another program that is writing"):
            ledger.record_reports([(REPORT, ORIGIN)])
        other.execute("ROLLBACK")
        assert ledger.record_reports([(REPORT, ORIGIN)]) == 1
    other.close()


def test_a_full_disk(fresh_path):
    path = fresh_path()
    with Ledger.open(path) as ledger:
        ledger.record_reports([(REPORT, ORIGIN)])
        with ledger._writer.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 60")
        with pytest.raises(LedgerError, match="is full"):
            ledger.record_reports([report_pair("mines " * 100_000)])
        assert list(ledger.reports()) == [REPORT]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become another user")
@pytest.mark.parametrize("log_left", [False, True])
def test_a_place_where_one_may_only_read(fresh_path, tmp_path_factory, log_left):
    path = fresh_path()
    writer = Ledger.open(path)
    writer.record_reports([(REPORT, ORIGIN)])
    if not log_left:
        writer.close()
    folders = [folder for folder in path.parents if folder.is_relative_to(tempfile.gettempdir())][:-1]
    modes = [folder.stat().st_mode for folder in folders]
    for folder in folders:
        folder.chmod(0o755)
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        os._exit(_read_as_nobody(path))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    for folder, mode in zip(folders, modes, strict=True):
        folder.chmod(mode)
    writer.close()


def _read_as_nobody(path):
    """Return 0 where an unwritable ledger is refused for writing and read for reading."""
    try:
        Ledger.open(path)
    except LedgerError as error:
        if "cannot be written to" not in str(error):
            return 2
    else:
        return 1
    with Ledger.open(path, read_only=True) as ledger:
        return 0 if list(ledger.reports()) == [REPORT] else 3


START = """
import sys, time
import sqlalchemy
from tallymark.ledger import LedgerError
assert "tallymark.ledger.ledger" not in sys.modules
from tallymark.ledger import Ledger
began = time.perf_counter()
ledger = Ledger.open(sys.argv[1])
claims = ledger.counts()["claims"]
took = time.perf_counter() - began
print(claims, took, "alembic" in sys.modules, "sqlalchemy.orm" in sys.modules)
"""


def test_an_existing_ledger_opens_at_once_and_without_the_migration_library(fresh_path):
    path = fresh_path()
    pairs = [report_pair(f"Report {rank}: {'mines ' * 100}", f"{rank}.txt") for rank in range(1000)]
    with Ledger.open(path) as ledger:
        ledger.record_reports(pairs)
        ledger.record_readings(
            ((report.id, [count_of(report, "mines", value) for value in range(10)], []) for report, _ in pairs),
            pack="pack",
        )
    done = subprocess.run([sys.executable, "-c", START, path], capture_output=True, text=True, check=True)
    claims, took, *loaded = done.stdout.split()
    assert claims == "10000"
    assert loaded == ["False", "False"]
    assert float(took) < 0.2


def test_the_room_is_entered_without_the_database_library():
    look = "import sys, tallymark.ledger; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_current_readings_are_found_by_their_index(fresh_path):
    with Ledger.open(fresh_path()) as ledger:
        seen = []
        event.listen(ledger._engine, "before_cursor_execute", lambda *call: seen.append(call[2:4]))
        list(ledger.unread("pack"))
        [(statement, parameters)] = [call for call in seen if call[0].startswith("SELECT")]
        with ledger._engine.connect() as connection:
            plan = [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert "SEARCH readings USING INDEX uq_readings_current (report=?)" in plan
