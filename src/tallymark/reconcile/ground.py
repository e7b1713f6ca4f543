"""What lies within what, or shares days with it: running totals and the ground that they count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tallymark.model import Why
from tallymark.packs.kinds import is_kind_of
from tallymark.reconcile.asked import Asked, Left


def running(kept: Sequence[Asked]) -> Left:
    """Of running totals that count the same ground, keep the one that holds the others, else the one told last."""
    out: dict[str, tuple[Why, str]] = {}
    counted = _ByPlace()
    for one in sorted((one for one in kept if one.running), key=widest, reverse=True):
        wider = next((other for other in counted.around(one) if _contains(other, one)), None)
        same = next((other for other in counted.meeting(one) if _overlaps(other, one)), None)
        if wider is not None:
            out[one.tally.id] = Why.CONTAINED, wider.tally.id
        elif same is not None:
            out[one.tally.id] = Why.OVERLAPS, same.tally.id
        else:
            counted.add(one)
    return out


class _ByPlace:
    """Tallies by their places, so that those that may share ground with another are found without asking all."""

    def __init__(self) -> None:
        self._at: defaultdict[str | None, list[Asked]] = defaultdict(list)
        self._within: defaultdict[str, list[Asked]] = defaultdict(list)

    def add(self, one: Asked) -> None:
        """Add a tally."""
        for place in one.places or (None,):
            self._at[place].append(one)
        for around in {place for places in one.around_of.values() for place in places}:
            self._within[around].append(one)

    def around(self, one: Asked) -> Iterator[Asked]:
        """Yield those at a place of another tally, or around one; of none where it names none."""
        keys = dict.fromkeys(place for own in one.places for place in (own, *one.around_of[own]))
        for key in keys or (None,):
            yield from self._at[key]

    def meeting(self, one: Asked) -> Iterator[Asked]:
        """Yield those at, around or within a place of another tally."""
        yield from self.around(one)
        for place in one.places:
            yield from self._within[place]


def widest(one: Asked) -> tuple[int, int, str, Decimal, str]:
    """Return what puts a running total before those that it may hold: its place, its days, when it was told."""
    days = 0 if one.days is None else (one.days.last - one.days.first).days
    return -len(one.around), days, one.tally.said or "", one.tally.best or Decimal(0), one.tally.id


def contained(kept: Sequence[Asked]) -> Left:
    """Leave out what a running total that is kept contains, and what counts some of the same beside other kinds."""
    totals = _ByPlace()
    for one in kept:
        if one.running:
            totals.add(one)
    out: dict[str, tuple[Why, str]] = {}
    for one in kept:
        if one.running:
            continue
        for total in totals.around(one):
            if _contains(total, one):
                out[one.tally.id] = Why.CONTAINED, total.tally.id
                break
            if _holds_some(total, one):
                out.setdefault(one.tally.id, (Why.OVERLAPS, total.tally.id))
    return out


def _contains(total: Asked, one: Asked) -> bool:
    """Say whether a running total counts whatever another tally does, as far as the words tell."""
    if not days_within(total, one):
        return False
    if (total.tally.best or 0) < (one.tally.best or 0):
        return False
    return covers_kind(total, one) and covers_place(total, one)


def _holds_some(total: Asked, one: Asked) -> bool:
    """Say whether a running total counts some of what a tally of a wider kind does: its mines, and not its shells."""
    if one.kinds == total.kinds or (total.tally.best or 0) < (one.tally.best or 0):
        return False
    return covers_kind(one, total) and covers_place(total, one) and days_within(total, one)


def days_within(total: Asked, one: Asked) -> bool:
    """Say whether one tally counts over no day that another does not; not where either has no days."""
    return total.days is not None and one.days is not None and total.days.holds(one.days)


def _overlaps(total: Asked, one: Asked) -> bool:
    return share_days(total, one) and share_kinds(total, one) and (covers_place(total, one) or covers_place(one, total))


def share_days(one: Asked, other: Asked) -> bool:
    """Say whether two tallies count over a day in common; not where either has no days."""
    return one.days is not None and other.days is not None and one.days.meets(other.days)


def share_kinds(one: Asked, other: Asked) -> bool:
    """Say whether what one tally counts is a kind of what the other does."""
    return covers_kind(one, other) or covers_kind(other, one)


def covers_kind(wide: Asked, narrow: Asked) -> bool:
    """Say whether whatever one tally counts is of the kind that another does."""
    items, people = (wide.tally.item, narrow.tally.item), (wide.tally.people, narrow.tally.people)
    if items[0] is not None and (items[1] is None or not is_kind_of(items[1], items[0])):
        return False
    return all(any(is_kind_of(one, kind) for one in people[1]) for kind in people[0])


def covers_place(wide: Asked, narrow: Asked) -> bool:
    """Say whether every place of one tally lies in a place of another; what names no place covers nothing but such."""
    if not wide.places:
        return not narrow.places
    return bool(narrow.places) and all(
        any(place == around or around in narrow.around_of[place] for around in wide.places) for place in narrow.places
    )
