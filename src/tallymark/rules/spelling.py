"""Spelling: how a language writes one word in several ways, so that any of them is found under one key."""

from __future__ import annotations

from collections.abc import Mapping
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

    def key(self, written: str) -> str:
        """Return the key of a word; the same for every spelling of it."""
        if written.isascii() and not self._capitals:
            return written.lower()
        return fold(written.translate(self._capitals)).translate(self._same)
