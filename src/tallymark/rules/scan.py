"""Scanning: a text to its smallest units (words, numbers, codes, marks), each with its place."""

from __future__ import annotations

import re

# A word comes first, for most units are words; what only begins like one (a code, a link, "U.S.") is told from it by
# what follows. Then, in this order: what looks like a number but is none comes before numbers. Repeats are possessive
# (`++`), so that no unit is tried in more than one way.
_KINDS = {
    "word": r"[^\W\d_]++(?:['\-][^\W\d_]++)*+(?![\d@]|-\d|://|\.[^\W\d_]\.|\.\w++@)",
    "date": r"\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d|[.,]\d)",
    "clock": r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
    # "43-year-old", "70-kg": a number used as part of an adjective
    "compound": r"\d[\d.,]*+-[^\W\d_][^\W_]*+(?:-[^\W_]++)*+",
    "number": (
        r"\d{1,3}(?:,[ ]\d{3})+(?![\d.,]|[ ]?\d)"  # 19, 746: a stray space inside the number
        r"|\d{1,3}(?:[.,'\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,]\d+)?"
        r"|\d+(?:[.,]\d+)*"
    ),
    "link": r"(?:[hH][tT][tT][pP][sS]?://|[wW]{3}\.)[^\s<>\"')\]]++|[\w.+-]++@[\w-]++\.\w++|#\w++|@\w++",
    # a code begins with a letter and holds digits: PMN-2, E-001M, F1, PMN2s
    "code": r"[^\W\d_]+(?:-[^\W\d_]+)*-?\d[^\W_]*+(?:-\d[^\W_]*+)*+",
    "short": r"(?:[^\W\d_]\.){2,}",
    # what began like a code or a link and was none
    "plain": r"[^\W\d_]++(?:['\-][^\W\d_]++)*+",
    "break": r"\n\s*+",
    "mark": r"[^\w\s]",
    "odd": r"\w",
}
TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
# The same units without their kinds, each with the spaces behind it: `findall` gives a whole text's at once, and no
# search begins at a space, where every alternative would be tried in vain. What most texts are made of comes first:
# plain words, marks that nothing else begins with, and full stops.
_MOST = (r"[a-zA-Z]++(?=[ ,])", r"[^\w\s.+\-#@]", r"\.(?=\s)")
PIECE = re.compile(f"(?:{'|'.join((*_MOST, *_KINDS.values()))})[^\\S\\n]*+")
SPACES = re.compile(r"[^\S\n]*+")
KINDS: dict[int, str] = {number: "word" if name == "plain" else name for name, number in TOKEN.groupindex.items()}


def scan(folded: str) -> list[tuple[str, int, int, int]]:
    """Return `(words, start, end, kind number)` for every unit of a folded text, in order.

    `KINDS` names the kind numbers. Everything but spaces belongs to some unit.

    >>> [(unit[0], KINDS[unit[3]]) for unit in scan("1,119 pmn-2 mines, 95ha")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('1,119', 'number'), ('pmn-2', 'code'), ('mines', 'word'), (',', 'mark'),
     ('95', 'number'), ('ha', 'word')]
    """
    return [(m.group(), m.start(), m.end(), m.lastindex or 0) for m in TOKEN.finditer(folded)]
