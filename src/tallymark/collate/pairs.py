"""The pairs of reports that were compared, put aside, and a few bytes for each of those that join or repeat."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

from tallymark.collate.candidates import Candidates
from tallymark.collate.grouping import Groups
from tallymark.collate.links import REPEATS, Scorer
from tallymark.collate.shelf import Shelf

_AT_ONCE = 4_096  # pairs are put aside together


class Pairs:
    """Pairs of reports by their numbers, the smaller first: all that were compared, those that join, and repeats.

    `copies` maps each copy of a much-copied text to what it is a copy of; it was compared with nothing else.
    """

    def __init__(self, copies: dict[int, int], shelf: Shelf) -> None:
        self.copies = copies
        self._shelf = shelf
        # Left and right in turn; a few thousand pairs wait, the others are on the shelf under these numbers.
        self._waiting, self._aside = array("I"), array("I")
        self._joining, self._scores = array("I"), array("d")
        self._repeating, self._repeated = array("I"), array("d")

    @classmethod
    def of(cls, candidates: Candidates, scorer: Scorer) -> Pairs:
        """Compare the reports that meet."""
        pairs = cls(candidates.copies, candidates.shelf)
        for left, right in candidates.pairs():
            pairs._compare(left, right, scorer)
        return pairs

    def _compare(self, left: int, right: int, scorer: Scorer) -> None:
        self._waiting.extend((left, right))
        if len(self._waiting) == 2 * _AT_ONCE:
            self._aside.append(len(self._shelf))
            self._shelf.append(self._waiting.tobytes())
            del self._waiting[:]
        score = scorer.joins(left, right)
        if score is not None:
            self._joining.extend((left, right))
            self._scores.append(score)
        repeated = scorer.repeats(left, right)[0]
        if repeated >= REPEATS:
            self._repeating.extend((left, right))
            self._repeated.append(round(repeated, 4))

    def strongest_first(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs that are alike by themselves, the strongest first."""
        pairs, scores = self._joining, self._scores
        ranked = sorted(range(len(scores)), key=lambda at: (-scores[at], pairs[2 * at], pairs[2 * at + 1]))
        return ((pairs[2 * at], pairs[2 * at + 1]) for at in ranked)

    def within(self, groups: Groups) -> Iterator[tuple[int, int]]:
        """Yield the pairs of which both stand in one group."""
        for number in self._aside:
            yield from _together(array("I", self._shelf[number]), groups)
        yield from _together(self._waiting, groups)
        for copy, original in self.copies.items():
            yield min(copy, original), max(copy, original)

    def repeating(
        self, groups: Groups, later_first: Callable[[int, int], tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield for two groups of which the later tells figures of the earlier again their strongest pair."""
        best: dict[tuple[int, int], tuple[float, int, int]] = {}
        for pair, score in zip(_by_two(self._repeating), self._repeated, strict=True):
            later, earlier = later_first(*pair)
            key = groups.of(later), groups.of(earlier)
            row = (-score, later, earlier)
            if key[0] != key[1] and (key not in best or row < best[key]):
                best[key] = row
        return ((later, earlier) for _, later, earlier in best.values())


def _by_two(pairs: array[int]) -> Iterator[tuple[int, int]]:
    return zip(pairs[::2], pairs[1::2], strict=True)


def _together(pairs: array[int], groups: Groups) -> Iterator[tuple[int, int]]:
    return (pair for pair in _by_two(pairs) if groups.of(pair[0]) == groups.of(pair[1]))
