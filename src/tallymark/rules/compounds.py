"""Compounds: numbers of several number words written as one word ("zweihundertfünf", "twenty-three")."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tallymark.rules.lexicon import Sense
from tallymark.rules.numerals import words_value

_LONGEST = 120  # code points of a word that may be a number; longer ones are not looked into


class Compounds:
    """Reads words that are wholly made of a pack's number words, by its `numeral_compounds`.

    `joints` are what may stand between two of them ("und", "-", "" for nothing). A word of which the parts make no
    number, or two different ones, is none.
    """

    def __init__(self, settings: Mapping[str, Any], numbers: Mapping[str, Sense], *, unit_first: bool) -> None:
        told = settings.get("numeral_compounds", {})
        self.joints: tuple[str, ...] = tuple(sorted(told.get("joints", ()), key=len, reverse=True))
        self._numbers = numbers
        self._unit_first = unit_first
        self._starts = frozenset(word[0] for word in numbers)
        self._lengths = sorted({len(word) for word in numbers}, reverse=True)

    def value(self, word: str) -> Decimal | None:
        """Return what a word (a key) is worth as a compound of two or more number words, or None.

        >>> two, ten = (Sense("num", "", n, "", {"value": n}) for n in ("2", "20"))
        >>> Compounds({"numeral_compounds": {"joints": ["-"]}}, {"two": two, "twenty": ten}, unit_first=False).value(
        ...     "twenty-two")
        Decimal('22')
        """
        if not self.joints or not word or word[0] not in self._starts or len(word) > _LONGEST:
            return None
        values = {words_value(parts, unit_first=self._unit_first) for parts in self._cuts(word) if len(parts) > 1}
        values.discard(None)
        return values.pop() if len(values) == 1 else None

    def _cuts(self, word: str) -> Sequence[tuple[Sense, ...]]:
        """Return the ways in which a word is made of number words."""

        @functools.cache
        def behind(at: int) -> tuple[tuple[Sense, ...], ...]:
            out: list[tuple[Sense, ...]] = []
            for length in self._lengths:
                number = self._numbers.get(word[at : at + length])
                if number is None or at + length > len(word):
                    continue
                after = at + length
                if after == len(word):
                    out.append((number,))
                    continue
                for joint in self.joints:
                    if word.startswith(joint, after) and after + len(joint) < len(word):
                        out += [(number, *rest) for rest in behind(after + len(joint))]
            return tuple(out[:64])

        return behind(0)
