"""Setting: where a report as a whole is set, for claims whose own words name no place."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tallymark.extract.names import COUNTRY, WORLD
from tallymark.extract.places import SAID, Placed
from tallymark.extract.sentences import Sentence
from tallymark.model import Place
from tallymark.packs.places.gazetteer import Gazetteer

_EARLY = 8  # sentences at the head of a report that may say where it is set
_SIDES = 2  # countries that an incident at a border may be told of
_HEAD = 3  # sentences from the lead on in which a place that is only named says so too
LARGE = frozenset((COUNTRY, WORLD, "province", "region", "economic region"))  # kinds of places as large as a province


class Group(NamedTuple):
    """Names that stand together and are one place, at units `first` up to `last`.

    `weight` says how surely something happened at the surest of them, `wide` that countries, or the world, alone are
    named.
    """

    places: tuple[Placed, ...]
    first: int
    last: int
    weight: int
    wide: bool

    @classmethod
    def of(cls, places: tuple[Placed, ...], first: int, last: int) -> Group:
        """Return the group of some names."""
        weight = max([placed.weight for placed in places])
        return cls(places, first, last, weight, all(placed.place.kind in (COUNTRY, WORLD) for placed in places))

    @property
    def is_world(self) -> bool:
        """Whether it is the whole world, which is named for a count of its own and for nothing behind it."""
        return self.places[0].place.kind == WORLD

    def inherited(self) -> tuple[Place, ...]:
        """Return its places as those of a claim that names none."""
        return tuple(inherited(placed.place) for placed in self.places)


class Setting:
    """Where a report is set, by the groups of places of each sentence; `lead` is the number of its first sentence.

    `places` are the first place narrower than a country near its head, else its country, but no list of them.
    `country` is the one that the report names most, but none where that is not the country around its setting, or where
    it names more than two and none of them more often than all others together: a report on many countries is set in
    none. `is_sure` says that words put something in the `places`. `at_large` is for what is counted at many times and
    places: the setting as far as it is a province or more, else the world or the country.
    """

    def __init__(
        self, groups: Mapping[int, list[Group]], sentences: Sequence[Sentence], lead: int, every: Sequence[Placed]
    ) -> None:
        head = [group for n in sorted(groups) if n < lead + _HEAD for group in groups[n] if group.weight != SAID]
        early = [group for number in sorted(groups) if number < _EARLY for group in groups[number]]
        narrow = [group for group in early if group.weight == 2 and not group.wide]
        narrow.sort(key=lambda group: group.first < sentences[lead].first)
        some = narrow or [group for group in early if group.weight == 2] or head
        self._named = [placed.place for placed in every if placed.place.kind == COUNTRY]
        some = [group for group in some if not group.wide or self._is_one(group, sentences[lead])]
        self.places: tuple[Place, ...] = some[0].inherited() if some else ()
        self.is_sure = bool(some) and some[0].weight == 2
        self.country = self._country()
        self.at_large = self._at_large(head)

    def _is_one(self, group: Group, lead: Sentence) -> bool:
        """Say whether countries are no list of some; behind the lead a report on many countries is set in none."""
        return group.is_world or (len(group.places) <= _SIDES and (group.first < lead.last or self._most() is not None))

    def _most(self) -> str | None:
        """Return the country that the report names most; of more than two, more often than all others together."""
        counted = collections.Counter(place.id for place in self._named)
        most, times = next(iter(counted.most_common(1)), (None, 0))
        return most if len(counted) <= _SIDES or 2 * times > len(self._named) else None

    def _country(self) -> tuple[Place, ...]:
        around = next((place.within[-1] for place in self.places if place.within), None)
        found = next((place for place in self._named if around is not None and _is_called(place, around)), None)
        if found is None and around is not None:
            return ()
        most = self._most()
        named = [place.id for place in self._named]
        if found is None or named.count(found.id) < named.count(most):
            found = next((place for place in self._named if place.id == most), found)
        return () if found is None else (inherited(found),)

    def _at_large(self, head: list[Group]) -> tuple[Place, ...]:
        """Several provinces side by side are a list of some and no setting, nor is the one country beside the world."""
        large = tuple(place for place in self.places if place.kind in LARGE)
        if self.country and sum(place.kind == "province" for place in large) > 1:
            return self.country
        first = next((group for group in head if group.weight == 2 and group.wide), None)
        if not large and first is not None and first.is_world:
            return first.inherited()
        return large or self.country or self.places


def country_around(setting: Sequence[Place]) -> tuple[Place, ...]:
    """Return the country that places lie in, resting on the words of the first that lies in one."""
    for place in setting:
        entry = None if place.id is None else Gazetteer.load().entry(place.id)
        country = Gazetteer.load().entry(entry.inside[-1]) if entry is not None and entry.inside else None
        if country is not None and country.kind == COUNTRY:
            return (Place(name=country.name, span=place.span, id=country.id, kind=COUNTRY, inherited=True),)
    return ()


def inherited(place: Place) -> Place:
    """Return a place as that of a claim whose sentence names none."""
    return Place(
        name=place.name, span=place.span, id=place.id, kind=place.kind, within=place.within, relation=place.relation,
        inherited=True,
    )  # fmt: skip


def _is_called(place: Place, name: str) -> bool:
    """Say whether a place has a name in the gazetteer, however the report writes it."""
    entry = None if place.id is None else Gazetteer.load().entry(place.id)
    return entry is not None and entry.name == name
