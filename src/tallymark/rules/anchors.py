"""Anchors: the letters without which a pattern cannot match, so that most patterns need not be tried at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence, Set
from operator import or_
from typing import Any

import msgspec

_parser: Any = re._parser  # type: ignore[attr-defined]
MAXREPEAT: Any = _parser.MAXREPEAT
_MOST_MET = 1 << 14  # kinds of stretches; then they are forgotten, so that a long run's memory stays where it was


def anchors_of(pattern: re.Pattern[str]) -> frozenset[frozenset[str]]:
    """Return the sets of letters of which every match of a pattern holds at least one each.

    Only what stands outside options, repetitions that may be none, and alternatives counts. The tree is the one
    that Python's own `re` parses; where a part of it is not understood, it asks for nothing.

    >>> sorted(map(sorted, anchors_of(re.compile("a?[bc]d*e"))))
    [['b', 'c'], ['e']]
    """
    found: list[frozenset[str]] = []
    _collect(parsed(pattern), found)
    return frozenset(found)


class Anchored:
    """Patterns with what they stand for, of which those are found that can match where only some letters stand.

    Every set of anchors has a bit of its own; a letter's number has the bits of the sets that it is in. A pattern can
    match where the numbers of the letters, taken together, have all its bits: one comparison for each pattern, once
    for all stretches of letters whose numbers come to the same.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]], known: dict[str, list[str]] | None = None) -> None:
        """Find the anchors of the patterns, or take those which are `known` by a pattern's text; the rest is added."""
        known = {} if known is None else known
        bits: dict[str, int] = {}
        self._needs: list[int] = []
        for pattern in patterns:
            sets = known.get(pattern.pattern)
            if sets is None:
                sets = known[pattern.pattern] = ["".join(sorted(letters)) for letters in anchors_of(pattern)]
            self._needs.append(sum(bits.setdefault(letters, 1 << len(bits)) for letters in sets))
        self._of: dict[str, int] = {}
        for letters, bit in bits.items():
            for letter in letters:
                self._of[letter] = self._of.get(letter, 0) | bit
        self._letters = frozenset(self._of)
        self._met: dict[int, tuple[int, ...]] = {}

    def among(self, letters: Set[str]) -> tuple[int, ...]:
        """Return the numbers of the patterns that can match where only these letters stand, in their order.

        >>> Anchored([re.compile("a[bc]"), re.compile("b"), re.compile("d?")]).among({"x", "b"})
        (1, 2)
        """
        here = functools.reduce(or_, map(self._of.__getitem__, self._letters & letters), 0)
        found = self._met.get(here)
        if found is None:
            if len(self._met) > _MOST_MET:
                self._met.clear()
            found = tuple([number for number, need in enumerate(self._needs) if need & here == need])
            self._met[here] = found
        return found


def _collect(tree: Any, found: list[frozenset[str]]) -> None:
    for operator, value in tree:
        name = str(operator)
        if name == "LITERAL":
            found.append(frozenset(chr(value)))
        elif name == "IN":
            letters = letters_of(value)
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


def parsed(pattern: re.Pattern[str], known: dict[str, bytes] | None = None) -> Any:
    """Return the tree of a pattern: lists of `[operator, value]`, as Python's own `re` parses it, operators by name.

    A tree that is `known` by the text of its pattern is not parsed again; any other is added.
    """
    packed = None if known is None else known.get(pattern.pattern)
    if packed is not None:
        return msgspec.msgpack.decode(packed)
    tree = _plain(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    if known is not None:
        known[pattern.pattern] = msgspec.msgpack.encode(tree)
    return tree


def _plain(part: Any) -> Any:
    """Return a part of a tree as lists, numbers and names."""
    if part is None:
        return None
    if isinstance(part, int):
        return str(part) if isinstance(part, type(MAXREPEAT)) and part is not MAXREPEAT else int(part)
    return [_plain(inner) for inner in part]


def letters_of(items: Any) -> frozenset[str]:
    """Return the letters of a set in a pattern's tree; none where it is not understood or names what it lacks."""
    letters: set[str] = set()
    for operator, value in items:
        if str(operator) == "LITERAL":
            letters.add(chr(value))
        elif str(operator) == "RANGE":
            letters.update(chr(code) for code in range(value[0], value[1] + 1))
        else:
            return frozenset()
    return frozenset(letters)
