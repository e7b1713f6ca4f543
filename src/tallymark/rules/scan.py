"""Scanning: a text to its smallest units (words, numbers, codes, marks), each with its place."""

from __future__ import annotations

import re

# Marks that stand inside words and part none: accents and vowel signs as code points of their own, soft hyphens,
# joiners, Armenian marks of stress and asking. Marks that are no more seen than a space: zero-width spaces, marks and
# overrides of direction.
INSIDE = (
    "".join(map(chr, range(0x300, 0x370)))
    + "".join(map(chr, (*range(0x610, 0x61B), *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6DD))))
    + "\u00ad\u200c\u200d\u2060\u055b\u055c\u055e"
)
UNSEEN = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_IN = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u00ad\u200c\u200d\u2060\u055b\u055c\u055e"
_LETTERS = rf"[^\W\d_]++(?>(?:[{_IN}]++[^\W\d_]*+)*)"
_MONTH = r"-[^\W\d_]{3,10}-|/[^\W\d_]{3,10}/|\.[^\W\d_]{3,10}\."
# All white space but the line's end, and what is not seen.
BLANK = "".join(char for char in map(chr, range(0x3001)) if char.isspace() and char != "\n") + UNSEEN
# A word comes first, for most units are words; what only begins like one (a code, a link, "U.S.") is told from it by
# what follows. Then, in this order: what looks like a number but is none comes before numbers. Repeats are possessive
# (`++`), so that no unit is tried in more than one way; those of groups are atomic (`(?>(?:…)*)`), for Python before
# 3.11.5 goes wrong on possessive repeats of groups.
_KINDS = {
    "word": rf"{_LETTERS}(?>(?:['\-]{_LETTERS})*)(?![\d@]|-\d|://|\.[^\W\d_]\.|\.\w++@)",
    "date": (
        r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{4}/\d{1,2}/\d{1,2}(?!\d)|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d|[.,]\d)"
        # 5-Aug-2016, 2016/Aug/05: with a month's name, which a language must know
        rf"|\d{{1,2}}(?:{_MONTH})(?:\d{{4}}|\d{{2}})(?!\d|[.,]\d)|\d{{4}}(?:{_MONTH})\d{{1,2}}(?!\d|[.,]\d)"
    ),
    "clock": r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
    # "43-year-old", "70-kg": a number used as part of an adjective
    "compound": r"\d[\d.,]*+-[^\W\d_][^\W_]*+(?>(?:-[^\W_]++)*)",
    "number": (
        r"\d{1,3}(?:,[ ]\d{3})+(?![\d.,]|[ ]?\d)"  # 19, 746: a stray space inside the number
        r"|\d{1,3}(?:[.,'\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,]\d+)?"
        r"|\d+(?:[.,]\d+)*"
    ),
    "link": r"(?:[hH][tT][tT][pP][sS]?://|[wW]{3}\.)[^\s<>\"')\]]++|[\w.+-]++@[\w-]++\.\w++|#\w++|@\w++",
    # a code begins with a letter and holds digits: PMN-2, E-001M, F1, PMN2s, AO-2.5
    "code": r"[^\W\d_]+(?:-[^\W\d_]+)*-?\d[^\W_]*+(?>(?:-\d[^\W_]*+)*)(?>(?:(?<=-\d)[.,]\d(?![^\W_]|[.,]\d))?)",
    "short": r"(?:[^\W\d_]\.){2,}",
    # what began like a code or a link and was none
    "plain": rf"{_LETTERS}(?>(?:['\-]{_LETTERS})*)",
    "break": rf"\n[\s{UNSEEN}]*+",
    "mark": rf"[^\w\s{UNSEEN}]",
    "odd": r"\w",
}
TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
# The same units without their kinds, each with the spaces behind it: `findall` gives a whole text's at once, and no
# search begins at a space, where every alternative would be tried in vain. What most texts are made of comes first:
# plain words with what no word goes on with behind them, whole numbers before a word, marks that nothing else begins
# with, and full stops.
_AFTER = r"""(?=[ ,;)!?\n"]|\.[ \n])"""
_MOST = (rf"[a-zA-Z]++{_AFTER}", rf"[^\W\d_]++{_AFTER}", r"\d++(?=[ ][^\W\d_])", rf"[^\w\s.+\-#@{UNSEEN}]", r"\.(?=\s)")
_BLANKS = rf"[^\S\n]*+(?>(?:[{UNSEEN}]++[^\S\n]*+)*)"
PIECE = re.compile(f"(?:{'|'.join((*_MOST, *_KINDS.values()))}){_BLANKS}")
SPACES = re.compile(_BLANKS)
KINDS: dict[int, str] = {number: "word" if name == "plain" else name for name, number in TOKEN.groupindex.items()}
# What marks and signs are, for languages that use them as most do.
MARKS = {
    ",": "comma", "،": "comma", ";": "semicolon", "؛": "semicolon", ":": "colon", "(": "open", "[": "open",
    ")": "close", "]": "close", "-": "dash", "–": "dash", "—": "dash", "−": "dash", "“": "quote", "”": "quote",
    '"': "quote", "«": "quote", "»": "quote", "„": "quote", "'": "quote", ".": "stop", "!": "stop", "?": "stop",
    "…": "stop", "؟": "stop", "։": "stop", "․": "stop", "՝": "comma", "%": "percent", "٪": "percent", "/": "slash",
    "•": "bullet", "|": "bar", "#": "hash", "*": "bullet", "$": "money", "£": "money",
    "€": "money", "&": "and", "+": "plus",
}  # fmt: skip


def scan(folded: str) -> list[tuple[str, int, int, int]]:
    """Return `(words, start, end, kind number)` for every unit of a folded text, in order.

    `KINDS` names the kind numbers. Everything but spaces belongs to some unit.

    >>> [(unit[0], KINDS[unit[3]]) for unit in scan("1,119 pmn-2 mines, 95ha")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('1,119', 'number'), ('pmn-2', 'code'), ('mines', 'word'), (',', 'mark'),
     ('95', 'number'), ('ha', 'word')]
    >>> [unit[0] for unit in scan("26 ao-2,5 bombs, pmn-2, 5 mines")]
    ['26', 'ao-2,5', 'bombs', ',', 'pmn-2', ',', '5', 'mines']
    """
    return [(m.group(), m.start(), m.end(), m.lastindex or 0) for m in TOKEN.finditer(folded)]
