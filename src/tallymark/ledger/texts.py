"""How texts are stored that no database takes as they are: NULs and lone surrogates, written with an escape.

UTF-8 has no lone surrogates, PostgreSQL no NUL, and SQLite's text functions stop at one. Each such code point is
written as U+001A (the control character "substitute") and four hexadecimal digits; so is U+001A itself. Every other
text is stored as it stands. JSON's own escapes would not do: a high and a low surrogate side by side are two code
points of a text but read back from JSON as one.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile("\x1a([0-9a-f]{4})")


def to_stored(text: str) -> str:
    r"""Return the text with every code point that cannot be stored escaped.

    >>> to_stored("nine mines")
    'nine mines'
    >>> to_stored("nine\x00mines \ud800")
    'nine\x1a0000mines \x1ad800'
    """
    return _UNSAFE.sub(lambda match: f"\x1a{ord(match[0]):04x}", text)


def from_stored(stored: str) -> str:
    r"""Return the text that `to_stored` was given.

    >>> from_stored("nine\x1a0000mines \x1ad800")
    'nine\x00mines \ud800'
    """
    if "\x1a" not in stored:
        return stored
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), stored)
