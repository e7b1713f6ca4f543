"""A whole ledger as one archive file, and back: every row of every table, with the hashes to check them by.

The archive is a zip of one JSON Lines file per table and a manifest. It holds the same whichever database the ledger is
kept in, so that it is also the way from one to another.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from tallymark.ledger import schema
from tallymark.ledger.dialects import index_words_anew
from tallymark.ledger.entries import head
from tallymark.ledger.errors import LedgerError
from tallymark.ledger.pages import batches
from tallymark.ledger.revision import NEWEST

FORMAT = 1
MANIFEST = "manifest.json"
_AT_ONCE = 500
# A member may unpack to no more than so many times its packed size, and a line may not be longer than this.
_MOST_UNPACKED, _LONGEST_LINE = 200, 256_000_000


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an archive says of itself: its shape, the last entry's number and hash, and each table's rows and hash."""

    format: int
    revision: str
    entries: int
    head: str
    tables: dict[str, tuple[int, str]]


def write_archive(connection: sa.Connection, where: Path) -> Manifest:
    """Write every row of a ledger into an archive, beside the place first and then into it, and return its manifest."""
    partly = where.with_name(where.name + ".part")
    tables: dict[str, tuple[int, str]] = {}
    with zipfile.ZipFile(partly, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in schema.metadata.sorted_tables:
            told, count = hashlib.sha256(), 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as member:
                for line in _lines(connection, table):
                    member.write(line)
                    told.update(line)
                    count += 1
            tables[table.name] = count, told.hexdigest()
        seq, seal = head(connection)
        manifest = Manifest(format=FORMAT, revision=NEWEST, entries=seq, head=seal, tables=tables)
        archive.writestr(MANIFEST, msgspec.json.encode(manifest))
    os.replace(partly, where)
    return manifest


def _lines(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    """Yield the rows of a table as they are stored, in the order of their key."""
    columns = [sa.type_coerce(column, _stored(column)).label(column.name) for column in table.c]
    query = sa.select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        values = json.dumps(dict(row._mapping), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield values.encode("utf-8", "surrogatepass") + b"\n"


def _stored(column: sa.Column[Any]) -> sa.types.TypeEngine[Any]:
    """Return a column's type without the undoing of escapes: an archive holds what the database does."""
    return sa.Text() if isinstance(column.type, schema.Words) else column.type


def read_manifest(where: Path) -> Manifest:
    """Return what an archive says of itself; raise LedgerError where it is none, or one of a newer program."""
    try:
        with zipfile.ZipFile(where) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.DecodeError) as error:
        raise LedgerError(f"{where} is not an archive of a ledger: {error}.") from None
    if manifest.format != FORMAT or manifest.revision != NEWEST:
        raise LedgerError(
            f"{where} is of another version (format {manifest.format}, ledger revision {manifest.revision}; this "
            f"program has {FORMAT} and {NEWEST}). Restore it with that version, and bring the ledger up to date then."
        )
    return manifest


def fill(connection: sa.Connection, where: Path) -> Manifest:
    """Put the rows of an archive into an empty ledger; raise LedgerError where they are not whole."""
    manifest = read_manifest(where)
    if any(connection.execute(sa.select(table).limit(1)).first() for table in schema.metadata.sorted_tables):
        raise LedgerError("The ledger is not empty: an archive is restored into a new one.")
    with zipfile.ZipFile(where) as archive:
        for table in schema.metadata.sorted_tables:
            if table.name not in manifest.tables:
                raise LedgerError(f"{where} lacks the table {table.name}.")
            count, seal = manifest.tables[table.name]
            told = _Told(archive, f"{table.name}.jsonl", where)
            for some in batches(_superseded_first(told.rows(table)), _AT_ONCE):
                connection.execute(sa.insert(_as_stored(table)), some)
            if (told.count, told.hash.hexdigest()) != (count, seal):
                raise LedgerError(f"{where} is damaged: its rows of {table.name} are not those it says it has.")
    index_words_anew(connection)
    if head(connection) != (manifest.entries, manifest.head):
        raise LedgerError(f"{where} is damaged: its last entry is not the one it names.")
    return manifest


def _superseded_first(rows: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows, each reading behind the one that it supersedes."""
    waiting: dict[str, list[Mapping[str, Any]]] = {}
    seen: set[str] = set()
    for row in rows:
        before = row.get("supersedes")
        if before is not None and before not in seen:
            waiting.setdefault(before, []).append(row)
            continue
        ready = [row]
        while ready:
            one = ready.pop()
            yield one
            if "supersedes" in one:
                seen.add(one["id"])
                ready += waiting.pop(one["id"], [])


def _as_stored(table: sa.Table) -> sa.TableClause:
    return sa.table(table.name, *(sa.column(column.name, _stored(column)) for column in table.c))


class _Told:
    """The rows of one member, with how many they were and what they hash to once all are read."""

    def __init__(self, archive: zipfile.ZipFile, name: str, where: Path) -> None:
        self._archive, self._name, self._where = archive, name, where
        self.count = 0
        self.hash = hashlib.sha256()

    def rows(self, table: sa.Table) -> Iterator[Mapping[str, Any]]:
        """Yield the rows; raise LedgerError for one that is none."""
        try:
            info = self._archive.getinfo(self._name)
            if info.file_size > _MOST_UNPACKED * max(info.compress_size, 1_000):
                raise LedgerError(f"{self._where} is no archive of a ledger: {self._name} unpacks beyond all measure.")
            with self._archive.open(info) as member:
                for line in member:
                    self.hash.update(line)
                    self.count += 1
                    yield self._row(line, table)
        except (OSError, KeyError, zipfile.BadZipFile, ValueError) as error:
            raise LedgerError(f"{self._where} is damaged in {self._name}: {error}.") from None

    def _row(self, line: bytes, table: sa.Table) -> Mapping[str, Any]:
        row = json.loads(line.decode("utf-8", "surrogatepass")) if len(line) < _LONGEST_LINE else None
        if not isinstance(row, dict) or set(row) != set(table.c.keys()):
            raise ValueError("a row of another shape")
        return row
