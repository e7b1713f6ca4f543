"""The words around a claim: whether two versions put two claims in the same words, whatever number stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from tallymark.model import Claim, Report
from tallymark.reconcile.told import Told

# So many words on each side of a number are looked at, and they must be this much alike, of 100.
WORDS = 8
ALIKE = 74
# A word of this many letters on average is enough to look for that many.
LETTERS = 16
# A text whose runs of three words another holds to this share is rendered there word by word.
RUN = 3
HELD = 0.4
# A text nearly all of whose runs stand in another, and that has so many, is that text cut, however little is left.
MADE_OF, RUNS = 0.8, 12
# With more versions than this, comparing the words of each with each would take longer than it tells.
MOST_VERSIONS = 40

_WORD = re.compile(r"\w+")


class Around:
    """The words around the claims of a story, and which versions render which word by word."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._sides: dict[str, tuple[str, str]] = {}
        self._runs: dict[str, frozenset[tuple[str, ...]]] = {}
        self.possible = 1 < len(told.reports) <= MOST_VERSIONS

    def likeness(self, one: Claim, other: Claim) -> float:
        """Return how much the words around two claims of two versions are alike, from 0 to 1; 0 where not enough."""
        if not self.possible or not self._one_language(one.report, other.report) or one.headline != other.headline:
            return 0.0
        left, right = self._around(one), self._around(other)
        ratios = [fuzz.ratio(a, b) for a, b in zip(left, right, strict=True)]
        lengths = [max(len(a), len(b)) for a, b in zip(left, right, strict=True)]
        if not sum(lengths):
            return 0.0
        alike = sum(ratio * length for ratio, length in zip(ratios, lengths, strict=True)) / sum(lengths)
        return alike / 100 if alike >= ALIKE else 0.0

    def renders(self, report: str, other: str) -> bool:
        """Say whether a report renders another word by word, as a whole or cut."""
        if not self.possible or not self._one_language(report, other):
            return False
        theirs = self._run(other)
        return len(theirs & self._run(report)) >= HELD * len(theirs) > 0

    def word_by_word(self, one: str, other: str) -> bool:
        """Say whether of two reports one renders the other word by word."""
        return self.renders(one, other) or self.renders(other, one)

    def is_cut(self, report: str, other: str) -> bool:
        """Say whether a report is made of the words of another."""
        if not self.possible or not self._one_language(report, other):
            return False
        own = self._run(report)
        return len(own) >= RUNS and len(own & self._run(other)) >= MADE_OF * len(own)

    def pairs(self, ones: Iterable[Claim], others: Sequence[Claim]) -> list[tuple[float, Claim, Claim]]:
        """Return claims of two versions that stand in the same words, the likest first, each in one pair at most."""
        rows = [
            (alike, one, other)
            for one in ones
            for other in others
            if (one.figure is None) == (other.figure is None) and (alike := self.likeness(one, other)) > 0
        ]
        rows.sort(key=_order)
        taken: set[str] = set()
        out: list[tuple[float, Claim, Claim]] = []
        for row in rows:
            if row[1].id not in taken and row[2].id not in taken:
                taken |= {row[1].id, row[2].id}
                out.append(row)
        return out

    def _one_language(self, one: str, other: str) -> bool:
        reports: Mapping[str, Report] = self._told.reports
        return one != other and reports[one].language == reports[other].language

    def _around(self, claim: Claim) -> tuple[str, str]:
        """Return the words before and behind a claim's number, or behind the start of an act's words."""
        if claim.id not in self._sides:
            text = self._told.reports[claim.report].text
            number = claim.span if claim.figure is None or claim.figure.span is None else claim.figure.span
            before = _WORD.findall(text[max(0, number.start - WORDS * LETTERS) : number.start].casefold())[-WORDS:]
            behind = _WORD.findall(text[number.end : number.end + WORDS * LETTERS].casefold())[:WORDS]
            self._sides[claim.id] = " ".join(before), " ".join(behind)
        return self._sides[claim.id]

    def _run(self, report: str) -> frozenset[tuple[str, ...]]:
        if report not in self._runs:
            words = _WORD.findall(self._told.reports[report].text.casefold())
            self._runs[report] = frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))
        return self._runs[report]


def _order(row: tuple[float, Claim, Claim]) -> tuple[object, ...]:
    """Return by what pairs are ordered: the likest words first, of one figure's claims those of one measure."""
    alike, one, other = row
    return -alike, one.measure != other.measure, abs(one.span.start - other.span.start), one.id, other.id
