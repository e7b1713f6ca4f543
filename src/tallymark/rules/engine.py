"""The engine of one language: its lexicon and patterns compiled, and the reading of a text into a line of symbols."""

from __future__ import annotations

import itertools
import operator
import re
import weakref
from collections.abc import Callable, Set
from pathlib import Path
from typing import Any, TypeVar

from tallymark.packs import Pack, PackError, Rule
from tallymark.packs.cache import source_hash
from tallymark.packs.places.gazetteer import Gazetteer
from tallymark.rules.anchors import Anchored
from tallymark.rules.compiled import Compiler
from tallymark.rules.compounds import Compounds
from tallymark.rules.endings import Endings
from tallymark.rules.fold import fold, lowered, one_kind
from tallymark.rules.heads import Heads
from tallymark.rules.lexicon import Lexicon, Node, Sense
from tallymark.rules.line import Line
from tallymark.rules.notes import without_notes
from tallymark.rules.numerals import joins_unit_first
from tallymark.rules.parting import Parting
from tallymark.rules.pieces import alone_in_capitals, behind_month, kind_at, longest, without_day
from tallymark.rules.scan import BLANK, KINDS, MARKS, PIECE, SPACES
from tallymark.rules.spelling import Spelling
from tallymark.rules.symbols import PatternError, Symbols
from tallymark.rules.wraps import unwrapped

# Kinds that texts and chunks supply rather than a pack's words.
_GIVEN = (
    "word.low", "word.low_adj", "word.low_name", "word.low_pred", "word.ly", "word.cap", "number", "code", "compound",
    "link", "date",
    "clock", "short", "odd", "break", "break.para", "mark", "time", "place", "holder", "count.person", "count.item",
    "count.event", "count.area",
    "count.bare", "count.thing", "one.person", "one.item", "one.event",
    "count.person_row", "count.item_row", "count.event_row", "count.area_row", "count.bare_row", "count.thing_row",
    "count.person_part", "count.item_part", "count.event_part", "count.area_part", "count.bare_part",
    "count.thing_part",
    "one.person_nom", "one.person_obl", "one.item_nom", "one.item_obl", "one.event_nom", "one.event_obl",
    "model", "age", "count.lives", "nation",
    "num.compound", "number.day", "number.year", "time.day", "time.month", "time.year", "time.weekday", "time.stretch",
    "time.rest", "clock.name", "act",
)  # fmt: skip
Made = TypeVar("Made")
_NUMBER = next(number for number, kind in KINDS.items() if kind == "number")
# What ends a stretch of words in most patterns: their letters stand side by side.
_WALLS = (
    "stop", "semicolon", "colon", "break", "bar", "open", "close", "dash", "comma", "rel", "be", "have", "modal",
    "when", "but", "verb", "happen", "count", "one",
)  # fmt: skip
_WORD = frozenset(number for number, kind in KINDS.items() if kind in ("word", "short"))
_MOST_SEEN = 1 << 14  # pieces; then an engine forgets them all, so that a long run's memory stays where it was
# A piece's sense, where it has one whatever stands around it, the key of its word, what goes on from it to a phrase,
# and how many code points of it are the word's.
Seen = tuple[Sense | None, str, dict[str, Node], int]
_NOTHING: dict[str, Node] = {}


