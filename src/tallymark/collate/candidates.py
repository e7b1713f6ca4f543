"""Which reports of a collection are compared with one another, and which stand aside as copies of a compared text."""

from __future__ import annotations

from collections.abc import Iterator

from tallymark.collate.collection import Collection
from tallymark.collate.copies import copies
from tallymark.collate.links import Scorer
from tallymark.model import Looked, Meeting

# A word or a name that two reports share may be a person's, so it is told of as what it is.
_UNNAMED = {"run": "text", "word": "word", "name": "name"}


class Candidates:
    """The pairs of reports to compare, by their numbers; `copies` maps a copy of a much-copied text to its original."""

    def __init__(self, collection: Collection, scorer: Scorer) -> None:
        self.shelf = collection.shelf
        self._by_time, self._scorer = collection.by_time, scorer
        self._meetings = collection.meetings()
        by_time = self._by_time
        self.copies = copies(([by_time[rank] for rank in crowd] for crowd in self._meetings.crowds()), scorer)
        aside = {rank for rank, number in enumerate(by_time) if number in self.copies} if self.copies else frozenset()
        self._blocks = self._meetings.blocks(collection.months(), aside)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs, the smaller number first."""
        for rank, number in enumerate(self._by_time):
            for other in self._blocks.met_by(rank):
                yield min(number, self._by_time[other]), max(number, self._by_time[other])

    def meetings(self, one: int, other: int) -> tuple[Meeting, ...]:
        """Return what two reports may be compared for, what fewest reports have first."""
        common = self._meetings.common(self._scorer.report(one), self._scorer.report(other))
        told = (Meeting(what=_UNNAMED.get(what.partition(" ")[0], what), reports=reports) for what, reports in common)
        return tuple(sorted(told, key=lambda meeting: (meeting.reports, meeting.what)))

    def looked(self, one: int, other: int) -> Looked:
        """Say whether two reports are compared by themselves, and what keeps them from it."""
        if one in self.copies or other in self.copies:
            original = self.copies.get(one) == other or self.copies.get(other) == one
            return Looked.COMPARED if original else Looked.COPY
        if not self.meetings(one, other):
            return Looked.NOTHING
        return self._blocks.looked(self._by_time.index(one), self._by_time.index(other))
