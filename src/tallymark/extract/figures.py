"""Figures: a run of units that stands for a number, with its bound, read to a value."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from tallymark.model import Bound
from tallymark.rules import Engine, Line, Sense
from tallymark.rules.numerals import digits_value, is_scale, words_value


class Amount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a run of units says.

    `value` is None for vague amounts. `numeral` is False where the amount is in an article or a word like "both".
    """

    value: Decimal | None
    value_max: Decimal | None = None
    bound: Bound = Bound.EXACTLY
    numeral: bool = True


_NUMBERS = frozenset(("num", "scale", "dozen", "half", "couple", "both", "ordinal"))


def read_amount(text: str, line: Line, engine: Engine, first: int, last: int, *, countable: bool) -> Amount | None:
    """Return what units `first` up to `last` say, or None where they contradict themselves (a problem).

    A run is bounds, number words and digits, and at most one mark of a range ("4-6 million", "between 2 and 3"). Beside
    digits a vague word says that they are about that many ("quelques 751").
    """
    bound = Bound.EXACTLY
    ends: list[list[Decimal | Sense]] = [[]]
    vague = False
    decimal = engine.pack.settings["decimal"]
    bracketed = False
    for unit in range(first, last):
        sense = line.things[unit]
        if not isinstance(sense, Sense):
            continue
        bracketed = (sense.kind == "open" and bool(ends[-1])) or (bracketed and sense.kind != "close")
        if bracketed:  # "three (3) mines" says its number twice
            continue
        if sense.kind == "bound":
            bound = Bound(sense.id)
        elif sense.kind == "number":
            value = digits_value(text[line.starts[unit] : line.ends[unit]], decimal, countable=countable)
            if value is None:
                return None
            ends[-1].append(_with_decimals(ends[-1], value, text, line, unit, decimal))
        elif _is_number(sense) or (ends[-1] and is_scale(sense)):
            ends[-1].append(sense)
            if bound is Bound.EXACTLY and "bound" in sense.more:
                bound = Bound(sense.more["bound"])
        elif sense.kind in ("vague", "others", "how", "same"):
            vague = True
        elif ends[-1] and (
            sense.kind == "dash"
            or sense.id in ("to", "or", "between")
            or (sense.id == "and" and bound is Bound.BETWEEN)
        ):
            ends.append([])
        elif sense.id == "between":
            bound = Bound.BETWEEN
    if vague and bound is Bound.EXACTLY:
        bound = Bound.ABOUT
    if vague and not any(isinstance(part, Decimal) for part in ends[0]):
        return Amount(value=None, bound=bound)
    return _amount([end for end in ends if end], bound, unit_first=engine.unit_first)


def _with_decimals(
    before: list[Decimal | Sense], value: Decimal, text: str, line: Line, unit: int, decimal: str
) -> Decimal:
    """Return a number, or what it makes with the whole number before it where only the decimal mark stands between.

    Some write it with a space behind ("453, 90 hektar"); a pack's pattern says where that is so, not in a list.
    """
    mark = text[line.starts[unit - 1] : line.ends[unit - 1]] if unit else ""
    digits = text[line.starts[unit] : line.ends[unit]]
    whole = before[-1] if before else None
    if mark != decimal or not isinstance(whole, Decimal) or whole % 1 or not digits.isdecimal():
        return value
    before.pop()
    return Decimal(f"{whole}.{digits}")


def _is_number(sense: Sense) -> bool:
    """Say whether a word is worth a number; an article is where its pack says so ("cent un", "un ou deux")."""
    return sense.kind in _NUMBERS or (sense.kind == "det" and "value" in sense.more)


def _amount(ends: list[list[Decimal | Sense]], bound: Bound, *, unit_first: bool) -> Amount | None:
    if not ends or len(ends) > 2:
        return None
    values = [words_value(end, unit_first=unit_first) for end in ends]
    low = values[0]
    if low is None or values[-1] is None:
        return None
    numeral = any(isinstance(part, Decimal) or part.kind != "both" for end in ends for part in end)
    if len(values) == 1:
        return Amount(value=low, bound=bound, numeral=numeral)
    high = values[1]
    if high is None:
        return None
    tail = ends[1][-1]
    if (
        isinstance(tail, Sense)
        and tail.kind == "scale"
        and len(ends[1]) > 1
        and low < high / Decimal(tail.more["value"])
    ):
        low *= Decimal(tail.more["value"])
    if low >= high:
        return None
    return Amount(value=low, value_max=high, bound=Bound.BETWEEN)
