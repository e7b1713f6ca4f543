"""Which reports stand together, by what was compared, by the texts they copy, and by what people say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallymark.collate.grouping import Groups, Refused, unheard
from tallymark.collate.links import Decided, Scorer
from tallymark.collate.pairs import Pairs


def grouped(
    pairs: Pairs, scorer: Scorer, judged: Iterable[tuple[int, int]], reports: int, refused: Refused = unheard
) -> Groups:
    """Return the groups of so many `reports`; `refused` is told of those that were not joined although linked.

    `judged` are pairs that a person put together, though they may meet in nothing that would have them compared.
    """
    groups = Groups(reports, scorer)
    groups.join_agreeing(pairs.strongest_first(), refused)
    for copy, original in pairs.copies.items():
        if scorer.decided(copy, original) is not False:
            groups.join(original, copy)
    for one, other in judged:
        groups.join(one, other)
    return groups


def judged_same(ids: Sequence[str], decided: Decided) -> list[tuple[int, int]]:
    """Return the pairs of reports by their numbers, the smaller first, that people say tell one story."""
    if not any(decided.values()):
        return []
    number_of = {name: number for number, name in enumerate(ids)}
    pairs = ((number_of.get(one), number_of.get(other), same) for (one, other), same in sorted(decided.items()))
    return [
        (min(one, other), max(one, other))
        for one, other, same in pairs
        if same and one is not None and other is not None
    ]
