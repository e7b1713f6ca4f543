"""Sentences: where one ends and the next begins, on a line of symbols."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tallymark.rules import Engine, Line


class Sentence(NamedTuple):
    """Units `first` up to `last`; `paragraph` counts paragraphs from 0; `headline` marks title and furniture lines."""

    first: int
    last: int
    paragraph: int
    headline: bool


def find_sentences(text: str, line: Line, engine: Engine) -> list[Sentence]:
    """Return the sentences of a line, in order, covering all of it.

    A full stop ends a sentence unless an abbreviation stands before it or a small letter behind it. A line break
    ends one unless a small letter follows, as in text that was wrapped. A line without a full stop at its end
    that stands before the first full sentence is a headline; so is one that repeats the report's first line.
    """
    found: list[Sentence] = []
    first, paragraph = 0, 0
    ends, symbols = engine.once(_ends), line.symbols
    for match in ends.pattern.finditer(symbols):
        at, last = match.span()
        if symbols[at] in ends.stops and not _closes(text, line, at, ends.abbreviations):
            continue
        if ends.pair_joins and line.ends[last - 1] - line.starts[at] == 2 and text.startswith("..", line.starts[at]):
            continue
        breaks = symbols[last - 1] in ends.breaks
        if breaks and not _breaks(text, line, last):
            continue
        if last > first:
            found.append(Sentence(first, last, paragraph, False))
        if breaks:
            paragraph += 1
        first = last
    if first < len(line):
        found.append(Sentence(first, len(line), paragraph, False))
    return _headlines(text, line, found, ends)


def units_by_sentence(unit: re.Pattern[str], line: Line, sentences: Sequence[Sentence]) -> list[Sequence[int]]:
    """Return, for each sentence, the units that a pattern of one unit finds in it; the line is looked through once."""
    out: list[Sequence[int]] = [()] * len(sentences)
    number, last, here = -1, 0, list[int]()
    for found in unit.finditer(line.symbols):
        at = found.start()
        if at >= last:
            while at >= last:
                number += 1
                last = sentences[number].last
            here = out[number] = []
        here.append(at)
    return out


class Ends(NamedTuple):
    """What is kept of a pack for the ends of sentences: how they look, and the letters of what they are made of."""

    pattern: re.Pattern[str]
    stops: frozenset[str]
    breaks: frozenset[str]
    closing: frozenset[str]
    abbreviations: frozenset[str]
    pair_joins: bool


def _ends(engine: Engine) -> Ends:
    stops, breaks, quotes = (frozenset(engine.symbols.letters(kind)) for kind in ("stop", "break", "quote"))
    return Ends(
        engine.pattern("stop+ (quote | close)* break? | break"), stops, breaks, stops | quotes,
        frozenset(engine.pack.settings.get("abbreviations", ())), "two_stops_join" in engine.pack.settings,
    )  # fmt: skip


def _closes(text: str, line: Line, at: int, abbreviations: frozenset[str]) -> bool:
    if text[line.starts[at]] != ".":
        return True
    if at and line.ends[at - 1] == line.starts[at]:
        before = text[line.starts[at - 1] : line.ends[at - 1]]
        if before.lower() in abbreviations or (len(before) == 1 and before.isupper()):
            return False
    after = at + 1
    if after >= len(line):
        return True
    if line.starts[after] == line.ends[at] and text[line.starts[after]].isalnum():
        return False
    return not text[line.starts[after]].islower()


def _breaks(text: str, line: Line, after: int) -> bool:
    return after >= len(line) or not text[line.starts[after]].islower()


def _headlines(text: str, line: Line, sentences: list[Sentence], ending: Ends) -> list[Sentence]:
    """Mark the lines before the first full sentence, and later repeats of them, as headlines."""
    out: list[Sentence] = []
    seen: set[str] = set()
    body = False
    for number, sentence in enumerate(sentences):
        ends = line.symbols[sentence.last - 1] in ending.stops or (
            sentence.last - 2 >= sentence.first and line.symbols[sentence.last - 2] in ending.closing
        )
        if not ends and _alone(sentences, number):
            words = _words(text, line, sentence)
            headline = len(words) <= 160 and (not body or words in seen)
            if headline and len(words) > 12:
                seen.add(words)
            sentence = Sentence(sentence.first, sentence.last, sentence.paragraph, headline)
        body = body or ends
        out.append(sentence)
    return out if any(not s.headline for s in out) else [s._replace(headline=False) for s in out]


def _alone(sentences: list[Sentence], number: int) -> bool:
    """Say whether a sentence is a paragraph of its own."""
    paragraph = sentences[number].paragraph
    return (number == 0 or sentences[number - 1].paragraph != paragraph) and (
        number + 1 == len(sentences) or sentences[number + 1].paragraph != paragraph
    )


def _words(text: str, line: Line, sentence: Sentence) -> str:
    return " ".join(text[line.starts[sentence.first] : line.ends[sentence.last - 1]].lower().split())
