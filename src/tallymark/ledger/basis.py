"""What the derived rows were worked out from, so that nobody works them out again while nothing has changed."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from tallymark.ledger.schema import derivations, readings, reports

_WHOLE = "whole"
_AT_ONCE = 1_000


def of_readings(connection: sa.Connection) -> str:
    """Return a hash of all that stories, tallies, series and findings are worked out from.

    That is every report with what is known about it, and its current reading: a reading's id stands for the pack, the
    claims and the problems.
    """
    query = (
        sa.select(reports.c.id, reports.c.metadata_hash, readings.c.id)
        .outerjoin(readings, sa.and_(readings.c.report == reports.c.id, readings.c.is_current))
        .order_by(reports.c.id)
    )
    told = hashlib.sha256()
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        told.update("\0".join(part or "" for part in row).encode() + b"\n")
    return told.hexdigest()


def record(connection: sa.Connection, basis: str) -> None:
    """Note what all derived rows have been worked out from."""
    forget(connection)
    connection.execute(sa.insert(derivations).values(derived=_WHOLE, basis=basis))


def forget(connection: sa.Connection) -> None:
    """Note that derived rows are about to be replaced: from now on they come from nothing that is known."""
    connection.execute(sa.delete(derivations))


def recorded(connection: sa.Connection) -> str | None:
    """Return what the derived rows were worked out from, None where that is not known."""
    basis: str | None = connection.execute(sa.select(derivations.c.basis)).scalar()
    return basis
