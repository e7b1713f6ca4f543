"""Whether two texts are near-identical: the runs of words that they share, in a sample of a bounded size."""

from __future__ import annotations

import re
import zlib
from array import array

import msgspec

_WORD = re.compile(r"\w+")
RUN = 5
# Of a text with so many runs or more, every fourth is kept by its hash; of one that still has as many, every fourth of
# these, and so on: a sample is enough to compare, and no text takes more room than another.
MOST, EVERY = 400, 4


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of the runs of five words of a text; a shorter text is one run.

    >>> len(shingles("one two three four five six"))
    2
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = max(1, len(words) - RUN + 1) if words else 0
    return frozenset(zlib.crc32(" ".join(words[at : at + RUN]).encode("utf-8", "surrogatepass")) for at in range(runs))


class Sample(msgspec.Struct, frozen=True, array_like=True):
    """The runs of a text whose hash is a multiple of `step`, in the order of their hashes, four bytes each."""

    step: int
    packed: bytes

    @classmethod
    def of(cls, text: str) -> Sample:
        """Return the sample of a text.

        >>> len(Sample.of("one two three four five six").runs), Sample.of("").packed
        (2, b'')
        """
        step, runs = 1, shingles(text)
        while len(runs) >= MOST and step < EVERY**12:
            step *= EVERY
            runs = frozenset(run for run in runs if run % step == 0)
        return cls(step, array("I", sorted(runs)).tobytes())

    @property
    def runs(self) -> frozenset[int]:
        """The hashes."""
        return frozenset(array("I", self.packed))

    def sketch(self, size: int = 8) -> tuple[int, ...]:
        """Return the smallest hashes: near-identical texts share at least one of them almost surely."""
        return tuple(array("I", self.packed[: size * array("I").itemsize]))


class Runs(msgspec.Struct, frozen=True):
    """A sample unpacked."""

    step: int
    runs: frozenset[int]

    def shared(self, other: Runs) -> tuple[float, float]:
        """Return how alike two texts are, each 0 to 1: the share of all their runs that both have (Jaccard), and the
        share of the shorter text's runs that stand in the longer one.

        Of two samples the finer is taken as coarse as the other.

        >>> Runs(1, frozenset({1, 2, 3})).shared(Runs(1, frozenset({2, 3, 4, 5})))
        (0.4, 0.6666666666666666)
        >>> Runs(4, frozenset({8, 12})).shared(Runs(1, frozenset({8, 9, 10, 11, 12})))
        (1.0, 1.0)
        """
        left, right = self.runs, other.runs
        if self.step < other.step:
            left = frozenset(run for run in left if run % other.step == 0)
        elif self.step > other.step:
            right = frozenset(run for run in right if run % self.step == 0)
        shorter = min(len(left), len(right))
        if not shorter:
            return 0.0, 0.0
        both = len(left & right)
        return both / (len(left) + len(right) - both), both / shorter
