"""How it is kept which run of the program, at what time and with which pack, recorded what."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from tallymark.ledger import held, schema
from tallymark.ledger.entries import Change, now, record_changes
from tallymark.ledger.texts import to_stored


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the program: what it was, with which version and pack, from when to when, and what it counted.

    `ended` is None where it was broken off or is still going on.
    """

    id: str
    command: str
    version: str
    pack: str
    started: str
    ended: str | None
    counts: dict[str, int]


def all_runs(connection: sa.Connection) -> list[Run]:
    """Return the runs, oldest first."""
    begun = sa.select(schema.changes.c.id, sa.func.min(schema.changes.c.seq).label("seq"))
    begun_ = begun.where(schema.changes.c.noun == "run").group_by(schema.changes.c.id).subquery()
    query = sa.select(schema.runs).outerjoin(begun_, begun_.c.id == schema.runs.c.id)
    found = connection.execute(query.order_by(schema.runs.c.started, begun_.c.seq, schema.runs.c.id))
    return [Run(**{**row._mapping, "counts": json.loads(row.counts or "{}")}) for row in found]


def start(connection: sa.Connection, command: str, version: str, pack: str) -> str:
    """Record that a run began and return its id."""
    identity = f"run-{uuid.uuid4().hex[:20]}"
    row = {"id": identity, "command": command, "version": version, "pack": pack, "started": now()}
    connection.execute(sa.insert(schema.runs).values(row))
    _changed(connection, identity)
    return identity


def end(connection: sa.Connection, run: str, counts: Mapping[str, int]) -> bool:
    """Record that a run ended with these counts; say whether there was such a run."""
    row = {"ended": now(), "counts": json.dumps(dict(counts), sort_keys=True)}
    if connection.execute(sa.update(schema.runs).where(schema.runs.c.id == run).values(row)).rowcount != 1:
        return False
    _changed(connection, run)
    held.keep(connection)
    return True


def _changed(connection: sa.Connection, run: str) -> None:
    row = connection.execute(sa.select(schema.runs).where(schema.runs.c.id == run)).one()
    record_changes(connection, "run", [Change(run, row_body(row))], run)


def row_body(row: sa.Row[Any]) -> str:
    """Return a row of plain columns as JSON."""
    return json.dumps({name: to_stored(v) if isinstance(v, str) else v for name, v in row._mapping.items()})
