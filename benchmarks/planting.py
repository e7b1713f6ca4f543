"""Planting defects: the changes that versions of a story are known to suffer, made in the text of one of them.

Every change is made by what the packs know (the words of a measure in the same form, the words of a bound, the known
confusions) and by where the unchanged text was read to say something; how the changed text is read has no part in it.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tallymark.extract.numerals import find_numerals
from tallymark.extract.sentences import find_sentences
from tallymark.model import Bound, Claim, Report
from tallymark.packs.confusions import load_confusions
from tallymark.rules import Engine

# What a measure is taken for: victims for the dead, the laid for the found.
SWAPS = {
    "killed": ("injured", "casualties"), "injured": ("killed",), "casualties": ("killed", "injured"),
    "found": ("destroyed", "laid"), "cleared": ("laid", "found"), "destroyed": ("found", "laid"),
    "laid": ("cleared", "found"),
}  # fmt: skip
ROUNDED, NEAR = 20, 0.05
_MINES = ("mine", "anti_personnel_mine", "anti_vehicle_mine")
_TOTALS = {"total_as_only": "only", "total_as_all": "all"}
_AGREEMENT = re.compile(r"( of)? the (\w+ )?(?=statement|agreement|declaration)")


class Planted(NamedTuple):
    """A change: of which kind, to which claim, and the words `new` in the place of `start` up to `end` of the text."""

    kind: str
    claim: Claim
    start: int
    end: int
    new: str

    def made_in(self, text: str) -> str:
        """Return the text with the change."""
        return text[: self.start] + self.new + text[self.end :]


class Planter:
    """Makes changes in one report; `places` are names of places of the same language that no text of the story has."""

    def __init__(self, report: Report, engine: Engine, places: Sequence[str], dice: random.Random) -> None:
        self._report = report
        self._text = report.text
        self._engine = engine
        self._places = places
        self._dice = dice
        self._line = engine.line(report.text)
        numerals = find_numerals(report.text, engine)
        self._values = {numeral.value for numeral in numerals}
        self._numerals = [(numeral.start, numeral.end, numeral.value) for numeral in numerals]

    def changes(self, claim: Claim, others: Sequence[Claim]) -> Iterator[Planted]:
        """Yield the changes that can be made to a claim; `others` are the other claims of its report."""
        yield from self._figure(claim)
        yield from self._rounded(claim)
        yield from self._measure(claim, others)
        yield from self._place(claim)
        yield from self._dropped(claim)
        yield from self._confused(claim)

    def _digits(self, claim: Claim) -> tuple[int, int, int] | None:
        """Return where the number of an exact figure stands, and the number, where it is told in a numeral."""
        figure = claim.figure
        if figure is None or figure.span is None or figure.bound is not Bound.EXACTLY or figure.unit is not None:
            return None
        for start, end, value in self._numerals:
            inside = figure.span.start <= start and end <= figure.span.end
            if inside and value == figure.value and value == value.to_integral_value() and value > 0:
                return start, end, int(value)
        return None

    def _figure(self, claim: Claim) -> Iterator[Planted]:
        """Change a number as slips do: a digit exchanged, two digits turned round, one lost, one counted more."""
        at = self._digits(claim)
        if at is None:
            return
        start, end, value = at
        slips = [value + 1, value + self._dice.randint(2, 9)]
        written = str(value)
        if len(written) > 1:
            place = self._dice.randrange(len(written))
            digit = self._dice.choice([each for each in "123456789" if each != written[place]])
            slips.append(int(written[:place] + digit + written[place + 1 :]))
            slips.append(int(written[1] + written[0] + written[2:]))
        if len(written) > 2:
            slips.append(int(written[:-1]))
        fresh = [slip for slip in slips if slip > 1 and slip not in self._values]
        if fresh:
            yield Planted("figure changed", claim, start, end, str(self._dice.choice(fresh)))

    def _rounded(self, claim: Claim) -> Iterator[Planted]:
        """Put "about" and a round number in the place of a figure that is none."""
        at = self._digits(claim)
        words = [word.phrase for word in self._engine.pack.words if word.kind == "bound" and word.id == "about"]
        if at is None or not words or at[2] < ROUNDED:
            return
        start, end, value = at
        digits = len(str(value))
        near = [round(value, 1 - digits), round(value, 2 - digits)]
        close = [n for n in near if n != value and abs(n - value) <= NEAR * value and n not in self._values]
        if close:
            yield Planted("figure rounded", claim, start, end, f"{words[0]} {close[0]}")

    def _measure(self, claim: Claim, others: Sequence[Claim]) -> Iterator[Planted]:
        """Put the word of another measure, in the same form, in the place of a claim's that is its alone."""
        cue = claim.measure_cue
        figure = claim.figure
        if cue is None or figure is None or any(other.measure_cue == cue for other in others):
            return
        if any(other.figure is not None and other.figure.span == figure.span for other in others):
            return  # "found and destroyed": a text may give several measures to one figure
        sense = self._engine.find(cue.quote)
        if sense is None:
            return
        for measure in SWAPS.get(claim.measure, ()):
            words = [
                word.phrase
                for word in self._engine.pack.words
                if (word.kind, word.form, word.id) == (sense.kind, sense.form, measure) and word.phrase.isalpha()
            ]
            if words:
                word = max(words, key=lambda each: (_ending(each, cue.quote), -abs(len(each) - len(cue.quote))))
                new = word.capitalize() if cue.quote[0].isupper() else word
                yield Planted("measure swapped", claim, cue.start, cue.end, new)
                return

    def _place(self, claim: Claim) -> Iterator[Planted]:
        own = [place for place in claim.places if not place.inherited]
        if len(own) == 1 and self._places and self._text.count(own[0].span.quote) == 1:
            span = own[0].span
            yield Planted("place moved", claim, span.start, span.end, self._dice.choice(list(self._places)))

    def _dropped(self, claim: Claim) -> Iterator[Planted]:
        for sentence in find_sentences(self._text, self._line, self._engine):
            start, end = self._line.starts[sentence.first], self._line.ends[sentence.last - 1]
            if start <= claim.span.start and claim.span.end <= end and not sentence.headline:
                yield Planted("passage dropped", claim, start, end, "")

    def _confused(self, claim: Claim) -> Iterator[Planted]:
        """Put the words of a known confusion in the place of what they stand for."""
        for confusion in load_confusions().patterns:
            if confusion.into != self._report.language:
                continue
            if confusion.measures and claim.measure not in confusion.measures:
                continue
            if confusion.id == "mines_as_minutes":
                yield from self._minutes(claim)
            elif confusion.id in _TOTALS and claim.total_of and claim.figure is not None and claim.figure.span:
                span = claim.figure.span
                new = f"{_TOTALS[confusion.id]} {span.quote}"
                yield Planted("known confusion", claim, span.start, span.end, new)
            elif confusion.id == "point_as_sided":
                yield from self._sided(claim)

    def _minutes(self, claim: Claim) -> Iterator[Planted]:
        item, figure = claim.item, claim.figure
        if item is None or figure is None or figure.span is None or claim.model is not None:
            return
        between = self._text[figure.span.end : item.span.start]
        number = self._digits(claim)
        if (
            number is not None
            and item.id in ("mine", "anti_personnel_mine", "anti_vehicle_mine")
            and between.strip() == ""
        ):
            yield Planted("known confusion", claim, item.span.start, item.span.end, "minutes")

    def _sided(self, claim: Claim) -> Iterator[Planted]:
        provision = None if claim.violation is None else claim.violation.provision
        if provision is None or provision.id is None:
            return
        found = re.search(r"\d+", provision.span.quote)
        after = re.compile(r"( of)? the (\w+ )?(?=statement|agreement|declaration)").match(
            self._text, provision.span.end
        )
        if found is not None and after is not None:
            yield Planted("known confusion", claim, provision.span.start, after.end(), f"the {found.group()} -sided ")


def _ending(one: str, other: str) -> int:
    """Return how many letters two words end in alike: of words of one form, the likest ending is inflected alike."""
    pairs = zip(reversed(one.casefold()), reversed(other.casefold()), strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
