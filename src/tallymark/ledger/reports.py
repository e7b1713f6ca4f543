"""How reports and the names they came in under are kept: a text once, whatever its names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tallymark.ledger import searching
from tallymark.ledger.dialects import insert_new
from tallymark.ledger.entries import Change, Recorded, append, record_changes, sealed_body
from tallymark.ledger.pages import Reading, batches, one, rows
from tallymark.ledger.schema import origins, readings, reports
from tallymark.ledger.texts import to_stored
from tallymark.model import Origin, Report, content_id

_METADATA = ("title", "source", "url", "published", "language", "language_given", "extractor")
_FILLED = ("title", "source", "url", "published", "language")
_REPORT = [reports.c[field] for field in Report.__struct_fields__]
_ORIGIN = [origins.c[field] for field in Origin.__struct_fields__]


# Texts may be long: how many reports are read at once, and how many code points are recorded at once.
_PAGE = 50
BATCH = 4_000_000


def weight(pair: tuple[Report, Origin]) -> int:
    """Return how much memory a report takes, roughly: the code points of its text."""
    return len(pair[0].text)


def record(connection: sa.Connection, pairs: Sequence[tuple[Report, Origin]], *, run: str | None) -> int:
    """Record the pairs and return how many of their reports were new.

    A report's metadata are those of the name it first came in under. Where the same name comes again with something
    that was not known, the gap is filled; what conflicts with what is known stays on the origin.
    """
    known = _known(connection, {report.id for report, _ in pairs})
    new: dict[str, dict[str, Any]] = {}
    filled: dict[str, dict[str, Any]] = {}
    for report, origin in pairs:
        row = known.get(report.id)
        if row is None:
            known[report.id] = new[report.id] = _row(report, origin)
        elif row["first_name"] == origin.name and _fill(row, report) and report.id not in new:
            filled[report.id] = row
    insert_new(connection, reports, list(new.values()))
    searching.record(connection, ((identity, row["text"]) for identity, row in new.items()))
    for identity, row in filled.items():
        connection.execute(sa.update(reports).where(reports.c.id == identity).values(row))
    named = {row["id"]: row for row in map(_origin_row, pairs)}
    for identity in connection.execute(sa.select(origins.c.id).where(origins.c.id.in_(sorted(named)))).scalars():
        del named[identity]
    insert_new(connection, origins, list(named.values()))
    told = [Recorded("report", identity, text_hash(row["text"])) for identity, row in new.items()]
    append(connection, [*told, *(Recorded("origin", identity, identity) for identity in named)], run)
    known_now = [Change(row["id"], metadata_body(row)) for row in (*new.values(), *filled.values())]
    record_changes(connection, "metadata", known_now, run)
    return len(new)


def text_hash(text: str) -> str:
    """Return the hash of a report's text as it is stored."""
    return sealed_body(to_stored(text))


def metadata_body(row: Mapping[str, Any]) -> str:
    """Return what is known of a report beside its text, as JSON."""
    known = {field: row[field] for field in (*_METADATA, "first_name", "metadata_hash")}
    return json.dumps({name: to_stored(v) if isinstance(v, str) else v for name, v in known.items()}, sort_keys=True)


def _known(connection: sa.Connection, ids: set[str]) -> dict[str, dict[str, Any]]:
    columns = [column for column in reports.c if column is not reports.c.text]
    query = sa.select(*columns).where(reports.c.id.in_(sorted(ids))).order_by(reports.c.id).with_for_update()
    return {row.id: dict(row._mapping) for row in connection.execute(query)}


def _row(report: Report, origin: Origin) -> dict[str, Any]:
    row: dict[str, Any] = {field: getattr(report, field) for field in Report.__struct_fields__}
    return row | {"first_name": origin.name, "metadata_hash": _metadata_hash(row)}


def _fill(row: dict[str, Any], report: Report) -> bool:
    """Put into the row what it lacks and the report has; say whether there was anything."""
    gaps = {field: getattr(report, field) for field in _FILLED if row[field] is None}
    gaps = {field: value for field, value in gaps.items() if value is not None}
    if report.language_given and not row["language_given"]:
        gaps |= {"language": report.language, "language_given": True}
    row.update(gaps)
    row["metadata_hash"] = _metadata_hash(row)
    return bool(gaps)


def _metadata_hash(row: dict[str, Any]) -> str:
    return content_id("metadata", *(to_stored(v) if isinstance(v := row[field], str) else v for field in _METADATA))


def origin_id(origin: Origin) -> str:
    """Return the id of an origin: the hash of all that it says."""
    values = (getattr(origin, field) for field in Origin.__struct_fields__)
    return content_id("origin", *(value if value is None else to_stored(value) for value in values))


def _origin_row(pair: tuple[Report, Origin]) -> dict[str, Any]:
    report, origin = pair
    if origin.report != report.id:
        raise ValueError(f"an origin of {origin.report} came with {report.id}")
    return {"id": origin_id(origin), **{field: getattr(origin, field) for field in Origin.__struct_fields__}}


def report(reading: Reading, given: str) -> Report:
    """Return the report with this id, or the start of it."""
    return Report(**one(reading, sa.select(*_REPORT), reports.c.id, "report", given)._mapping)


def all_reports(reading: Reading) -> Iterator[Report]:
    """Yield every report in the order of their ids."""
    for row in rows(reading, sa.select(*_REPORT), [reports.c.id], size=_PAGE):
        yield Report(**row._mapping)


def some_reports(reading: Reading, ids: Iterable[str]) -> Iterator[Report]:
    """Yield the reports with these ids."""
    for batch in batches(ids, _PAGE):
        with reading() as connection:
            found = connection.execute(sa.select(*_REPORT).where(reports.c.id.in_(batch))).all()
        for row in found:
            yield Report(**row._mapping)


def origins_of(reading: Reading, given: Iterable[str] | None) -> Iterator[Origin]:
    """Yield the origins of some reports or of all, a report's first name first, then in the order of their names."""
    ids = given if given is not None else (row.id for row in rows(reading, sa.select(reports.c.id), [reports.c.id]))
    query = sa.select(*_ORIGIN).join(reports)
    query = query.order_by(origins.c.report, origins.c.name != reports.c.first_name, origins.c.name, origins.c.id)
    for batch in batches(ids):
        with reading() as connection:
            found = connection.execute(query.where(origins.c.report.in_(batch))).all()
        for row in found:
            yield Origin(**row._mapping)


def unread(reading: Reading, pack: str) -> Iterator[str]:
    """Yield the ids of the reports whose current reading is not by this pack, or knew less of the report."""
    read = (
        sa.exists()
        .where(readings.c.report == reports.c.id)
        .where(readings.c.is_current)
        .where(readings.c.pack == pack)
        .where(readings.c.metadata_hash == reports.c.metadata_hash)
    )
    for row in rows(reading, sa.select(reports.c.id).where(~read), [reports.c.id]):
        yield row.id
