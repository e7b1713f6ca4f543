"""How what is worked out from the claims is kept: stories, tallies, series, findings, each set replaced whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

import sqlalchemy as sa

from tallymark.ledger.alike import columns_of
from tallymark.ledger.bodies import from_body, to_body
from tallymark.ledger.dialects import insert_new, scratch_ids
from tallymark.ledger.entries import Change, Changing
from tallymark.ledger.pages import Reading, batches, one, rows
from tallymark.ledger.schema import findings, links, series, stories, tallies, versions
from tallymark.model import Finding, Series, Story, Tally

Derived = TypeVar("Derived", Story, Tally, Series, Finding)


class Kept(NamedTuple, Generic[Derived]):
    """Where one derived noun is kept, what of it is searched by, and how many of its parts grow with the reports."""

    noun: type[Derived]
    table: sa.Table
    columns: Callable[[Derived], dict[str, Any]]
    parts: Callable[[Derived], int]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


# Recorded together until they have so many parts: a story may have thousands of reports, a series thousands of points.
_PARTS = 4_000

STORIES = Kept(
    Story,
    stories,
    lambda story: {"kind": story.kind, "title": story.title, "reports": len(story.reports)},
    lambda story: len(story.reports) + len(story.links),
)
SERIES = Kept(
    Series,
    series,
    lambda total: {"measure": total.measure, "subject": total.subject},
    lambda total: sum(len(point.claims) for point in total.points),
)
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
        **columns_of(tally),
    },
    lambda tally: len(tally.claims),
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
    lambda finding: len(finding.sides),
)


def record(connection: sa.Connection, kept: Kept[Derived], found: Iterable[Derived], *, run: str | None) -> int:
    """Make these the whole set, in this order, and return how many differ from before: new, changed and gone.

    What each of these said before stays readable in the chain of entries.

    They are taken a batch at a time, so neither they nor what was there before are ever held whole.
    """
    differing = place = 0
    changing = Changing(connection, kept.table.name, run)
    with scratch_ids(connection) as seen:
        for batch in batches(found, weigh=kept.parts, most=_PARTS):
            new = _new_rows(connection, kept, batch, seen)
            _place(connection, kept.table, new, seen, place)
            place += len(new)
            recorded = _record_rows(connection, kept.table, new)
            if kept.table is stories:
                _record_parts(connection, [noun for noun in batch if isinstance(noun, Story)], recorded)
            differing += len(recorded)
            changing.add(Change(identity, new[identity]["body"]) for identity in sorted(recorded))
            insert_new(connection, seen, [{"id": identity} for identity in new])
        # Said as NOT IN, PostgreSQL would go through all that were seen for each that is there.
        gone = ~sa.select(seen.c.id).where(seen.c.id == kept.table.c.id).exists()
        if kept.table is stories:
            _forget_parts(connection, sa.select(stories.c.id).where(gone))
        differing += _let_go(connection, kept.table, gone, changing)
    changing.close()
    return differing


def _let_go(connection: sa.Connection, table: sa.Table, gone: sa.ColumnElement[bool], changing: Changing) -> int:
    """Delete what is gone, having noted that it is; return how much that was."""
    query = sa.select(table.c.id).where(gone).order_by(table.c.id)
    for batch in batches(connection.execute(query).scalars().all()):
        changing.add(Change(identity, None) for identity in batch)
    return connection.execute(sa.delete(table).where(gone)).rowcount


def _new_rows(
    connection: sa.Connection, kept: Kept[Derived], found: Iterable[Derived], seen: sa.Table
) -> dict[str, dict[str, Any]]:
    """Return the rows by id, without those recorded by a batch before."""
    new: dict[str, dict[str, Any]] = {}
    for noun in found:
        row = {"id": noun.id, **kept.columns(noun), "body": to_body(noun)}
        if new.setdefault(noun.id, row)["body"] != row["body"]:
            raise ValueError(f"two different records have the id {noun.id}")
    again = sa.select(kept.table.c.id, kept.table.c.body).join(seen, seen.c.id == kept.table.c.id)
    for before in connection.execute(again.where(seen.c.id.in_(list(new)))):
        if new.pop(before.id)["body"] != before.body:
            raise ValueError(f"two different records have the id {before.id}")
    return new


def _place(
    connection: sa.Connection, table: sa.Table, new: Mapping[str, dict[str, Any]], seen: sa.Table, following: int
) -> None:
    """Put into each row its position: its rank in its story, or in the whole set where it has none."""
    places = Counter[str]({"": following})
    if "story" in table.c:
        told = sorted({row["story"] for row in new.values()})
        count = sa.select(table.c.story, sa.func.count()).join(seen, seen.c.id == table.c.id).group_by(table.c.story)
        before = connection.execute(count.where(table.c.story.in_(told)))
        places = Counter({str(row[0]): int(row[1]) for row in before})
    for row in new.values():
        group = row.get("story", "")
        row["position"] = places[group]
        places[group] += 1


def _record_rows(connection: sa.Connection, table: sa.Table, new: Mapping[str, dict[str, Any]]) -> set[str]:
    """Record a batch of rows and return the ids of those that are new or say something else than before."""
    query = sa.select(table.c.id, table.c.position, table.c.body).where(table.c.id.in_(list(new)))
    before: dict[str, Any] = {row.id: row for row in connection.execute(query)}
    changed = [identity for identity, row in before.items() if row.body != new[identity]["body"]]
    if table is stories and changed:
        _forget_parts(connection, changed)
    for identity in changed:
        connection.execute(sa.update(table).where(table.c.id == identity).values(new[identity]))
    for identity, row in before.items():
        place = new[identity]["position"]
        if row.position != place and row.body == new[identity]["body"]:
            connection.execute(sa.update(table).where(table.c.id == identity).values(position=place))
    added = new.keys() - before.keys()
    insert_new(connection, table, [row for identity, row in new.items() if identity in added])
    return {*added, *changed}


def _forget_parts(connection: sa.Connection, ids: Sequence[str] | sa.Select[Any]) -> None:
    for table in (versions, links):
        connection.execute(sa.delete(table).where(table.c.story.in_(ids)))


def _record_parts(connection: sa.Connection, found: Iterable[Story], ids: AbstractSet[str]) -> None:
    """Record which reports the stories with these ids render, and the links that say why."""
    told = list({story.id: story for story in found if story.id in ids}.values())
    version_rows = [{"story": story.id, "report": report} for story in told for report in story.reports]
    link_rows = [
        {
            "story": story.id,
            "position": position,
            "left_report": link.left,
            "right_report": link.right,
            "kind": link.kind,
            "score": link.score,
        }
        for story in told
        for position, link in enumerate(story.links)
    ]
    insert_new(connection, versions, version_rows)
    insert_new(connection, links, link_rows)


def all_of(
    reading: Reading, kept: Kept[Derived], story: str | None = None, *, measure: str | None = None
) -> Iterator[Derived]:
    """Yield the set, or what is of one story or measure, in the order in which it was recorded, story by story."""
    table = kept.table
    query = sa.select(table)
    keys = [table.c.position, table.c.id]
    if "story" in table.c:
        keys.insert(0, table.c.story)
        if story is not None:
            query = query.where(table.c.story == story)
    if measure is not None:
        query = query.where(table.c.measure == measure)
    for row in rows(reading, query, keys):
        yield from_body(row.body, kept.noun)


def tallies_with(reading: Reading, claim: str, report: str) -> Iterator[Tally]:
    """Yield the tallies that count a claim of a report: they are of the stories that the report tells."""
    with reading() as connection:
        told = list(connection.execute(sa.select(versions.c.story).where(versions.c.report == report)).scalars())
    for story in sorted(told):
        yield from (tally for tally in all_of(reading, TALLIES, story) if claim in tally.claims)


def findings_with(reading: Reading, claim: str) -> Iterator[Finding]:
    """Yield the findings that a claim is a side of, of whatever story: one story may be told again by another."""
    # An id is of letters and digits, so where it stands in JSON it stands as it is.
    query = sa.select(findings).where(findings.c.body.contains(claim, autoescape=True))
    for row in rows(reading, query, [findings.c.story, findings.c.position, findings.c.id]):
        found = from_body(row.body, Finding)
        if any(side.claim == claim for side in found.sides):
            yield found


def one_of(reading: Reading, kept: Kept[Derived], given: str) -> Derived:
    """Return the one of a set with this id, or the start of it."""
    kind = kept.noun.__name__.lower()
    return from_body(one(reading, sa.select(kept.table), kept.table.c.id, kind, given).body, kept.noun)
