"""The baseline for stories: TF-IDF, cosine, and one threshold over which two reports are put together.

The threshold is the best one for the very reports that are scored, which no program can know beforehand: what is
shown is the most that the method can reach there.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"\w{2,}")
STEPS = tuple(step / 50 for step in range(1, 50))
Pieces = Callable[[str], list[str]]


def words_of(text: str) -> list[str]:
    """Return the words of a text."""
    return _WORD.findall(text.casefold())


def letters_of(text: str, length: int = 4) -> list[str]:
    """Return the runs of so many letters inside the words of a text, which several languages share.

    >>> letters_of("mines, mina")
    [' min', 'mine', 'ines', 'nes ', ' min', 'mina', 'ina ']
    """
    return [run for word in words_of(text) for run in _runs(f" {word} ", length)]


def _runs(word: str, length: int) -> list[str]:
    return [word[at : at + length] for at in range(max(1, len(word) - length + 1))]


def vectors(texts: Mapping[str, str], pieces: Pieces = words_of) -> dict[str, dict[str, float]]:
    """Return for each text the weights of its pieces, to length one; what one text alone has can join nothing."""
    counts = {key: Counter(pieces(text)) for key, text in texts.items()}
    within = Counter(word for words in counts.values() for word in words)
    out: dict[str, dict[str, float]] = {}
    for key, words in counts.items():
        weights = {
            word: (1 + math.log(count)) * math.log(len(texts) / within[word] + 1)
            for word, count in words.items()
            if within[word] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        out[key] = {word: weight / length for word, weight in weights.items()}
    return out


def likenesses(texts: Mapping[str, str], pieces: Pieces = words_of) -> list[tuple[float, str, str]]:
    """Return every two texts that share a piece, with their cosine, the most alike first."""
    holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for key, weights in vectors(texts, pieces).items():
        for word, weight in weights.items():
            for other, its in holders[word]:
                sums[other, key] += weight * its
            holders[word].append((key, weight))
    return sorted(((cosine, a, b) for (a, b), cosine in sums.items()), reverse=True)


def groupings(
    texts: Mapping[str, str], steps: Sequence[float] = STEPS, pieces: Pieces = words_of
) -> Iterator[tuple[float, dict[str, str]]]:
    """Yield a grouping for each threshold: texts joined by a chain of likenesses above it are one group.

    >>> texts = {"a": "two mines found", "b": "two mines found here", "c": "rain and mines"}
    >>> [len(set(groups.values())) for _, groups in groupings(texts, [0.02, 0.9])]
    [1, 2]
    """
    pairs = likenesses(texts, pieces)
    for step in steps:
        yield step, _joined(texts, ((a, b) for cosine, a, b in pairs if cosine > step))


def _joined(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    first = {key: key for key in keys}

    def find(key: str) -> str:
        while first[key] != key:
            first[key] = key = first[first[key]]
        return key

    for a, b in pairs:
        first[find(b)] = find(a)
    return {key: find(key) for key in first}
