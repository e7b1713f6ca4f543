"""Numerals: every number of a text, in digits or words, whatever it counts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from tallymark.extract.figures import read_amount
from tallymark.rules import Engine


class Numeral(NamedTuple):
    """A number at code points `start` up to `end` of a text."""

    start: int
    end: int
    value: Decimal


def find_numerals(text: str, engine: Engine) -> list[Numeral]:
    """Return the numbers of a text in order, by the macro `numeral` of the pack's counts.yaml.

    Words that look like a number and make none (marks that contradict one another, neighbours that do not fit) are
    left out. Ranges are their two ends.
    """
    numeral: re.Pattern[str] | None = engine.kept.get("numerals")
    if numeral is None:
        numeral = engine.kept["numerals"] = engine.pattern("numeral")
    line = engine.line(text)
    found: list[Numeral] = []
    for match in numeral.finditer(line.symbols):
        first, last = match.span()
        amount = read_amount(text, line, engine, first, last, countable=True) if last > first else None
        if amount is not None and amount.value is not None:
            found.append(Numeral(line.starts[first], line.ends[last - 1], amount.value))
    return found
