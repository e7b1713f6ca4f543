"""Numerals: what a number in digits or words is worth, by the separators and number words of a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tallymark.packs import Pack, Word
from tallymark.rules.lexicon import Sense


def digits_value(written: str, decimal: str, *, countable: bool = True) -> Decimal | None:
    """Return what a number in digits is worth, or None where its separators contradict one another.

    `decimal` is the language's decimal mark. Things that are counted one by one (`countable`) come whole, which
    settles a mark with three digits behind it: "1.119 mines" are 1119; "1.119 km2" are read as the language has it.

    >>> digits_value("1,119", "."), digits_value("1.119", "."), digits_value("27,13", ".")
    (Decimal('1119'), Decimal('1119'), Decimal('27.13'))
    >>> digits_value("1.119", ".", countable=False)
    Decimal('1.119')
    >>> digits_value("1.2.3", ".") is None
    True
    """
    if written.isascii() and written.isdigit():  # what most numbers are
        return Decimal(written)
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in written)
    marks = [char for char in text if not char.isdigit()]
    if not marks:
        return Decimal(text)
    tidy = text.replace(", ", ",")
    for space in "\u00a0\u202f\u2009 '’":
        tidy = tidy.replace(space, "")
    kinds = {char for char in tidy if not char.isdigit()}
    if not kinds:
        return Decimal(tidy)
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


def words_value(numbers: Sequence[Decimal | Sense]) -> Decimal | None:
    """Return what a run of number words is worth; numbers in digits come as Decimals.

    >>> def word(kind, value): return Sense(kind, "", value, "", {"value": value})
    >>> words_value([word("num", "2"), word("scale", "100"), word("num", "5")])
    Decimal('205')
    >>> words_value([Decimal("2.81"), word("scale", "1000000")])
    Decimal('2810000.00')
    """
    total = current = Decimal(0)
    seen = False
    for number in numbers:
        if isinstance(number, Decimal):
            if current:
                return None
            current, seen = number, True
            continue
        value = Decimal(number.more["value"])
        if number.kind in ("scale", "dozen"):
            current = (current if seen else Decimal(1)) * value
            if value >= 1000:
                total, current = total + current, Decimal(0)
            seen = True
        else:
            current, seen = current + value, True
    return total + current if seen else None


def joined_numerals(pack: Pack) -> Iterator[Word]:
    """Yield the number words that a language joins of a ten and a unit ("twenty-three"), by its `numeral_joints`."""
    joints = pack.settings.get("numeral_joints", ())
    tens = [word for word in pack.words if word.kind == "num" and word.form == "ten"]
    units = [word for word in pack.words if word.kind == "num" and not word.form and 0 < int(word.id) < 10]
    for joint in joints:
        for ten in tens:
            for unit in units:
                value = str(int(ten.id) + int(unit.id))
                yield Word(f"{ten.phrase}{joint}{unit.phrase}", "num", "", value, {"value": value})
