"""Everything in a text that says a number, counted or not: numerals, ordinals, months, times, and digits in names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tallymark.extract.numerals import find_numerals
from tallymark.rules import Engine, Line, Sense
from tallymark.rules.renderings import Written

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?!\d)")
_DIGITS = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+")
_TORN = re.compile(r"\d[.,]\d")  # the rest of a number whose beginning is part of a name: "X-7,000"
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_PART = re.compile(r"[^\W\d_]+")


def find_written(text: str, engine: Engine) -> list[Written]:
    """Return every number that a text writes, in order; no two overlap.

    Beside numerals these are ordinals and months as far as the pack gives them values, times of day, the number words
    of "four-month-old", and digits within a name ("Covid-19", "A4").
    """
    found = [
        Written(*numeral, _kind(text[numeral.start : numeral.end]))
        for numeral in find_numerals(text, engine)
        if _TORN.match(text, max(0, numeral.start - 2)) is None
    ]
    line = engine.line(text)
    for more in (_words(line), _clocks(text), _compounds(text, engine), _loose(text)):
        taken = bytearray(len(text))
        for one in found:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
        found += [one for one in more if not any(taken[one.start : one.end])]
    return sorted(found)


def _kind(quote: str) -> str:
    return "number" if any(char.isdecimal() for char in quote) else "word"


def _words(line: Line) -> Iterator[Written]:
    """Yield the ordinals and the months of a line, each worth what its pack says."""
    for start, end, sense in zip(line.starts, line.ends, line.things, strict=True):
        if not isinstance(sense, Sense):
            continue
        if sense.kind == "month":
            yield Written(start, end, Decimal(sense.more["month"]), "month")
        elif sense.kind == "ordinal" and "value" in sense.more:
            yield Written(start, end, Decimal(sense.more["value"]), "ordinal")


def _clocks(text: str) -> Iterator[Written]:
    for match in _CLOCK.finditer(text):
        yield Written(*match.span(), Decimal(f"{int(match[1])}.{match[2]}"), "clock")


def _compounds(text: str, engine: Engine) -> Iterator[Written]:
    """Yield the number words within words that hyphens join."""
    for match in _COMPOUND.finditer(text):
        for part in _PART.finditer(text, *match.span()):
            sense = engine.lexicon.get(engine.spelling.key(part.group()))
            if sense is not None and sense.kind in ("num", "scale", "ordinal") and "value" in sense.more:
                yield Written(*part.span(), Decimal(sense.more["value"]), "word")


def _loose(text: str) -> Iterator[Written]:
    for match in _DIGITS.finditer(text):
        yield Written(*match.span(), Decimal("".join(filter(str.isdecimal, match.group()))), "name")
