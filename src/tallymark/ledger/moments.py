"""What a ledger said as of an earlier moment: the end of a run, or a day or time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from tallymark.ledger.bodies import from_body
from tallymark.ledger.derived import FINDINGS, SERIES, STORIES, TALLIES, Derived, Kept
from tallymark.ledger.entries import last_changes
from tallymark.ledger.errors import LedgerError
from tallymark.ledger.pages import Reading, batches, one, rows
from tallymark.ledger.schema import changes, claims, entries, readings, runs
from tallymark.model import Claim, Finding, Series, Story, Tally


class Moment(NamedTuple):
    """All entries up to the one with this number, and how the moment was named."""

    seq: int
    name: str


def moment_of(reading: Reading, given: str) -> Moment:
    """Return the moment that the id of a run (or its start), a date or a time in UTC names.

    A run stands for its end, a date for the end of that day. Raises LedgerError where it names none.
    """
    if given[:4].isdecimal():
        end = given if len(given) > len("2022-11-24") else f"{given}T23:59:59+00:00"
        last = sa.select(sa.func.max(entries.c.seq)).where(entries.c.recorded_at <= end)
        with reading() as connection:
            return Moment(connection.execute(last).scalar() or 0, given)
    run = one(reading, sa.select(runs.c.id), runs.c.id, "run", given).id
    with reading() as connection:
        seq = connection.execute(sa.select(sa.func.max(entries.c.seq)).where(entries.c.run == run)).scalar()
    if seq is None:
        raise LedgerError(f"{run} is older than the chain of entries: what it left cannot be told any more.")
    return Moment(seq, run)


class AsOf:
    """A ledger as it was at a moment: read from the chain of entries, never from what is there now."""

    def __init__(self, reading: Reading, moment: Moment) -> None:
        self._reading = reading
        self.moment = moment

    def stories(self) -> Iterator[Story]:
        """Yield the stories as they were, in the order of their ids; so do the others with their nouns."""
        return self._said(STORIES)

    def tallies(self) -> Iterator[Tally]:
        """Yield the tallies."""
        return self._said(TALLIES)

    def series(self) -> Iterator[Series]:
        """Yield the series."""
        return self._said(SERIES)

    def findings(self) -> Iterator[Finding]:
        """Yield the findings."""
        return self._said(FINDINGS)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of the readings that were current then, in the order of their reports."""
        newest = (
            sa.select(readings.c.report, sa.func.max(entries.c.seq).label("seq"))
            .join(entries, sa.and_(entries.c.subject == readings.c.id, entries.c.kind == "reading"))
            .where(entries.c.seq <= self.moment.seq)
            .group_by(readings.c.report)
            .subquery()
        )
        current = sa.select(entries.c.subject).join(newest, newest.c.seq == entries.c.seq).order_by(newest.c.report)
        with self._reading() as connection:
            ids = list(connection.execute(current).scalars())
        for batch in batches(ids):
            query = sa.select(claims.c.body).where(claims.c.reading.in_(batch))
            query = query.order_by(claims.c.report, claims.c.position, claims.c.id)
            with self._reading() as connection:
                bodies = list(connection.execute(query).scalars())
            for body in bodies:
                yield from_body(body, Claim)

    def _said(self, kept: Kept[Derived]) -> Iterator[Derived]:
        query = last_changes(kept.table.name, self.moment.seq).where(changes.c.body.is_not(None))
        for row in rows(self._reading, query, [changes.c.id]):
            yield from_body(row.body, kept.noun)
