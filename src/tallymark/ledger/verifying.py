"""Whether a ledger still says what was recorded in it: every entry, what each names, and nothing beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from tallymark.ledger import schema
from tallymark.ledger.entries import BEGINNING, Change, Entry, last_changes, sealed_body, told_of
from tallymark.ledger.held import counted, held
from tallymark.ledger.pages import Reading, batches, rows
from tallymark.ledger.reports import metadata_body, origin_id, text_hash
from tallymark.ledger.runs import row_body
from tallymark.model import Origin, content_id

# The tables whose rows are worked out anew or filled in: what each says now must be the last change that it made.
PRESENT = ("stories", "tallies", "series", "findings", "run", "metadata", "problem")
# What an older ledger held when its chain began, in the order in which the first entry seals it.
ADOPTED = ("reports", "origins", "readings", "judgements", "runs")
_SEALED = {"reports": "report", "origins": "origin", "readings": "reading", "judgements": "judgement"}


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: how many entries there are, the hash of the last, and the first thing that is not as recorded.

    `fault` says in a sentence what is wrong, and is None where nothing is; `entry` is the number of the first entry
    that it concerns, where it concerns one.
    """

    entries: int
    head: str
    fault: str | None = None
    entry: int | None = None


class _AlteredError(Exception):
    def __init__(self, sentence: str, entry: int | None = None) -> None:
        super().__init__(sentence)
        self.entry = entry


def verify(reading: Reading, progress: Callable[[int], None] = lambda _: None) -> Verified:
    """Read the whole ledger and say whether it is as it was recorded, or what is the first that is not.

    `progress` is told the number of each entry that has been checked.
    """
    count, previous = 0, BEGINNING
    try:
        for batch in batches(_sealed(reading)):
            for entry, seal in batch:
                if entry.seq != count + 1 or entry.previous != previous or entry.seal() != seal:
                    raise _AlteredError(
                        f"Entry {entry.seq} does not follow the one before it as it was sealed.", entry.seq
                    )
                count, previous = entry.seq, seal
            with reading() as connection:
                _check_contents(connection, [entry for entry, _ in batch])
            progress(count)
        with reading() as connection:
            _check_nothing_beside(connection)
            _check_present(connection)
            _check_held(connection)
    except _AlteredError as altered:
        return Verified(entries=count, head=previous, fault=str(altered), entry=altered.entry)
    return Verified(entries=count, head=previous)


def _sealed(reading: Reading) -> Iterator[tuple[Entry, str]]:
    for row in rows(reading, sa.select(schema.entries), [schema.entries.c.seq]):
        yield Entry(*(row._mapping[name] for name in Entry._fields)), row.hash


def _check_contents(connection: sa.Connection, some: Sequence[Entry]) -> None:
    for kind, contents in _CONTENTS.items():
        mine = [entry for entry in some if entry.kind == kind]
        found = contents(connection, [entry.subject for entry in mine]) if mine else {}
        for entry in mine:
            if found.get(entry.subject) != entry.content:
                missing = entry.subject not in found
                what = "is not there any more" if missing else "is not what it was when it was recorded"
                raise _AlteredError(f"The {kind} {entry.subject} of entry {entry.seq} {what}.", entry.seq)
    for entry in some:
        if entry.kind == "changes" and _changes_hash(connection, entry.seq) != entry.content:
            raise _AlteredError(f"The changes of {entry.subject} in entry {entry.seq} are not as recorded.", entry.seq)
        if entry.kind == "adopted" and _adopted_hash(connection) != entry.content:
            raise _AlteredError("What this ledger held when its chain began is not as it was then.", entry.seq)


