"""Sentences: where one ends and the next begins, on a line of symbols."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tallymark.rules import Engine, Line, Sense


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
    first, paragraph, ended = 0, 0, True
    abbreviations = _abbreviations(engine)
    for match in _ends(engine).finditer(line.symbols):
        at = match.start()
        kind = _kind(line, at)
        if kind == "stop" and not _closes(text, line, at, abbreviations):
            continue
        last = match.end()
        breaks = kind == "break" or _kind(line, last - 1) == "break"
        if breaks and not _breaks(text, line, last):
            continue
        if last > first:
            found.append(Sentence(first, last, paragraph, False))
        if breaks:
            paragraph += 1
        first = last
    if first < len(line):
        found.append(Sentence(first, len(line), paragraph, False))
    del ended
    return _headlines(text, line, found)


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


def _ends(engine: Engine) -> re.Pattern[str]:
    pattern = engine.kept.get("sentence_ends")
    if pattern is None:
        pattern = engine.kept["sentence_ends"] = engine.pattern("stop+ (quote | close)* break? | break")
    return pattern


def _abbreviations(engine: Engine) -> frozenset[str]:
    return frozenset(engine.pack.settings.get("abbreviations", ()))


def _kind(line: Line, unit: int) -> str:
    thing = line.things[unit]
    return thing.kind if isinstance(thing, Sense) else ""


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


def _headlines(text: str, line: Line, sentences: list[Sentence]) -> list[Sentence]:
    """Mark the lines before the first full sentence, and later repeats of them, as headlines."""
    out: list[Sentence] = []
    seen: set[str] = set()
    body = False
    for number, sentence in enumerate(sentences):
        ends = _kind(line, sentence.last - 1) == "stop" or (
            sentence.last - 2 >= sentence.first and _kind(line, sentence.last - 2) in ("stop", "quote")
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
