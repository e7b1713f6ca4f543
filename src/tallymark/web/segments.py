"""How overlapping spans of a text are cut into stretches that do not overlap, each with the spans that cover it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import msgspec


class Segment(msgspec.Struct, frozen=True):
    """`text[start:end]` with the indexes of the spans that cover all of it, outermost (longest) first.

    `opens` and `closes` hold the indexes of the spans that start at `start` and that end at `end`.
    """

    start: int
    end: int
    covers: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def cut(length: int, spans: Sequence[tuple[int, int]], breaks: Iterable[int] = ()) -> list[Segment]:
    """Return the segments of a text of `length` code points, in order and without gaps.

    `spans` are (start, end) pairs in code points, end exclusive; they may nest, overlap, touch or be identical. What
    of a span lies outside the text is cut off, and a span with nothing left covers nothing. `breaks` are further
    places at which no segment may run on (the ends of paragraphs).

    >>> [(s.start, s.end, s.covers) for s in cut(9, [(0, 6), (3, 8)])]
    [(0, 3, (0,)), (3, 6, (0, 1)), (6, 8, (1,)), (8, 9, ())]
    >>> cut(0, [(0, 3)])
    []
    """
    kept = {index: (max(0, start), min(length, end)) for index, (start, end) in enumerate(spans)}
    kept = {index: place for index, place in kept.items() if place[0] < place[1]}
    opens, closes = _edges(kept)
    inner = {place for place in breaks if 0 < place < length}
    bounds = sorted({0, length} | opens.keys() | closes.keys() | inner)
    active: set[int] = set()
    segments = []
    for start, end in itertools.pairwise(bounds):
        active.difference_update(closes.get(start, ()))
        active.update(opens.get(start, ()))
        covers = sorted(active, key=lambda index: (kept[index][0] - kept[index][1], kept[index][0], index))
        segments.append(Segment(start, end, tuple(covers), tuple(opens.get(start, ())), tuple(closes.get(end, ()))))
    return segments


def _edges(spans: dict[int, tuple[int, int]]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return which spans start and which end at each place; of those that end together, the inner one comes first."""
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for index, (start, end) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item[0])):
        opens.setdefault(start, []).append(index)
        closes.setdefault(end, []).append(index)
    return opens, closes


def paragraph_breaks(text: str) -> list[int]:
    r"""Return the places right after each line break, where a new paragraph starts.

    >>> paragraph_breaks("a\nbc\n")
    [2, 5]
    """
    return [place + 1 for place, letter in enumerate(text) if letter == "\n"]
