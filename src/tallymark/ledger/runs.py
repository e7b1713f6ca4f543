"""How it is kept which run of the program, at what time and with which pack, recorded what; and how much there is."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from tallymark.ledger import schema
from tallymark.ledger.problems import NOT_SUPERSEDED


def start(connection: sa.Connection, command: str, version: str, pack: str) -> str:
    """Record that a run began and return its id."""
    identity = f"run-{uuid.uuid4().hex[:20]}"
    row = {"id": identity, "command": command, "version": version, "pack": pack, "started": _now()}
    connection.execute(sa.insert(schema.runs).values(row))
    return identity


def end(connection: sa.Connection, run: str, counts: Mapping[str, int]) -> bool:
    """Record that a run ended with these counts; say whether there was such a run."""
    row = {"ended": _now(), "counts": json.dumps(dict(counts), sort_keys=True)}
    return connection.execute(sa.update(schema.runs).where(schema.runs.c.id == run).values(row)).rowcount == 1


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return how many of each noun there are, without superseded readings and what they found."""
    readings, claims, problems = schema.readings, schema.claims, schema.problems
    current = sa.select(sa.func.count()).select_from(readings).where(readings.c.is_current)
    current_claims = sa.select(sa.func.count()).select_from(claims.join(readings)).where(readings.c.is_current)
    distinct = sa.select(sa.func.count(problems.c.id.distinct())).select_from(problems.outerjoin(readings))
    queries: dict[str, sa.Select[Any]] = {
        "reports": _all(schema.reports),
        "origins": _all(schema.origins),
        "readings": current,
        "claims": current_claims,
        "problems": distinct.where(NOT_SUPERSEDED),
        "stories": _all(schema.stories),
        "tallies": _all(schema.tallies),
        "series": _all(schema.series),
        "findings": _all(schema.findings),
        "judgements": _all(schema.judgements),
        "runs": _all(schema.runs),
    }
    return {name: connection.execute(query).scalar_one() for name, query in queries.items()}


def _all(table: sa.Table) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(table)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
