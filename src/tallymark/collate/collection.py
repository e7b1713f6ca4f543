"""All the reports at hand, each with a number: what is compared of them on a shelf, and the rest in flat arrays."""

from __future__ import annotations

import itertools
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from tallymark.collate.blocking import Meetings
from tallymark.collate.features import Features, features_of
from tallymark.collate.rarity import Rarity
from tallymark.collate.shelf import Shelf
from tallymark.collate.weighed import AtHand, Weighed
from tallymark.model import Claim, Report

ClaimsOf = Callable[[Sequence[str]], Mapping[str, Sequence[Claim]]]
# The claims of so many reports are asked for at a time.
BATCH = 256


class Collection:
    """The reports by their number, which is the rank of their id; `by_time` holds the numbers in the order of time.

    On the `shelf`, behind what is compared of each report, others put aside what they gather of them.
    """

    def __init__(self, reports: Iterable[Report], claims_of: ClaimsOf, shelf: Shelf) -> None:
        """Put aside what is compared of the reports, which are not held. A report that comes twice is one."""
        self.shelf = shelf
        came, rarity = _put_aside(reports, claims_of, shelf)
        self.ids = sorted(came)
        self._places = array("I", [came[report] for report in self.ids])
        self.published: list[str | None] = []
        _weigh(shelf, self._places, rarity, self.published)
        self.by_time = array("I", sorted(range(len(self.ids)), key=lambda at: (self.published[at] or "", at)))
        self.at_hand = AtHand(shelf, self._places)

    def meetings(self) -> Meetings:
        """Return what the reports meet in, by their rank in time."""
        meetings = Meetings(self.shelf)
        for rank, number in enumerate(self.by_time):
            meetings.add(rank, self.at_hand.get(number)[0])
        return meetings

    def months(self) -> Sequence[int]:
        """Return the month of publication of each report by its rank in time, as a number that goes up with time."""
        months: dict[str, int] = {}
        published = ((self.published[number] or "")[:7] for number in self.by_time)
        return array("I", [months.setdefault(month, len(months)) for month in published])


def _put_aside(reports: Iterable[Report], claims_of: ClaimsOf, shelf: Shelf) -> tuple[dict[str, int], Rarity]:
    pack = msgspec.msgpack.Encoder().encode
    came: dict[str, int] = {}
    rarity = Rarity()
    following = iter(reports)
    while batch := list(itertools.islice(following, BATCH)):
        claims = claims_of([report.id for report in batch])
        for report in batch:
            if report.id in came:
                continue
            features = features_of(report, claims.get(report.id, ()))
            rarity.count(features)
            came[report.id] = len(shelf)
            shelf.append(pack(features))
    rarity.close()
    return came, rarity


def _weigh(shelf: Shelf, places: Iterable[int], rarity: Rarity, published: list[str | None]) -> None:
    """Put in the place of each report's features what is compared of them, and note when it was published."""
    pack, unpack = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Features).decode
    for place in places:
        weighed = Weighed.of(unpack(shelf[place]), rarity)
        shelf[place] = pack(weighed)
        published.append(None if weighed.published is None else sys.intern(weighed.published))
