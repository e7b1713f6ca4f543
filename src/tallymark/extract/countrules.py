"""Count rules: the rules that read counts, so put together that few of them are tried where a count may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tallymark.extract.figures import Amount
from tallymark.packs import Rule
from tallymark.rules import Compiler, Engine
from tallymark.rules.openings import Openings

_SENSED = ("person", "item", "nation", "model", "verb", "toll", "itemadj", "state", "unit", "field")
_GROUPS = ("amount", "head", "whole", "the", "noun")


class Groups(NamedTuple):
    """Where the parts of a rule's match stand among the groups of the pattern that it is joined in, -1 for none."""

    rule: Rule
    amount: int
    head: int
    whole: int
    the: int
    noun: int


class Joined(NamedTuple):
    """Some rules as one pattern that matches where the first of them does; `groups` by the number of its last group."""

    pattern: re.Pattern[str]
    groups: dict[int, Groups]


class CountRules:
    """What is kept of a pack for the reading of counts.

    `qualified` finds the words that say more of a count, `parted` numbers with a slash between them; `sensed` are the
    letters of words that a count keeps. `amounts` are those that were read, with how many units stand before the figure
    itself, by their words, their letters and whether they are counted one by one: nothing else decides what they are
    worth.
    """

    def __init__(self, engine: Engine) -> None:
        self._rules = engine.rules["counts"]
        self._compiler = engine.compiler
        self._openings = Openings([pattern for _, pattern in self._rules], engine.compiler)
        self._joined: dict[tuple[int, ...], Joined | None] = {(): None}
        self._at: dict[str, Joined | None] = {}
        self._alone: list[Joined] = []
        self.qualified = engine.unit("only", "more", "same", "all", "det#the", "det#this")
        self.parted = engine.pattern("number slash number")
        self.sensed = frozenset(engine.symbols.some(*_SENSED))
        self.word = engine.symbol("word", "low_name" if engine.caseless else "low")
        self.thing = engine.symbol("count", "thing")
        self.amounts: dict[tuple[str, str, bool], tuple[Amount | None, int]] = {}

    def find(self, symbols: str) -> Iterator[tuple[re.Match[str], Groups]]:
        """Yield the counts of a line in order, none overlapping, each with where its parts are."""
        behind, known = 0, self._at
        for found in self._openings.begin.finditer(symbols):
            at = found.start()
            if at < behind:
                continue
            pair = symbols[at : at + 2]
            if pair in known:
                joined = known[pair]
            else:
                joined = known[pair] = self._beginning(pair)
            match = None if joined is None else joined.pattern.match(symbols, at)
            if match is not None and joined is not None:
                behind = match.end()
                yield match, joined.groups[match.lastindex or 0]

    def every(self, symbols: str, at: int) -> Iterator[tuple[re.Match[str], Groups]]:
        """Yield what each rule matches at a place, whether or not another comes before it."""
        if not self._alone:
            self._alone = [_join([rule], self._compiler) for rule in self._rules]
        for alone in self._alone:
            match = alone.pattern.match(symbols, at)
            if match is not None:
                yield match, alone.groups[match.lastindex or 0]

    def _beginning(self, pair: str) -> Joined | None:
        """Return the rules whose match may begin with a letter, and go on with another where there is one."""
        some = self._openings.at(pair)
        if some not in self._joined:
            self._joined[some] = _join([self._rules[number] for number in some], self._compiler)
        return self._joined[some]


def _join(rules: Sequence[tuple[Rule, re.Pattern[str]]], compiler: Compiler) -> Joined:
    """Return rules as one pattern, each a group that holds its own, which have its number behind their names."""
    parts: list[str] = []
    for number, (_, pattern) in enumerate(rules):
        plain = re.sub(r"\((?!\?)", "(?:", pattern.pattern)
        numbered = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", plain)
        parts.append(f"(?P<rule_{number}>{numbered})")
    joined = compiler.pattern("|".join(parts))
    index = joined.groupindex
    groups = {
        index[f"rule_{number}"]: Groups(rule, *(index.get(f"{name}_{number}", -1) for name in _GROUPS))
        for number, (rule, _) in enumerate(rules)
    }
    return Joined(joined, groups)
