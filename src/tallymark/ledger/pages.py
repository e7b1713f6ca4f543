"""How many rows are read in flat memory, and how one row is found by its id or the start of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import sqlalchemy as sa

from tallymark.ledger.errors import none_found, several_found

PAGE = 500

Item = TypeVar("Item")
Reading = Callable[[], AbstractContextManager[sa.Connection]]


def batches(
    items: Iterable[Item], size: int = PAGE, *, weigh: Callable[[Item], int] = lambda _: 0, most: int = 0
) -> Iterator[list[Item]]:
    """Yield the items in lists of at most `size`, cut earlier where they weigh `most` together.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    >>> list(batches(["a", "bcd", "e", "f"], 3, weigh=len, most=4))
    [['a', 'bcd'], ['e', 'f']]
    """
    batch: list[Item] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += weigh(item)
        if len(batch) == size or weight >= most > 0:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def rows(
    reading: Reading, query: sa.Select[Any], keys: Sequence[sa.Column[Any]], *, size: int = PAGE
) -> Iterator[sa.Row[Any]]:
    """Yield the query's rows in the order of `keys`, which the query selects and which tell its rows apart.

    Each page is a transaction of its own: whoever reads slowly, or records while reading, holds nobody up.
    """
    page = query.order_by(*keys).limit(size)
    after: sa.Select[Any] = page
    while True:
        with reading() as connection:
            found = connection.execute(after).all()
        yield from found
        if len(found) < size:
            return
        last = [sa.literal(found[-1]._mapping[key], key.type) for key in keys]
        after = page.where(sa.tuple_(*keys) > sa.tuple_(*last))


def one(reading: Reading, query: sa.Select[Any], key: sa.Column[Any], kind: str, given: str) -> sa.Row[Any]:
    """Return the row whose id is `given`, or else the only one whose id starts with it.

    `kind` is the noun, which ids start with and which may be left off. Raises LedgerError where there is none or
    more than one.
    """
    with reading() as connection:
        exact = connection.execute(query.where(key == given)).first()
        if exact is not None:
            return exact
        start = given if given.startswith(f"{kind}-") else f"{kind}-{given}"
        # Id columns are in byte order, in which no id that starts so comes after this end.
        within = sa.and_(key >= start, key < f"{start}\U0010ffff")
        found = connection.execute(query.where(within).order_by(key).limit(3)).all() if given else []
    if not found:
        raise none_found(kind, given)
    if len(found) > 1:
        raise several_found(kind, given, [row._mapping[key] for row in found])
    return found[0]
