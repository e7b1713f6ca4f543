"""Numerals: every number of a text, in digits or words, whatever it counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tallymark.extract.figures import read_amount
from tallymark.rules import Engine, Line, Sense


class Numeral(NamedTuple):
    """A number at code points `start` up to `end` of a text."""

    start: int
    end: int
    value: Decimal


def find_numerals(text: str, engine: Engine) -> list[Numeral]:
    """Return the numbers of a text in order, by the macro `numeral` of the pack's counts.yaml.

    Words that look like a number and make none (marks that contradict one another) are left out; where neighbours do
    not fit, each is a number of its own, the longest first. Ranges are their two ends.
    """
    line = engine.line(text)
    found: list[Numeral] = []
    for match in engine.pattern("numeral").finditer(line.symbols):
        found += _numbers_of(text, line, engine, *match.span())
    return found


def _numbers_of(text: str, line: Line, engine: Engine, first: int, last: int) -> Iterator[Numeral]:
    """Yield the number that a run of units makes, or else those that parts of it make."""
    while first < last:
        end = last
        while end > first:
            amount = read_amount(text, line, engine, first, end, countable=True)
            if amount is not None and amount.value is not None and _is_worth(line.things[end - 1]):
                yield Numeral(line.starts[first], line.ends[end - 1], amount.value)
                break
            end -= 1
        first = max(end, first + 1)


def _is_worth(thing: object) -> bool:
    """Say whether a number may end in a unit: no small word does."""
    return not isinstance(thing, Sense) or thing.kind not in ("and", "dash", "open", "prep")
