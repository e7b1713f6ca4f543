"""How many there are of everything: counted when a run ends, and again only where something was recorded since."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from tallymark.ledger import schema
from tallymark.ledger.entries import head
from tallymark.ledger.problems import NOT_SUPERSEDED


class Held(msgspec.Struct, frozen=True):
    """How many there are of each noun, of findings of each weight, and of problems of each kind."""

    nouns: dict[str, int]
    weights: dict[int, int]
    problems: dict[str, int]


def held(connection: sa.Connection) -> Held:
    """Return how many there are now. Whatever is recorded adds an entry, so what was kept of the last is still so."""
    kept = sa.select(schema.held.c.counts).where(schema.held.c.entry == head(connection)[0])
    counts: str | None = connection.execute(kept).scalar()
    return counted(connection) if counts is None else msgspec.json.decode(counts, type=Held)


def keep(connection: sa.Connection) -> None:
    """Count everything and keep it until something else is recorded; whoever calls has recorded what it had to."""
    row = {"entry": head(connection)[0], "counts": msgspec.json.encode(counted(connection)).decode()}
    connection.execute(sa.delete(schema.held))
    connection.execute(sa.insert(schema.held).values(row))


def counted(connection: sa.Connection) -> Held:
    """Count everything, without superseded readings and what they found."""
    return Held(_nouns(connection), _weights(connection), _problems(connection))


def _nouns(connection: sa.Connection) -> dict[str, int]:
    readings, claims, problems = schema.readings, schema.claims, schema.problems
    current = sa.select(sa.func.count()).select_from(readings).where(readings.c.is_current)
    # Superseded readings are few, so theirs are counted and taken off: that looks at no other claim.
    old = sa.select(readings.c.supersedes).where(readings.c.supersedes.is_not(None))
    old_claims = sa.select(sa.func.count()).select_from(claims).where(claims.c.reading.in_(old)).scalar_subquery()
    current_claims = sa.select(sa.select(sa.func.count()).select_from(claims).scalar_subquery() - old_claims)
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


def _weights(connection: sa.Connection) -> dict[int, int]:
    findings = schema.findings
    query = sa.select(findings.c.weight, sa.func.count()).group_by(findings.c.weight)
    return {row[0]: row[1] for row in connection.execute(query)}


def _problems(connection: sa.Connection) -> dict[str, int]:
    problems = schema.problems
    query = sa.select(problems.c.kind, sa.func.count(problems.c.id.distinct())).outerjoin(schema.readings)
    return {row[0]: row[1] for row in connection.execute(query.where(NOT_SUPERSEDED).group_by(problems.c.kind))}
