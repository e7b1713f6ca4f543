"""The pairs of reports that were compared, and how they came out: a few bytes for each."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

from tallymark.collate.collection import Collection
from tallymark.collate.copies import copies
from tallymark.collate.grouping import Groups
from tallymark.collate.links import REPEATS, Scorer


class Pairs:
    """Pairs of reports by their numbers, the smaller first: all that were compared, those that join, and repeats.

    `copies` maps each copy of a much-copied text to what it is a copy of; it was compared with nothing else.
    """

    def __init__(self, copies: dict[int, int]) -> None:
        self.copies = copies
        self._lefts, self._rights = array("I"), array("I")
        self._joining, self._scores = array("I"), array("d")
        self._repeating, self._repeated = array("I"), array("d")

    @classmethod
    def of(cls, collection: Collection, scorer: Scorer) -> Pairs:
        """Compare the reports that meet."""
        meetings, by_time = collection.meetings(), collection.by_time
        found = copies(([by_time[rank] for rank in crowd] for crowd in meetings.crowds()), scorer)
        aside = {rank for rank, number in enumerate(by_time) if number in found} if found else frozenset[int]()
        blocks = meetings.blocks(collection.months(), aside)
        pairs = cls(found)
        for rank, number in enumerate(by_time):
            for other in blocks.met_by(rank):
                pairs._compare(min(number, by_time[other]), max(number, by_time[other]), scorer)
        return pairs

    def _compare(self, left: int, right: int, scorer: Scorer) -> None:
        at = len(self._lefts)
        self._lefts.append(left)
        self._rights.append(right)
        score = scorer.joins(left, right)
        if score is not None:
            self._joining.append(at)
            self._scores.append(score)
        repeated = scorer.repeats(left, right)[0]
        if repeated >= REPEATS:
            self._repeating.append(at)
            self._repeated.append(round(repeated, 4))

    def _pair(self, at: int) -> tuple[int, int]:
        return self._lefts[at], self._rights[at]

    def strongest_first(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs that are alike by themselves, the strongest first."""
        ranked = sorted(range(len(self._joining)), key=lambda at: (-self._scores[at], self._pair(self._joining[at])))
        return (self._pair(self._joining[at]) for at in ranked)

    def within(self, groups: Groups) -> Iterator[tuple[int, int]]:
        """Yield the pairs of which both stand in one group."""
        for at in range(len(self._lefts)):
            left, right = self._pair(at)
            if groups.of(left) == groups.of(right):
                yield left, right
        for copy, original in self.copies.items():
            yield min(copy, original), max(copy, original)

    def repeating(
        self, groups: Groups, later_first: Callable[[int, int], tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield for two groups of which the later tells figures of the earlier again their strongest pair."""
        best: dict[tuple[int, int], tuple[float, int, int]] = {}
        for at, score in zip(self._repeating, self._repeated, strict=True):
            later, earlier = later_first(*self._pair(at))
            key = groups.of(later), groups.of(earlier)
            row = (-score, later, earlier)
            if key[0] != key[1] and (key not in best or row < best[key]):
                best[key] = row
        return ((later, earlier) for _, later, earlier in best.values())
