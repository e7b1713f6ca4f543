"""Whether a tally is asked for at all: its kind, its place and its days against those of a question."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tallymark.model import Question, Stretch, Tally, Why, stretch_of
from tallymark.packs.kinds import is_kind_of

# Given a place's id, the ids of the places that contain it.
Inside = Callable[[str], Sequence[str]]
# What a step leaves out: by tally id, why, and the tally it would be counted twice with.
Left = Mapping[str, tuple[Why, str]]
_STRETCH = 27  # days: what happened within less is one find or incident; a month is a count of many


class Asked(NamedTuple):
    """A tally with what an answer asks of it: its days, its places, and what contains each of these.

    `running` says that it counts everything over a stretch of time, not one find or incident. `told_in` are the
    stories that tell it: of a running total also those that told its earlier values.
    """

    tally: Tally
    running: bool
    days: Stretch | None
    places: tuple[str, ...]
    around_of: Mapping[str, tuple[str, ...]]
    told_in: frozenset[str]

    @property
    def around(self) -> tuple[str, ...]:
        """What contains the places, of the one that lies deepest."""
        return max(self.around_of.values(), key=len, default=())

    @property
    def kinds(self) -> tuple[str | None, tuple[str, ...]]:
        """What is counted: the item and the people."""
        return self.tally.item, self.tally.people


def asked_of(tally: Tally, inside: Inside) -> Asked:
    """Return a tally with its days and places."""
    return Asked(
        tally=tally,
        running=is_running(tally),
        days=days_of(tally),
        places=tally.places,
        around_of={place: tuple(inside(place)) for place in tally.places},
        told_in=frozenset({tally.story}),
    )


def is_running(tally: Tally) -> bool:
    """Say whether a tally counts everything over a stretch of time: a running total, or what a month brought."""
    named = stretch_of(tally.period)
    return tally.scope != "new" or (named is not None and (named.last - named.first).days >= _STRETCH)


def days_of(tally: Tally) -> Stretch | None:
    """Return the days that a tally counts over: those its words name, up to when it was told, else when it was told.

    A running total counts up to the day it was told, and over a stretch whose beginning is not known, if its words
    name none.
    """
    named, told = stretch_of(tally.period), stretch_of(tally.said)
    if named is None:
        if told is None or tally.scope == "new":
            return told
        return Stretch(datetime.date.min, told.last)
    if named.last == datetime.date.max and told is not None and named.first <= told.last:
        return Stretch(named.first, told.last)
    return named


def unasked(question: Question, tally: Tally, inside: Inside) -> Why | None:
    """Return why a tally of the measure is not what the question asks for, or None where it is."""
    if tally.implied:
        return Why.IMPLIED
    if tally.rule == "rejected_by_all":
        return Why.DENIED
    if tally.best is None:
        return Why.NO_NUMBER
    return _other_kind(question, tally) or _elsewhere(question, tally, inside) or _at_another_time(question, tally)


def _other_kind(question: Question, tally: Tally) -> Why | None:
    if question.item is not None and (tally.item is None or not is_kind_of(tally.item, question.item)):
        return Why.OTHER_KIND
    if question.people is not None and not any(is_kind_of(kind, question.people) for kind in tally.people):
        return Why.OTHER_KIND
    return None


def _elsewhere(question: Question, tally: Tally, inside: Inside) -> Why | None:
    if question.place is None:
        return None
    if not tally.places:
        return Why.NO_PLACE
    within = [place == question.place or question.place in inside(place) for place in tally.places]
    if all(within):
        return None
    around = set(inside(question.place))
    return Why.WIDER_PLACE if any(within) or not around.isdisjoint(tally.places) else Why.OTHER_PLACE


def _at_another_time(question: Question, tally: Tally) -> Why | None:
    if question.since is None and question.until is None:
        return None
    days = days_of(tally)
    if days is None:
        return Why.NO_DATE
    asked = stretch_of(f"{question.since or '..'}/{question.until or '..'}")
    if asked is None or not asked.meets(days):
        return Why.OTHER_PERIOD
    return None if asked.holds(days) else Why.WIDER_PERIOD
