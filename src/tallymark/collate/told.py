"""The stories that groups of reports are, each with the links that say why its reports stand together."""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from tallymark.collate.collection import Collection
from tallymark.collate.grouping import Groups
from tallymark.collate.links import Scorer
from tallymark.collate.pairs import Pairs
from tallymark.collate.titles import kind_of, title_of
from tallymark.model import Claim, Link, Story, content_id


class Told:
    """The stories of a collection: which reports each has, and the links that say why.

    `judged` are pairs that a person put together, whether or not they were compared.
    """

    def __init__(
        self, collection: Collection, pairs: Pairs, groups: Groups, scorer: Scorer, judged: Iterable[tuple[int, int]]
    ) -> None:
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
        for left, right in judged:
            if groups.of(left) == groups.of(right) and (left, right) not in self._within[groups.of(left)]:
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
            yield self.members(first[at])

    def members(self, group: int) -> Sequence[int]:
        """Return the reports of the story of the group that a number stands for."""
        return self._groups.get(group) or [group]

    def links(self, group: int) -> tuple[Link, ...]:
        """Return the links of the story of the group that a number stands for."""
        links = [_kept(self._scorer.link(*pair)) for pair in self._within.get(group, ())]
        links += [self._repeated(*pair) for pair in self._between.get(group, ())]
        return tuple(sorted(links, key=lambda link: (link.left, link.right, link.kind)))

    def story(self, members: Sequence[int], claims: Mapping[str, Sequence[Claim]]) -> Story:
        """Return the story of these reports."""
        ids = tuple(self._collection.ids[number] for number in members)
        claimed = [claim for report in ids for claim in claims.get(report, ())]
        kind = kind_of(claimed)
        published = dict(zip(ids, (self._collection.published[number] for number in members), strict=True))
        return Story(
            id=content_id("story", ids),
            reports=ids,
            kind=kind,
            title=title_of(kind, published, claimed),
            links=self.links(members[0]),
        )

    def _repeated(self, later: int, earlier: int) -> Link:
        score, met = self._scorer.repeats(later, earlier)
        left, right = self._collection.ids[later], self._collection.ids[earlier]
        return Link(left=left, right=right, kind="repeats", score=round(score, 4), met=met)


def _kept(link: Link) -> Link:
    """Return a link inside a story: two of its reports that are not alike by themselves are still versions of it."""
    return msgspec.structs.replace(link, kind="same") if link.kind == "apart" else link
