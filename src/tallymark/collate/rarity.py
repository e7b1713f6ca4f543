"""How rare each mark, word and name is in the collection at hand, with a prior so that two reports alone make sense."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from tallymark.collate.features import Features

# The collection counts as if this many unseen reports stood beside it: with two reports, every word they share would
# otherwise look common.
UNSEEN = 40
# Share of unseen reports that have a word, by the length of its beginning: in every language short words are common.
_WORD_PRIOR = {2: 0.8, 3: 0.6, 4: 0.3, 5: 0.15, 6: 0.06}
_NAME_PRIOR = 0.05
_MARK_PRIOR = {"place": 0.03, "day": 0.03, "model": 0.05, "agreement": 0.05}

# Of each report so many words and names are compared, the rarest: the rest is what every report has.
KEPT = 100

Vector = Mapping[str, float]


class Rarity(msgspec.Struct, frozen=True):
    """How many reports have each mark, each word of a language and each name."""

    reports: int
    marks: Mapping[tuple[str, str], int]
    words: Mapping[tuple[str | None, str], int]
    names: Mapping[str, int]

    @classmethod
    def of(cls, features: Sequence[Features]) -> Rarity:
        """Count the marks, words and names of these reports."""
        return cls(
            len(features),
            Counter(mark for each in features for mark in each.marks),
            Counter((each.language, word) for each in features for word in each.words),
            Counter(name for each in features for name in each.names),
        )

    def mark(self, mark: tuple[str, str]) -> float:
        """Return the rarity of a mark, 1 where only two reports have it and less the more have it."""
        prior = UNSEEN * _MARK_PRIOR.get(mark[0], 0.01)
        known = self.marks.get(mark, 0)
        least = math.log((self.reports + UNSEEN) / (min(2, known) + prior))
        return max(0.0, math.log((self.reports + UNSEEN) / (known + prior)) / least)

    def word_vector(self, features: Features) -> Vector:
        """Return the heaviest words of a report with their weights, of length 1."""
        known = self.words
        language = features.language
        return _unit({word: self._idf(known[language, word], _WORD_PRIOR[len(word)]) for word in features.words})

    def name_vector(self, features: Features) -> Vector:
        """Return the heaviest names of a report with their weights, of length 1; a long name tells more."""
        return _unit(
            {
                name: min(1.0, 0.25 * (len(name) - 1)) * self._idf(self.names[name], _NAME_PRIOR)
                for name in features.names
            }
        )

    def _idf(self, known: int, prior: float) -> float:
        return max(0.0, math.log((self.reports + UNSEEN) / (known + prior * UNSEEN)))


def _unit(weights: dict[str, float]) -> Vector:
    """Return the heaviest of the weights, scaled to length 1."""
    heaviest = sorted((key for key in weights if weights[key] > 0), key=lambda key: (-weights[key], key))[:KEPT]
    length = math.sqrt(math.fsum(weights[key] ** 2 for key in heaviest))
    return {key: weights[key] / length for key in heaviest}


def cosine(left: Vector, right: Vector) -> float:
    """Return how much two vectors of length 1 point the same way, 0 to 1."""
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return math.fsum(weight * large[key] for key, weight in small.items() if key in large)
