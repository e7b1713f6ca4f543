"""One number over many stories: what counts, what would be counted twice, and what is not asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal

from tallymark.model import Answer, Counted, LeftOut, Question, Tally, Why
from tallymark.packs.kinds import is_kind_of
from tallymark.reconcile.asked import Asked, asked_of, unasked

# Given a place's id, the ids of the places that contain it.
Inside = Callable[[str], Sequence[str]]


def answer(question: Question, tallies: Iterable[Tally], retold: Iterable[tuple[str, str]], inside: Inside) -> Answer:
    """Return one number for a measure with low and high, and the reason for everything that is left out.

    `tallies` may hold those of other measures; `retold` are pairs of stories, by id, of which the first tells figures
    of the second again. Each thing is counted once: a part with its whole, a figure told again
    with the first telling, and whatever lies within a running total with that total.
    """
    kept: list[Asked] = []
    left: list[LeftOut] = []
    for tally in tallies:
        if tally.measure == question.measure:
            why = unasked(question, tally, inside)
            if why is None:
                kept.append(asked_of(tally, inside))
            else:
                left.append(LeftOut(tally=tally, why=why))
    kept.sort(key=lambda one: (one.tally.said or "~", one.tally.id))
    for step in (_parts, _repeats(retold), _narrower, _running, _contained):
        kept = _without(kept, step(kept), left)
    within: defaultdict[str, list[Tally]] = defaultdict(list)
    for out in left:
        if out.why is Why.CONTAINED and out.because is not None:
            within[out.because].append(out.tally)
    counted = [_counted(one, within[one.tally.id]) for one in kept]
    return Answer(
        question=question,
        low=_sum(one.tally.low for one in kept),
        best=sum((one.tally.best or Decimal(0) for one in kept), Decimal(0)),
        high=_sum(one.tally.high for one in kept),
        counted=tuple(sorted(counted, key=lambda one: (one.tally.said or "", one.tally.id))),
        left_out=tuple(sorted(left, key=lambda one: (_ORDER[one.why], one.tally.said or "", one.tally.id))),
    )


_TELLING = 4
_ORDER = {why: place for place, why in enumerate(Why)}

# What a step leaves out: by tally id, why, and the tally it would be counted twice with.
Left = Mapping[str, tuple[Why, str]]


def _without(kept: Sequence[Asked], out: Left, left: list[LeftOut]) -> list[Asked]:
    for one in kept:
        if one.tally.id in out:
            why, because = out[one.tally.id]
            left.append(LeftOut(tally=one.tally, why=why, because=because))
    return [one for one in kept if one.tally.id not in out]


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    given = list(values)
    return None if None in given else sum((value for value in given if value is not None), Decimal(0))


def _parts(kept: Sequence[Asked]) -> Left:
    """Leave out what is a part of something kept; the whole may be left out itself, as a part of another."""
    here = {one.tally.id for one in kept}
    return {one.tally.id: (Why.PART, one.tally.whole) for one in kept if one.tally.whole in here and one.tally.whole}


def _repeats(retold: Iterable[tuple[str, str]]) -> Callable[[Sequence[Asked]], Left]:
    """Leave out a figure that a later story tells again, where an earlier one that it is linked to has it too."""
    earlier: defaultdict[str, set[str]] = defaultdict(set)
    for later, before in retold:
        earlier[later].add(before)

    def step(kept: Sequence[Asked]) -> Left:
        told: defaultdict[tuple[Decimal | None, object], list[Asked]] = defaultdict(list)
        out: dict[str, tuple[Why, str]] = {}
        for one in kept:
            before = earlier.get(one.tally.story, set())
            # A figure of the same days, or of a story that is told again: nothing else can be the same one.
            keys = [(one.tally.best, one.days), *((one.tally.best, story) for story in sorted(before))]
            first = next((other for key in keys for other in told[key] if _told_before(other, one, before)), None)
            if first is None:
                told[one.tally.best, one.days].append(one)
                told[one.tally.best, one.tally.story].append(one)
            else:
                out[one.tally.id] = Why.REPEAT, first.tally.id
        return out

    return step


def _told_before(first: Asked, again: Asked, linked: Set[str]) -> bool:
    """Say whether a figure is the same one told again: by a link of the stories, or of the same day and place.

    Few are killed on many a day in one place, so a small figure needs the link.
    """
    if first.tally.story == again.tally.story or first.kinds != again.kinds:
        return False
    if first.tally.story in linked:
        return True
    same_days = first.days is not None and first.days == again.days and again.tally.period is not None
    at_one_place = _covers_place(first, again) or _covers_place(again, first)
    return same_days and at_one_place and (again.tally.best or 0) >= _TELLING


def _narrower(kept: Sequence[Asked]) -> Left:
    """Leave out what one story counts of a narrower kind than something else that it counts in the same scope.

    The words do not tie the two together, but whoever adds "three women" to "seven people" counts somebody twice.
    """
    out: dict[str, tuple[Why, str]] = {}
    of_story: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in kept:
        of_story[one.tally.story].append(one)
    for one in kept:
        for other in of_story[one.tally.story]:
            if (
                other is not one
                and other.running == one.running
                and (other.tally.best or 0) >= (one.tally.best or 0)
                and other.kinds != one.kinds
                and _covers_kind(other, one)
            ):
                out[one.tally.id] = Why.PART, other.tally.id
                break
    return out


def _running(kept: Sequence[Asked]) -> Left:
    """Of running totals that count the same ground, keep the one that holds the others, else the one told last."""
    out: dict[str, tuple[Why, str]] = {}
    counted = _ByPlace()
    for one in sorted((one for one in kept if one.running), key=_widest, reverse=True):
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


def _widest(one: Asked) -> tuple[int, int, str, Decimal, str]:
    days = 0 if one.days is None else (one.days.last - one.days.first).days
    return -len(one.around), days, one.tally.said or "", one.tally.best or Decimal(0), one.tally.id


def _contained(kept: Sequence[Asked]) -> Left:
    """Leave out what a running total that is kept contains."""
    totals = _ByPlace()
    for one in kept:
        if one.running:
            totals.add(one)
    out: dict[str, tuple[Why, str]] = {}
    for one in kept:
        total = None if one.running else next((total for total in totals.around(one) if _contains(total, one)), None)
        if total is not None:
            out[one.tally.id] = Why.CONTAINED, total.tally.id
    return out


def _contains(total: Asked, one: Asked) -> bool:
    """Say whether a running total counts whatever another tally does, as far as the words tell."""
    if total.days is None or one.days is None or not total.days.holds(one.days):
        return False
    if (total.tally.best or 0) < (one.tally.best or 0):
        return False
    return _covers_kind(total, one) and _covers_place(total, one)


def _overlaps(total: Asked, one: Asked) -> bool:
    if total.days is None or one.days is None or not total.days.meets(one.days):
        return False
    return (_covers_kind(total, one) or _covers_kind(one, total)) and (
        _covers_place(total, one) or _covers_place(one, total)
    )


def _covers_kind(wide: Asked, narrow: Asked) -> bool:
    items, people = (wide.tally.item, narrow.tally.item), (wide.tally.people, narrow.tally.people)
    if items[0] is not None and (items[1] is None or not is_kind_of(items[1], items[0])):
        return False
    return all(any(is_kind_of(one, kind) for one in people[1]) for kind in people[0])


def _covers_place(wide: Asked, narrow: Asked) -> bool:
    """Say whether every place of one tally lies in a place of another; what names no place covers nothing but such."""
    if not wide.places:
        return not narrow.places
    return bool(narrow.places) and all(
        any(place == around or around in narrow.around_of[place] for around in wide.places) for place in narrow.places
    )


def _counted(one: Asked, within: Sequence[Tally]) -> Counted:
    """Return what is counted; of a running total also what of it is itemised, each item once."""
    if not one.running:
        return Counted(tally=one.tally)
    items = [tally for tally in within if tally.scope == "new"]
    rest = (one.tally.best or Decimal(0)) - sum((tally.best or Decimal(0) for tally in items), Decimal(0))
    return Counted(tally=one.tally, itemised=tuple(tally.id for tally in items), rest=max(rest, Decimal(0)))
