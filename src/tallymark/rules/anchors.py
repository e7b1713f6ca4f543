"""Anchors: the letters without which a pattern cannot match, so that most patterns need not be tried at all."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import or_
from typing import Any

_parser: Any = re._parser  # type: ignore[attr-defined]
_MOST_MET = 1 << 14  # kinds of stretches; then they are forgotten, so that a long run's memory stays where it was


def anchors_of(pattern: re.Pattern[str]) -> frozenset[frozenset[str]]:
    """Return the sets of letters of which every match of a pattern holds at least one each.

    Only what stands outside options, repetitions that may be none, and alternatives counts. The tree is the one
    that Python's own `re` parses; where a part of it is not understood, it asks for nothing.

    >>> sorted(map(sorted, anchors_of(re.compile("a?[bc]d*e"))))
    [['b', 'c'], ['e']]
    """
    found: list[frozenset[str]] = []
    _collect(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), found)
    return frozenset(found)


class Anchored:
    """Patterns with what they stand for, of which those are found that can match where only some letters stand.

    Every set of anchors has a bit of its own; a letter's number has the bits of the sets that it is in. A pattern can
    match where the numbers of the letters, taken together, have all its bits: one comparison for each pattern, once
    for all stretches of letters whose numbers come to the same.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        bits: dict[frozenset[str], int] = {}
        self._needs: list[int] = []
        for pattern in patterns:
            sets = anchors_of(pattern)
            self._needs.append(sum(bits.setdefault(letters, 1 << len(bits)) for letters in sets))
        self._of: dict[str, int] = {}
        for letters, bit in bits.items():
            for letter in letters:
                self._of[letter] = self._of.get(letter, 0) | bit
        self._met: dict[int, tuple[int, ...]] = {}

    def among(self, letters: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the patterns that can match where only these letters stand, in their order.

        >>> Anchored([re.compile("a[bc]"), re.compile("b"), re.compile("d?")]).among("xb")
        (1, 2)
        """
        here = functools.reduce(or_, map(self._of.get, letters, itertools.repeat(0)), 0)
        found = self._met.get(here)
        if found is None:
            if len(self._met) > _MOST_MET:
                self._met.clear()
            found = tuple([number for number, need in enumerate(self._needs) if need & here == need])
            self._met[here] = found
        return found


class Opening:
    """How the matches of a pattern begin: by which letters, and by which pairs of letters."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._tree = list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
        self._first = _starts(self._tree)[0]
        self._second: dict[str, frozenset[str] | None] = {}

    def allows(self, pair: str) -> bool:
        """Say whether a match may begin with a letter that another stands behind, or with a text's last letter.

        >>> opening = Opening(re.compile("(?:ab?|xy)[cd]"))
        >>> [pair for pair in ("ab", "ac", "ax", "xy", "xc", "a", "b") if opening.allows(pair)]
        ['ab', 'ac', 'xy']
        """
        if self._first is not None and pair[0] not in self._first:
            return False
        if pair[0] not in self._second:
            self._second[pair[0]] = self._seconds(pair[0])
        seconds = self._second[pair[0]]
        return seconds is None or pair[1:] in seconds

    def _seconds(self, first: str) -> frozenset[str] | None:
        """Return the letters that can stand second in a match that begins with `first`; None where any can, or none."""
        found: set[str] = set()
        for rest in _behind(self._tree, first):
            letters, empty = (None, True) if rest is None else _starts(rest)
            if letters is None or empty:
                return None
            found |= letters
        return frozenset(found)


def _behind(tree: list[Any], letter: str) -> Iterator[list[Any] | None]:
    """Yield what may follow in a part once it has taken a letter; None where the part is not understood."""
    for at, (operator, value) in enumerate(tree):
        name, rest = str(operator), tree[at + 1 :]
        if name in ("LITERAL", "IN"):
            some = {chr(value)} if name == "LITERAL" else _letters(value)
            if letter in some or not some:
                yield rest
            return
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, part = value
            again = [(operator, (max(0, least - 1), most if most is _parser.MAXREPEAT else most - 1, part))]
            for inner in _behind(list(part), letter):
                yield None if inner is None else [*inner, *(again if most > 1 else ()), *rest]
            if least and not _starts(part)[1]:
                return
        elif name == "SUBPATTERN":
            yield from _behind([*value[3], *rest], letter)
            return
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _behind([*branch, *rest], letter)
            return
        elif name not in ("ASSERT", "ASSERT_NOT", "AT"):
            yield None
            return


def _starts(tree: Any) -> tuple[set[str] | None, bool]:
    """Return the letters a part can begin with, None for any, and whether it may be passed over without a letter."""
    letters: set[str] = set()
    for operator, value in tree:
        name = str(operator)
        empty = False
        if name == "LITERAL":
            some: set[str] | None = {chr(value)}
        elif name == "IN":
            some = set(_letters(value)) or None
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            some, empty = _starts(value[2])
            empty = empty or value[0] == 0
        elif name == "SUBPATTERN":
            some, empty = _starts(value[3])
        elif name == "BRANCH":
            parts = [_starts(branch) for branch in value[1]]
            some = None if any(part is None for part, _ in parts) else {c for part, _ in parts for c in part or ()}
            empty = any(passed for _, passed in parts)
        elif name in ("ASSERT", "ASSERT_NOT", "AT"):
            some, empty = set(), True
        else:
            some = None
        if some is None:
            return None, False
        letters |= some
        if not empty:
            return letters, False
    return letters, True


def _collect(tree: Any, found: list[frozenset[str]]) -> None:
    for operator, value in tree:
        name = str(operator)
        if name == "LITERAL":
            found.append(frozenset(chr(value)))
        elif name == "IN":
            letters = _letters(value)
            if letters:
                found.append(letters)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
            _collect(value[2], found)
        elif name == "SUBPATTERN":
            _collect(value[3], found)
        elif name == "BRANCH":
            letters = _branches(value[1])
            if letters:
                found.append(letters)


def _branches(branches: Any) -> frozenset[str]:
    """Return letters one of which stands in whichever alternative matches, or none."""
    every: set[str] = set()
    for branch in branches:
        inner: list[frozenset[str]] = []
        _collect(branch, inner)
        if not inner:
            return frozenset()
        every |= min(inner, key=len)
    return frozenset(every)


def _letters(items: Any) -> frozenset[str]:
    letters: set[str] = set()
    for operator, value in items:
        if str(operator) == "LITERAL":
            letters.add(chr(value))
        elif str(operator) == "RANGE":
            letters.update(chr(code) for code in range(value[0], value[1] + 1))
        else:
            return frozenset()
    return frozenset(letters)
