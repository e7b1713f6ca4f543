"""Which pairs of reports are worth comparing: those that meet in something rare, never all pairs.

Reports go by their rank in time here. What they meet in lies on the shelf, a few thousand meetings at a time.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Container, Iterator, Sequence

from tallymark.collate.blocks import BLOCK, ENOUGH, HALF, Blocks
from tallymark.collate.features import TELLING_MARK, is_figure
from tallymark.collate.hashes import hashed
from tallymark.collate.shelf import Shelf
from tallymark.collate.weighed import Weighed

# In so many marks, words and names a report meets others, the heaviest first.
MARKS, WORDS, NAMES = 64, 14, 10
# The first few runs of a text's sketch are its signature: of near-identical texts nearly all share one of them.
SIGNATURE = 3

# Meetings are gathered in so many parts, looked at one after the other, and put aside so many at a time.
_PARTS = 64
_AT_ONCE = 2_048
# A meeting is one number of 64 bits: the hash of what is met in, whether it belongs to the signature of a text, whether
# it is enough by itself, and the report's rank.
_RANK_BITS = 24
_RANKS = (1 << _RANK_BITS) - 1
_STRONG, _SIGNED, _KEY = 1 << _RANK_BITS, 2 << _RANK_BITS, _RANK_BITS + 2


class Meetings:
    """What reports meet in: added report by report, then asked for."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin with none; those added are put on the `shelf`, which may hold other things."""
        self._shelf = shelf
        self._waiting = [array("Q") for _ in range(_PARTS)]
        self._aside = [array("I") for _ in range(_PARTS)]

    def add(self, rank: int, each: Weighed) -> None:
        """Add what the report of a rank may meet others in."""
        if rank > _RANKS:
            raise ValueError(f"no more than {_RANKS:,} reports can be grouped at once")
        for what, flags in _offers(each):
            self._add(rank, what, flags)

    def _add(self, rank: int, what: str, flags: int) -> None:
        number = hashed(what)
        at = number % _PARTS
        waiting = self._waiting[at]
        waiting.append((number >> _KEY << _KEY) | flags | rank)
        if len(waiting) == _AT_ONCE:
            self._aside[at].append(len(self._shelf))
            self._shelf.append(waiting.tobytes())
            del waiting[:]

    def _parts(self) -> Iterator[array[int]]:
        return map(self._part, range(_PARTS))

    def _part(self, at: int) -> array[int]:
        part = array("Q")
        for number in self._aside[at]:
            part.frombytes(self._shelf[number])
        return part + self._waiting[at]

    def common(self, one: Weighed, other: Weighed) -> Iterator[tuple[str, int]]:
        """Yield what two reports meet in, all reports having been added, and how many reports have it."""
        theirs = {what for what, _ in _offers(other)}
        for what in sorted({what for what, _ in _offers(one)} & theirs):
            number = hashed(what)
            part = self._part(number % _PARTS)
            yield what, sum(entry >> _KEY == number >> _KEY for entry in part)

    def crowds(self) -> Iterator[list[int]]:
        """Yield the ranks of the reports whose signatures share a run of words, in order, where they are many."""
        for part in self._parts():
            for block in _blocks(part):
                signed = [entry & _RANKS for entry in block if entry & _SIGNED]
                if len(signed) > BLOCK:
                    yield signed

    def blocks(self, months: Sequence[int], without: Container[int] = ()) -> Blocks:
        """Return the blocks, all reports having been added.

        `months` says for each rank when it was published, by any number. The ranks in `without` meet nobody.
        """
        blocks = Blocks(len(months), self._shelf)
        for part in self._parts():
            for block in _blocks(part):
                ranks = [rank for entry in block if (rank := entry & _RANKS) not in without]
                weight = ENOUGH if any(entry & _STRONG for entry in block) else HALF
                for members in [ranks] if len(ranks) <= BLOCK else _by_month(ranks, months):
                    blocks.add(members, weight, len(ranks))
        blocks.close()
        return blocks


def _offers(each: Weighed) -> Iterator[tuple[str, int]]:
    """Yield what a report may meet others in, with the flags of its meeting."""
    for mark, told in sorted(each.marks.items(), key=lambda row: (-row[1].weight, row[0]))[:MARKS]:
        yield mark, _STRONG if is_figure(mark) and told.weight >= TELLING_MARK else 0
    for at, run in enumerate(each.runs.sketch()):
        yield f"run {run}", _STRONG | (_SIGNED if at < SIGNATURE else 0)
    for word in itertools.islice(each.words, WORDS):
        yield f"word {each.language or ''} {word}", 0
    for name in itertools.islice(each.names, NAMES):
        yield f"name {name}", 0


def _blocks(part: array[int]) -> Iterator[list[int]]:
    """Yield the meetings in one thing, in the order of the ranks; what only one report has is passed over."""
    for _, block in itertools.groupby(sorted(part), _key):
        members = list(block)
        if len(members) > 1:
            yield sorted(members, key=_rank)


def _key(entry: int) -> int:
    return entry >> _KEY


def _rank(entry: int) -> int:
    return entry & _RANKS


def _by_month(ranks: Sequence[int], months: Sequence[int]) -> list[list[int]]:
    return [list(members) for _, members in itertools.groupby(ranks, lambda rank: months[rank])]
