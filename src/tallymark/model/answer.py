"""A question for one number over many stories, and its answer: what was counted, and what was left out and why."""

from __future__ import annotations

import enum
from decimal import Decimal

import msgspec

from tallymark.model.tally import Tally


class Why(enum.Enum):
    """Why a tally of the measure asked for adds nothing to the answer."""

    PART = "part"
    REPEAT = "repeat"
    EARLIER = "earlier"
    CONTAINED = "contained"
    OVERLAPS = "overlaps"
    UNPLACED = "unplaced"
    DENIED = "denied"
    NO_NUMBER = "no_number"
    IMPLIED = "implied"
    WIDER_PLACE = "wider_place"
    WIDER_PERIOD = "wider_period"
    NO_PLACE = "no_place"
    NO_DATE = "no_date"
    OTHER_PLACE = "other_place"
    OTHER_PERIOD = "other_period"
    OTHER_KIND = "other_kind"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: a measure, and what narrows it.

    `place` is a place's key (`place_key`); `since` and `until` are EDTF dates, both ends included; `item` and `people`
    are concepts of the domain, their kinds included.
    """

    measure: str
    place: str | None = None
    since: str | None = None
    until: str | None = None
    item: str | None = None
    people: str | None = None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A tally that the answer adds up. Of a running total, `itemised` holds the tallies it contains that stories tell
    one by one, and `rest` what of it no story itemises (never below zero).
    """

    tally: Tally
    itemised: tuple[str, ...] = ()
    rest: Decimal | None = None


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A tally that adds nothing, why, and the id of the tally it would be counted twice with, where there is one."""

    tally: Tally
    why: Why
    because: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One number with low and high, and what it is made of.

    `low`, `best` and `high` are sums over `counted`, zero where nothing is. `high` is None where any of these is only
    bounded from below, `low` where any is only bounded from above.
    """

    question: Question
    low: Decimal | None
    best: Decimal
    high: Decimal | None
    counted: tuple[Counted, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
