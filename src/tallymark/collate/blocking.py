"""Which pairs of reports are worth comparing: those that meet in something rare, never all pairs.

Reports go by their rank in time here. What they meet in is held in flat arrays, a few hundred bytes for each report.
"""

from __future__ import annotations

import itertools
from array import array
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from tallymark.collate.features import TELLING_MARK, is_figure
from tallymark.collate.hashes import hashed
from tallymark.collate.weighed import Weighed

# What more reports than this have in common is divided by the month of publication, and beyond that each report meets
# only this many neighbours in time: the pairs compared per report stay bounded, however large the collection.
BLOCK = 30
NEIGHBOURS = 10
# In so many marks, words and names a report meets others, the heaviest first.
MARKS, WORDS, NAMES = 64, 14, 10
# The first few runs of a text's sketch are its signature: of near-identical texts nearly all share one of them.
SIGNATURE = 3
# Two reports are compared when what they share weighs this much: a telling number, a run of words, or two of the rest.
HALF, ENOUGH = 1, 2
# Of the later reports that a report meets, those with which it shares most that few others have.
MOST = 20

_PARTS = 64
# A meeting is one number of 64 bits: the hash of what is met in, whether it belongs to the signature of a text, whether
# it is enough by itself, and the report's rank.
_RANK_BITS = 24
_RANKS = (1 << _RANK_BITS) - 1
_WEIGHT, _RARE = 16, 24
_STRONG, _SIGNED, _KEY = 1 << _RANK_BITS, 2 << _RANK_BITS, _RANK_BITS + 2


class Meetings:
    """What reports meet in: added report by report, then asked for."""

    def __init__(self) -> None:
        self._parts = [array("Q") for _ in range(_PARTS)]

    def add(self, rank: int, each: Weighed) -> None:
        """Add what the report of a rank may meet others in."""
        if rank > _RANKS:
            raise ValueError(f"no more than {_RANKS:,} reports can be grouped at once")
        for mark, told in sorted(each.marks.items(), key=lambda row: (-row[1].weight, row[0]))[:MARKS]:
            self._add(rank, mark, _STRONG if is_figure(mark) and told.weight >= TELLING_MARK else 0)
        for at, run in enumerate(each.runs.sketch()):
            self._add(rank, f"run {run}", _STRONG | (_SIGNED if at < SIGNATURE else 0))
        for word in itertools.islice(each.words, WORDS):
            self._add(rank, f"word {each.language or ''} {word}", 0)
        for name in itertools.islice(each.names, NAMES):
            self._add(rank, f"name {name}", 0)

    def _add(self, rank: int, what: str, flags: int) -> None:
        number = hashed(what)
        self._parts[number % _PARTS].append((number >> _KEY << _KEY) | flags | rank)

    def crowds(self) -> Iterator[list[int]]:
        """Yield the ranks of the reports whose signatures share a run of words, in order, where they are many."""
        for part in self._parts:
            for block in _blocks(part):
                signed = [entry & _RANKS for entry in block if entry & _SIGNED]
                if len(signed) > BLOCK:
                    yield signed

    def blocks(self, months: Sequence[int], without: Container[int] = ()) -> Blocks:
        """Return the blocks, all reports having been added, and forget the rest.

        `months` says for each rank when it was published, by any number. The ranks in `without` meet nobody.
        """
        blocks = Blocks(len(months))
        for at, part in enumerate(self._parts):
            for block in _blocks(part):
                ranks = [rank for entry in block if (rank := entry & _RANKS) not in without]
                weight = ENOUGH if any(entry & _STRONG for entry in block) else HALF
                for members in [ranks] if len(ranks) <= BLOCK else _by_month(ranks, months):
                    blocks.add(members, weight, len(ranks))
            self._parts[at] = array("Q")
        blocks.close()
        return blocks


def _blocks(part: array[int]) -> Iterator[list[int]]:
    """Yield the meetings in one thing, in the order of the ranks; what only one report has is passed over."""
    for _, block in itertools.groupby(sorted(part, key=lambda entry: (entry >> _KEY, entry & _RANKS)), _key):
        members = list(block)
        if len(members) > 1:
            yield members


def _key(entry: int) -> int:
    return entry >> _KEY


def _by_month(ranks: Sequence[int], months: Sequence[int]) -> list[list[int]]:
    return [list(members) for _, members in itertools.groupby(ranks, lambda rank: months[rank])]


class Blocks:
    """The reports that meet, block after block in one array, and for each report where it stands there."""

    def __init__(self, reports: int) -> None:
        self._members = array("I")
        # For each place, how many reports after it in its block are met from there, and what meeting there weighs:
        # in the high bits whether it is worth a comparison, in the low ones how few others meet there.
        self._reach = bytearray()
        self._weight = array("I")
        self._starts = array("I", bytes(array("I").itemsize * (reports + 1)))
        self._places = array("I")

    def add(self, members: Sequence[int], weight: int, size: int) -> None:
        """Add a block, or the part of one of `size` reports: ranks in order. What a report has by itself is none."""
        if len(members) < 2:
            return
        most = BLOCK if len(members) <= BLOCK else NEIGHBOURS
        for at, rank in enumerate(members[:-1]):
            self._reach.append(min(most, len(members) - 1 - at))
            self._starts[rank + 1] += 1
        self._reach.append(0)
        self._members.extend(members)
        rare = max(1, _RARE - size.bit_length())
        self._weight.extend(array("I", [weight << _WEIGHT | weight * rare]) * len(members))

    def close(self) -> None:
        """Say that every block has been added."""
        for rank in range(len(self._starts) - 1):
            self._starts[rank + 1] += self._starts[rank]
        following = array("I", self._starts)
        self._places = array("I", bytes(array("I").itemsize * self._starts[-1]))
        for place, rank in enumerate(self._members):
            if self._reach[place]:
                self._places[following[rank]] = place
                following[rank] += 1

    def met_by(self, rank: int) -> list[int]:
        """Return the later ranks to compare a report with, in order."""
        shared: Counter[int] = Counter()
        members, reach, weight = self._members, self._reach, self._weight
        for place in self._places[self._starts[rank] : self._starts[rank + 1]]:
            adds = weight[place]
            for other in members[place + 1 : place + 1 + reach[place]]:
                shared[other] += adds
        met = [other for other, weighs in shared.items() if weighs >> _WEIGHT >= ENOUGH]
        return sorted(sorted(met, key=lambda other: (-shared[other], other))[:MOST])
