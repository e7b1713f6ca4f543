"""The stores that ledgers are tested on: files of SQLite, and a real PostgreSQL server that the tests start."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from tallymark.ledger import Ledger

OLDEST = 15
INSTALL = "no PostgreSQL server of version 15 or newer is installed (Debian: apt-get install postgresql)"


class NoServerError(Exception):
    """Why no server can be started here, in a sentence."""


class Files:
    """Ledgers in files of their own: an empty one is made once and copied."""

    def __init__(self, folder: Path) -> None:
        self._numbers = itertools.count()
        self._empty = folder / "empty.db"
        Ledger.open(self._empty).close()

    def fresh(self) -> Path:
        """Return the path of a ledger of its own, with nothing in it."""
        return Path(shutil.copy(self._empty, self._empty.with_name(f"{next(self._numbers)}.db")))

    def nothing(self) -> Path:
        """Return a path where there is no ledger yet."""
        return self._empty.with_name(f"new-{next(self._numbers)}.db")


class Server:
    """A PostgreSQL server in a folder of its own, reached by a socket in it; ledgers in databases of their own."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder, self._programs = folder, programs
        self._numbers = itertools.count()
        self._as = _other_user(folder)
        self._run("initdb", "-D", folder / "data", "-A", "trust", "-U", "tallymark", "--no-sync", "-E", "UTF8")
        self.start()
        self._make("empty")
        Ledger.open(self.address("empty")).close()

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}' -c fsync=off"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", self._folder / "data", "-o", options, "-l", log, "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop the server: `fast`, or `immediate`, which is as good as a crash."""
        self._run("pg_ctl", "-D", self._folder / "data", "-m", how, "-w", "stop")

    def address(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://tallymark@/{name}?host={self._folder}"

    def fresh(self) -> str:
        """Return the address of a ledger of its own, with nothing in it."""
        name = f"ledger{next(self._numbers)}"
        self._make(name, template="empty")
        return self.address(name)

    def nothing(self) -> str:
        """Return the address of a database where there is no ledger yet."""
        name = f"new{next(self._numbers)}"
        self._make(name)
        return self.address(name)

    def _make(self, name: str, template: str = "template0") -> None:
        with raw(self.address("postgres"), autocommit=True) as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")

    def _run(self, program: str, *words: object) -> None:
        command = [str(self._programs / program), *map(str, words)]
        done = subprocess.run(
            command, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            **self._as,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode(errors='replace')}")


def _other_user(folder: Path) -> dict[str, object]:
    """Return as whom the server runs: it refuses to run as root, and is then given to the user that Debian made."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Give a running server and stop it at the end; raise `NoServerError` where none can be started."""
    programs = _programs()
    # Sockets have short names only, so not a folder that pytest makes.
    folder = Path(tempfile.mkdtemp(prefix="tallymark-pg-"))
    try:
        started = Server(folder, programs)
        try:
            yield started
        finally:
            started.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    for folder in sorted(folders, key=str, reverse=True):
        told = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True).stdout
        if int(told.split()[-1].split(".")[0].split(" ")[0] or 0) >= OLDEST if told else False:
            break
    else:
        raise NoServerError(INSTALL)
    if os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            raise NoServerError("PostgreSQL does not run as root, and there is no user postgres to run it as") from None
    return folder


@contextlib.contextmanager
def raw(where: str | Path, *, autocommit: bool = False) -> Iterator[sa.Connection]:
    """Give a connection past the ledger, whose changes are kept."""
    address = str(where).replace("postgresql://", "postgresql+psycopg://")
    engine = sa.create_engine(address if "://" in address else f"sqlite:///{address}")
    if autocommit:
        engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def rows(where: str | Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with raw(where) as connection:
        names = sa.inspect(connection).get_table_names()
        return {
            name: sorted((tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
            for name in names
        }
