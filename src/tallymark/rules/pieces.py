"""Pieces of a text: what each looks like, and what those around it say of it."""

from __future__ import annotations

from collections.abc import Sequence

from tallymark.rules.lexicon import Node, Sense
from tallymark.rules.scan import PIECE, SPACES, TOKEN


def kind_at(cased: str, start: int, end: int) -> int:
    """Return the kind number of the unit at a place; what stands behind it may decide between two."""
    match = TOKEN.match(cased, start)
    if match is None or match.end() != end:
        match = TOKEN.match(cased, start, end)
    return match.lastindex or 0 if match is not None else 0


def alone_in_capitals(text: str, start: int, end: int) -> bool:
    """Say whether a word stands in capitals where the letters before and behind it do not."""
    around = text[max(0, start - 12) : start] + text[end : end + 12]
    return text[start:end].isupper() and any(char.islower() for char in around)


def behind_month(senses: Sequence[Sense | None], at: int, phrases: Sequence[tuple[int, int, Sense]]) -> bool:
    """Say whether a month, or a shortened one with its full stop, stands before a piece."""
    before: list[Sense | None] = []
    phrases = list(phrases)
    while at and len(before) < 2:
        if phrases and phrases[-1][1] == at:
            at, _, sense = phrases.pop()
            before.append(sense)
        else:
            at -= 1
            before.append(senses[at])
    if len(before) > 1 and before[0] is not None and before[0].kind == "stop":
        before = before[1:]
    return bool(before) and before[0] is not None and "month" in before[0].more


def without_day(cased: str, start: int, end: int) -> list[str]:
    """Take the day off the figure behind it ("August 9, 100 mines"), which spaces made one number."""
    day = start
    while cased[day].isdecimal():
        day += 1
    rest = SPACES.match(cased, day).end()  # type: ignore[union-attr]
    return [cased[start:rest], *PIECE.findall(cased, rest, end)]


def longest(node: Node, words: Sequence[str], at: int) -> tuple[Sense | None, int]:
    """Follow the trie from `words[at]` and return the sense of the longest phrase and the word behind it."""
    sense, after = node.sense, at + 1
    step = at + 1
    following = node.following
    while step < len(words):
        found = following.get(words[step])
        if found is None:
            break
        step += 1
        if found.sense is not None:
            sense, after = found.sense, step
        following = found.following
    return sense, after
