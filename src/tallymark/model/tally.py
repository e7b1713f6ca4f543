"""One thing counted, once; and the successive values of a running total."""

from __future__ import annotations

from decimal import Decimal

import msgspec


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A measure of something in a story with every claim that counts it.

    `low`, `best` and `high` are None where no claim gives a number. `rule` says how `best` was chosen. `implied` is
    True where the figure is worked out from other tallies and stated nowhere; `sum_of` and `minus` name those.
    `whole` is the tally this one is a part of. `subject` says in words what is counted. `place` names the places as
    written, `places` holds the key of each (`place_key`). `said` is when it was first told, as far as known.
    """

    id: str
    story: str
    measure: str
    subject: str
    claims: tuple[str, ...]
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    item: str | None = None
    people: tuple[str, ...] = ()
    place: str | None = None
    places: tuple[str, ...] = ()
    period: str | None = None
    said: str | None = None
    scope: str = "new"
    rule: str = ""
    sources: int = 0
    implied: bool = False
    whole: str | None = None
    sum_of: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a running total: when it was said (ISO date or None), and the claims that say it."""

    said: str | None
    value: Decimal
    claims: tuple[str, ...]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The successive values of one running total, by subject and baseline."""

    id: str
    measure: str
    subject: str
    baseline: str | None
    points: tuple[Point, ...]
