"""Marks of notes: numbers in square brackets hung on a word or a full stop, which count nothing."""

from __future__ import annotations

import re

_NOTES = re.compile(r"(?<=[^\W_]|[.,;:!?”»)\]])(?:\[\d{1,3}\])+")


def without_notes(text: str) -> str:
    """Return a text with spaces for its marks of notes; its length stays the same.

    >>> without_notes("Two died.[2] A mine[3][14] lay [4] there.")
    'Two died.    A mine        lay [4] there.'
    """
    return _NOTES.sub(lambda mark: " " * len(mark[0]), text) if "[" in text else text
