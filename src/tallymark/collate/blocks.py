"""The blocks of reports that meet in one thing, block by block on the shelf, and for each report where it stands."""

from __future__ import annotations

import functools
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from tallymark.collate.shelf import Shelf
from tallymark.model import Looked

# What more reports than this have in common is divided by the month of publication, and beyond that each report meets
# only this many neighbours in time: the pairs compared per report stay bounded, however large the collection.
BLOCK = 30
NEIGHBOURS = 10
# Two reports are compared when what they share weighs this much: a telling number, a run of words, or two of the rest.
HALF, ENOUGH = 1, 2
# Of the later reports that a report meets, those with which it shares most that few others have.
MOST = 20

_WEIGHT, _RARE = 16, 24
# Of a large block so many reports lie together, and behind them once more those that the last of them meet.
_TOGETHER = 256
_AT_HAND = 1024


class Blocks:
    """Reports by their rank in time: added block by block, closed, and then asked whom each of them meets.

    The `shelf` may hold other things before and after. In memory stay some hundred bytes for each report.
    """

    def __init__(self, reports: int, shelf: Shelf) -> None:
        self._shelf = shelf
        # For each piece of a block what meeting there weighs: in the high bits whether it is worth a comparison, in
        # the low ones how few others meet there.
        self._weights, self._numbers = array("I"), array("I")
        self._starts = array("I", bytes(array("I").itemsize * (reports + 1)))
        self._pieces = array("I")
        self._members = functools.lru_cache(maxsize=_AT_HAND)(self._unpacked)

    def add(self, members: Sequence[int], weight: int, size: int) -> None:
        """Add a block, or the part of one of `size` reports: ranks in order. What a report has by itself is none."""
        weighs = weight << _WEIGHT | weight * max(1, _RARE - size.bit_length())
        behind = _reach(members)
        for first in range(0, len(members) - 1, _TOGETHER):
            piece = array("I", members[first : first + _TOGETHER + behind])
            for rank in _own(piece):
                self._starts[rank + 1] += 1
            self._weights.append(weighs)
            self._numbers.append(len(self._shelf))
            self._shelf.append(piece.tobytes())

    def close(self) -> None:
        """Say that every block has been added."""
        for rank in range(len(self._starts) - 1):
            self._starts[rank + 1] += self._starts[rank]
        following = array("I", self._starts)
        self._pieces = array("I", bytes(array("I").itemsize * self._starts[-1]))
        for at in range(len(self._numbers)):
            for rank in _own(self._unpacked(at)):
                self._pieces[following[rank]] = at
                following[rank] += 1

    def met_by(self, rank: int) -> list[int]:
        """Return the later ranks to compare a report with, in order."""
        return sorted(_foremost(self._shared(rank)))

    def looked(self, one: int, other: int) -> Looked:
        """Say whether two ranks are to be compared, and what keeps them from it."""
        shared = self._shared(min(one, other))
        later = max(one, other)
        if later not in shared:
            return Looked.FAR
        if shared[later] >> _WEIGHT < ENOUGH:
            return Looked.LITTLE
        return Looked.COMPARED if later in _foremost(shared) else Looked.OUTRANKED

    def _shared(self, rank: int) -> Counter[int]:
        """Return the later ranks that a report meets, with what they share."""
        shared: Counter[int] = Counter()
        for at in self._pieces[self._starts[rank] : self._starts[rank + 1]]:
            members, adds = self._members(at), self._weights[at]
            first = bisect_left(members, rank) + 1
            for other in members[first : first + _reach(members)]:
                shared[other] += adds
        return shared

    def _unpacked(self, at: int) -> array[int]:
        return array("I", self._shelf[self._numbers[at]])


def _foremost(shared: Mapping[int, int]) -> list[int]:
    """Return the ranks that share enough, as many as a report is compared with, the foremost first."""
    met = [other for other, weighs in shared.items() if weighs >> _WEIGHT >= ENOUGH]
    return sorted(met, key=lambda other: (-shared[other], other))[:MOST]


def _reach(members: Sequence[int]) -> int:
    """Return how many of those behind it a member of a block meets."""
    return BLOCK if len(members) <= BLOCK else NEIGHBOURS


def _own(piece: array[int]) -> array[int]:
    """Return those members of a piece that meet others there: not those that it only lends from the next."""
    return piece[:_TOGETHER] if len(piece) > _TOGETHER else piece[:-1]
