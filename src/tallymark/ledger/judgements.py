"""How what people decided is kept: added, never changed, never deleted by anything that the program works out."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from tallymark.ledger import entries
from tallymark.ledger.bodies import from_body, to_body
from tallymark.ledger.dialects import insert_new
from tallymark.ledger.pages import Reading, one, rows
from tallymark.ledger.schema import judgements
from tallymark.model import Judgement


def record(connection: sa.Connection, judgement: Judgement, *, run: str | None) -> None:
    """Add the judgement; one that is there already is passed over. Another one under its id is a broken invariant."""
    row = {
        "id": judgement.id,
        "about": judgement.about,
        "decision": judgement.decision.value,
        "decided_by": judgement.by,
        "decided_at": judgement.when,
        "body": to_body(judgement),
    }
    known = connection.execute(sa.select(judgements.c.id).where(judgements.c.id == judgement.id)).first()
    if known is None:
        insert_new(connection, judgements, [row])
        entries.append(connection, [entries.Recorded("judgement", judgement.id, entries.sealed_body(row["body"]))], run)
    kept = connection.execute(sa.select(judgements.c.body).where(judgements.c.id == judgement.id)).scalar_one()
    if kept != row["body"]:
        raise ValueError(f"another judgement has the id {judgement.id}")


def judgement(reading: Reading, given: str) -> Judgement:
    """Return the judgement with this id, or the start of it."""
    return from_body(one(reading, sa.select(judgements), judgements.c.id, "judgement", given).body, Judgement)


def all_judgements(reading: Reading, about: str | None) -> Iterator[Judgement]:
    """Yield the judgements, or those about one thing, oldest first."""
    query = sa.select(judgements)
    if about is not None:
        query = query.where(judgements.c.about == about)
    for row in rows(reading, query, [judgements.c.decided_at, judgements.c.id]):
        yield from_body(row.body, Judgement)
