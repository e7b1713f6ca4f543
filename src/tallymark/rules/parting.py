"""Parting: pieces of a text that are several words written together, or a number with an ending, made what they are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from tallymark.rules.scan import BLANK, TOKEN, scan
from tallymark.rules.spelling import Spelling

_MOST_SEEN = 1 << 14  # pieces; then all are forgotten, so that a long run's memory stays where it was
_JOINTS = "'-"
_NUMBER_MARKS = (".", ",")
_HYPHEN = re.compile("(-)")
_SHORTEST = 2  # letters that the name behind a clitic has more of


class Parting:
    """Parts pieces by a pack's `clitics` and joins digits with their endings by its `number_endings`.

    A clitic is a small word that is written together with the next one ("ومنهم" is "و" and "منهم"). One that ends in an
    apostrophe is parted from whatever follows it ("d'", "l'"); any other only from what is itself known: a word of
    the pack, a number, or again a clitic with such behind it; those of `name_clitics` also from what `is_name` says is
    a name. One that begins with a hyphen is hung on the end of a word that is known ("-t-il"). A word that the pack has
    as a whole, or that is such a name, is never parted.
    """

    def __init__(
        self, settings: Mapping[str, Any], spelling: Spelling, is_name: Callable[[str], bool] = lambda word: False
    ) -> None:
        clitics = sorted((spelling.key(word) for word in settings.get("clitics", ())), key=len, reverse=True)
        self.clitics: tuple[str, ...] = tuple(word for word in clitics if not word.startswith("-"))
        self._hung: tuple[str, ...] = tuple(word for word in clitics if word.startswith("-"))
        endings = sorted(settings.get("number_endings", ()), key=len, reverse=True)
        self._endings = frozenset(spelling.key(ending) for ending in endings)
        written = "|".join(map(re.escape, sorted(self._endings, key=len, reverse=True)))
        self.ended = re.compile(rf"(\d[\d.,' \u00a0\u202f\u2009]*?)[{_JOINTS}](?:{written})") if endings else None
        self._parts_words = bool(clitics)
        self.idle = not self._parts_words and self.ended is None
        self._spelling = spelling
        self._before_names = tuple(spelling.key(word) for word in settings.get("name_clitics", ()))
        self._before_digits = tuple(spelling.key(word) for word in settings.get("number_clitics", ()))
        self._hyphens = bool(settings.get("hyphen_parts"))
        self._is_name = is_name
        self._known: Collection[str] = ()
        self._parts: dict[str, tuple[str, ...]] = {}

    def know(self, phrases: Iterable[str]) -> list[list[str]]:
        """Take in which words the pack has, before `tokens` or `parted` are asked; return the tokens of each phrase.

        The words inside a phrase are known too, unless they can be parted themselves.
        """
        given = [(phrase, _units(phrase)) for phrase in phrases]
        keys = iter(self._spelling.keys([unit for _, units in given for unit in units]))
        listed = [self._scanned(phrase, list(itertools.islice(keys, len(units)))) for phrase, units in given]
        self._known = {tokens[0] for tokens in listed if len(tokens) == 1}
        inner = {token for tokens in listed if len(tokens) > 1 for token in tokens}
        self._known |= {token for token in inner if len(self._cut(token)) == 1}
        if not self._parts_words:
            return listed
        cut = {token: [self._spelling.key(part) for part in self._cut(token)] for token in inner}
        return [tokens if len(tokens) == 1 else [key for token in tokens for key in cut[token]] for tokens in listed]

    def tokens(self, phrase: str) -> list[str]:
        """Return the keys of the words of a pack's phrase, parted as a text's are."""
        return self._tokens(self._scanned(phrase, self._spelling.keys(_units(phrase))))

    def _tokens(self, scanned: list[str]) -> list[str]:
        if not self._parts_words or len(scanned) == 1:
            return scanned
        return [self._spelling.key(part) for token in scanned for part in self._cut(token)]

    def _scanned(self, phrase: str, keys: list[str]) -> list[str]:
        """Return the keys of a phrase's units with each clitic that has an apostrophe or a hyphen as one of them."""
        if self._hung and (key := self._spelling.key(phrase)) in self._hung:
            return [key]
        if "'" not in keys and "-" not in keys:
            return keys
        out: list[str] = []
        for word in keys:
            if word == "'" and out and f"{out[-1]}'" in self.clitics:
                out[-1] += "'"
            elif out and out[-1] == "-" and f"-{word}" in self._hung:
                out[-1] += word
            else:
                out.append(word)
        return out

    def parted(self, pieces: Sequence[str]) -> list[str]:
        """Return a text's pieces with those parted that are several words, and endings joined to their digits."""
        if self.ended is not None:
            pieces = self._joined(pieces)
        if not self._parts_words:
            return list(pieces)
        pieces = self._whole_numbers(pieces)
        if len(self._parts) > _MOST_SEEN:
            self._parts.clear()
        return list(itertools.chain.from_iterable(map(self._of, pieces)))

    def _of(self, piece: str) -> tuple[str, ...]:
        parts = self._parts.get(piece)
        if parts is None:
            parts = self._cut(piece)
            if self._hyphens and len(parts) == 1 and "-" in piece[1:-1] and piece[0].isalpha() and not _is_link(piece):
                parts = tuple(part for word in _HYPHEN.split(piece) if word for part in self._of(word))
            if self._before_names and len(parts) == 1 and piece[0].isalpha():
                parts = self._off_name(piece, piece.rstrip(BLANK))
            self._parts[piece] = parts
        return parts

    def _off_name(self, piece: str, written: str) -> tuple[str, ...]:
        """Return the clitics and the name that a piece is made of, or the piece."""
        word = self._spelling.key(written)
        if word in self._known or self._is_name(written):
            return (piece,)
        for clitic in self._before_names:
            if len(word) > len(clitic) + _SHORTEST and word.startswith(clitic):
                at = self._length(written, clitic)
                if self._is_name(written[at:]):
                    return (piece[:at], piece[at:])
                rest = self._off_name(piece[at:], written[at:])
                if len(rest) > 1:
                    return (piece[:at], *rest)
        return (piece,)

    def _cut(self, piece: str) -> tuple[str, ...]:
        """Return the parts of a piece; the blanks behind it stay with the last."""
        written = piece.rstrip(BLANK)
        word = self._spelling.key(written)
        if word in self._known:
            return (piece,)
        for clitic in self.clitics:
            if len(word) > len(clitic) and word.startswith(clitic):
                at = self._length(written, clitic)
                if clitic.endswith("'"):
                    return (piece[:at], *self._cut(piece[at:]))
                rest = self._cut(piece[at:])
                if self._is_known(rest[-1]):
                    return (piece[:at], *rest)
        for clitic in self._before_digits:
            if word.startswith(clitic) and written[at := self._length(written, clitic)].isdecimal():
                return (piece[:at], piece[at:])
        return self._unhung(piece, written, word)

    def _unhung(self, piece: str, written: str, word: str) -> tuple[str, ...]:
        """Return a piece without the clitic at its end, where what is left is known, and that clitic."""
        for clitic in self._hung:
            at = len(written) - len(clitic)
            if at > 0 and word.endswith(clitic) and self._spelling.key(written[at:]) == clitic:
                rest = self._cut(written[:at])
                if self._is_known(rest[-1]):
                    return (*rest, piece[at:])
        return (piece,)

    def _is_known(self, piece: str) -> bool:
        written = piece.rstrip(BLANK)
        if written[:1].isdecimal():  # a number; digits and letters together are some name
            return not any(map(str.isalpha, written))
        return self._spelling.key(written) in self._known

    def _length(self, written: str, clitic: str) -> int:
        """Return how many code points of a word are its clitic, with the silent marks behind that."""
        at = 1
        while len(self._spelling.key(written[:at])) < len(clitic):
            at += 1
        while at + 1 < len(written) and self._spelling.key(written[: at + 1]) == clitic:
            at += 1
        return at

    def _whole_numbers(self, pieces: Sequence[str]) -> Sequence[str]:
        """Join a number's marks and digits to the clitic before it, with which its first digits look like a code."""
        out: list[str] = []
        for piece in pieces:
            if (
                len(out) > 1
                and piece[0].isdecimal()
                and out[-1] in _NUMBER_MARKS
                and out[-2][-1].isdecimal()
                and out[-2][0].isalpha()
                and self._cut(out[-2])[-1][0].isdecimal()
            ):
                out[-2:] = [out[-2] + out[-1] + piece]
            else:
                out.append(piece)
        return out

    def _joined(self, pieces: Sequence[str]) -> list[str]:
        """Join digits, a hyphen or an apostrophe, and an ending, where nothing stands between them."""
        out: list[str] = []
        for piece in pieces:
            if (
                len(out) > 1
                and out[-1] in _JOINTS
                and out[-2][-1:].isdecimal()
                and self._spelling.key(piece.rstrip(BLANK)) in self._endings
            ):
                out[-2:] = [out[-2] + out[-1] + piece]
            else:
                out.append(piece)
        return out


def _is_link(piece: str) -> bool:
    """Say whether a piece is an address: a hyphen in one parts no words, and anything may stand behind it."""
    unit = TOKEN.match(piece)
    return unit is not None and unit.lastgroup == "link"


def _units(phrase: str) -> list[str]:
    """Return the units of a phrase; most are words of letters with a space between, which need no closer look."""
    return phrase.split() if phrase.replace(" ", "").isalpha() else [unit for unit, _, _, _ in scan(phrase)]
