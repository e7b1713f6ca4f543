"""How text is put on a terminal: nothing in it can command the terminal, lines fit, and colour is never needed."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

# C0 and C1 controls and DEL command a terminal; line and paragraph separators, embeddings, overrides and isolates
# make it show words in another order than they stand; surrogates and tags cannot be shown. The direction marks
# U+200E, U+200F and U+061C and the joiners stay: Arabic, Persian and Hebrew are written with them.
COMMANDS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BLANK = re.compile(r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]+")

_STYLES = {"strong": "1", "faint": "2", "mark": "4", "alarm": "33"}


def plain(text: str) -> str:
    r"""Return text on one line in which nothing can command a terminal; what could is shown by its number.

    >>> plain("nine\n mines\x1b[2J")
    'nine mines⟨U+001B⟩[2J'
    >>> plain("a\u202eb")
    'a⟨U+202E⟩b'
    """
    return COMMANDS.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", _BLANK.sub(" ", text)).strip(" ")


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for wide letters, none for marks that combine.

    >>> cells("mine"), cells("地雷"), cells("й")
    (4, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of one paragraph, none wider than `width` unless one word is; words are parted by spaces.

    >>> wrap("nine mines were found", 10)
    ['nine mines', 'were found']
    >>> wrap("", 10)
    ['']
    """
    lines: list[str] = []
    line, used = "", 0
    for word in filter(None, text.split(" ")):
        size = cells(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line]


class Paper:
    """Lines written to a stream, wrapped to its width, styled only where it is a terminal that wants colour."""

    def __init__(self, stream: TextIO | None = None, *, width: int | None = None, colour: bool | None = None) -> None:
        self.stream = sys.stdout if stream is None else stream
        terminal = self.stream.isatty()
        self.width = max(40, min(110, shutil.get_terminal_size((88, 24)).columns)) if width is None else width
        wanted = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.colour = wanted if colour is None else colour

    def style(self, text: str, name: str) -> str:
        """Return the text in a style: strong, faint, mark or alarm."""
        return f"\x1b[{_STYLES[name]}m{text}\x1b[0m" if self.colour and text else text

    def line(self, text: str = "", *, indent: int = 0, hang: int = 0, style: str | None = None) -> None:
        """Write one paragraph: `indent` columns in, and from its second line `hang` columns more."""
        pad = " " * indent
        for number, line in enumerate(wrap(plain(text), self.width - indent - hang)):
            margin = pad if number == 0 else pad + " " * hang
            styled = line if style is None else self.style(line, style)
            self.stream.write(f"{margin}{styled}".rstrip(" ") + "\n")

    def heading(self, text: str, aside: str = "") -> None:
        """Write a heading after an empty line, with an aside in a fainter hand: beside it where there is room."""
        lines = wrap(plain(text), self.width)
        side = wrap(plain(aside), self.width) if aside else []
        styled = [self.style(line, "strong") for line in lines]
        if len(side) == 1 and cells(lines[-1]) + 2 + cells(side[0]) <= self.width:
            styled[-1] += "  " + self.style(side.pop(), "faint")
        styled += [self.style(line, "faint") for line in side]
        self.stream.write("\n" + "\n".join(styled) + "\n")

    def columns(self, rows: Iterable[Sequence[str]], *, indent: int = 2, right: Sequence[int] = ()) -> None:
        """Write rows in columns as wide as their widest cell; the last column is wrapped to what is left.

        `right` holds the numbers of the columns that are set to the right. A column without words is left out. Where
        the last column would have less than 24 columns of the terminal left, it goes on a line of its own.
        """
        table = [[plain(cell) for cell in row] for row in rows]
        if not table:
            return
        fixed = [max(cells(row[at]) for row in table) for at in range(len(table[0]) - 1)]
        left = indent + sum(size + 2 for size in fixed if size)
        narrow = self.width - left < 24
        for row in table:
            cut = zip(row[:-1], fixed, strict=True)
            put = [_pad(cell, size, at in right) for at, (cell, size) in enumerate(cut) if size]
            self._row(" " * indent + "  ".join(put), row[-1], left, narrow)

    def _row(self, head: str, last: str, left: int, narrow: bool) -> None:
        if narrow:
            self.stream.write(head.rstrip(" ") + "\n")
            self.line(last, indent=6)
            return
        for number, line in enumerate(wrap(last, self.width - left)):
            start = f"{head}  " if number == 0 and head.strip() else " " * left
            self.stream.write(f"{start}{line}".rstrip(" ") + "\n")


def _pad(text: str, size: int, right: bool) -> str:
    fill = " " * (size - cells(text))
    return fill + text if right else text + fill
