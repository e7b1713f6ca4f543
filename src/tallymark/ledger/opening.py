"""How a ledger is found, checked, and brought up to date before anything is read from it or recorded in it."""

from __future__ import annotations

import contextlib
import os
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from tallymark.ledger import dialects, making, revision
from tallymark.ledger.errors import LedgerError, none_there, not_a_ledger, older_than_needed

_SQLITE_HEADER = b"SQLite format 3\x00"


def open_engine(where: str | os.PathLike[str], *, read_only: bool, timeout: float) -> tuple[sa.Engine, str]:
    """Return an engine on a ledger that is there and up to date, and the ledger's name for a person.

    `where` is a path or a database address. `timeout` is in seconds. Raises LedgerError with what to do.
    """
    url, path = _url(where)
    name = url.render_as_string(hide_password=True) if path is None else str(path)
    if path is not None:
        _check_file(path, read_only=read_only)
    if path is None or not read_only:
        return _opened(url, name, read_only=read_only, timeout=timeout), name
    if _may_write(path):
        # Whoever only reads leaves SQLite's files beside the ledger; whoever may write takes them away at the end.
        return _opened(_uri(path, mode="rw"), name, read_only=True, timeout=timeout), name
    try:
        return _opened(_uri(path, mode="ro"), name, read_only=True, timeout=timeout), name
    except _CannotOpenError:
        # SQLite keeps files beside a ledger even to read it. Where it may not, and no writer left any, nobody can be
        # writing, and the file may be read as it stands.
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            raise
        return _opened(_uri(path, mode="ro", immutable="1"), name, read_only=True, timeout=timeout), name


class _CannotOpenError(LedgerError):
    pass


def _url(where: str | os.PathLike[str]) -> tuple[sa.URL, Path | None]:
    given = os.fspath(where)
    if "://" in given:
        try:
            url = sa.make_url(given)
        except sa.exc.ArgumentError:
            raise LedgerError("That is neither a path nor a database address such as sqlite:///tallymark.db.") from None
        if url.drivername in ("postgresql", "postgres"):
            return url.set(drivername="postgresql+psycopg"), None
        if url.get_backend_name() != "sqlite" or url.query:
            return url, None
        given = url.database or ":memory:"
    if not given.strip():
        raise LedgerError("The ledger's name is empty. Name a file, for instance tallymark.db.")
    if "\x00" in given:
        raise LedgerError("A file's name cannot hold a NUL character. Name another file.")
    if given == ":memory:":
        return sa.URL.create("sqlite"), None
    path = Path(given)
    return sa.URL.create("sqlite", database=str(path)), path


def _uri(path: Path, **query: str) -> sa.URL:
    quoted = urllib.parse.quote(os.fsencode(path.absolute()))
    return sa.URL.create("sqlite", database=f"file:{quoted}", query=query | {"uri": "true"})


def _check_file(path: Path, *, read_only: bool) -> None:
    try:
        if path.is_dir():
            raise LedgerError(f"{path} is a folder. Name a file in it, for instance {path / 'tallymark.db'}.")
        if not path.exists():
            if read_only:
                raise none_there(str(path))
            if not path.absolute().parent.is_dir():
                raise LedgerError(f"There is no folder {path.absolute().parent}. Make it first, or name another place.")
        elif not path.is_file():
            raise not_a_ledger(str(path))
        else:
            with path.open("rb") as file:
                start = file.read(len(_SQLITE_HEADER))
            if start not in (b"", _SQLITE_HEADER):
                raise not_a_ledger(str(path))
    except OSError as error:
        raise LedgerError(f"{path} cannot be opened: {error.strerror or error}.") from None
    if not read_only and not _may_write(path):
        raise LedgerError(f"{path} cannot be written to. Change its permissions, or name another place.")


def _may_write(path: Path) -> bool:
    # SQLite keeps files beside the ledger, so its folder must be writable too.
    folder = path.absolute().parent
    return os.access(folder, os.W_OK | os.X_OK) and (not path.exists() or os.access(path, os.W_OK))


def _opened(url: sa.URL, name: str, *, read_only: bool, timeout: float) -> sa.Engine:
    engine = _engine(url, read_only=read_only, timeout=timeout)
    try:
        with translated(name):
            _bring_up_to_date(engine, name, read_only=read_only, timeout=timeout)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(url: sa.URL, *, read_only: bool, timeout: float) -> sa.Engine:
    try:
        engine = sa.create_engine(url)
    except ImportError as error:
        raise LedgerError(f"The driver for {url.drivername} is not installed: {error}.") from None
    except sa.exc.ArgumentError:
        raise LedgerError(f"{url.drivername} is not a kind of database that Tallymark can use.") from None
    dialects.prepare(engine, read_only=read_only, timeout=timeout)
    return dialects.reading_only(engine) if read_only else engine


def _bring_up_to_date(engine: sa.Engine, name: str, *, read_only: bool, timeout: float) -> None:
    with engine.connect() as connection:
        stored = revision.stored_revision(connection, name)
    if stored == revision.NEWEST:
        return
    if read_only:
        raise none_there(name) if stored is None else older_than_needed(name, stored)
    dialects.use_write_ahead_log(engine, timeout)
    with engine.execution_options(**{dialects.WRITES: True}).begin() as connection:
        dialects.take_turn(connection)
        # Another process may have done it while this one waited for its turn.
        stored = revision.stored_revision(connection, name)
        if stored is None:
            making.make(connection)
        elif stored != revision.NEWEST:
            from tallymark.ledger.migrate import migrate

            migrate(connection)


@contextlib.contextmanager
def files(where: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what the system says of a file into a LedgerError."""
    try:
        yield
    except OSError as error:
        raise LedgerError(f"{os.fspath(where)} cannot be used: {error.strerror or error}.") from None


@contextlib.contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn the database library's errors into a LedgerError with a sentence for a person."""
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        kind = _CannotOpenError if dialects.is_cannot_open(error) else LedgerError
        raise kind(dialects.in_words(error, name)) from None
