"""Which reports render one statement or one incident, and which only tell an old total again."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from tallymark.collate.candidates import Candidates
from tallymark.collate.collection import BATCH, ClaimsOf, Collection
from tallymark.collate.grouped import grouped, judged_same
from tallymark.collate.links import Decided, Scorer
from tallymark.collate.pairs import Pairs
from tallymark.collate.shelf import Shelf
from tallymark.collate.told import Told
from tallymark.model import Claim, Problem, Report, Story


def collate(reports: Sequence[Report], claims: Mapping[str, Sequence[Claim]]) -> tuple[list[Story], list[Problem]]:
    """Group reports into stories; `claims` maps a report's id to its claims, and may lack some.

    Every report stands in one story, alone where no other renders the same. The stories come in the order of their
    ids and do not depend on the order of `reports`. There is nothing here that the program could fail to understand,
    so the list of problems is empty.
    """
    shelf: list[bytes] = []
    return list(stories_of(reports, lambda ids: claims, shelf=shelf)), []


def stories_of(
    reports: Iterable[Report],
    claims_of: ClaimsOf,
    *,
    shelf: Shelf,
    decided: Decided = MappingProxyType({}),
) -> Iterator[Story]:
    """Yield the stories that `collate` returns, of reports that come one at a time and are not held.

    What people `decided` of two reports, by their ids, goes before what the reports have in common.

    `claims_of` is asked for the claims of a few reports by their ids, and may lack some. What is compared of each
    report is put on the `shelf`, which comes empty; in memory stay some hundred bytes for each.
    """
    collection = Collection(reports, claims_of, shelf)
    scorer = Scorer(collection.at_hand, decided)
    pairs = Pairs.of(Candidates(collection, scorer), scorer)
    judged = judged_same(collection.ids, decided)
    groups = grouped(pairs, scorer, judged, len(collection.ids))
    told = Told(collection, pairs, groups, scorer, judged)
    ordered = iter(told.in_order())
    while batch := list(itertools.islice(ordered, BATCH)):
        claims = claims_of([collection.ids[number] for members in batch for number in members])
        for members in batch:
            yield told.story(members, claims)
