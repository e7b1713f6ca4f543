"""Numbers that no claim holds and that versions write differently in a sentence they share."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz, process

from tallymark.model import Finding, Report, Side, Span
from tallymark.packs.wording import listed
from tallymark.reconcile.around import Around
from tallymark.reconcile.sentences import LOOK, finding
from tallymark.reconcile.told import Told
from tallymark.rules.renderings import Differing, Written, compare_numbers

WrittenIn = Callable[[Report], Sequence[Written]]
# Two sentences this much alike, of 100, are one in two renderings.
ALIKE = 80
# Where a sentence ends, in any language: a version is cut in the same places as the one that it renders.
_END = re.compile(r"(?<=[.!?…؟։])[\s\"”»]+|\n+")
_Stretch = tuple[int, int]


def numbers_differing(told: Told, around: Around, written: WrittenIn) -> list[Finding]:
    """Return the numbers in which versions of one language differ within a sentence, where not all stand in claims.

    Those that stand in claims on both sides are compared as claims.
    """
    texts = _Texts(told, written)
    out: list[Finding] = []
    for one, other in itertools.combinations(told.reports, 2):
        if around.renders(one, other) or around.renders(other, one):
            for differing in _differing(texts, one, other):
                out.append(_finding(told, one, other, differing))
    return out


class _Texts:
    """The sentences of each report and the numbers that it writes, worked out when they are first asked for."""

    def __init__(self, told: Told, written: WrittenIn) -> None:
        self.told = told
        self._written = written
        self._sentences: dict[str, dict[str, _Stretch]] = {}
        self._numbers: dict[str, Sequence[Written]] = {}

    def sentences(self, report: str) -> dict[str, _Stretch]:
        """Return where each sentence of a report stands, by its words."""
        if report not in self._sentences:
            text = self.told.reports[report].text
            ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
            self._sentences[report] = {
                text[start:end]: (start, end) for start, end in itertools.pairwise(ends) if text[start:end].strip()
            }
        return self._sentences[report]

    def numbers(self, report: str, stretch: _Stretch) -> list[Written]:
        """Return the numbers that stand in a stretch of a report."""
        if report not in self._numbers:
            self._numbers[report] = self._written(self.told.reports[report])
        return [one for one in self._numbers[report] if stretch[0] <= one.start and one.end <= stretch[1]]

    def claimed(self, report: str, number: Written) -> bool:
        """Say whether a number stands in the figure of a claim."""
        figures = [claim.figure.span for claim in self.told.by_report[report] if claim.figure is not None]
        return any(span is not None and span.start < number.end and number.start < span.end for span in figures)


def _differing(texts: _Texts, one: str, other: str) -> Iterator[Differing]:
    """Yield what the sentences of two reports that are alike differ in, where that is not told of claims anyway."""
    theirs = texts.sentences(other)
    words = list(theirs)
    for sentence, stretch in texts.sentences(one).items():
        if sentence in theirs or not (left := texts.numbers(one, stretch)):
            continue
        best = process.extractOne(sentence, words, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best is None:
            continue
        differing = compare_numbers(left, texts.numbers(other, theirs[best[0]]))
        read = [texts.claimed(one, number) for number in differing.left]
        if differing.changed and not (all(read) and all(texts.claimed(other, number) for number in differing.right)):
            yield differing


def _finding(told: Told, one: str, other: str, differing: Differing) -> Finding:
    spans = [
        [Span.of(told.reports[report].text, number.start, number.end) for number in numbers]
        for report, numbers in ((one, differing.left), (other, differing.right))
    ]
    words = [listed([f"“{span.quote}”" for span in given]) for given in spans]
    return finding(
        "number_differs",
        told.story.id,
        [Side(report=report, span=span) for report, given in zip((one, other), spans, strict=True) for span in given],
        weight=LOOK,
        one=words[0],
        who=told.versions([one]),
        other=words[1],
        others=told.versions([other]),
    )
