"""Openings: how the matches of patterns begin, so that at most places of a line no pattern need be tried."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from tallymark.rules.anchors import MAXREPEAT, letters_of, parsed
from tallymark.rules.compiled import Compiler

_MOST_KEPT = 512  # pairs; those that the first reports hold are those that most do


class Openings:
    """Patterns in their order, of which those are found that may match where a pair of letters stands.

    `begin` finds the letters that any match can begin with.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]], compiler: Compiler | None = None) -> None:
        """Work out how the patterns begin, as far as the `compiler` does not know it yet."""
        compiler = Compiler() if compiler is None else compiler
        self._patterns = patterns
        self._opened: list[Opening] = []
        self._known: dict[str, tuple[int, ...]] = {}
        self._trees = compiler.worked_out("trees")
        texts = "\0".join(pattern.pattern for pattern in patterns)
        self._kept = compiler.worked_out(f"openings {hashlib.sha256(texts.encode()).hexdigest()[:16]}")
        if "" not in self._kept:
            self._kept[""] = self._begin()
        self.begin = compiler.pattern(self._kept[""])

    @property
    def _openings(self) -> list[Opening]:
        if not self._opened:
            self._opened = [Opening(pattern, self._trees) for pattern in self._patterns]
        return self._opened

    def _begin(self) -> str:
        firsts = [opening.first for opening in self._openings]
        letters = "".join(sorted({letter for first in firsts for letter in first or ()}))
        anything = any(first is None for first in firsts)
        return "(?s:.)" if anything else f"[{re.escape(letters)}]" if letters else "(?!)"

    def at(self, pair: str) -> tuple[int, ...]:
        """Return the numbers of the patterns of which a match may begin with a letter and the one behind it, if any.

        >>> Openings([re.compile("a[bc]"), re.compile("ab?"), re.compile("b")]).at("ac")
        (0, 1)
        """
        found = self._known.get(pair)
        if found is None:
            numbers = self._kept.get(pair)
            if numbers is None:
                numbers = [number for number, opening in enumerate(self._openings) if opening.allows(pair)]
                if len(self._kept) < _MOST_KEPT:
                    self._kept[pair] = numbers
            found = self._known[pair] = tuple(numbers)
        return found


class Opening:
    """How the matches of a pattern begin: by which letters, and by which pairs of letters."""

    def __init__(self, pattern: re.Pattern[str], trees: dict[str, bytes] | None = None) -> None:
        """Look into the pattern's tree, which is in `trees` by its text or else put there."""
        self._tree = parsed(pattern, trees)
        self.first = _starts(self._tree)[0]
        self._second: dict[str, frozenset[str] | None] = {}

    def allows(self, pair: str) -> bool:
        """Say whether a match may begin with a letter that another stands behind, or with a text's last letter.

        >>> opening = Opening(re.compile("(?:ab?|xy)[cd]"))
        >>> [pair for pair in ("ab", "ac", "ax", "xy", "xc", "a", "b") if opening.allows(pair)]
        ['ab', 'ac', 'xy']
        """
        if self.first is not None and pair[0] not in self.first:
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
            some = {chr(value)} if name == "LITERAL" else letters_of(value)
            if letter in some or not some:
                yield rest
            return
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, part = value
            again = [(operator, (max(0, least - 1), most if most == MAXREPEAT else most - 1, part))]
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
            some = set(letters_of(value)) or None
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
