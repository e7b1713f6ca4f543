"""How two versions of a story that are not alike by themselves come together: over others, by their strongest links."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable

from tallymark.model import Link


def chain(links: Iterable[Link], one: str, other: str) -> tuple[Link, ...]:
    """Return the links that lead from one report to the other; none where no links do.

    Of all ways it is the one whose weakest link is strongest, and of these the shortest.
    """
    met: defaultdict[str, list[tuple[str, Link]]] = defaultdict(list)
    for link in links:
        met[link.left].append((link.right, link))
        met[link.right].append((link.left, link))
    waiting: list[tuple[float, int, str]] = [(float("-inf"), 0, one)]
    came: dict[str, tuple[str, Link]] = {}
    best: dict[str, tuple[float, int]] = {one: (float("-inf"), 0)}
    while waiting:
        weakest, length, at = heapq.heappop(waiting)
        if at == other:
            return _back(came, one, other)
        for following, link in met[at]:
            reached = (max(weakest, -link.score), length + 1)
            if following not in best or reached < best[following]:
                best[following], came[following] = reached, (at, link)
                heapq.heappush(waiting, (*reached, following))
    return ()


def _back(came: dict[str, tuple[str, Link]], one: str, other: str) -> tuple[Link, ...]:
    links: list[Link] = []
    while other != one:
        other, link = came[other]
        links.append(link)
    return tuple(reversed(links))
