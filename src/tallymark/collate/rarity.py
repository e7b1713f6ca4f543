"""How rare each mark, word and name is in the collection at hand, with a prior so that two reports alone make sense."""

from __future__ import annotations

import math
import re
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
PUBLISHED = "published"
_MARK_PRIOR = {"place": 0.03, "day": 0.03, "model": 0.05, "agreement": 0.05, PUBLISHED: 0.03}

# Of each report so many words and names are compared, the rarest: the rest is what every report has.
KEPT = 200
# Marks are counted in so many parts, one after the other, so that the lists that are sorted stay short.
_PARTS = 64

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Vector = Mapping[str, float]


class Rarity:
    """How many reports have each mark, each word of a language and each name."""

    def __init__(self) -> None:
        self._reports = 0
        self._written_in: Counter[str | None] = Counter()
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
        self._written_in[features.language] += 1
        self._words[features.language].update(features.words.keys())
        self._names.update(features.names)
        for mark in (*features.marks, *published_marks(features.published)):
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

    def published(self, published: str | None) -> float:
        """Return the rarity of a day of publication, 0 where it is not known to the day."""
        return max(map(self.mark, published_marks(published)), default=0.0)

    def word_vector(self, features: Features) -> dict[str, float]:
        """Return the heaviest words of a report with their weights, of length 1."""
        known, reports = self._words[features.language], self._written_in[features.language]
        return _unit(
            {
                word: _often(times) * _idf(known[word], reports, _WORD_PRIOR[len(word)])
                for word, times in features.words.items()
            }
        )

    def name_vector(self, features: Features) -> dict[str, float]:
        """Return the heaviest names of a report with their weights, of length 1; a long name tells more."""
        return _unit(
            {
                name: min(1.0, 0.25 * (len(name) - 1)) * _idf(self._names[name], self._reports, _NAME_PRIOR)
                for name in features.names
            }
        )


def published_marks(published: str | None) -> tuple[str, ...]:
    """Return the mark of a day of publication, none where it is not known to the day.

    >>> published_marks("2022-11-24"), published_marks("2022-11")
    (('published 2022-11-24',), ())
    """
    return (f"{PUBLISHED} {published}",) if published and _DAY.fullmatch(published) else ()


def _often(times: int) -> float:
    """Return how much more a word tells that stands in a text several times: what the text is about returns."""
    return 1.0 + math.log(times)


def _idf(known: int, reports: int, prior: float) -> float:
    return max(0.0, math.log((reports + UNSEEN) / (known + prior * UNSEEN)))


def _unit(weights: dict[str, float]) -> dict[str, float]:
    """Return the heaviest of the weights, heaviest first, scaled to length 1."""
    heaviest = sorted((-weight, key) for key, weight in weights.items() if weight > 0)[:KEPT]
    length = math.sqrt(math.fsum(weight**2 for weight, _ in heaviest))
    return {key: -weight / length for weight, key in heaviest}


def cosine(left: Vector, right: Vector) -> float:
    """Return how much two vectors of length 1 point the same way, 0 to 1."""
    return math.fsum([left[key] * right[key] for key in left.keys() & right.keys()])
