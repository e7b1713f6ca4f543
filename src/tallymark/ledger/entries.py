"""The chain of entries: everything that is ever recorded, one after the other, each sealed with the one before it.

An entry names what was recorded and the hash of its content; its own hash is of all that and of the entry before. So no
row can be altered, removed or slipped in without the chain telling. Entries and changes are only ever added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import sqlalchemy as sa

from tallymark.ledger.pages import Reading, rows
from tallymark.ledger.schema import changes, entries

# The hash that the first entry of a ledger follows.
BEGINNING = "0" * 64


class Recorded(NamedTuple):
    """What an entry says: the kind of thing, its id, and the hash of its content."""

    kind: str
    subject: str
    content: str


class Entry(NamedTuple):
    """One entry, without its own hash, which is `seal`."""

    seq: int
    kind: str
    subject: str
    content: str
    run: str | None
    recorded_at: str
    previous: str

    def seal(self) -> str:
        """Return the hash of the entry."""
        parts = (self.kind, self.subject, self.content, self.run or "", self.recorded_at, self.previous)
        told = "\n".join((str(self.seq), *parts))
        return hashlib.sha256(told.encode()).hexdigest()


class Change(NamedTuple):
    """What a thing says from now on, as JSON; None where it is gone."""

    id: str
    body: str | None


def head(connection: sa.Connection) -> tuple[int, str]:
    """Return the number and the hash of the last entry."""
    last = sa.select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
    row = connection.execute(last).first()
    return (0, BEGINNING) if row is None else (row.seq, row.hash)


def changed(connection: sa.Connection, nouns: Sequence[str]) -> tuple[str, str]:
    """Return the hashes of the chain's first entry and of the last that changed any of these nouns; empty without."""
    first = sa.select(entries.c.hash).where(entries.c.seq == 1)
    last = sa.select(entries.c.hash).where(entries.c.kind == "changes", entries.c.subject.in_(nouns))
    last = last.order_by(entries.c.seq.desc()).limit(1)
    return connection.execute(first).scalar() or "", connection.execute(last).scalar() or ""


def append(connection: sa.Connection, recorded: Sequence[Recorded], run: str | None) -> None:
    """Add an entry for each thing, in this order; whoever calls holds the right to write."""
    if not recorded:
        return
    seq, previous = head(connection)
    at = now()
    added: list[dict[str, object]] = []
    for one in recorded:
        seq += 1
        entry = Entry(seq, one.kind, one.subject, one.content, run, at, previous)
        previous = entry.seal()
        added.append({**entry._asdict(), "hash": previous})
    connection.execute(sa.insert(entries), added)


class Changing:
    """Changes of one noun, recorded in one entry once all of them are there; without any there is no entry."""

    def __init__(self, connection: sa.Connection, noun: str, run: str | None) -> None:
        self._connection = connection
        self._noun = noun
        self._run = run
        self._seq = head(connection)[0] + 1
        self._count = 0
        self._told = hashlib.sha256()

    def add(self, some: Iterable[Change]) -> None:
        """Record some changes."""
        added = []
        for change in some:
            added.append({"seq": self._seq, "position": self._count, "noun": self._noun, **change._asdict()})
            self._told.update(told_of(change))
            self._count += 1
        if added:
            self._connection.execute(sa.insert(changes), added)

    def close(self) -> None:
        """Add the entry, if anything changed."""
        if self._count:
            append(self._connection, [Recorded("changes", self._noun, self._told.hexdigest())], self._run)


def told_of(change: Change) -> bytes:
    """Return what a change adds to the hash of its entry."""
    body = b"-" if change.body is None else b"+" + change.body.encode("utf-8", "surrogatepass")
    return f"{change.id}\n{len(body)}\n".encode() + body + b"\n"


def sealed_body(body: str) -> str:
    """Return the hash of a text as it is stored."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def record_changes(connection: sa.Connection, noun: str, some: Iterable[Change], run: str | None) -> None:
    """Record changes of one noun in one entry."""
    changing = Changing(connection, noun, run)
    changing.add(some)
    changing.close()


def last_changes(noun: str, until: int | None = None) -> sa.Select[tuple[str, int, str | None]]:
    """Return the query for the id, entry number and body of the last change of each thing, up to an entry's number."""
    newest = sa.select(changes.c.id, sa.func.max(changes.c.seq).label("seq")).where(changes.c.noun == noun)
    if until is not None:
        newest = newest.where(changes.c.seq <= until)
    last = newest.group_by(changes.c.id).subquery()
    query = sa.select(changes.c.id, changes.c.seq, changes.c.body).where(changes.c.noun == noun)
    return query.join(last, sa.and_(last.c.id == changes.c.id, last.c.seq == changes.c.seq))


def seals(reading: Reading) -> Iterator[str]:
    """Yield the hash of every entry, in order."""
    for row in rows(reading, sa.select(entries.c.seq, entries.c.hash), [entries.c.seq]):
        yield row.hash


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