class Engine:
    """A compiled pack: turns texts into lines and holds the compiled patterns of its rules.

    `rules[concept]` are `(Rule, compiled pattern)` in the order of the pack's file.
    """

    def __init__(self, pack: Pack, domain: dict[str, Any]) -> None:
        self.pack = pack
        self.domain = domain
        self.symbols = Symbols()
        self.lexicon = Lexicon()
        self._made: dict[Callable[[Engine], Any], Any] = {}
        self._patterns: dict[str | tuple[str, ...], re.Pattern[str]] = {}
        self._senses: dict[str, Sense] = {}
        self.spelling = Spelling(pack.settings)
        self.caseless = pack.settings.get("capital_names") == "no"
        self.definite_beginnings = tuple(pack.settings.get("definite_beginnings", ()))
        self.parting = Parting(pack.settings, self.spelling, _is_place)
        words = [word for word in pack.words if not word.wanting]
        self._homographs = pack.settings.get("homographs") == "first"
        if self._homographs:
            words.sort(key=operator.attrgetter("rank"))
        tokens = self.parting.know(word.phrase for word in words)
        self.unit_first = joins_unit_first(pack.settings)
        supplied = sorted({*MARKS.values(), *_GIVEN, *Endings.units(pack.settings)})
        given = [(*name.partition(".")[::2], "") for name in supplied]
        self.symbols.reserve([*given, *((word.kind, word.form, word.id) for word in pack.words)], near=_WALLS)
        for name in supplied:
            kind, _, form = name.partition(".")
            self._given(kind, form)
        self.compiler = _compiler_of(pack, self.symbols)
        self.symbols.settle(self.compiler)
        numbers: dict[str, Sense] = {}
        self._heads = Heads(pack.settings)
        for word, keys in zip(words, tokens, strict=True):
            symbol = self.symbols.of(word.kind, word.form, word.id)
            sense = Sense(word.kind, word.form, word.id, symbol, word.more)
            if not self._heads.take(keys, sense) and not self.lexicon.add(keys, sense):
                self._twice(word.phrase, sense, word.rank)
            counts = word.kind in ("num", "scale") or (word.kind == "det" and "value" in word.more)
            if counts and len(keys) == 1:
                numbers[keys[0]] = sense
        self._compounds = Compounds(pack.settings, numbers, unit_first=self.unit_first)
        self.rules: dict[str, tuple[tuple[Rule, re.Pattern[str]], ...]] = {
            concept: tuple((rule, self._compile(rule)) for rule in rules) for concept, rules in pack.rules.items()
        }
        self._anchored: dict[str, Anchored] = {}
        self._kinds = [self._senses.get(KINDS.get(number, ""), self._senses["mark"]) for number in range(20)]
        read_as = {**MARKS, **pack.settings.get("marks", {})}
        for mark, name in read_as.items():
            if name not in self._senses:
                raise PackError(
                    f"{pack.language}: {mark!r} among the marks of language.yaml: no mark is called {name!r}"
                )
        self._marks = {mark: self._senses[name] for mark, name in read_as.items()}
        self._low = self._senses["word.low_name" if self.caseless else "word.low"]
        self._cap = self._senses["word.cap"]
        self._shouted = frozenset(pack.settings.get("names_in_capitals", ()))
        self._nations_small = pack.settings.get("nations") == "small"
        self._adverb = self._senses["word.ly"]
        self._adverb_endings = tuple(pack.settings.get("adverb_endings", ()))
        self._day_behind = pack.settings.get("date_order") != "day_month"
        self._adjective = self._senses["word.low_adj"]
        self._adjective_endings = tuple(pack.settings.get("adjective_endings", ()))
        self._predicate = self._senses["word.low_pred"]
        self._predicate_endings = tuple(pack.settings.get("predicate_endings", ()))
        self._endings = Endings(pack.settings, self._senses, tokens)
        self._para = self._senses["break.para"]
        self._seen = _Pieces(self)

    def _given(self, kind: str, form: str) -> None:
        name = f"{kind}.{form}" if form else kind
        self._senses[name] = Sense(kind, form, "", self.symbols.of(kind, form))

    def _twice(self, phrase: str, sense: Sense, rank: int) -> None:
        """Refuse a phrase with two senses in one pack, but let the pack's own word win over the domain's.

        Where the pack says so, an inflected form gives way to what stood there first.
        """
        if rank and self._homographs:
            return
        node_sense = self.find(phrase)
        if node_sense is not None and node_sense.symbol != sense.symbol:
            raise PackError(
                f"{self.pack.language}: {phrase!r} is {node_sense.kind}#{node_sense.id} and {sense.kind}#{sense.id}; "
                "a word has one sense here"
            )

    def find(self, phrase: str) -> Sense | None:
        """Return the sense of a whole phrase, or None."""
        following, node = self.lexicon.first, None
        for word in self.parting.tokens(phrase):
            node = following.get(word)
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
        """Return a pattern of kinds with the pack's macros, compiled when it is first asked for."""
        known = self._patterns.get(pattern)
        if known is None:
            try:
                known = self._patterns[pattern] = self.symbols.compile(pattern, self.pack.macros)
            except PatternError as error:
                raise PackError(f"{self.pack.language}: {error}") from error
        return known

    def unit(self, *names: str) -> re.Pattern[str]:
        """Return a pattern of one unit of any of these names; names that no word of the pack has are passed over."""
        known = self._patterns.get(names)
        if known is None:
            letters = self.symbols.some(*names)
            known = self._patterns[names] = self.compiler.pattern(f"[{letters}]" if letters else "(?!)")
        return known

    def once(self, make: Callable[[Engine], Made]) -> Made:
        """Return what a function makes of this engine, made when it is first asked for: what a concept compiles."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def marked(self, name: str) -> re.Pattern[str]:
        """Return a pattern of one unit with a letter of any word whose entry says something by this name."""
        letters = "".join(
            sorted({self.symbols.of(word.kind, word.form, word.id) for word in self.pack.words if name in word.more})
        )
        return self.compiler.pattern(f"[{letters}]" if letters else "(?!)")

    def rules_for(self, concept: str, letters: Set[str]) -> list[tuple[Rule, re.Pattern[str]]]:
        """Return the rules of a concept that can match where only these letters stand, in their order."""
        rules = self.rules.get(concept, ())
        anchored = self._anchored.get(concept)
        if anchored is None:
            known = self.compiler.worked_out("anchors")
            anchored = self._anchored[concept] = Anchored([pattern for _, pattern in rules], known)
        return [rules[number] for number in anchored.among(letters)]

    def symbol(self, kind: str, form: str = "") -> str:
        """Return the letter of a kind that chunks are given."""
        return self.symbols.of(kind, form)

    def line(self, text: str) -> Line:
        """Return a text's line: its words and phrases with their senses, all else by its looks."""
        cased = without_notes(unwrapped(one_kind(text)))
        lead = SPACES.match(cased).end()  # type: ignore[union-attr]
        pieces = PIECE.findall(cased, lead)
        if not self.parting.idle:
            pieces = self.parting.parted(pieces)
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        line = None
        while line is None:
            line = self._line(text, cased, pieces, lead)
        return line

    def _line(self, text: str, cased: str, pieces: list[str], lead: int) -> Line | None:
        """Return the line of a text's pieces; None where a number among them had to be parted, which is then done.

        What is done for every piece is done by functions of C over whole lists; the loop sees only those pieces that
        may begin a phrase with the word behind them, or whose sense the words around them decide.
        """
        if not pieces:
            return Line(lowered(cased), "", [], [], [])
        known, words, following, lengths = zip(*map(self._seen.__getitem__, pieces), strict=True)
        senses = list(known)
        starts = list(itertools.accumulate(map(len, pieces[:-1]), initial=lead))
        ends = list(map(operator.add, starts, lengths))
        goes_on = itertools.compress(itertools.count(), map(operator.contains, following, words[1:]))
        undecided = itertools.compress(itertools.count(), map(operator.is_, senses, itertools.repeat(None)))
        phrases: list[tuple[int, int, Sense]] = []
        behind = 0
        for at in sorted({*goes_on, *undecided}):
            if at < behind:
                continue
            word, start = words[at], starts[at]
            day = self._day_behind and " " in word and behind_month(senses, at, phrases)
            if day and kind_at(cased, start, ends[at]) == _NUMBER:
                pieces[at : at + 1] = without_day(cased, start, start + len(pieces[at]))
                return None
            node = self.lexicon.first.get(word)
            sense, behind = (None, at + 1) if node is None else longest(node, words, at)
            if behind == at + 1 and known[at] is not None:  # a word alone is what it was known to be
                continue
            if sense is None or (word in self._shouted and alone_in_capitals(text, start, ends[behind - 1])):
                sense = self._looks(cased[start : ends[at]], kind_at(cased, start, ends[at]))
            senses[at] = sense
            if behind > at + 1:
                phrases.append((at, behind, sense))
        for at, behind, _ in reversed(phrases):
            ends[at] = ends[behind - 1]
            del senses[at + 1 : behind], starts[at + 1 : behind], ends[at + 1 : behind]
        return Line(lowered(cased), "".join([sense.symbol for sense in senses]), starts, ends, senses)

    def _looks(self, written: str, kind: int) -> Sense:
        if kind in _WORD:
            if written[0].isupper() or ("-" in written and not written.islower()):
                return self._low if self._heads.is_common(written) else self._cap
            return self._small(fold(written))
        name = KINDS[kind]
        if name == "mark":
            return self._marks.get(written, self._kinds[kind])
        if name == "break" and written.count("\n") > 1:
            return self._para
        return self._kinds[kind]

    def _small(self, word: str) -> Sense:
        """Return the sense of an unknown word in small letters, by its ending."""
        if self._adverb_endings and word.endswith(self._adverb_endings):
            return self._adverb
        if self._predicate_endings and word.endswith(self._predicate_endings):
            return self._predicate
        return self._adjective if self._adjective_endings and word.endswith(self._adjective_endings) else self._low

    def _see(self, piece: str) -> Seen:
        """Return what is known of a piece whatever stands around it."""
        written = piece if piece[0] == "\n" else piece.rstrip(BLANK)
        if self.parting.ended is not None and (ended := self.parting.ended.fullmatch(written)) is not None:
            ending = self.spelling.key(written[len(ended[1]) + 1 :])
            return self._endings.number(ending) or self._senses["number"], ended[1], _NOTHING, len(ended[1])
        word, length = self.spelling.key(written), len(written)
        word, named = (word, None) if word in self.lexicon.first else self._endings.parted(word, written)
        node = self.lexicon.first.get(word)
        following = _NOTHING if node is None else node.following
        sense = None if node is None else node.sense
        if word in self._shouted and written.isupper():
            return None, word, following, length
        sense = self._heads.noun(word, written) or sense
        if (
            self._nations_small
            and sense is not None
            and sense.kind == "nation"
            and _names_country(word, written, self.pack.language)
        ):
            sense = self._cap
        if sense is None and (value := self._compounds.value(word)) is not None:
            made = self._senses["num.compound"]
            sense = Sense(made.kind, made.form, str(value), made.symbol, {"value": str(value)})
        sense = sense or named or self._heads.compound(word, written)
        if sense is None and (not written[0].isdecimal() or written.isdecimal()):
            sense = self._looks(written, kind_at(written, 0, length))
        return sense, word, following, length


