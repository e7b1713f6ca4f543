"""A question put to a ledger in words: the place looked up, the tallies and stories fetched, the answer worked out."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from tallymark.ledger import Ledger
from tallymark.model import Answer, Question, is_named, named_key, stretch_of
from tallymark.packs.kinds import concepts, measures
from tallymark.packs.places.gazetteer import Gazetteer
from tallymark.reconcile import answer

_NAMESAKES = 5


class UnclearQuestionError(ValueError):
    """A question that cannot be asked, in a sentence that says why and what could be asked instead."""


def total(
    ledger: Ledger,
    *,
    measure: str,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    item: str | None = None,
    people: str | None = None,
) -> Answer:
    """Return one number for a measure, with what was counted and what was left out and why.

    `place` is a name or a gazetteer's id, `since` and `until` are dates as far as they are wanted ("2023",
    "2023-06-01"), `item` and `people` ids of the domain. Raises `UnclearQuestionError` for a measure, a kind or a date
    that there is not, and for a place that is not known or may be several.
    """
    check(measure, since, until, item, people)
    tallies = list(ledger.tallies(measure=measure))
    asked = Question(
        measure=measure,
        place=None if place is None else key_of(place, {key for tally in tallies for key in tally.places}),
        since=since,
        until=until,
        item=item,
        people=people,
    )
    return answer(asked, tallies, ledger.retold(), inside, ledger.series(measure=measure))


def check(measure: str, since: str | None, until: str | None, item: str | None, people: str | None) -> None:
    """Raise `UnclearQuestionError` for a measure, a kind or a date that there is not."""
    if measure not in measures():
        raise UnclearQuestionError(f"{measure!r} is no measure; there are {', '.join(measures())}")
    for kind, table in ((item, "items"), (people, "people")):
        if kind is not None and kind not in concepts(table):
            raise UnclearQuestionError(f"{kind!r} is none of the {table}: {', '.join(concepts(table))}")
    for date in (since, until):
        if date is not None and stretch_of(date) is None:
            raise UnclearQuestionError(f"{date!r} is no date like 2023, 2023-06 or 2023-06-01")


@lru_cache(maxsize=1 << 14)
def inside(place: str) -> Sequence[str]:
    """Return the ids of the places that contain a place, nearest first; nothing for an id the gazetteer lacks."""
    entry = None if is_named(place) else Gazetteer.load().entry(place)
    return () if entry is None else entry.inside


def key_of(name: str, told: Set[str]) -> str:
    """Return the key of the place that a name or an id means; raise `UnclearQuestionError` where it is not one place.

    Places that the gazetteer does not know go by their names, as far as any tally has `told` of them.
    """
    gazetteer = Gazetteer.load()
    if gazetteer.entry(name) is not None:
        return name
    if named_key(name) in told:
        return named_key(name)
    meant = gazetteer.lookup(name)
    if meant is not None:
        return meant.id
    several = gazetteer.candidates(name)
    if not several:
        raise UnclearQuestionError(f"neither the gazetteer nor any tally knows a place called {name!r}")
    named = "; ".join(f"{one.name} in {', '.join(one.within[:2])}: {one.id}" for one in several[:5])
    raise UnclearQuestionError(f"{name!r} may be several places, so give the id of one: {named}")


def place_keys(name: str) -> tuple[str, ...]:
    """Return the gazetteer's ids of the places that a name may mean, however spelled; none for what is no place."""
    return tuple(entry.id for entry in Gazetteer.load().candidates(name)[:_NAMESAKES])
