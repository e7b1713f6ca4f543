"""Heads: words written with a capital because they are nouns, and compounds that are what their last word is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tallymark.rules.fold import fold
from tallymark.rules.lexicon import Sense

_FRONT = 3  # code points that must at least stand before the last word of a compound
_HEAD = 4  # and that this must at least have
_LONGEST = 60  # code points of a word that may be a compound


class Heads:
    """Tells nouns by their capitals and endings, in languages that write every noun with a capital.

    A pack's word that says `noun` is that word only where it is written with a capital ("Verletzte" are people,
    "verletzte" is a verb). By the setting `compound_heads` an unknown noun that ends in a word of one of these kinds
    is what that word is ("Sprengstoffexperten" are experts); a word that says `alone` ends no compound, and one that
    says `inside` stands for nothing by itself. A noun with one of the `noun_endings` is no name.
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._kinds = frozenset(settings.get("compound_heads", ()))
        self._endings: tuple[str, ...] = tuple(settings.get("noun_endings", ()))
        self._nouns: dict[str, Sense] = {}
        self._last: dict[str, Sense] = {}

    def take(self, keys: Sequence[str], sense: Sense) -> bool:
        """Take in a word of the pack; say whether it has no other place than here."""
        if len(keys) != 1:
            return False
        word = keys[0]
        if sense.kind in self._kinds and "alone" not in sense.more and len(word) >= _HEAD:
            self._last.setdefault(word, sense)
        if "noun" in sense.more:
            self._nouns.setdefault(word, sense)
        return "noun" in sense.more or "inside" in sense.more

    def noun(self, word: str, written: str) -> Sense | None:
        """Return the sense that a word (a key) has only with a capital, where it is written with one."""
        return self._nouns.get(word) if self._nouns and written[0].isupper() else None

    def compound(self, word: str, written: str) -> Sense | None:
        """Return the sense of the longest known word that an unknown noun ends in, or None.

        Behind a hyphen that word has a capital itself ("500-Kilo-Bombe"); else the whole has one.
        """
        if not self._last or len(word) != len(written) or len(word) > _LONGEST:
            return None
        joint = written.rfind("-")
        first = max(_FRONT, joint + 1)
        if not written[joint + 1 : joint + 2].isupper():
            return None
        for at in range(first, len(word) - _HEAD + 1):
            if (sense := self._last.get(word[at:])) is not None:
                return sense
        return None

    def is_common(self, written: str) -> bool:
        """Say whether an unknown noun is no name, by what it ends in.

        >>> Heads({"noun_endings": ["ung"]}).is_common("Sperrung"), Heads({}).is_common("Sperrung")
        (True, False)
        """
        return bool(self._endings) and len(written) > _FRONT + _HEAD - 1 and fold(written).endswith(self._endings)