def _reports(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    query = sa.select(schema.reports.c.id, schema.reports.c.text).where(schema.reports.c.id.in_(ids))
    return {row.id: text_hash(row.text) for row in connection.execute(query)}


def _origins(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    table = schema.origins
    found = connection.execute(sa.select(table).where(table.c.id.in_(ids)))
    fields = Origin.__struct_fields__
    return {row.id: origin_id(Origin(**{name: row._mapping[name] for name in fields})) for row in found}


def _readings(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the hash of what each reading found, from its claims and problems as they stand."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    table = schema.readings
    for row in connection.execute(sa.select(table.c.id).where(table.c.id.in_(ids))):
        found[row.id] = [], []
    for place, bodies in enumerate((schema.claims, schema.problems)):
        query = sa.select(bodies.c.reading, bodies.c.body).where(bodies.c.reading.in_(ids))
        for row in connection.execute(query):
            found[row.reading][place].append(row.body)
    return {name: content_id("content", sorted(one), sorted(set(two))) for name, (one, two) in found.items()}


def _judgements(connection: sa.Connection, ids: Sequence[str]) -> dict[str, str]:
    table = schema.judgements
    found = connection.execute(sa.select(table.c.id, table.c.body).where(table.c.id.in_(ids)))
    return {row.id: sealed_body(row.body) for row in found}


_CONTENTS: Mapping[str, Callable[[sa.Connection, Sequence[str]], dict[str, str]]] = {
    "report": _reports,
    "origin": _origins,
    "reading": _readings,
    "judgement": _judgements,
}


def _changes_hash(connection: sa.Connection, seq: int) -> str:
    told = hashlib.sha256()
    table = schema.changes
    query = sa.select(table.c.id, table.c.body).where(table.c.seq == seq).order_by(table.c.position)
    for row in connection.execution_options(yield_per=500).execute(query):
        told.update(told_of(Change(row.id, row.body)))
    return told.hexdigest()


def _unsealed(connection: sa.Connection, name: str) -> Iterable[str]:
    """Return the ids of the rows of a table that no entry of their own names."""
    table = schema.metadata.tables[name]
    if name == "runs":
        named = sa.select(schema.changes.c.id).where(schema.changes.c.noun == "run")
    else:
        named = sa.select(schema.entries.c.subject).where(schema.entries.c.kind == _SEALED[name])
    return connection.execute(sa.select(table.c.id).where(table.c.id.not_in(named)).order_by(table.c.id)).scalars()


def _adopted_hash(connection: sa.Connection) -> str:
    told = hashlib.sha256()
    for name in ADOPTED:
        for identity in _unsealed(connection, name):
            told.update(f"{name} {identity}\n".encode())
    return told.hexdigest()


def _check_nothing_beside(connection: sa.Connection) -> None:
    numbers = sa.select(schema.entries.c.seq)
    beside = sa.select(sa.func.min(schema.changes.c.seq)).where(schema.changes.c.seq.not_in(numbers))
    seq = connection.execute(beside).scalar()
    if seq is not None:
        raise _AlteredError(f"There are changes of entry {seq}, and no such entry.", seq)
    if not _has_chain(connection):
        return
    for name in ADOPTED:
        for identity in _unsealed(connection, name):
            raise _AlteredError(f"{identity} stands among the {name}, and no entry says that it was recorded.")


def _check_present(connection: sa.Connection) -> None:
    """Hold every row that may have been recorded several times against its last change."""
    for noun in PRESENT:
        last = _last_changes(connection, noun)
        for identity, body in _rows_of(connection, noun):
            seq, recorded = last.pop(identity, (None, None))
            if seq is not None and recorded != body:
                raise _AlteredError(f"{identity} does not say what entry {seq} recorded of it.", seq)
            if seq is None and _has_chain(connection):
                raise _AlteredError(f"{identity} is there, and no entry says that it was recorded.")
        gone = {identity: seq for identity, (seq, body) in last.items() if body is not None}
        if gone:
            identity = min(gone, key=lambda name: (gone[name], name))
            raise _AlteredError(f"{identity} of entry {gone[identity]} is not there any more.", gone[identity])


def _check_held(connection: sa.Connection) -> None:
    """Hold the counts that were kept of the last entry against what there is."""
    if held(connection) != counted(connection):
        raise _AlteredError("How much this ledger says that it holds is not how much there is in it.")


def _has_chain(connection: sa.Connection) -> bool:
    """Say whether all was recorded since the chain began: in an adopted ledger some is older."""
    first = connection.execute(sa.select(schema.entries.c.kind).where(schema.entries.c.seq == 1)).scalar()
    return first != "adopted"


def _last_changes(connection: sa.Connection, noun: str) -> dict[str, tuple[int | None, str | None]]:
    return {row.id: (row.seq, row.body) for row in connection.execute(last_changes(noun))}


def _rows_of(connection: sa.Connection, noun: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of a noun as their changes name and tell them."""
    if noun == "run":
        for row in connection.execute(sa.select(schema.runs)):
            yield row.id, row_body(row)
    elif noun == "metadata":
        columns = [column for column in schema.reports.c if column is not schema.reports.c.text]
        for row in connection.execute(sa.select(*columns)):
            yield row.id, metadata_body(dict(row._mapping))
    elif noun == "problem":
        table = schema.problems
        query = sa.select(table.c.id, table.c.found_in, table.c.body).where(table.c.reading.is_(None))
        for row in connection.execute(query):
            yield f"{row.id}@{row.found_in}", row.body
    else:
        table = schema.metadata.tables[noun]
        for row in connection.execute(sa.select(table.c.id, table.c.body)):
            yield row.id, row.body
