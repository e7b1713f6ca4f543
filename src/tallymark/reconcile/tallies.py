"""One thing counted once: the tally of each group of claims, its whole, and the tallies it sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import msgspec

from tallymark.model import Claim, Tally, content_id, place_key
from tallymark.packs.wording import subject
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.best import best_of
from tallymark.reconcile.groups import groups_of
from tallymark.reconcile.told import Told

_Key = TypeVar("_Key", bound=Hashable)


def tallies_of(told: Told) -> list[Tally]:
    """Return the tallies of a story in the order of their first claims, with wholes and sums named by tally ids."""
    groups = groups_of(told)
    tallies = [_tally(told, group) for group in groups]
    tally_of = {claim.id: tally.id for tally, group in zip(tallies, groups, strict=True) for claim in group}
    wholes: dict[str, str] = {}
    for tally, group in zip(tallies, groups, strict=True):
        whole = most(tally_of.get(claim.part_of or "") for claim in group)
        if whole is not None and not _leads_to(whole, tally.id, wholes):
            wholes[tally.id] = whole
    sums = {tally.id: _sum(group, tally_of) for tally, group in zip(tallies, groups, strict=True)}
    for total, parts in sums.items():
        for part in parts:
            if part not in wholes and not _leads_to(total, part, wholes):
                wholes[part] = total
    return [msgspec.structs.replace(tally, whole=wholes.get(tally.id), sum_of=sums[tally.id]) for tally in tallies]


def _leads_to(start: str, end: str, wholes: dict[str, str]) -> bool:
    """Say whether a whole is, over its own wholes, the part: versions that contradict each other must make no ring."""
    while start != end and start in wholes:
        start = wholes[start]
    return start == end


def _sum(group: Iterable[Claim], tally_of: dict[str, str]) -> tuple[str, ...]:
    """Return the tallies that a total sums, by most of its claims that name any."""
    own = {tally_of[claim.id] for claim in group}
    named = [tuple(sorted({tally_of[part] for part in claim.total_of if part in tally_of} - own)) for claim in group]
    return most(parts or None for parts in named) or ()


def _tally(told: Told, group: Sequence[Claim]) -> Tally:
    """Return the tally of claims that count one thing."""
    body = [claim for claim in group if not claim.headline] or list(group)
    choice = best_of(told, group)
    item = most(_id_of(claim.item) for claim in body)
    people = most(tuple(sorted(people_of(claim))) or None for claim in body) or ()
    return Tally(
        id=content_id("tally", told.story.id, group[0].measure, sorted(claim.id for claim in group)),
        story=told.story.id,
        measure=group[0].measure,
        subject=_subject(group, item, people),
        claims=tuple(claim.id for claim in group),
        low=choice.low,
        best=choice.best,
        high=choice.high,
        unit=most(None if claim.figure is None else claim.figure.unit for claim in body),
        item=item,
        people=people,
        place=_place(body),
        places=_place_ids(body),
        said=min((day for claim in body if (day := told.reports[claim.report].published) is not None), default=None),
        period=most(None if claim.period is None else claim.period.edtf or claim.period.anchor for claim in body),
        scope=most(claim.scope.value for claim in body) or "new",
        rule=choice.rule,
        sources=told.sources(group),
    )


def _subject(group: Sequence[Claim], item: str | None, people: Sequence[str]) -> str:
    model = most(None if claim.model is None else claim.model.id or claim.model.span.quote for claim in group)
    provision = most(
        None if claim.violation is None or claim.violation.provision is None else claim.violation.provision.span.quote
        for claim in group
        if claim.violation is not None and claim.violation.provision is not None and claim.violation.provision.id
    )
    named = subject(group[0].measure, item, people, one=group[0].figure is None)
    return " ".join(part for part in (model, named, provision and f"({provision})") if part)


def _place(body: Iterable[Claim]) -> str | None:
    """Return the places that most claims name, as written; those taken over from an earlier sentence come second."""
    stated = [tuple(place.name for place in claim.places if not place.inherited) or None for claim in body]
    taken = [tuple(place.name for place in claim.places) or None for claim in body]
    names = most(stated) or most(taken)
    return None if names is None else ", ".join(dict.fromkeys(names))


def _place_ids(body: Iterable[Claim]) -> tuple[str, ...]:
    """Return the keys of the places that `_place` names."""
    given = list(body)
    stated = [tuple(place_key(place) for place in claim.places if not place.inherited) or None for claim in given]
    taken = [tuple(place_key(place) for place in claim.places) or None for claim in given]
    return tuple(dict.fromkeys(most(stated) or most(taken) or ()))


def _id_of(mention: object) -> str | None:
    return getattr(mention, "id", None)


def most(values: Iterable[_Key | None]) -> _Key | None:
    """Return the value that occurs most often, None left out; of several the one that sorts first.

    >>> most(["b", None, "a", "b", None, None]), most([None])
    ('b', None)
    """
    given = [value for value in values if value is not None]
    if not given or given.count(given[0]) == len(given):  # so it is nearly always
        return given[0] if given else None
    counted = Counter(given)
    return min(counted, key=lambda value: (-counted[value], str(value)))
