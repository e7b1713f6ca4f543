"""Why two reports tell one story, or do not: what met, with its weight, and what spoke against."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from tallymark.collate.days import days_between
from tallymark.collate.features import Features
from tallymark.collate.rarity import Rarity, Vector, cosine
from tallymark.collate.shingles import containment, likeness
from tallymark.model import Link

# Weights and thresholds were set by reading which phenomena join or part reports, and stand on a plateau: moving any
# one by a fifth moves B³ on the labelled reports by less than a point.
WORDS, NAMES = 8.0, 6.0
# Bulletins of one form share nearly all their words month after month, so words have a limit.
MOST_WORDS = 4.5
KINDS: Mapping[str, tuple[float, float]] = {  # weight, and the most that one kind of mark can add
    "figure": (0.8, 2.4),
    "place": (0.7, 1.4),
    "day": (1.0, 2.0),
    "model": (0.4, 0.4),
    "agreement": (0.2, 0.2),
}
SAME = 2.1
COPY = 0.8
# A copy cut short shares nearly all its runs; a text shorter than this may be one quotation that two outlets took over.
CUT, CUT_RUNS = 0.85, 60
# Another story tells old figures again when the most telling figure that met weighs this much, and what met in all.
TELLING_REPEAT, REPEATS = 0.9, 1.1
NAMED = 0.15
# Days between publications that say nothing against; beyond, every doubling does.
NEAR_DAYS, PER_DOUBLING = 2, 0.8
UNDATED = 0.3
# Telling figures of one report that the other lacks, by the logarithm of their weight.
UNMET = 0.6
# What one side says and the other rejects are two statements, however many words they share.
DENIAL = 2.0
# Both give figures and none met: each day apart makes two incidents likelier than one toll that moves.
APART_PER_DAY, APART_MOST = 0.3, 1.5
STRONG = 0.6


class Scorer(msgspec.Struct, frozen=True):
    """Compares reports of one collection; `words` and `names` are their vectors by report id."""

    features: Mapping[str, Features]
    words: Mapping[str, Vector]
    names: Mapping[str, Vector]
    rarity: Rarity

    def link(self, left: str, right: str) -> Link:
        """Return the link of two reports, of kind `copy`, `same`, or `apart` where the score is too low for a story."""
        one, other = self.features[left], self.features[right]
        alike = likeness(one.shingles, other.shingles)
        met = self._met(one, other)
        against = self._against(one, other)
        cut = containment(one.shingles, other.shingles) if _long(one) and _long(other) else 0.0
        copied = (alike >= COPY or cut >= CUT) and "figures" not in against
        if copied:
            met["text"] = 10 * max(alike, cut)
        score = round(math.fsum(met.values()) - math.fsum(against.values()), 4)
        kind = "copy" if copied else "same" if score >= SAME else "apart"
        return Link(left=left, right=right, kind=kind, score=score, met=_rows(met), against=_rows(against))

    def repeats(self, left: str, right: str) -> tuple[float, tuple[tuple[str, float], ...]]:
        """Return how much two reports of different stories tell the same figures, and what met.

        Figures alone do not show that one thing is counted: a place, a day, a model or the names must meet as well.
        """
        one, other = self.features[left], self.features[right]
        figures: dict[str, float] = {}
        beside: dict[str, float] = {}
        for mark in sorted(one.marks.keys() & other.marks.keys()):
            # A number outside every claim may count anything, so one side at least must have read it as a claim.
            if mark[0] != "figure":
                beside[f"{mark[0]} {mark[1]}"] = round(self.rarity.mark(mark), 4)
            elif mark in one.claimed or mark in other.claimed:
                rare = min(one.plain[mark], other.plain[mark]) * self.rarity.mark(mark)
                figures[f"figure {mark[1]}"] = round(rare, 4)
        named = cosine(self.names[left], self.names[right])
        if named >= NAMED:
            beside["names"] = round(named, 4)
        if max(figures.values(), default=0.0) < TELLING_REPEAT or not beside:
            return 0.0, ()
        return math.fsum(figures.values()), _rows(figures | beside)

    def _met(self, one: Features, other: Features) -> dict[str, float]:
        sums: defaultdict[str, float] = defaultdict(float)
        out: dict[str, float] = {}
        for mark in sorted(one.marks.keys() & other.marks.keys()):
            kind, key = mark
            weight, most = KINDS[kind]
            adds = min(weight * min(one.marks[mark], other.marks[mark]) * self.rarity.mark(mark), most - sums[kind])
            if adds > 0:
                sums[kind] += adds
                out[f"{kind} {key}"] = adds
        if one.language == other.language:
            out["words"] = min(MOST_WORDS, WORDS * cosine(self.words[one.report], self.words[other.report]))
        else:
            out["names"] = NAMES * cosine(self.names[one.report], self.names[other.report])
        return out

    def _against(self, one: Features, other: Features) -> dict[str, float]:
        out: dict[str, float] = {}
        gap = days_between(one.published, other.published)
        if gap is None:
            out["undated"] = UNDATED
        elif gap > NEAR_DAYS:
            out["days apart"] = PER_DOUBLING * math.log2(gap / NEAR_DAYS)
        unmet = max(self._unmet(one, other), self._unmet(other, one))
        if unmet > 0:
            out["figures on one side"] = UNMET * math.log1p(unmet)
        if one.denied != other.denied:
            out["denial"] = DENIAL * abs(one.denied - other.denied)
        if _has_news(one) and _has_news(other) and not _share_a_figure(one, other):
            apart = min(APART_MOST, APART_PER_DAY * (gap or 0))
            if apart > 0:
                out["figures"] = apart
        return out

    def _unmet(self, one: Features, other: Features) -> float:
        """Return the weight of the telling figures that one report claims and another does not have."""
        lacked = (mark for mark in one.claimed if mark not in other.marks and one.plain[mark] >= STRONG)
        return math.fsum(one.plain[mark] * self.rarity.mark(mark) for mark in sorted(lacked))


def _long(features: Features) -> bool:
    return len(features.shingles) >= CUT_RUNS


def _has_news(features: Features) -> bool:
    """Say whether a report claims a telling figure that is no look back."""
    return any(features.marks[mark] >= STRONG for mark in features.claimed)


def _share_a_figure(one: Features, other: Features) -> bool:
    return any(mark[0] == "figure" for mark in one.marks.keys() & other.marks.keys())


def _rows(weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return features with their weights, the heaviest first."""
    rounded = [(name, round(weight, 4)) for name, weight in weights.items() if weight > 0]
    return tuple(sorted(rounded, key=lambda row: (-row[1], row[0])))
