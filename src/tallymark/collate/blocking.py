"""Which pairs of reports are worth comparing: those that meet in something rare, never all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tallymark.collate.features import TELLING_MARK, Features
from tallymark.collate.rarity import Vector
from tallymark.collate.shingles import sketch

Pair = tuple[str, str]

# What more reports than this have in common is divided by the month of publication, and beyond that each report meets
# only this many neighbours in time: the pairs compared per report stay bounded, however large the collection.
BLOCK = 30
NEIGHBOURS = 10
WORDS = 14
NAMES = 10
# Two reports are compared when what they share weighs this much: a telling number, a run of words, or two of the rest.
ENOUGH = 1.0


def _blocks_of(features: Features, words: Vector, names: Vector) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the blocks a report stands in, each with what meeting in it weighs."""
    for (kind, key), weight in features.marks.items():
        yield (kind, key), 1.0 if kind == "figure" and weight >= TELLING_MARK else 0.5
    for run in sketch(features.shingles):
        yield ("run", str(run)), 1.0
    for word in _heaviest(words, WORDS):
        yield ("word", features.language or "", word), 0.5
    for name in _heaviest(names, NAMES):
        yield ("name", name), 0.5


def _heaviest(vector: Vector, size: int) -> list[str]:
    return sorted(vector, key=lambda key: (-vector[key], key))[:size]


def _pairs_in(members: Sequence[Features]) -> Iterator[Pair]:
    """Yield the pairs of a block; of a large one, each member with its neighbours in time."""
    ordered = sorted(members, key=lambda each: (each.published or "", each.report))
    reach = len(ordered) if len(ordered) <= BLOCK else NEIGHBOURS
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + reach]:
            yield (one.report, other.report) if one.report < other.report else (other.report, one.report)


def candidate_pairs(
    features: Sequence[Features], words: Mapping[str, Vector], names: Mapping[str, Vector]
) -> list[Pair]:
    """Return the pairs of report ids to compare, each with the smaller id first, in the order of their ids.

    The pairs do not depend on the order of `features`. Their number grows with the number of reports, not its square.
    """
    blocks: defaultdict[tuple[str, ...], list[Features]] = defaultdict(list)
    weight: dict[tuple[str, ...], float] = {}
    for each in features:
        for block, weighs in _blocks_of(each, words[each.report], names[each.report]):
            blocks[block].append(each)
            weight[block] = max(weight.get(block, 0.0), weighs)
    met: Counter[Pair] = Counter()
    for block, members in blocks.items():
        for part in _parts(members):
            for pair in set(_pairs_in(part)):
                met[pair] += weight[block]  # type: ignore[assignment]  # a Counter counts in fractions as well
    return sorted(pair for pair, shared in met.items() if shared >= ENOUGH)


def _parts(members: Sequence[Features]) -> list[Sequence[Features]]:
    if len(members) <= BLOCK:
        return [members]
    by_month: defaultdict[str, list[Features]] = defaultdict(list)
    for each in members:
        by_month[(each.published or "")[:7]].append(each)
    return list(by_month.values())
