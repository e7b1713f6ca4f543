"""What differs between databases: how a connection is set up, an insert that passes over known rows, errors in words.

Everything that is SQL of one database only stands here.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import sqlite

WRITES = "tallymark_writes"
_RETRY_S = 0.02
_TURN = 0x7A11  # the number of PostgreSQL's lock that whoever records holds


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows, passing over those whose key is there already."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        connection.execute(postgresql.insert(table).on_conflict_do_nothing(), list(rows))
    else:
        connection.execute(sqlite.insert(table).on_conflict_do_nothing(), list(rows))


def make_word_index(connection: sa.Connection) -> None:
    """Make what finds the reports that hold some words: FTS5 in SQLite, an index over the words in PostgreSQL."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "CREATE INDEX ix_searchable_words ON searchable USING gin (to_tsvector('simple', folded))"
        )
    else:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE searching USING fts5("
            "folded, content='searchable', tokenize='unicode61 remove_diacritics 0', prefix='4')"
        )


def index_words(connection: sa.Connection, reports: Sequence[str]) -> None:
    """Take the words of new reports into the index; PostgreSQL does so by itself."""
    if connection.dialect.name != "postgresql":
        connection.execute(
            sa.text("INSERT INTO searching(rowid, folded) SELECT rowid, folded FROM searchable WHERE report IN :some")
            .bindparams(sa.bindparam("some", list(reports), expanding=True))
        )  # fmt: skip


def index_words_anew(connection: sa.Connection) -> None:
    """Make the index of words anew from the words."""
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql("INSERT INTO searching(searching) VALUES ('rebuild')")


def holding(connection: sa.Connection, words: Sequence[str]) -> sa.TextualSelect:
    """Return a query for the reports that hold every one of some folded words, the last of which may go on."""
    if connection.dialect.name == "postgresql":
        found = "SELECT report FROM searchable WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', :asked)"
    else:
        found = (
            "SELECT report FROM searching CROSS JOIN searchable ON searchable.rowid = searching.rowid "
            "WHERE searching MATCH :asked"
        )
    return sa.text(found).bindparams(asked=_asked(connection, words)).columns(sa.column("report", sa.String))


def holds(connection: sa.Connection, words: Sequence[str]) -> sa.ColumnElement[bool]:
    """Say of one report, in a query for reports, that it holds these words."""
    if connection.dialect.name == "postgresql":
        mine = (
            "EXISTS (SELECT 1 FROM searchable WHERE searchable.report = reports.id "
            "AND to_tsvector('simple', folded) @@ to_tsquery('simple', :asked) OFFSET 0)"
        )
    else:
        # FTS5 begins anew for every row that it is asked about: all that hold the words are found once.
        mine = (
            "(SELECT rowid FROM searchable WHERE searchable.report = reports.id) "
            "IN (SELECT rowid FROM searching WHERE searching MATCH :asked)"
        )
    return sa.text(mine).bindparams(asked=_asked(connection, words))  # type: ignore[return-value]


def _asked(connection: sa.Connection, words: Sequence[str]) -> str:
    if connection.dialect.name == "postgresql":
        return " & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])
    return " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])


def take_turn(connection: sa.Connection) -> None:
    """Wait until nobody else records, to the end of the transaction: entries follow one another in one chain.

    SQLite has one writer at a time as it is.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TURN})


@contextlib.contextmanager
def scratch_ids(connection: sa.Connection) -> Iterator[sa.Table]:
    """Give an empty table of ids that only this connection sees, to the end of its transaction at most."""
    table = sa.Table(
        "tallymark_seen", sa.MetaData(), sa.Column("id", sa.String(80), primary_key=True), prefixes=["TEMPORARY"]
    )
    table.create(connection, checkfirst=False)
    yield table
    table.drop(connection, checkfirst=False)


def prepare(engine: sa.Engine, *, read_only: bool, timeout: float) -> None:
    """Set up every connection of the engine; `timeout` is how long to wait for another writer, in seconds.

    SQLite: foreign keys are enforced, and transactions begin by name, because the driver's own beginnings leave out
    changes of tables. One that writes takes the write lock at once: two that read first and write later could
    otherwise wait for each other without end.
    """
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _ask_without_compiling)
    if engine.dialect.name != "sqlite":
        return

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        if read_only:
            connection.execute("PRAGMA query_only = ON")

    def on_begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def _ask_without_compiling(connection: Any, _record: object) -> None:
    """Keep PostgreSQL from compiling a question: that takes longer than to answer any that is asked here."""
    connection.execute("SET jit = off")
    connection.commit()


def reading_only(engine: sa.Engine) -> sa.Engine:
    """Return the engine with every transaction for reading only, where the database can promise it (PostgreSQL)."""
    return engine.execution_options(postgresql_readonly=True) if engine.dialect.name == "postgresql" else engine


def use_write_ahead_log(engine: sa.Engine, timeout: float) -> None:
    """Let readers go on reading while one process writes (SQLite; the file remembers it).

    SQLite does not wait for its lock here, so two processes that make one ledger at once need the loop.
    """
    if engine.dialect.name != "sqlite":
        return
    until = time.monotonic() + timeout
    raw = engine.raw_connection()
    try:
        while True:
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if _sqlite_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise sa.exc.OperationalError("PRAGMA journal_mode", None, error) from None
                time.sleep(_RETRY_S)
            else:
                return
    finally:
        raw.close()


def in_words(error: sa.exc.SQLAlchemyError, where: str) -> str:
    """Return what went wrong and what to do about it."""
    original: Any = getattr(error, "orig", None)
    if isinstance(error, sa.exc.IntegrityError):
        return f"What was to be recorded names something that {where} does not hold. Record the reports first."
    if isinstance(original, sqlite3.Error):
        said = _SQLITE_WORDS.get(_sqlite_code(original))
        if said is not None:
            return said.format(where=where)
    reason = str(error if original is None else original).strip().partition("\n")[0]
    return f"{where} could not be used: {reason}"


def is_cannot_open(error: sa.exc.SQLAlchemyError) -> bool:
    """Say whether SQLite could not open the file, or the files it keeps beside it."""
    original: Any = getattr(error, "orig", None)
    return isinstance(original, sqlite3.Error) and _sqlite_code(original) in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
    )


def _sqlite_code(error: sqlite3.Error) -> int:
    # The low byte is the kind of error; the rest says more about it.
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


_SQLITE_WORDS = {
    sqlite3.SQLITE_BUSY: "{where} is in use by another program that is writing to it. Wait for it to end, try again.",
    sqlite3.SQLITE_LOCKED: "{where} is in use by another part of this program. Wait for it to end, try again.",
    sqlite3.SQLITE_READONLY: "{where} cannot be written to. Change its permissions, or name another place.",
    sqlite3.SQLITE_IOERR: "The disk that holds {where} reported an error. Check the disk, and restore from a copy.",
    sqlite3.SQLITE_CORRUPT: "{where} is damaged. Restore it from a copy, or make a new ledger from the reports.",
    sqlite3.SQLITE_FULL: "The disk that holds {where} is full. Nothing was half recorded. Make room and try again.",
    sqlite3.SQLITE_CANTOPEN: "{where} cannot be opened. Check that it exists and that you may read and write there.",
    sqlite3.SQLITE_NOTADB: "{where} is not a Tallymark ledger. Nothing in it was changed. Name another file.",
}
