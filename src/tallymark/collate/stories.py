"""Which reports render one statement or one incident, and which only tell an old total again."""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from tallymark.collate.collection import BATCH, ClaimsOf, Collection
from tallymark.collate.grouping import Groups
from tallymark.collate.links import Decided, Scorer
from tallymark.collate.pairs import Pairs
from tallymark.collate.shelf import Shelf
from tallymark.collate.titles import kind_of, title_of
from tallymark.model import Claim, Link, Problem, Report, Story, content_id


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
    pairs = Pairs.of(collection, scorer)
    groups = Groups(len(collection.ids), scorer)
    groups.join_agreeing(pairs.strongest_first())
    for copy, original in pairs.copies.items():
        if scorer.decided(copy, original) is not False:
            groups.join(original, copy)
    _join_decided(groups, collection, decided)
    told = Told(collection, pairs, groups, scorer)
    ordered = iter(told.in_order())
    while batch := list(itertools.islice(ordered, BATCH)):
        claims = claims_of([collection.ids[number] for members in batch for number in members])
        for members in batch:
            yield told.story(members, claims)


def _join_decided(groups: Groups, collection: Collection, decided: Decided) -> None:
    """Put together what people say tells one story, though it may meet in nothing that would have it compared."""
    if any(decided.values()):
        number_of = {name: number for number, name in enumerate(collection.ids)}
        for (one, other), same in sorted(decided.items()):
            if same and one in number_of and other in number_of:
                groups.join(number_of[one], number_of[other])


class Told:
    """The stories of a collection: which reports each has, and the links that say why."""

    def __init__(self, collection: Collection, pairs: Pairs, groups: Groups, scorer: Scorer) -> None:
        self._collection, self._scorer = collection, scorer
        self._groups: defaultdict[int, list[int]] = defaultdict(list)
        self._alone = array("I")
        self._within: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self._between: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        linked = {group for number in range(len(collection.ids)) if (group := groups.of(number)) != number}
        for number in range(len(collection.ids)):
            group = groups.of(number)
            if group in linked:
                self._groups[group].append(number)
            else:
                self._alone.append(number)
        for left, right in pairs.within(groups):
            self._within[groups.of(left)].append((left, right))
        for later, earlier in pairs.repeating(groups, self._later_first):
            self._between[groups.of(later)].append((later, earlier))
            self._between[groups.of(earlier)].append((later, earlier))

    def _later_first(self, one: int, other: int) -> tuple[int, int]:
        """Return two reports, the later first; undated ones by id, so that the answer is always the same."""
        dates = [self._collection.published[number] for number in (one, other)]
        if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
            return max(one, other), min(one, other)
        return (one, other) if dates[0] > dates[1] else (other, one)

    def in_order(self) -> Iterator[Sequence[int]]:
        """Yield the reports of each story, in the order of the stories' ids."""
        ids = self._collection.ids
        members: Iterator[Sequence[int]] = itertools.chain(self._groups.values(), ([number] for number in self._alone))
        first = array("I")
        hashes = []
        for each in members:
            first.append(each[0])
            hashes.append(content_id("story", [ids[number] for number in each]))
        for at in array("I", sorted(range(len(first)), key=hashes.__getitem__)):
            yield self._groups.get(first[at]) or [first[at]]

    def story(self, members: Sequence[int], claims: Mapping[str, Sequence[Claim]]) -> Story:
        """Return the story of these reports."""
        ids = tuple(self._collection.ids[number] for number in members)
        claimed = [claim for report in ids for claim in claims.get(report, ())]
        kind = kind_of(claimed)
        published = dict(zip(ids, (self._collection.published[number] for number in members), strict=True))
        links = [_kept(self._scorer.link(*pair)) for pair in self._within.get(members[0], ())]
        links += [self._repeated(*pair) for pair in self._between.get(members[0], ())]
        return Story(
            id=content_id("story", ids),
            reports=ids,
            kind=kind,
            title=title_of(kind, published, claimed),
            links=tuple(sorted(links, key=lambda link: (link.left, link.right, link.kind))),
        )

    def _repeated(self, later: int, earlier: int) -> Link:
        score, met = self._scorer.repeats(later, earlier)
        left, right = self._collection.ids[later], self._collection.ids[earlier]
        return Link(left=left, right=right, kind="repeats", score=round(score, 4), met=met)


def _kept(link: Link) -> Link:
    """Return a link inside a story: two of its reports that are not alike by themselves are still versions of it."""
    return msgspec.structs.replace(link, kind="same") if link.kind == "apart" else link
