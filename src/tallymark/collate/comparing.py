"""Why two reports stand in one story or do not: the grouping done over, and asked what it made of the two."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from tallymark.collate.candidates import Candidates
from tallymark.collate.chains import chain
from tallymark.collate.collection import ClaimsOf, Collection
from tallymark.collate.grouped import grouped, judged_same
from tallymark.collate.grouping import TOGETHER, Groups
from tallymark.collate.links import REPEATS, SAME, Decided, Scorer
from tallymark.collate.pairs import Pairs
from tallymark.collate.shelf import Shelf
from tallymark.collate.told import Told
from tallymark.model import Comparison, Link, Report, content_id


class Comparing:
    """Reports grouped as `stories_of` groups them, and asked about any two of them by their ids."""

    def __init__(
        self,
        reports: Iterable[Report],
        claims_of: ClaimsOf,
        *,
        shelf: Shelf,
        decided: Decided = MappingProxyType({}),
    ) -> None:
        self._collection = Collection(reports, claims_of, shelf)
        self._claims_of = claims_of
        self._scorer = Scorer(self._collection.at_hand, decided)
        self._candidates = Candidates(self._collection, self._scorer)
        pairs = Pairs.of(self._candidates, self._scorer)
        judged = judged_same(self._collection.ids, decided)
        self._refusals: list[tuple[int, int, float]] = []
        self._groups = self._grouped(pairs, judged)
        self._told = Told(self._collection, pairs, self._groups, self._scorer, judged)
        self._number_of = {name: number for number, name in enumerate(self._collection.ids)}

    def _grouped(self, pairs: Pairs, judged: list[tuple[int, int]]) -> Groups:
        def refused(left: int, right: int, agreement: float) -> None:
            self._refusals.append((left, right, agreement))

        return grouped(pairs, self._scorer, judged, len(self._collection.ids), refused)

    def compared(self, one: str, other: str) -> Comparison:
        """Return why two different reports stand in one story or do not; KeyError where one is not among them."""
        left, right = self._number_of[one], self._number_of[other]
        groups = self._groups.of(left), self._groups.of(right)
        links = [link for link in self._told.links(groups[0]) if link.kind != "repeats"]
        direct = next((link for link in links if {link.left, link.right} == {one, other}), None)
        repeats = self._repeats(*groups) if groups[0] != groups[1] else ()
        link = self._scorer.link(min(left, right), max(left, right))
        if groups[0] == groups[1]:
            verdict = "same" if direct is None else direct.kind
        else:
            verdict = "repeats" if repeats else "apart"
        claims = self._claims_of([one, other])
        return Comparison(
            reports=(one, other),
            stories=(self._story(groups[0]), self._story(groups[1])),
            verdict=verdict,
            link=link,
            needed=SAME,
            looked=self._candidates.looked(left, right),
            meetings=self._candidates.meetings(left, right),
            chain=self._chain(links, link, one, other) if groups[0] == groups[1] else (),
            repeats=repeats,
            agreement=self._agreement(*groups),
            agreement_needed=TOGETHER,
            retold=round(self._scorer.repeats(left, right)[0], 4),
            retold_needed=REPEATS,
            claims=(len(claims.get(one, ())), len(claims.get(other, ()))),
        )

    def _story(self, group: int) -> str:
        return content_id("story", [self._collection.ids[number] for number in self._told.members(group)])

    def _repeats(self, group: int, other: int) -> tuple[Link, ...]:
        """Return the links by which one of two stories tells figures of the other again."""
        theirs = {self._collection.ids[number] for number in self._told.members(other)}
        told = (link for link in self._told.links(group) if link.kind == "repeats")
        return tuple(link for link in told if link.left in theirs or link.right in theirs)

    def _chain(self, links: list[Link], link: Link, one: str, other: str) -> tuple[Link, ...]:
        joined = link.kind != "apart" and any({each.left, each.right} == {one, other} for each in links)
        return (link,) if joined else chain(links, one, other)

    def _agreement(self, group: int, other: int) -> float | None:
        """Return how strongly two stories were linked on average when they were last kept apart; None if never."""
        asked = {group, other}
        kept = [
            told for left, right, told in self._refusals if {self._groups.of(left), self._groups.of(right)} == asked
        ]
        return round(kept[-1], 4) if kept and group != other else None
