"""How what was not read or not understood is kept: with the reading, or the stage, that met it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from tallymark.ledger.bodies import from_body, to_body
from tallymark.ledger.dialects import insert_new
from tallymark.ledger.entries import Change, record_changes
from tallymark.ledger.pages import Reading, rows
from tallymark.ledger.schema import problems, readings
from tallymark.model import Problem

NOT_SUPERSEDED = sa.or_(problems.c.reading.is_(None), readings.c.is_current)


def problem_row(problem: Problem, found_in: str, reading: str | None) -> dict[str, Any]:
    """Return the row of a problem."""
    return {
        "id": problem.id,
        "found_in": found_in,
        "reading": reading,
        "kind": problem.kind,
        "name": problem.name,
        "report": problem.report,
        "body": to_body(problem),
    }


def record(connection: sa.Connection, found: Sequence[Problem], *, stage: str | None, run: str | None) -> int:
    """Record the problems and return how many rows differ from before.

    Problems of a named stage take the place of those that it met before; without a stage they are added.
    """
    found_in = "" if stage is None else f"stage-{stage}"
    new = {problem.id: problem_row(problem, found_in, None) for problem in found}
    here = problems.c.found_in == found_in
    before = set(connection.execute(sa.select(problems.c.id).where(here)).scalars())
    gone = before - new.keys() if stage is not None else set()
    for identity in sorted(gone):
        connection.execute(sa.delete(problems).where(here, problems.c.id == identity))
    added = [row for identity, row in new.items() if identity not in before]
    insert_new(connection, problems, added)
    told = [Change(f"{identity}@{found_in}", None) for identity in sorted(gone)]
    told += [Change(f"{row['id']}@{found_in}", row["body"]) for row in added]
    record_changes(connection, "problem", told, run)
    return len(added) + len(gone)


def all_problems(reading: Reading) -> Iterator[Problem]:
    """Yield every problem once, in the order of their ids, without those of superseded readings."""
    query = sa.select(problems.c.id, problems.c.found_in, problems.c.body).outerjoin(readings).where(NOT_SUPERSEDED)
    last = None
    for row in rows(reading, query, [problems.c.id, problems.c.found_in]):
        if row.id != last:
            yield from_body(row.body, Problem)
        last = row.id
