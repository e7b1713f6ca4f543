"""Line ends that part nothing: a text set in lines of one width, as mails and printed pages come, is read as it was."""

from __future__ import annotations

import itertools
import re

# From the beginning of a line: else the search would begin anew at every letter of a line that stands alone.
_BLOCK = re.compile(r"^[^\n]++(?:\n[^\n]++)+", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?:;…؟։][\"”»’')\]]*\s*$")
_FIRST_WORD = re.compile(r"\s*(\S+)")
# Shorter lines are cells of a table or items of a list, longer ones are paragraphs.
_SHORTEST, _NARROWEST, _WIDEST = 40, 40, 120
# So many line ends, of lines of so many words, there must be before their lengths tell of anything.
_FEWEST, _WORDS = 2, 5
# Of the line ends of a block this share must stand where the next word had no room.
_SHARE = 2 / 3


def unwrapped(text: str) -> str:
    """Return a text with a space for each line end that only wraps a line; its length stays the same.

    A line is wrapped where it is full: the first word of the next would have made it longer than any line of its block.
    It is too where a line of some length ends in the middle of a sentence and the next goes on in a small letter.

    >>> unwrapped("Two mines were found in a field close to the\\nriver on Monday.\\nThree\\nfour")
    'Two mines were found in a field close to the river on Monday.\\nThree\\nfour'
    """
    return _BLOCK.sub(lambda block: _joined(block[0].split("\n")), text) if "\n" in text else text


def _joined(lines: list[str]) -> str:
    full = _full(lines)
    out = [lines[0]]
    for (line, following), wrapped in zip(itertools.pairwise(lines), full, strict=True):
        out += [" " if wrapped or _goes_on(line, following) else "\n", following]
    return "".join(out)


def _full(lines: list[str]) -> list[bool]:
    """Say of each line end whether it stands where the next word had no room; of none in a block that is not so set."""
    width = max(len(line.rstrip()) for line in lines)
    full = [len(line.rstrip()) + 1 + _first_word(after) > width for line, after in itertools.pairwise(lines)]
    set_so = len(full) >= _FEWEST and _NARROWEST <= width <= _WIDEST and sum(full) >= _SHARE * len(full)
    worded = all(len(line.split()) >= _WORDS for line in lines[:-1])
    return [one and set_so and worded for one in full]


def _first_word(line: str) -> int:
    found = _FIRST_WORD.match(line)
    return len(found[1]) if found is not None else 0


def _goes_on(line: str, following: str) -> bool:
    """Say whether a line goes on in the next by how the two are written.

    An address begins with a small letter too, and a number ends an item of a list.
    """
    first = following.lstrip()
    if len(line) < _SHORTEST or not first[:1].islower() or "://" in first.split(maxsplit=1)[0]:
        return False
    return not line.rstrip()[-1:].isdigit() and _SENTENCE_END.search(line) is None
