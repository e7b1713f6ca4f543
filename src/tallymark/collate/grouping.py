"""Which reports stand together: the strongest links join first, and groups join that agree on average."""

from __future__ import annotations

import functools
from array import array
from collections.abc import Callable, Iterable

from tallymark.collate.links import SAME, Scorer

# Two groups become one story when their reports are linked on average this strongly.
TOGETHER = 0.85 * SAME
# Of a large group so many members speak for all: more would compare every pair of a much-syndicated text.
SPEAKERS = 8
_AT_HAND = 4096

# Is told of two groups, by the numbers that stand for them, that were not joined, and of how they agree on average.
Refused = Callable[[int, int, float], None]


def unheard(left: int, right: int, agreement: float) -> None:
    """Leave it at that."""


class Groups:
    """The groups of reports, each report alone to begin with; reports go by the rank of their ids."""

    def __init__(self, reports: int, scorer: Scorer) -> None:
        self._towards = array("I", range(reports))
        # Who speaks for a group of several: those with the smallest numbers, in order.
        self._speakers: dict[int, tuple[int, ...]] = {}
        self._score = functools.lru_cache(maxsize=_AT_HAND)(scorer.score)
        self._agree = functools.lru_cache(maxsize=_AT_HAND)(self._agreement)

    def of(self, number: int) -> int:
        """Return the number that stands for a report's group, the same for all its reports."""
        top = number
        while self._towards[top] != top:
            top = self._towards[top]
        while self._towards[number] != top:
            self._towards[number], number = top, self._towards[number]
        return top

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two reports."""
        left, right = sorted((self.of(one), self.of(other)))
        if left != right:
            spoken = sorted((*self._speaking(left), *self._speaking(right)))
            self._towards[right] = left
            self._speakers.pop(right, None)
            self._speakers[left] = tuple(spoken[:SPEAKERS])

    def join_agreeing(self, links: Iterable[tuple[int, int]], refused: Refused = unheard) -> None:
        """Join the groups of linked reports, the strongest links first, where the groups agree on average.

        Where two do not, `refused` is told of them and of how strongly they are linked on average.
        """
        for one, other in links:
            left, right = sorted((self.of(one), self.of(other)))
            if left != right:
                agreement = self._agree(self._speaking(left), self._speaking(right))
                if agreement >= TOGETHER:
                    self.join(left, right)
                else:
                    refused(left, right, agreement)

    def _speaking(self, group: int) -> tuple[int, ...]:
        return self._speakers.get(group, (group,))

    def _agreement(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        scores = [self._score(min(one, other), max(one, other)) for one in left for other in right]
        return sum(scores) / len(scores)
