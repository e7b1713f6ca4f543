"""A line of symbols: a text as a string with one letter for each unit, so that patterns can be matched on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing")


class Chunk(NamedTuple, Generic[Thing]):
    """Units `first` up to (not with) `last` of a line read as one thing with one symbol."""

    first: int
    last: int
    symbol: str
    thing: Thing


class Line:
    """The units of a text in reading order, in parallel lists.

    `symbols[i]` is the symbol of unit i, `starts[i]`/`ends[i]` its place in the text, and `things[i]` what is known
    of it: a word's sense, or what a chunk was read as. `folded` is the text itself, folded.
    """

    __slots__ = ("_letters", "ends", "folded", "starts", "symbols", "things")

    def __init__(self, folded: str, symbols: str, starts: list[int], ends: list[int], things: list[object]) -> None:
        self.folded = folded
        self.symbols = symbols
        self.starts = starts
        self.ends = ends
        self.things = things
        self._letters: frozenset[str] | None = None

    @property
    def letters(self) -> frozenset[str]:
        """The letters that stand among the symbols."""
        if self._letters is None:
            self._letters = frozenset(self.symbols)
        return self._letters

    def __len__(self) -> int:
        return len(self.symbols)

    def merged(self, chunks: Sequence[Chunk[object]]) -> Line:
        """Return the line with each chunk as one unit. Chunks come in order and do not overlap."""
        if not chunks:
            return self
        symbols: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        things: list[object] = []
        at = 0
        for first, last, symbol, thing in chunks:
            symbols.append(self.symbols[at:first])
            symbols.append(symbol)
            starts += self.starts[at : first + 1]
            ends += self.ends[at:first]
            ends.append(self.ends[last - 1])
            things += self.things[at:first]
            things.append(thing)
            at = last
        symbols.append(self.symbols[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        things += self.things[at:]
        return Line(self.folded, "".join(symbols), starts, ends, things)
