"""Endings: what hangs behind names and digits with an apostrophe, and what it says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tallymark.rules.lexicon import Sense

_UNITS = ("word.cap_", "number.", "number.day_", "number.year_")


class Endings:
    """Reads endings behind an apostrophe by a pack's `name_endings`, which are listed by what they say.

    `senses` are those of units that no word of the pack supplies, by their names; `tokens` the keys of its phrases.
    """

    def __init__(
        self, settings: Mapping[str, Any], senses: Mapping[str, Sense], tokens: Iterable[Sequence[str]]
    ) -> None:
        listed = [(ending, form) for form, endings in settings.get("name_endings", {}).items() for ending in endings]
        self._names = {ending: senses[f"word.cap_{form}"] for ending, form in listed}
        self._numbers = {ending: senses[f"number.{form}"] for ending, form in listed}
        self._known = {key for keys in tokens for key in keys} if listed else set()

    @staticmethod
    def units(settings: Mapping[str, Any]) -> Iterator[str]:
        """Yield the names of the units that a pack's endings make."""
        return (unit + form for form in settings.get("name_endings", {}) for unit in _UNITS)

    def number(self, ending: str) -> Sense | None:
        """Return what digits with an ending are; None for one that says nothing."""
        return self._numbers.get(ending)

    def parted(self, word: str, written: str) -> tuple[str, Sense | None]:
        """Return the key of a word without its ending, and what it is where nothing knows it.

        A word of the pack is the same word with an ending; any other with a capital is a name in some case.
        """
        if not self._names:
            return word, None
        base, apostrophe, ending = word.rpartition("'")
        named = self._names.get(ending) if apostrophe else None
        if named is None:
            return word, None
        return (base if base in self._known else word), (named if written[0].isupper() else None)
