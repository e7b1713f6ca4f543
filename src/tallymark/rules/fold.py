"""Folding: one letter for another of the same meaning, never changing the length of a text."""

from __future__ import annotations

import re

_MARKS = (("’", "'"), ("ʼ", "'"), ("‘", "'"), ("‐", "-"), ("‑", "-"))
_DIGITS = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}
_DIGITS |= {0x066B: ".", 0x066C: ","}  # the marks of decimals and thousands beside them
_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9\u066b\u066c]")

# The Arabic comma, where it stands between digits as a mark of thousands.
_THOUSANDS = re.compile(r"(?<=\d)،(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """Return `text` in lower case, with one kind of apostrophe, hyphen and decimal digit and mark, of the same length.

    Lower-casing a whole text can change its length ('İ' becomes two code points), which would shift every span
    behind it; such a text is folded letter by letter, and a letter that would grow is kept.

    >>> fold("Maj‑Gen O’Neil ١٢")
    "maj-gen o'neil 12"
    >>> len(fold("İZMİR")) == len("İZMİR")
    True
    """
    return one_kind(lowered(text))


def lowered(text: str) -> str:
    """Return `text` in lower case, of the same length.

    >>> lowered("İZMİR")
    'İzmİr'
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low


def one_kind(text: str) -> str:
    """Return `text` with one kind of apostrophe, hyphen and decimal digit, its capitals kept, of the same length.

    `str.translate` looks every letter of a text up that is not ASCII, so it is left to texts that hold such digits.

    >>> one_kind("Maj‑Gen O’Neil ١٢")
    "Maj-Gen O'Neil 12"
    >>> one_kind("1،234، 5")
    '1,234، 5'
    """
    if text.isascii():
        return text
    for mark, kept in _MARKS:
        text = text.replace(mark, kept)
    if "،" in text:
        text = _THOUSANDS.sub(",", text)
    return text.translate(_DIGITS) if _DIGIT.search(text) is not None else text
