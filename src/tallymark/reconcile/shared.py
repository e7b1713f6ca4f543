"""The sentences that two versions share, with what a pack knows of the words in them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz, process

from tallymark.model import Claim, Report
from tallymark.reconcile.around import Around
from tallymark.reconcile.told import Told
from tallymark.rules.renderings import Written

# Two sentences this much alike, of 100, are one in two renderings.
ALIKE = 80
# Where a sentence ends, in any language: a version is cut in the same places as the one that it renders.
_END = re.compile(r"(?<=[.!?…؟։])[\s\"”»]+|\n+")


class Words(Protocol):
    """What a pack knows of a report's words: the numbers among them, and what a word or phrase stands for."""

    def numbers(self, report: Report) -> Sequence[Written]:
        """Return the numbers that a report writes."""

    def meaning(self, report: Report, words: str) -> str | None:
        """Return the id of what words stand for in a report's language, a measure's or a bound's or another."""


class Stretch(NamedTuple):
    """A sentence of a report, at code points `start` up to `end`."""

    report: str
    start: int
    end: int


class Shared:
    """The sentences of a story's versions, cut once, and which of them two versions put in nearly the same words."""

    def __init__(self, told: Told, around: Around, words: Words) -> None:
        self.told = told
        self.words = words
        self._around = around
        self._sentences: dict[str, dict[str, Stretch]] = {}
        self._numbers: dict[str, Sequence[Written]] = {}
        self._pairs: list[tuple[Stretch, Stretch]] | None = None

    @property
    def pairs(self) -> list[tuple[Stretch, Stretch]]:
        """The sentences with numbers or claims that two versions share and do not write alike."""
        if self._pairs is None:
            self._pairs = [
                pair
                for one, other in itertools.combinations(self.told.reports, 2)
                if self._around.word_by_word(one, other)
                for pair in self._between(one, other)
            ]
        return self._pairs

    def numbers(self, stretch: Stretch) -> list[Written]:
        """Return the numbers that stand in a sentence."""
        report = stretch.report
        if report not in self._numbers:
            self._numbers[report] = self.words.numbers(self.told.reports[report])
        return [one for one in self._numbers[report] if stretch.start <= one.start and one.end <= stretch.end]

    def claims(self, stretch: Stretch) -> list[Claim]:
        """Return the claims whose words stand in a sentence."""
        return [
            claim
            for claim in self.told.by_report[stretch.report]
            if stretch.start <= claim.span.start and claim.span.end <= stretch.end
        ]

    def meaning(self, report: str, words: str) -> str | None:
        """Return the id of what words stand for in a report's language."""
        return self.words.meaning(self.told.reports[report], words)

    def _between(self, one: str, other: str) -> Iterator[tuple[Stretch, Stretch]]:
        """Yield the sentences of two reports that are one, found from whichever side has a number or claim there."""
        found: set[Stretch] = set()
        for left, right in ((one, other), (other, one)):
            own, theirs = self._cut(left), self._cut(right)
            choices = [sentence for sentence in theirs if sentence not in own]
            for sentence, stretch in own.items():
                if sentence in theirs or stretch in found or not (self.numbers(stretch) or self.claims(stretch)):
                    continue
                best = process.extractOne(sentence, choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
                if best is not None:
                    found.add(theirs[best[0]])
                    yield (stretch, theirs[best[0]]) if left == one else (theirs[best[0]], stretch)

    def _cut(self, report: str) -> dict[str, Stretch]:
        """Return where each sentence of a report stands, by its words."""
        if report not in self._sentences:
            text = self.told.reports[report].text
            ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
            self._sentences[report] = {
                text[start:end]: Stretch(report, start, end)
                for start, end in itertools.pairwise(ends)
                if text[start:end].strip()
            }
        return self._sentences[report]
