"""Which totals with one measure and one baseline are one running total: those of one place, or of one voice."""

from __future__ import annotations

import bisect
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from tallymark.reconcile.totals import Total

# Two names of one body share at least this much, of 100: the shorter often stands in the longer.
ONE_VOICE = 90
# A number from here on that two reports give of one total is the same value, whoever says it.
TELLING = 100


def subjects_of(totals: Iterable[Total]) -> list[list[Total]]:
    """Part the totals of one key by place and voice, in an order that does not depend on how they came.

    A country's own bodies tell of it without naming it, so a voice stands in for the place, and so does a number that
    is no accident. One report gives one value of one total.
    """
    parted = _Parted()
    for total in sorted(totals, key=lambda total: (total.published or "9", total.claim)):
        parted.add(total)
    return [subject.totals for subject in parted.subjects]


class _Subject:
    """The values of one running total so far, with the places and the voices that tell it."""

    def __init__(self) -> None:
        self.totals: list[Total] = []
        self.by_report: dict[str, Decimal] = {}
        self.places: set[str] = set()


class _Index:
    """Which subjects have a telling number, and which a voice: their ranks in order."""

    def __init__(self) -> None:
        self._numbers: defaultdict[Decimal, list[int]] = defaultdict(list)
        self._voices: defaultdict[str, list[int]] = defaultdict(list)
        # The voices known, in the order they came, and for each that was asked for those alike among the first so many.
        self._known: list[str] = []
        self._alike: dict[str, tuple[int, list[str]]] = {}

    def add(self, rank: int, total: Total) -> None:
        """Note that a subject has the number and the voices of a total."""
        if total.value >= TELLING:
            _insert(self._numbers[total.value], rank)
        for voice in total.voices:
            if voice not in self._voices:
                self._known.append(voice)
            _insert(self._voices[voice], rank)

    def forget(self, rank: int, totals: Iterable[Total]) -> None:
        """Forget a subject, of which these are the totals."""
        for total in totals:
            for ranks in (self._numbers[total.value], *(self._voices[voice] for voice in total.voices)):
                if rank in ranks:
                    ranks.remove(rank)

    def same(self, total: Total) -> Iterator[list[int]]:
        """Yield the ranks of the subjects with a total's number, and those with one of its voices."""
        if total.value in self._numbers:
            yield self._numbers[total.value]
        for voice in total.voices:
            if voice in self._voices:
                yield self._voices[voice]

    def alike(self, total: Total) -> Iterator[list[int]]:
        """Yield the ranks of the subjects with a voice that may be one of a total's own, written otherwise."""
        for voice in total.voices:
            for known in self._voices_like(voice):
                yield self._voices[known]

    def _voices_like(self, voice: str) -> list[str]:
        looked, alike = self._alike.get(voice, (0, []))
        alike += [known for known in self._known[looked:] if fuzz.partial_ratio(voice, known) >= ONE_VOICE]
        self._alike[voice] = len(self._known), alike
        return alike


def _insert(ranks: list[int], rank: int) -> None:
    at = bisect.bisect_left(ranks, rank)
    if at == len(ranks) or ranks[at] != rank:
        ranks.insert(at, rank)


class _Parted:
    """The subjects so far, found by what they have without looking at each."""

    def __init__(self) -> None:
        self.subjects: list[_Subject] = []
        self._by_place: defaultdict[str, list[int]] = defaultdict(list)
        self._all, self._placeless = _Index(), _Index()

    def add(self, total: Total) -> None:
        """Add a total to the first subject that it belongs to, or to a new one."""
        rank = self._home(total)
        if rank == len(self.subjects):
            self.subjects.append(_Subject())
        subject = self.subjects[rank]
        if total.places and not subject.places:
            self._placeless.forget(rank, subject.totals)
        subject.totals.append(total)
        subject.by_report[total.report] = total.value
        subject.places.update(total.places)
        for place in total.places:
            _insert(self._by_place[place], rank)
        self._all.add(rank, total)
        if not subject.places:
            self._placeless.add(rank, total)

    def _home(self, total: Total) -> int:
        """Return the rank of the subject where a total belongs: to a place of it, or, where one names none, a voice."""
        index = self._placeless if total.places else self._all
        same = list(index.same(total))
        same += [self._by_place[place] for place in total.places if place in self._by_place]
        rank = self._first(total, same)
        # Names are compared letter by letter only where that may find an earlier subject.
        return rank if rank == 0 else min(rank, self._first(total, list(index.alike(total))))

    def _first(self, total: Total, found: Iterable[list[int]]) -> int:
        for rank in heapq.merge(*found):
            if self.subjects[rank].by_report.get(total.report, total.value) == total.value:
                return rank
        return len(self.subjects)
