"""Passes: many rules over one line of symbols in one search, the first that reads something at a place winning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from tallymark.packs import Rule
from tallymark.rules import Compiler
from tallymark.rules.openings import Openings

Read = TypeVar("Read")


class Reach(NamedTuple):
    """How many units a rule's match may begin before its cue and go on behind it."""

    back: int
    ahead: int


class Beginning(NamedTuple):
    """Rules that may begin at a place; where they are several, `any` matches as the first of them does.

    The last group of `any` is the number of that rule, from 1.
    """

    any: re.Pattern[str] | None
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]


class Pass:
    """Rules in their order, put together so that where none can begin none is tried."""

    def __init__(self, rules: Sequence[tuple[Rule, re.Pattern[str]]], compiler: Compiler) -> None:
        self.rules = tuple(rules)
        self._compiler = compiler
        self._openings = Openings([pattern for _, pattern in rules], compiler)
        self._beginning: dict[str, Beginning | None] = {}
        self._joined: dict[tuple[int, ...], Beginning | None] = {(): None}

    def run(
        self, symbols: str, read: Callable[[Rule, re.Match[str]], Read | None], at: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, Read]]:
        """Yield `(first unit, unit behind the last, what was read)` from left to right, none overlapping.

        `read` returns None where a rule's words come to nothing; then the next rule, and then the next place is tried.
        """
        end = len(symbols) if end is None else min(end, len(symbols))
        known = self._beginning
        for begin in self._openings.begin.finditer(symbols, at, end):
            first = begin.start()
            if first < at:
                continue
            pair = symbols[first : first + 2]
            beginning = known[pair] if pair in known else self._begin(pair)
            if beginning is None:
                continue
            rules = beginning.rules
            if beginning.any is not None:
                start = beginning.any.match(symbols, first, end)
                rules = () if start is None else rules[(start.lastindex or 1) - 1 :]
            for rule, pattern in rules:
                match = pattern.match(symbols, first, end)
                got = None if match is None else read(rule, match)
                if match is not None and got is not None:
                    yield first, match.end(), got
                    at = match.end()
                    break

    def _begin(self, pair: str) -> Beginning | None:
        """Return the rules of which a match may begin with a letter and the one behind it, put together once."""
        some = self._openings.at(pair)
        if some not in self._joined:
            rules = tuple(self.rules[number] for number in some)
            several = self._compiler.pattern(first_of([pattern for _, pattern in rules])) if len(rules) > 1 else None
            self._joined[some] = Beginning(several, rules)
        self._beginning[pair] = self._joined[some]
        return self._joined[some]

    def run_near(
        self, symbols: str, read: Callable[[Rule, re.Match[str]], Read | None], cues: re.Pattern[str], reach: Reach
    ) -> Iterator[tuple[int, int, Read]]:
        """Yield what `run` yields, looking only around the units that every rule of the pass must hold."""
        at = 0
        for cue in cues.finditer(symbols):
            low = max(at, cue.start() - reach.back)
            if low > cue.start():
                continue
            for found in self.run(symbols, read, low, cue.end() + reach.ahead):
                if found[0] > cue.start():
                    break
                yield found
                at = found[1]


def first_of(patterns: Sequence[re.Pattern[str]]) -> str:
    """Return the text of a pattern that matches where the first of some does; its last group is that one's number.

    >>> first_of([re.compile("(a)c"), re.compile("(?P<x>a)b")])
    '((?:a)c)|((?:a)b)'
    """
    return "|".join(f"({_without_groups(pattern.pattern)})" for pattern in patterns)


def _without_groups(pattern: str) -> str:
    """A compiled pattern's text with every capturing group made an ordinary one."""
    return re.sub(r"\((?!\?)|\(\?P<\w+>", "(?:", pattern)