class _Pieces(dict[str, Seen]):
    """What an engine knows of the pieces it has met: most words of a text stood in one before.

    A piece is a word as written with the spaces behind it, so that a text's pieces are looked up as they are found.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = weakref.proxy(engine)

    def __missing__(self, piece: str) -> Seen:
        seen: Seen = self._engine._see(piece)
        self[piece] = seen
        return seen


def _is_place(word: str) -> bool:
    """Say whether a word is the name of a place that a report may name without saying what it is."""
    return Gazetteer.load().is_name(word)


def _names_country(word: str, written: str, language: str) -> bool:
    """Say whether a nation's word is a country's name, where it has a capital that no nation's word has."""
    return written[0].isupper() and Gazetteer.load().is_country(word, language)


def _compiler_of(pack: Pack, symbols: Symbols) -> Compiler:
    """Return what compiles a pack's patterns: what comes of these rests on macros, letters and this code."""
    letters = [".".join(key) for key in symbols.keys]
    patterns = [f"{concept} {rule.pattern}" for concept, rules in pack.rules.items() for rule in rules]
    macros = [f"{name} {pattern}" for name, pattern in pack.macros.items()]
    return Compiler(
        f"rules-{pack.language}", "\0".join([source_hash(Path(__file__).parent), *letters, *macros, *patterns])
    )
