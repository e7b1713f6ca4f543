"""Tallies that are alike in what a question asks of them, counted and found together without being read one by one.

Beside each tally stand three texts, JSON of the fields that decide whether it is asked for: its kind, its places, its
days. A question looks at the few that differ, and then reads the tallies that it is about.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from tallymark.ledger.bodies import from_body, to_body
from tallymark.ledger.pages import Reading, batches
from tallymark.ledger.schema import tallies
from tallymark.model import Tally


class _Kind(msgspec.Struct, array_like=True):
    implied: bool
    rule: str
    numbered: bool
    item: str | None
    people: tuple[str, ...]


class _Places(msgspec.Struct, array_like=True):
    keys: tuple[str, ...]


class _Days(msgspec.Struct, array_like=True):
    said: str  # first, so that texts are in the order in which their tallies were told; empty where that is not known
    period: str | None
    scope: str


class Alike(NamedTuple):
    """Tallies of one measure: how many they are, and one that says of itself only what they have in common.

    `texts` are what they have in common as it is kept, `first` is the least of their texts of days.
    """

    sample: Tally
    tallies: int
    texts: dict[str, str]
    first: str


def columns_of(tally: Tally) -> dict[str, str]:
    """Return what of a tally questions ask, as it is kept."""
    kind = _Kind(tally.implied, tally.rule, tally.best is not None, tally.item, tally.people)
    days = _Days(tally.said or "", tally.period, tally.scope)
    return {"kind": to_body(kind), "places": to_body(_Places(tally.places)), "days": to_body(days)}


def alike(connection: sa.Connection, measure: str, narrowed_by: Sequence[str]) -> list[Alike]:
    """Return the tallies of a measure as groups of a kind, and of the same `places` or `days` where a question asks."""
    columns = [tallies.c.kind, *(tallies.c[name] for name in narrowed_by)]
    query = sa.select(*columns, sa.func.count().label("tallies"), sa.func.min(tallies.c.days).label("first"))
    found = connection.execute(query.where(tallies.c.measure == measure).group_by(*columns))
    names = ("kind", *narrowed_by)
    kinds: dict[str, _Kind] = {}
    groups = []
    for *said, count, first in found.all():
        texts = dict(zip(names, said, strict=True))
        if texts["kind"] not in kinds:
            kinds[texts["kind"]] = from_body(texts["kind"], _Kind)
        groups.append(Alike(_sample(measure, kinds[texts["kind"]], texts), count, texts, first))
    return groups


def _sample(measure: str, kind: _Kind, texts: dict[str, str]) -> Tally:
    places = from_body(texts["places"], _Places).keys if "places" in texts else ()
    days = from_body(texts["days"], _Days) if "days" in texts else _Days("", None, "new")
    return Tally(
        id="", story="", measure=measure, subject="", claims=(), best=Decimal(0) if kind.numbered else None,
        item=kind.item, people=kind.people, places=places, period=days.period, said=days.said or None,
        scope=days.scope, rule=kind.rule, implied=kind.implied,
    )  # fmt: skip


def tallies_in(reading: Reading, measure: str, groups: Iterable[Alike]) -> Iterator[Tally]:
    """Yield the tallies of some groups, in no order."""
    by_kind: dict[str, list[Alike]] = {}
    for group in groups:
        by_kind.setdefault(group.texts["kind"], []).append(group)
    for kind, some in by_kind.items():
        query = sa.select(tallies.c.body).where(tallies.c.measure == measure, tallies.c.kind == kind)
        for batch in batches(some):
            narrowed = query
            for name in batch[0].texts.keys() - {"kind"}:
                narrowed = narrowed.where(tallies.c[name].in_([group.texts[name] for group in batch]))
            with reading() as connection:
                found = connection.execute(narrowed).scalars().all()
            yield from (from_body(body, Tally) for body in found)


def first_in(connection: sa.Connection, measure: str, groups: Iterable[Alike], most: int) -> list[Tally]:
    """Return of some groups the tallies that were told first, at most so many."""
    # Whatever is among the first so many is of one of the so many groups that begin first.
    found: list[Any] = []
    for group in heapq.nsmallest(most, groups, key=lambda group: (group.first, group.texts["kind"])):
        query = sa.select(tallies.c.days, tallies.c.id, tallies.c.body).where(tallies.c.measure == measure)
        for name, text in group.texts.items():
            query = query.where(tallies.c[name] == text)
        found += connection.execute(query.order_by(tallies.c.days, tallies.c.id).limit(most)).all()
    told = [from_body(row.body, Tally) for row in heapq.nsmallest(most, found, key=lambda row: (row.days, row.id))]
    return sorted(told, key=lambda tally: (tally.said or "", tally.id))
