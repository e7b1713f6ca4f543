"""Spelling: how a language writes one word in several ways, so that any of them is found under one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tallymark.rules.fold import fold
from tallymark.rules.scan import INSIDE


class Spelling:
    """Makes the key under which a word is looked up, by a pack's `capitals`, `same_letters` and `silent_letters`.

    The key is for look-up only and may be shorter than the word; spans come from the text, never from a key. Marks that
    are written inside words (an accent by itself, a soft hyphen) are silent unless `same_letters` names them.

    >>> Spelling({"capitals": {"I": "ı"}}).key("KIŞ"), Spelling({}).key("KIŞ")
    ('kış', 'kiş')
    >>> Spelling({"same_letters": {"ё": "е"}}).key("Ещё") == Spelling({"same_letters": {"ё": "е"}}).key("еще")
    True
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._capitals = str.maketrans(dict(settings.get("capitals", {})))
        same: dict[str, str | None] = dict.fromkeys(INSIDE)
        same |= dict.fromkeys(settings.get("silent_letters", ""))
        same |= settings.get("same_letters", {})
        self._same = str.maketrans(same)
        self._one_by_one = set(self._same).isdisjoint(map(ord, "".join(value or "" for value in same.values())))

    def key(self, written: str) -> str:
        """Return the key of a word; the same for every spelling of it."""
        if written.isascii() and not self._capitals:
            return written.lower()
        return fold(written.translate(self._capitals) if self._capitals else written).translate(self._same)

    def keys(self, words: Sequence[str]) -> list[str]:
        """Return the keys of many words: as `key` gives them, in a few steps for all of them together.

        >>> Spelling({"same_letters": {"ё": "е"}}).keys(["Ещё", "Nine", "", "мин"])
        ['еще', 'nine', '', 'мин']
        """
        plain = not self._capitals
        rest = iter(self._together([word for word in words if not (plain and word.isascii())]))
        return [word.lower() if plain and word.isascii() else next(rest) for word in words]

    def _together(self, words: Sequence[str]) -> list[str]:
        joined = "\n".join(words)
        folded = fold(joined.translate(self._capitals) if self._capitals else joined)
        # To replace a letter throughout a long text is many times faster than `translate`, which looks up every letter.
        for letter in self._same.keys() & set(map(ord, set(folded))):
            folded = folded.replace(chr(letter), self._same[letter] or "")
        found = folded.split("\n")
        # A letter that would grow in lower case is folded otherwise, and not beside others as it is by itself.
        if len(found) != len(words) or len(joined.lower()) != len(joined) or not self._one_by_one:
            return [self.key(word) for word in words]
        return found
