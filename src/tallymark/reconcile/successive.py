"""The values of one running total as an answer takes them: the one told last counts, on the ground of them all."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tallymark.model import Series, Why
from tallymark.reconcile.asked import Asked, Left


class Successive:
    """Tallies by the series that their claims belong to.

    Each report names the places of a running total as it likes: the country, the district of that month's work, or
    nothing, where a country's own body speaks. The series has settled which are one total.
    """

    def __init__(self, series: Iterable[Series]) -> None:
        self._series_of: dict[str, str] = {
            claim: one.id for one in series for point in one.points for claim in point.claims
        }

    def on_common_ground(self, kept: Sequence[Asked]) -> list[Asked]:
        """Return tallies, those of one series each with the places that any of them names, and the stories of all."""
        ground: dict[str, Asked] = {}
        for group in self._groups(kept):
            places = tuple(dict.fromkeys(place for one in group for place in one.places))
            around = {place: above for one in group for place, above in one.around_of.items()}
            stories = frozenset(story for one in group for story in one.told_in)
            for one in group:
                ground[one.tally.id] = one._replace(places=places, around_of=around, told_in=stories)
        return [ground.get(one.tally.id, one) for one in kept]

    def earlier(self, kept: Sequence[Asked]) -> Left:
        """Leave out all but the last value of a series; of those who tell that one, the first counts."""
        out: dict[str, tuple[Why, str]] = {}
        for group in self._groups(kept):
            told = sorted(group, key=lambda one: (one.tally.said or "", one.tally.best or 0, one.tally.id))
            _, again = next(itertools.groupby(reversed(told), key=lambda one: one.tally.best))
            last = list(again)
            counts = last[-1].tally.id
            out |= {one.tally.id: (Why.REPEAT, counts) for one in last[:-1]}
            out |= {one.tally.id: (Why.EARLIER, counts) for one in told[: -len(last)]}
        return out

    def _groups(self, kept: Sequence[Asked]) -> Iterator[list[Asked]]:
        """Yield the tallies of each series of which there are several; a tally goes with one series only."""
        groups: defaultdict[str, list[Asked]] = defaultdict(list)
        for one in kept:
            series = sorted(self._series_of[claim] for claim in one.tally.claims if claim in self._series_of)
            if series:
                groups[series[0]].append(one)
        return (group for group in groups.values() if len(group) > 1)
