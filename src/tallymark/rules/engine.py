"""The engine of one language: its lexicon and patterns compiled, and the reading of a text into a line of symbols."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from tallymark.packs import Pack, PackError, Packs, Rule
from tallymark.rules.anchors import anchors_of
from tallymark.rules.fold import fold
from tallymark.rules.lexicon import Lexicon, Node, Sense
from tallymark.rules.line import Line
from tallymark.rules.numerals import joined_numerals
from tallymark.rules.scan import KINDS, TOKEN
from tallymark.rules.symbols import PatternError, Symbols

_MARKS = {
    ",": "comma", "،": "comma", ";": "semicolon", "؛": "semicolon", ":": "colon", "(": "open", "[": "open",
    ")": "close", "]": "close", "-": "dash", "–": "dash", "—": "dash", "−": "dash", "“": "quote", "”": "quote", '"': "quote",
    "«": "quote", "»": "quote", "„": "quote", "'": "quote", ".": "stop", "!": "stop", "?": "stop", "…": "stop",
    "؟": "stop", "։": "stop", "%": "percent", "٪": "percent", "/": "slash", "•": "bullet", "|": "bar", "#": "hash",
    "*": "bullet", "$": "money", "£": "money", "€": "money", "&": "and", "+": "plus",
}  # fmt: skip
# Kinds that texts and chunks supply rather than a pack's words.
_GIVEN = (
    "word.low", "word.ly", "word.cap", "number", "code", "compound", "link", "date", "clock", "short", "odd", "break", "break.para",
    "mark", "time", "place", "holder", "count.person", "count.item", "count.event", "count.area", "count.bare",
    "count.thing", "one.person", "one.item",
    "one.event", "model", "age", "count.lives", "nation",
    "number.day", "number.year", "time.day", "time.month", "time.year", "time.weekday", "time.stretch",
    "time.rest", "clock.name", "act",
)  # fmt: skip
_NUMBER = next(number for number, kind in KINDS.items() if kind == "number")
_WORD = frozenset(number for number, kind in KINDS.items() if kind in ("word", "short"))


class Engine:
    """A compiled pack: turns texts into lines and holds the compiled patterns of its rules.

    `rules[concept]` are `(Rule, compiled pattern)` in the order of the pack's file. `kept` is where the concepts of
    extract/ keep what they compiled from the pack, by their own names.
    """

    def __init__(self, pack: Pack, domain: dict[str, Any]) -> None:
        self.pack = pack
        self.domain = domain
        self.symbols = Symbols()
        self.lexicon = Lexicon()
        self.kept: dict[str, Any] = {}
        self._senses: dict[str, Sense] = {}
        for name in sorted({*_MARKS.values(), *_GIVEN}):
            kind, _, form = name.partition(".")
            self._given(kind, form)
        for word in (*pack.words, *joined_numerals(pack)):
            symbol = self.symbols.of(word.kind, word.form, word.id)
            sense = Sense(word.kind, word.form, word.id, symbol, word.more)
            if not self.lexicon.add(fold(word.phrase), sense):
                self._twice(word.phrase, sense)
        self.rules: dict[str, tuple[tuple[Rule, re.Pattern[str]], ...]] = {
            concept: tuple((rule, self._compile(rule)) for rule in rules) for concept, rules in pack.rules.items()
        }
        self._anchored = {
            concept: [(entry, *anchors_of(entry[1])) for entry in rules] for concept, rules in self.rules.items()
        }
        self._kinds = [self._senses.get(KINDS.get(number, ""), self._senses["mark"]) for number in range(20)]
        self._marks = {mark: self._senses[name] for mark, name in _MARKS.items()}
        self._low, self._cap = self._senses["word.low"], self._senses["word.cap"]
        self._shouted = frozenset(pack.settings.get("names_in_capitals", ()))
        self._adverb = self._senses["word.ly"]
        self._adverb_endings = tuple(pack.settings.get("adverb_endings", ()))
        self._para = self._senses["break.para"]

    def _given(self, kind: str, form: str) -> None:
        name = f"{kind}.{form}" if form else kind
        self._senses[name] = Sense(kind, form, "", self.symbols.of(kind, form))

    def _twice(self, phrase: str, sense: Sense) -> None:
        """Refuse a phrase with two senses in one pack, but let the pack's own word win over the domain's."""
        node_sense = self.find(phrase)
        if node_sense is not None and node_sense.symbol != sense.symbol:
            raise PackError(
                f"{self.pack.language}: {phrase!r} is {node_sense.kind}#{node_sense.id} and {sense.kind}#{sense.id}; "
                "a word has one sense here"
            )

    def find(self, phrase: str) -> Sense | None:
        """Return the sense of a whole phrase, or None."""
        following, node = self.lexicon.first, None
        for match in TOKEN.finditer(fold(phrase)):
            node = following.get(match.group())
            if node is None:
                return None
            following = node.following
        return None if node is None else node.sense

    def _compile(self, rule: Rule) -> re.Pattern[str]:
        try:
            return self.symbols.compile(rule.pattern, self.pack.macros)
        except PatternError as error:
            raise PackError(f"{self.pack.language}: {rule.id}: {error}") from error

    def pattern(self, pattern: str) -> re.Pattern[str]:
        """Compile a pattern of kinds with the pack's macros."""
        try:
            return self.symbols.compile(pattern, self.pack.macros)
        except PatternError as error:
            raise PackError(f"{self.pack.language}: {error}") from error

    def rules_for(self, concept: str, letters: frozenset[str]) -> list[tuple[Rule, re.Pattern[str]]]:
        """Return the rules of a concept that can match where only these letters stand, in their order."""
        return [
            entry
            for entry, one, two in self._anchored.get(concept, ())
            if not one.isdisjoint(letters) and not two.isdisjoint(letters)
        ]

    def symbol(self, kind: str, form: str = "") -> str:
        """Return the letter of a kind that chunks are given."""
        return self.symbols.of(kind, form)

    def line(self, text: str) -> Line:
        """Return a text's line: its words and phrases with their senses, all else by its looks."""
        folded = fold(text)
        tokens = [(m[0], *m.span(), m.lastindex or 0) for m in TOKEN.finditer(folded)]
        starts: list[int] = []
        ends: list[int] = []
        things: list[Sense] = []
        find, looks, shouted = self.lexicon.first.get, self._looks, self._shouted
        at, total = 0, len(tokens)
        while at < total:
            word, start, end, kind = tokens[at]
            if kind == _NUMBER and " " in word and _behind_month(things):
                tokens[at : at + 1] = _parted(folded, start, end)
                total = len(tokens)
                word, start, end, kind = tokens[at]
            at += 1
            node = find(word)
            if node is None:
                sense = looks(word, text, start, kind)
            else:
                found = node.sense
                if node.following:
                    found, after = _longest(node, tokens, at - 1, found)
                    if after > at:
                        at, end = after, tokens[after - 1][2]
                if found is None or (word in shouted and _alone_in_capitals(text, start, end)):
                    found = looks(word, text, start, kind)
                sense = found
            starts.append(start)
            ends.append(end)
            things.append(sense)
        return Line(folded, "".join([sense.symbol for sense in things]), starts, ends, list(things))

    def _looks(self, word: str, text: str, start: int, kind: int) -> Sense:
        if kind in _WORD:
            if text[start].isupper() or ("-" in word and not text[start : start + len(word)].islower()):
                return self._cap
            return self._adverb if self._adverb_endings and word.endswith(self._adverb_endings) else self._low
        name = KINDS[kind]
        if name == "mark":
            return self._marks.get(word, self._kinds[kind])
        if name == "break" and word.count("\n") > 1:
            return self._para
        return self._kinds[kind]


