"""Numerals: what a number in digits or words is worth, by the separators and number words of a language."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from tallymark.rules.fold import one_kind
from tallymark.rules.lexicon import Sense


def digits_value(written: str, decimal: str, *, countable: bool = True) -> Decimal | None:
    """Return what a number in digits is worth, or None where its separators contradict one another.

    `decimal` is the language's decimal mark. Things that are counted one by one (`countable`) come whole, which
    settles a mark with three digits behind it: "1.119 mines" are 1119; "1.119 km2" are read as the language has it.

    >>> digits_value("1,119", "."), digits_value("1.119", "."), digits_value("27,13", ".")
    (Decimal('1119'), Decimal('1119'), Decimal('27.13'))
    >>> digits_value("1.119", ".", countable=False)
    Decimal('1.119')
    >>> digits_value("1.2.3", ".") is None, digits_value("4LBC5", ".") is None
    (True, True)
    """
    if written.isascii() and written.isdigit():  # what most numbers are
        return Decimal(written)
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in one_kind(written))
    marks = [char for char in text if not char.isdigit()]
    if not marks:
        return Decimal(text)
    tidy = text.replace(", ", ",")
    for space in "\u00a0\u202f\u2009 '’":
        tidy = tidy.replace(space, "")
    kinds = {char for char in tidy if not char.isdigit()}
    if not kinds:
        return Decimal(tidy)
    if not kinds <= {".", ","}:
        return None
    if len(kinds) == 2:
        last = max(tidy.rfind("."), tidy.rfind(","))
        mark, group = tidy[last], next(iter(kinds - {tidy[last]}))
        if tidy.count(mark) > 1 or not _grouped(tidy[:last], group):
            return None
        return Decimal(tidy[:last].replace(group, "") + "." + tidy[last + 1 :])
    mark = kinds.pop()
    if _grouped(tidy, mark) and (mark != decimal or countable or tidy.count(mark) > 1):
        return Decimal(tidy.replace(mark, ""))
    if tidy.count(mark) > 1:
        return None
    return Decimal(tidy.replace(mark, "."))


def _grouped(text: str, mark: str) -> bool:
    first, *rest = text.split(mark)
    return 1 <= len(first) <= 3 and first != "0" and all(len(part) == 3 for part in rest)


def words_value(numbers: Sequence[Decimal | Sense], *, unit_first: bool = False) -> Decimal | None:
    """Return what a run of number words is worth, or None where it is no number; digits come as Decimals.

    Each number must fit into the noughts of what stands before it ("two hundred" and "five"), or it is a number of its
    own. A scale multiplies all before it that is smaller. With `unit_first` a unit may stand before its ten.

    >>> def word(kind, value): return Sense(kind, "", value, "", {"value": value})
    >>> words_value([word("num", "2"), word("scale", "100"), word("num", "5")])
    Decimal('205')
    >>> words_value([Decimal("2.81"), word("scale", "1000000")])
    Decimal('2810000.00')
    >>> words_value([Decimal("322"), word("scale", "100"), word("num", "5")])
    Decimal('32205')
    >>> words_value([word("num", "2"), word("num", "3")]) is None
    True
    """
    held: list[_Held] = []
    for number in numbers:
        if isinstance(number, Sense) and is_scale(number):
            _multiply(held, Decimal(number.more["value"]))
        elif isinstance(number, Sense) and number.kind == "half" and held and held[-1].room >= _SCALE:
            held.append(_Held(held[-1].room * Decimal(number.more["value"]), Decimal(0)))  # "a million and a half"
        elif not _add(held, number, unit_first=unit_first):
            return None
    fits = all(second.value < first.room for first, second in itertools.pairwise(held))
    return sum((one.value for one in held), Decimal(0)) if held and fits else None


_SCALE = Decimal(1000)  # from here on a scale can be halved behind itself


class _Held(NamedTuple):
    """A part of a number: what it is worth, and below which value another may be added to it."""

    value: Decimal
    room: Decimal


def is_scale(number: Sense) -> bool:
    """Say whether a word multiplies what stands before it; vague words with a value do too ("three dozens")."""
    return number.kind in ("scale", "dozen") or (number.kind == "vague" and "value" in number.more)


def _multiply(held: list[_Held], scale: Decimal) -> None:
    """Multiply what is smaller than a scale; a dozen multiplies all there is, and nothing is added to it.

    Digits alone before a scale are multiplied whatever they are ("12,500 thousand").
    """
    counted = _noughts(scale) != scale or (len(held) == 1 and not held[0].room and held[0].value >= scale)
    most = Decimal(1) if _noughts(scale) != scale else scale
    factor = Decimal(0)
    while held and (counted or held[-1].value < scale):
        factor += held.pop().value
    held.append(_Held((factor or Decimal(1)) * scale, most))


def _add(held: list[_Held], number: Decimal | Sense, *, unit_first: bool) -> bool:
    """Add a number to those held, and say whether it may stand there."""
    if isinstance(number, Decimal):
        new = _Held(number, Decimal(0))
    else:
        value = Decimal(number.more["value"])
        new = _Held(value, _noughts(value))
    if not held or (new.value < held[-1].room and new.value):
        held.append(new)
        return True
    last = held[-1].value
    if unit_first and 0 < last < 10 <= new.value < 100 and new.room == 10 and held[-1].room == 1:
        held[-1] = _Held(last + new.value, Decimal(1))
        return True
    return False


def _noughts(value: Decimal) -> Decimal:
    """Return the power of ten that a whole number ends in; 0 where nothing can be added to it."""
    if value != value.to_integral_value() or not value:
        return Decimal(0)
    power = Decimal(1)
    while value % (power * 10) == 0:
        power *= 10
    return power


def joins_unit_first(settings: Mapping[str, Any]) -> bool:
    """Say whether a language says a unit before its ten, by its pack's `numeral_order`."""
    return bool(settings.get("numeral_order") == "unit_first")
