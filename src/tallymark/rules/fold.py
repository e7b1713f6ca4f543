"""Folding: one letter for another of the same meaning, never changing the length of a text."""

from __future__ import annotations

_MAP = {ord("’"): "'", ord("ʼ"): "'", ord("‘"): "'", ord("‐"): "-", ord("‑"): "-"}
_MAP |= {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}


def fold(text: str) -> str:
    """Return `text` in lower case, with one kind of apostrophe, hyphen and decimal digit, of the same length.

    Lower-casing a whole text can change its length ('İ' becomes two code points), which would shift every span
    behind it; such a text is folded letter by letter, and a letter that would grow is kept.

    >>> fold("Maj‑Gen O’Neil ١٢")
    "maj-gen o'neil 12"
    >>> len(fold("İZMİR")) == len("İZMİR")
    True
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_MAP)
