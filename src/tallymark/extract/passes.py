"""Passes: many rules over one line of symbols in one search, the first that reads something at a place winning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from tallymark.packs import Rule
from tallymark.rules import Engine

Read = TypeVar("Read")


class Reach(NamedTuple):
    """How many units a rule's match may begin before its cue and go on behind it."""

    back: int
    ahead: int


class Pass(NamedTuple):
    """Rules in their order, and one pattern that finds where any begins: its last group is the rule's number."""

    start: re.Pattern[str]
    rules: tuple[tuple[Rule, re.Pattern[str]], ...]

    def run(
        self, symbols: str, read: Callable[[Rule, re.Match[str]], Read | None], at: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, Read]]:
        """Yield `(first unit, unit behind the last, what was read)` from left to right, none overlapping.

        `read` returns None where a rule's words come to nothing; then the next rule, and then the next place is tried.
        """
        end = len(symbols) if end is None else min(end, len(symbols))
        while True:
            start = self.start.search(symbols, at, end)
            if start is None:
                return
            first = start.start()
            at = first + 1
            for rule, pattern in self.rules[(start.lastindex or 1) - 1 :]:
                match = pattern.match(symbols, first, end)
                got = None if match is None else read(rule, match)
                if match is not None and got is not None:
                    yield first, match.end(), got
                    at = match.end()
                    break

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


def compile_pass(engine: Engine, gate: str, rules: Sequence[tuple[Rule, re.Pattern[str]]]) -> Pass:
    """Return the pass of some rules. Every one of their patterns begins with a unit that the pattern `gate` names."""
    branches = first_of([pattern for _, pattern in rules]).pattern
    first = _without_groups(engine.pattern(gate).pattern)
    return Pass(re.compile(f"(?={first})(?:{branches})"), tuple(rules))


def first_of(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str]:
    """Return one pattern that matches where the first of some does; its last group is that one's number, from 1.

    >>> first_of([re.compile("(a)c"), re.compile("(?P<x>a)b")]).match("ab").lastindex
    2
    """
    return re.compile("|".join(f"({_without_groups(pattern.pattern)})" for pattern in patterns))


def _without_groups(pattern: str) -> str:
    """A compiled pattern's text with every capturing group made an ordinary one."""
    return re.sub(r"\((?!\?)|\(\?P<\w+>", "(?:", pattern)
