"""Running totals followed through all stories, told story by story: of each no more than its value and who says so."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from tallymark.model import Claim, Finding, Report, Series, Story
from tallymark.reconcile.sentences import measure_rank, said_where
from tallymark.reconcile.series import followed
from tallymark.reconcile.told import Told
from tallymark.reconcile.totals import Key, packed, totals_of, unpacked


class Shelf(Protocol):
    """Bytes by their number, as a list of bytes has them; whoever wants memory to stay flat gives one on a disk."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, number: int, /) -> bytes:
        """Return those with a number."""

    def append(self, kept: bytes, /) -> None:
        """Put them aside under the next number."""


class Following:
    """The running totals of stories that come one after the other; what is kept of them lies on the `shelf`."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._stories = 0
        self._totals: dict[Key, array[int]] = {}
        self._series: list[tuple[str, int]] = []
        # For each finding the rank of its story, and where it lies.
        self._findings: list[tuple[int, int]] = []

    def add(self, told: Told) -> None:
        """Take note of the running totals of the next story."""
        for total in totals_of(told, self._stories):
            self._totals.setdefault(total.key, array("I")).append(self._put(packed(total)))
        self._stories += 1

    def follow(self) -> None:
        """Follow the totals, every story having been added."""
        kept: dict[int, tuple[int, int]] = {}
        for key in sorted(self._totals):
            totals = [unpacked(self._shelf[number]) for number in self._totals.pop(key)]
            for series, findings in followed(key, totals):
                self._series.append((series.id, self._put(pickle.dumps(series, pickle.HIGHEST_PROTOCOL))))
                for rank, finding in findings:
                    self._keep(kept, key, rank, finding)
        self._series.sort()
        self._findings = sorted(kept.values())

    def _keep(self, kept: dict[int, tuple[int, int]], key: Key, rank: int, finding: Finding) -> None:
        """Keep a finding, unless one that says the same of the same words is kept, and comes first by its measure."""
        row = measure_rank(key[0]), finding.id
        # The hash takes a fraction of the room, and two that are equal by chance are not to be met.
        where = hash(said_where(finding))
        if where in kept:
            before, _ = pickle.loads(self._shelf[kept[where][1]])
            if before <= row:
                return
        kept[where] = rank, self._put(pickle.dumps((row, finding), pickle.HIGHEST_PROTOCOL))

    def _put(self, kept: bytes) -> int:
        self._shelf.append(kept)
        return len(self._shelf) - 1

    def series(self) -> Iterator[Series]:
        """Yield the series that have two values or more, in the order of their ids."""
        for _, number in self._series:
            series: Series = pickle.loads(self._shelf[number])
            yield series

    def findings(self) -> Iterator[tuple[int, Finding]]:
        """Yield what is to be said of them with the rank of the story it belongs to, in the order of stories."""
        for rank, number in self._findings:
            yield rank, pickle.loads(self._shelf[number])[1]


def reconcile_series(
    stories: Sequence[Story], reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]
) -> tuple[tuple[Series, ...], tuple[Finding, ...]]:
    """Follow the running totals of all stories; `claims` maps a report's id to its claims.

    Return the series that have two values or more, in the order of their ids, and what is to be said of them: totals
    that fall, and values that another story tells again with a new date. A finding belongs to the story of the later
    value. Neither depends on the order of `stories`.
    """
    shelf: list[bytes] = []
    following = Following(shelf)
    for story in sorted(stories, key=lambda story: story.id):
        following.add(Told.of(story, reports, claims))
    following.follow()
    return tuple(following.series()), tuple(finding for _, finding in following.findings())