def _alone_in_capitals(text: str, start: int, end: int) -> bool:
    """Say whether a word stands in capitals where the letters before and behind it do not."""
    around = text[max(0, start - 12) : start] + text[end : end + 12]
    return text[start:end].isupper() and any(char.islower() for char in around)


def _behind_month(things: Sequence[object]) -> bool:
    """Say whether a month, or a shortened one with its full stop, was read last."""
    senses = [thing for thing in things[-2:] if isinstance(thing, Sense)]
    if len(senses) > 1 and senses[-1].kind == "stop":
        senses.pop()
    return bool(senses) and "month" in senses[-1].more


def _parted(folded: str, start: int, end: int) -> list[tuple[str, int, int, int]]:
    """Take the day off the figure behind it ("August 9, 100 mines"), which spaces made one number."""
    day = start
    while folded[day].isdecimal():
        day += 1
    rest = [(m.group(), m.start(), m.end(), m.lastindex or 0) for m in TOKEN.finditer(folded, day, end)]
    return [(folded[start:day], start, day, _NUMBER), *rest]


def _longest(
    node: Node, tokens: list[tuple[str, int, int, int]], at: int, sense: Sense | None
) -> tuple[Sense | None, int]:
    """Follow the trie from `tokens[at]` and return the sense of the longest phrase and the token behind it."""
    after = at + 1
    step = at + 1
    following = node.following
    while step < len(tokens):
        found = following.get(tokens[step][0])
        if found is None:
            break
        step += 1
        if found.sense is not None:
            sense, after = found.sense, step
        following = found.following
    return sense, after


@functools.cache
def _engine(language: str, pack_hash: str) -> Engine:
    pack, domain = _PACKS[language, pack_hash]
    return Engine(pack, domain)


_PACKS: dict[tuple[str, str], tuple[Pack, dict[str, Any]]] = {}


def engine_of(packs: Packs, language: str) -> Engine | None:
    """Return the compiled pack of a language, or None where there is no pack; compiled once per process."""
    pack = packs.languages.get(language)
    if pack is None:
        return None
    key = (language, packs.hash)
    _PACKS.setdefault(key, (pack, packs.domain))
    return _engine(*key)
