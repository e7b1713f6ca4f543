"""How what is worked out from the claims is kept: stories, tallies, series, findings, each set replaced whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

import sqlalchemy as sa

from tallymark.ledger.bodies import from_body, to_body
from tallymark.ledger.dialects import insert_new
from tallymark.ledger.pages import Reading, batches, one, rows
from tallymark.ledger.schema import findings, links, series, stories, tallies, versions
from tallymark.model import Finding, Series, Story, Tally

Derived = TypeVar("Derived", Story, Tally, Series, Finding)


class Kept(NamedTuple, Generic[Derived]):
    """Where one derived noun is kept, and what of it is searched by."""

    noun: type[Derived]
    table: sa.Table
    columns: Callable[[Derived], dict[str, Any]]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


STORIES = Kept(Story, stories, lambda story: {"kind": story.kind, "title": story.title})
SERIES = Kept(Series, series, lambda total: {"measure": total.measure, "subject": total.subject})
TALLIES = Kept(
    Tally,
    tallies,
    lambda tally: {
        "story": tally.story,
        "measure": tally.measure,
        "subject": tally.subject,
        "low": _number(tally.low),
        "best": _number(tally.best),
        "high": _number(tally.high),
    },
)
FINDINGS = Kept(
    Finding,
    findings,
    lambda finding: {
        "story": finding.story or "",
        "kind": finding.kind,
        "weight": finding.weight,
        "sentence": finding.sentence,
    },
)


def record(connection: sa.Connection, kept: Kept[Derived], found: Sequence[Derived]) -> int:
    """Make these the whole set, in this order, and return how many differ from before: new, changed and gone."""
    table, new = kept.table, _new_rows(kept, found)
    query = sa.select(table.c.id, table.c.position, table.c.body)
    before: dict[str, Any] = {row.id: row for row in connection.execute(query)}
    gone: list[str] = sorted(before.keys() - new.keys())
    added: list[str] = sorted(new.keys() - before.keys())
    both: list[str] = sorted(new.keys() & before.keys())
    changed: list[str] = [identity for identity in both if before[identity].body != new[identity]["body"]]
    moved: list[str] = [identity for identity in both if before[identity].position != new[identity]["position"]]
    for ids in batches([*gone, *changed] if table is stories else []):
        _forget_parts(connection, ids)
    for ids in batches(gone):
        connection.execute(sa.delete(table).where(table.c.id.in_(ids)))
    for identity in {*changed, *moved}:
        connection.execute(sa.update(table).where(table.c.id == identity).values(new[identity]))
    for ids in batches(added):
        insert_new(connection, table, [new[identity] for identity in ids])
    if table is stories:
        _record_parts(connection, [noun for noun in found if isinstance(noun, Story)], {*added, *changed})
    return len(added) + len(changed) + len(gone)


def _new_rows(kept: Kept[Derived], found: Sequence[Derived]) -> dict[str, dict[str, Any]]:
    """Return the rows by id; a row's position is its rank in its story, or in the whole set where it has none."""
    rows_by_id: dict[str, dict[str, Any]] = {}
    places = Counter[str]()
    for noun in found:
        row = {"id": noun.id, **kept.columns(noun), "body": to_body(noun)}
        group = row.get("story", "")
        if noun.id not in rows_by_id:
            rows_by_id[noun.id] = row | {"position": places[group]}
            places[group] += 1
        elif rows_by_id[noun.id]["body"] != row["body"]:
            raise ValueError(f"two different records have the id {noun.id}")
    return rows_by_id


def _forget_parts(connection: sa.Connection, ids: Sequence[str]) -> None:
    for table in (versions, links):
        connection.execute(sa.delete(table).where(table.c.story.in_(ids)))


def _record_parts(connection: sa.Connection, found: Sequence[Story], ids: AbstractSet[str]) -> None:
    """Record which reports the stories with these ids render, and the links that say why."""
    for batch in batches(story for story in found if story.id in ids):
        version_rows = [{"story": story.id, "report": report} for story in batch for report in story.reports]
        link_rows = [
            {
                "story": story.id,
                "position": position,
                "left_report": link.left,
                "right_report": link.right,
                "kind": link.kind,
                "score": link.score,
            }
            for story in batch
            for position, link in enumerate(story.links)
        ]
        insert_new(connection, versions, version_rows)
        insert_new(connection, links, link_rows)


def all_of(reading: Reading, kept: Kept[Derived], story: str | None = None) -> Iterator[Derived]:
    """Yield the set, or what of it belongs to one story, in the order in which it was recorded, story by story."""
    table = kept.table
    query = sa.select(table)
    keys = [table.c.position, table.c.id]
    if "story" in table.c:
        keys.insert(0, table.c.story)
        if story is not None:
            query = query.where(table.c.story == story)
    for row in rows(reading, query, keys):
        yield from_body(row.body, kept.noun)


def story(reading: Reading, given: str) -> Story:
    """Return the story with this id, or the start of it."""
    return from_body(one(reading, sa.select(stories), stories.c.id, "story", given).body, Story)
