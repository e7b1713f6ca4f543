"""How what a pack read in a report is kept: the claims, the problems, and which reading is the current one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from tallymark.ledger.bodies import from_body, to_body
from tallymark.ledger.dialects import insert_new
from tallymark.ledger.entries import Recorded, append
from tallymark.ledger.errors import LedgerError
from tallymark.ledger.pages import Reading, batches, one, rows
from tallymark.ledger.problems import problem_row
from tallymark.ledger.schema import claims, problems, readings, reports
from tallymark.ledger.texts import to_stored
from tallymark.model import Claim, Problem, content_id

_CURRENT = sa.select(claims.c.id, claims.c.report, claims.c.position, claims.c.body).join(readings)
_CURRENT = _CURRENT.where(readings.c.is_current)


class Read(NamedTuple):
    """What a pack found in one report."""

    report: str
    claims: Sequence[Claim]
    problems: Sequence[Problem]


def record(connection: sa.Connection, batch: Sequence[Read], *, pack: str, run: str | None) -> int:
    """Make these the current readings of their reports and return how many of their claims were not there before.

    A reading that found what the current one found, with the same pack, is passed over. No report stands twice in
    the batch. Raises LedgerError where a report is not in the ledger.
    """
    before = _before(connection, [read.report for read in batch])
    superseded, reading_rows, claim_rows, problem_rows = [], [], [], []
    for read in batch:
        if read.report not in before:
            raise LedgerError(f"The ledger holds no report {read.report}: record the report before its claims.")
        row, bodies = _reading_row(read, before[read.report], pack, run)
        if row is None:
            continue
        if row["supersedes"] is not None:
            superseded.append(row["supersedes"])
        reading_rows.append(row)
        claim_rows += [_claim_row(claim, body, row["id"]) for claim, body in bodies]
        problem_rows += [problem_row(problem, row["id"], row["id"]) for problem in read.problems]
    new = len(claim_rows) - _held(connection, claim_rows, superseded)
    if superseded:
        connection.execute(sa.update(readings).where(readings.c.id.in_(superseded)).values(is_current=False))
    for table, found in ((readings, reading_rows), (claims, claim_rows), (problems, problem_rows)):
        insert_new(connection, table, found)
    append(connection, [Recorded("reading", row["id"], row["content_hash"]) for row in reading_rows], run)
    return new


def _before(connection: sa.Connection, ids: list[str]) -> dict[str, Any]:
    query = (
        sa.select(
            reports.c.id.label("report"),
            reports.c.metadata_hash.label("known"),
            readings.c.id,
            readings.c.pack,
            readings.c.metadata_hash,
            readings.c.content_hash,
        )
        .outerjoin(readings, sa.and_(readings.c.report == reports.c.id, readings.c.is_current))
        .where(reports.c.id.in_(ids))
        .order_by(reports.c.id)
        .with_for_update(of=reports)
    )
    return {row.report: row for row in connection.execute(query)}


def _reading_row(
    read: Read, before: Any, pack: str, run: str | None
) -> tuple[dict[str, Any] | None, list[tuple[Claim, str]]]:
    """Return the row of the reading, None where it says what the current one says, and the claims' JSON."""
    bodies = _bodies(read)
    found = sorted(body for _, body in bodies), sorted({to_body(problem) for problem in read.problems})
    content = content_id("content", *found)
    if (before.pack, before.metadata_hash, before.content_hash) == (pack, before.known, content):
        return None, bodies
    identity = content_id("reading", read.report, to_stored(pack), before.known, content, before.id)
    row = {
        "id": identity,
        "report": read.report,
        "pack": pack,
        "run": run,
        "metadata_hash": before.known,
        "content_hash": content,
        "supersedes": before.id,
        "is_current": True,
    }
    return row, bodies


def _bodies(read: Read) -> list[tuple[Claim, str]]:
    bodies: dict[str, tuple[Claim, str]] = {}
    for claim in read.claims:
        if claim.report != read.report:
            raise ValueError(f"{claim.id} of {claim.report} came with the claims of {read.report}")
        pair = claim, to_body(claim)
        if bodies.setdefault(claim.id, pair)[1] != pair[1]:
            raise ValueError(f"two different claims have the id {claim.id}")
    return list(bodies.values())


def _held(connection: sa.Connection, claim_rows: list[dict[str, Any]], superseded: list[str]) -> int:
    """Return how many of the claims the readings before hold too, by id."""
    if not superseded:
        return 0
    query = sa.select(claims.c.report, claims.c.id).where(claims.c.reading.in_(superseded))
    held = {tuple(row) for row in connection.execute(query)}
    return sum((row["report"], row["id"]) in held for row in claim_rows)


def _claim_row(claim: Claim, body: str, reading: str) -> dict[str, Any]:
    figure = claim.figure
    place = claim.places[0] if claim.places else None
    return {
        "reading": reading,
        "id": claim.id,
        "report": claim.report,
        "position": claim.order,
        "span_start": claim.span.start,
        "span_end": claim.span.end,
        "quote": claim.span.quote,
        "measure": claim.measure,
        "value": None if figure is None or figure.value is None else float(figure.value),
        "value_max": None if figure is None or figure.value_max is None else float(figure.value_max),
        "bound": None if figure is None else figure.bound.value,
        "unit": None if figure is None else figure.unit,
        "item": None if claim.item is None else claim.item.id,
        "model": None if claim.model is None else claim.model.id or claim.model.span.quote,
        "place": None if place is None else place.id or place.name,
        "period": None if claim.period is None else claim.period.edtf,
        "holder": claim.attribution[0].name if claim.attribution else None,
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "part_of": claim.part_of,
        "headline": claim.headline,
        "body": body,
    }


def claim(reading: Reading, given: str) -> Claim:
    """Return the claim with this id, or the start of it, from the current readings."""
    return from_body(one(reading, _CURRENT, claims.c.id, "claim", given).body, Claim)


def all_claims(reading: Reading, report: str | None) -> Iterator[Claim]:
    """Yield the claims of the current readings, report by report in the claims' own order."""
    query = _CURRENT if report is None else _CURRENT.where(claims.c.report == report)
    for row in rows(reading, query, [claims.c.report, claims.c.position, claims.c.id]):
        yield from_body(row.body, Claim)


def some_claims(reading: Reading, ids: Iterable[str]) -> Iterator[Claim]:
    """Yield the claims of the current readings of these reports, those of one report in the claims' own order."""
    query = _CURRENT.order_by(claims.c.report, claims.c.position, claims.c.id)
    for batch in batches(ids):
        with reading() as connection:
            found = connection.execute(query.where(claims.c.report.in_(batch))).all()
        for row in found:
            yield from_body(row.body, Claim)
