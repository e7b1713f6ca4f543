"""Whether two texts are near-identical: the runs of words that they share."""

from __future__ import annotations

import re
import zlib

_WORD = re.compile(r"\w+")
RUN = 5
LONG, EVERY = 400, 4


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of the runs of five words of a text; a shorter text is one run.

    >>> len(shingles("one two three four five six"))
    2
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = max(1, len(words) - RUN + 1) if words else 0
    return frozenset(zlib.crc32(" ".join(words[at : at + RUN]).encode("utf-8", "surrogatepass")) for at in range(runs))


def sample(text: str) -> frozenset[int]:
    """Return the runs of a text, of a long one every fourth by its hash: enough to compare, and little to hold."""
    runs = shingles(text)
    return runs if len(runs) < LONG else frozenset(run for run in runs if run % EVERY == 0)


def sketch(runs: frozenset[int], size: int = 8) -> tuple[int, ...]:
    """Return the smallest hashes of a text: near-identical texts share at least one of them almost surely."""
    return tuple(sorted(runs)[:size])


def likeness(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of runs that two texts have in common (Jaccard), 0 to 1.

    >>> likeness(frozenset({1, 2}), frozenset({2, 3}))
    0.3333333333333333
    """
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def containment(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of the shorter text's runs that stand in the longer one, 0 to 1.

    >>> containment(frozenset({1, 2}), frozenset({2, 3, 4, 5}))
    0.5
    """
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter else 0.0
