"""What the gazetteer says of one place, and which of several places with one name is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

UNIT_KINDS = frozenset({"province", "district"})
# A place outside the countries a report is about is believed only if readers everywhere know it.
_KNOWN_FROM = 100_000
# Of two places with one name the larger is meant when it is this many times the other.
_OUTWEIGHS = 4
_PROVINCE = 200_000
_SEAT_FROM = 50_000


class PlaceEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One place of the gazetteer, whatever it is called in a text.

    `id` is `geonames:` and GeoNames' number (or its code of a division, `geonames:AF.08.1502`), `iso:` and the ISO
    3166-2 code, or `tm:` and a name of our own. `kind` is `country`, `province`, `district` (and the town of the
    same name in it), `capital`, `city` (100,000 and more), `town` (5,000), `village`, or for places kept by hand
    what they are ("height", "pass", "region" …). `countries` are ISO 3166-1 codes: several where the place lies in
    several or states contest it; `country` is the only one, or None. `within` names what contains it, nearest first,
    and `inside` has the ids of the same. `population` is 0 where the source has none. `unit` is the id of the
    province of the same name that has its seat here, `seat` the other way round.
    `by_hand` says that a person wrote the place, or names for it, into aliases.yaml.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    population: int = 0
    unit: str | None = None
    seat: str | None = None
    by_hand: bool = False

    @property
    def country(self) -> str | None:
        """The code of the one country the place is in, or None."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def known(self) -> bool:
        """Whether a reader anywhere would take the name for this place."""
        famous = self.kind in ("country", "capital", "province") or self.population >= _KNOWN_FROM
        return famous or self.by_hand or self.unit is not None

    @property
    def sizeable(self) -> bool:
        """Whether a spelling that only resembles the name may still mean this place."""
        return self.known or self.kind in UNIT_KINDS or self.population >= 5_000

    def is_near(self, near: frozenset[str]) -> bool:
        """Whether the place is in one of these countries, or within one of the places with these ids."""
        return not (near.isdisjoint(self.countries) and near.isdisjoint(self.inside))


def closeness(near: str | Iterable[str] | None) -> frozenset[str]:
    """Return the country codes and place ids that a report is about, given as one, several or none.

    >>> sorted(closeness(["TH", "KH"])), sorted(closeness("AZ")), closeness(None)
    (['KH', 'TH'], ['AZ'], frozenset())
    """
    if near is None:
        return frozenset()
    return frozenset((near,)) if isinstance(near, str) else frozenset(near)


def weight(place: PlaceEntry) -> int:
    """Return how much a place draws its name to itself, on the scale of a city's population.

    A province weighs as much as a middling city, and a seat of the same name, if it is a town of some
    size, a little more: "Herat" alone is the city, "Si Sa Ket" alone the province.
    """
    if place.kind == "country":
        return 1_000_000_000
    if place.id.startswith("tm:"):
        return 10_000_000
    least = {"province": _PROVINCE, "district": 5_000, "capital": _PROVINCE}.get(place.kind, 500)
    seat = place.unit is not None and place.population >= _SEAT_FROM
    return max(place.population, _PROVINCE + 1 if seat else least)


def ranked(candidates: Iterable[PlaceEntry], near: frozenset[str]) -> list[PlaceEntry]:
    """Return the places in the order in which a reader would think of them, those near first."""
    return sorted(
        candidates,
        key=lambda place: (
            not place.is_near(near),
            -weight(place),
            place.id,
        ),
    )


def settle(candidates: Sequence[PlaceEntry], near: frozenset[str]) -> PlaceEntry | None:
    """Return the one place that is meant, or None where nothing settles it.

    Places within a place near come first, then places in the countries near, then all others; among these a country, a
    place kept by hand, one that contains its namesakes, and last one that weighs several times as much as the next.
    A small place in no country that the report is about is never settled on.
    """
    order = ranked(candidates, near)
    for close in (
        [place for place in order if not near.isdisjoint(place.inside)],
        [place for place in order if not near.isdisjoint(place.countries)],
    ):
        if close:
            return _first(close)
    if near or len(order) > 1:
        order = [place for place in order if place.known]
    return _first(order) if order and (order[0].sizeable) else None


def _first(order: list[PlaceEntry]) -> PlaceEntry | None:
    """Return the first of places in rank order if it stands out from the others, or else the one that holds them."""
    first = order[0]
    rivals = [place for place in order[1:] if not _one_inside_other(first, place)]
    if not rivals or weight(first) >= _OUTWEIGHS * weight(rivals[0]):
        return first
    holds_all = [place for place in order if all(place is other or place.id in other.inside for other in order)]
    return holds_all[0] if holds_all else None


def _one_inside_other(first: PlaceEntry, second: PlaceEntry) -> bool:
    """Say whether one of two namesakes contains the other ("Herat" the city, "Herat" the province).

    A settlement with its country's province for a namesake counts as its seat: sources do not always say where it is.
    """
    if first.id in second.inside or second.id in first.inside:
        return True
    one_province = (first.kind == "province") != (second.kind == "province")
    return one_province and first.countries == second.countries and "district" not in (first.kind, second.kind)
