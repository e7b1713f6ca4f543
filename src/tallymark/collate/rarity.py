"""How rare each mark, word and name is in the collection at hand, with a prior so that two reports alone make sense."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from tallymark.collate.features import Features
from tallymark.collate.hashes import hashed

# The collection counts as if this many unseen reports stood beside it: with two reports, every word they share would
# otherwise look common.
UNSEEN = 40
# Share of unseen reports that have a word, by the length of its beginning: in every language short words are common.
_WORD_PRIOR = {2: 0.8, 3: 0.6, 4: 0.3, 5: 0.15, 6: 0.06}
_NAME_PRIOR = 0.05
_MARK_PRIOR = {"place": 0.03, "day": 0.03, "model": 0.05, "agreement": 0.05}

# Of each report so many words and names are compared, the rarest: the rest is what every report has.
KEPT = 100
# Marks are counted in so many parts, one after the other, so that the lists that are sorted stay short.
_PARTS = 64

Vector = Mapping[str, float]


class Rarity:
    """How many reports have each mark, each word of a language and each name."""

    def __init__(self) -> None:
        self._reports = 0
        self._words: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
        self._names: Counter[str] = Counter()
        # Most marks are numbers that no other report has, so they wait as hashes, and only the others get an entry.
        self._waiting = [array("Q") for _ in range(_PARTS)]
        self._marks: dict[int, int] = {}

    @classmethod
    def of(cls, features: Iterable[Features]) -> Rarity:
        """Count the marks, words and names of these reports."""
        rarity = cls()
        for each in features:
            rarity.count(each)
        rarity.close()
        return rarity

    def count(self, features: Features) -> None:
        """Count one report more."""
        self._reports += 1
        self._words[features.language].update(features.words)
        self._names.update(features.names)
        for mark in features.marks:
            number = hashed(mark)
            self._waiting[number % _PARTS].append(number)

    def close(self) -> None:
        """Say that every report has been counted; what is asked before knows no marks."""
        for at, waiting in enumerate(self._waiting):
            counted = Counter(waiting)
            self._marks.update((number, times) for number, times in counted.items() if times > 1)
            self._waiting[at] = array("Q")

    def mark(self, mark: str) -> float:
        """Return the rarity of a mark, 1 where only two reports have it and less the more have it."""
        prior = UNSEEN * _MARK_PRIOR.get(mark.partition(" ")[0], 0.01)
        known = self._marks.get(hashed(mark), 1)
        least = math.log((self._reports + UNSEEN) / (min(2, known) + prior))
        return max(0.0, math.log((self._reports + UNSEEN) / (known + prior)) / least)

    def word_vector(self, features: Features) -> dict[str, float]:
        """Return the heaviest words of a report with their weights, of length 1."""
        known = self._words[features.language]
        return _unit({word: self._idf(known[word], _WORD_PRIOR[len(word)]) for word in features.words})

    def name_vector(self, features: Features) -> dict[str, float]:
        """Return the heaviest names of a report with their weights, of length 1; a long name tells more."""
        return _unit(
            {
                name: min(1.0, 0.25 * (len(name) - 1)) * self._idf(self._names[name], _NAME_PRIOR)
                for name in features.names
            }
        )

    def _idf(self, known: int, prior: float) -> float:
        return max(0.0, math.log((self._reports + UNSEEN) / (known + prior * UNSEEN)))


def _unit(weights: dict[str, float]) -> dict[str, float]:
    """Return the heaviest of the weights, heaviest first, scaled to length 1."""
    heaviest = sorted((-weight, key) for key, weight in weights.items() if weight > 0)[:KEPT]
    length = math.sqrt(math.fsum(weight**2 for weight, _ in heaviest))
    return {key: -weight / length for weight, key in heaviest}


def cosine(left: Vector, right: Vector) -> float:
    """Return how much two vectors of length 1 point the same way, 0 to 1."""
    return math.fsum([left[key] * right[key] for key in left.keys() & right.keys()])
