"""Why two reports tell one story, or do not: what met, with its weight, and what spoke against."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from tallymark.collate.days import days_after, days_between
from tallymark.collate.features import is_figure
from tallymark.collate.rarity import cosine
from tallymark.collate.rounding import told_rounded
from tallymark.collate.weighed import STRONG, AtHand, Weighed
from tallymark.model import Link

# Weights and thresholds were set by reading which phenomena join or part reports, and stand on a plateau: moving any
# one by a fifth moves B³ on the labelled reports by less than a point.
WORDS, NAMES = 8.0, 5.0
# Bulletins of one form share nearly all their words month after month, so words have a limit.
MOST_WORDS = 4.5
KINDS: Mapping[str, tuple[float, float]] = {  # weight, and the most that one kind of mark can add
    "figure": (0.8, 2.4),
    "place": (0.5, 1.0),
    "day": (1.0, 2.0),
    "model": (0.4, 0.4),
    "agreement": (0.2, 0.2),
}
SAME = 2.1
COPY = 0.8
# A copy cut short shares nearly all its runs; a text shorter than this may be one quotation that two outlets took over.
CUT, CUT_RUNS = 0.85, 60
# Another story tells old figures again when the most telling figure that met weighs this much, and all of them with
# what they are of.
TELLING_REPEAT, REPEATS = 0.9, 1.1
NAMED = 0.15
# Published on one day or on the next to it, as far as few reports are: what is new is told at once.
NEWS_DAYS, OF_ONE_DAY = 1, 1.2
# Days between publications that say nothing against; beyond, every doubling does.
NEAR_DAYS, PER_DOUBLING = 2, 0.8
UNDATED = 0.3
# Nobody tells what has not happened: what one report tells first happened days after the other had appeared. A day
# says little, because clocks differ and people die of their wounds; every doubling says more.
FORETOLD = 0.8
# Telling figures of one report that the other lacks, by the logarithm of their weight.
UNMET = 0.8
# What one side says and the other rejects are two statements, however many words they share.
DENIAL = 2.0
# Both give figures and none met: each day apart makes two incidents likelier than one toll that moves.
APART_PER_DAY, APART_MOST = 0.3, 1.5


# More than all that can meet or speak against: a person's word.
JUDGED = 100.0
# Of two reports by their ids, the smaller first: whether people say that they tell one story.
Decided = Mapping[tuple[str, str], bool]


class Scorer:
    """Compares reports of one collection by their numbers; what people `decided` of two goes before all else."""

    def __init__(self, reports: AtHand, decided: Decided = MappingProxyType({})) -> None:
        self._get = reports.get
        self._decided = decided

    def decided(self, left: int, right: int) -> bool | None:
        """Return whether people say that two reports tell one story, None where they say nothing."""
        one, other = sorted((self._get(left)[0].report, self._get(right)[0].report))
        return self._decided.get((one, other))

    def report(self, number: int) -> Weighed:
        """Return the report of a number."""
        return self._get(number)[0]

    def link(self, left: int, right: int) -> Link:
        """Return the link of two reports, of kind `copy`, `same`, or `apart` where the score is too low for a story."""
        return self._linked(left, right, _met(self._get(left)[0], self._get(right)[0]))

    def _linked(self, left: int, right: int, met: dict[str, float]) -> Link:
        one, other = self._get(left)[0], self._get(right)[0]
        against = _against(one, other)
        copied = self.alike(left, right) if "figures" not in against else 0.0
        if copied:
            met["text"] = 10 * copied
        told = self.decided(left, right) if self._decided else None
        if told is not None:
            (met if told else against)["judgement"] = JUDGED
        score = round(math.fsum(met.values()) - math.fsum(against.values()), 4)
        kind = "apart" if told is False else "copy" if copied else "same" if score >= SAME else "apart"
        return Link(left=one.report, right=other.report, kind=kind, score=score, met=_rows(met), against=_rows(against))

    def score(self, left: int, right: int) -> float:
        """Return the score of the link of two reports."""
        return self.link(left, right).score

    def joins(self, left: int, right: int) -> float | None:
        """Return the score of the link of two reports that it makes versions of one story, None where it does not."""
        one, other = self._get(left)[0], self._get(right)[0]
        met = _met(one, other)
        if math.fsum(met.values()) < SAME and not self.alike(left, right):
            return None
        link = self._linked(left, right, met)
        return None if link.kind == "apart" else link.score

    def alike(self, left: int, right: int) -> float:
        """Return how much two texts are alike, 0 where neither is a copy of the other or of its beginning."""
        one, other = self._get(left)[1], self._get(right)[1]
        alike, cut = one.shared(other)
        if min(len(one.runs), len(other.runs)) < CUT_RUNS:
            cut = 0.0
        return max(alike, cut) if alike >= COPY or cut >= CUT else 0.0

    def repeats(self, left: int, right: int) -> tuple[float, tuple[tuple[str, float], ...]]:
        """Return how much two reports of different stories tell the same figures, and what met.

        Figures alone do not show that one thing is counted: a place, a day, a model or the names must meet as well. A
        model that met adds to the figures: a number that many reports have counts one thing where it is of one model.
        """
        one, other = self._get(left)[0], self._get(right)[0]
        figures: dict[str, float] = {}
        beside: dict[str, float] = {}
        for mark in one.marks.keys() & other.marks.keys():
            here, there = one.marks[mark], other.marks[mark]
            # A number outside every claim may count anything, so one side at least must have read it as a claim.
            if not is_figure(mark):
                beside[mark] = round(here.rarity, 4)
            elif here.claimed or there.claimed:
                figures[mark] = round(min(here.plain, there.plain) * here.rarity, 4)
        if max(figures.values(), default=0.0) < TELLING_REPEAT:
            return 0.0, ()
        named = cosine(one.names, other.names)
        if named >= NAMED:
            beside["names"] = round(named, 4)
        models = [KINDS["model"][0] * rarity for mark, rarity in beside.items() if mark.startswith("model ")]
        told = math.fsum(figures.values()) + max(models, default=0.0)
        return (told, _rows(figures | beside)) if beside else (0.0, ())


def _met(one: Weighed, other: Weighed) -> dict[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    out: dict[str, float] = {}
    for mark in sorted(one.marks.keys() & other.marks.keys()):
        kind = mark.partition(" ")[0]
        weight, most = KINDS[kind]
        here, there = one.marks[mark], other.marks[mark]
        adds = min(weight * min(here.weight, there.weight) * here.rarity, most - sums[kind])
        if adds > 0:
            sums[kind] += adds
            out[mark] = adds
    gap = days_between(one.published, other.published)
    if gap is not None and gap <= NEWS_DAYS:
        out["published together"] = OF_ONE_DAY * min(one.of_its_day, other.of_its_day)
    if one.language == other.language:
        out["words"] = min(MOST_WORDS, WORDS * cosine(one.words, other.words))
    else:
        out["names"] = NAMES * cosine(one.names, other.names)
    return out


def _against(one: Weighed, other: Weighed) -> dict[str, float]:
    out: dict[str, float] = {}
    gap = days_between(one.published, other.published)
    if gap is None:
        out["undated"] = UNDATED
    elif gap > NEAR_DAYS:
        out["days apart"] = PER_DOUBLING * math.log2(gap / NEAR_DAYS)
    foretold = max(days_after(one.published, other.happened), days_after(other.published, one.happened))
    if foretold:
        out["foretold"] = FORETOLD * math.log2(1 + foretold)
    unmet = max(_unmet(one, other), _unmet(other, one))
    if unmet > 0:
        out["figures on one side"] = UNMET * math.log1p(unmet)
    if one.denied != other.denied:
        out["denial"] = DENIAL * abs(one.denied - other.denied)
    if one.news and other.news and not any(map(is_figure, one.marks.keys() & other.marks.keys())):
        apart = min(APART_MOST, APART_PER_DAY * (gap or 0))
        if apart > 0:
            out["figures"] = apart
    return out


def _unmet(one: Weighed, other: Weighed) -> float:
    """Return the weight of the telling figures that one report claims and another does not have, not even rounded."""
    return math.fsum(
        told.plain * told.rarity
        for mark, told in one.marks.items()
        if told.claimed and told.plain >= STRONG and mark not in other.marks and not told_rounded(mark, other.marks)
    )


def _rows(weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return features with their weights, the heaviest first."""
    rounded = [(name, round(weight, 4)) for name, weight in weights.items() if weight > 0]
    return tuple(sorted(rounded, key=lambda row: (-row[1], row[0])))
