"""A pack as data: words with their senses, rules with their proof, settings, and the hash of it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

# Stands in a pack where a word is still wanting: the rules may name what it would mean, and no text has it.
WANTING = "___"


class Word(msgspec.Struct, frozen=True):
    """A phrase (not yet folded) with the kind, form and concept it stands for, and what else its entry says.

    `rank` is 0 where the pack lists it, 1 for the first form that a paradigm writes out, 2 for its others.
    """

    phrase: str
    kind: str
    form: str
    id: str
    more: dict[str, Any] = {}
    rank: int = 0

    @property
    def wanting(self) -> bool:
        """Say whether this is the place of a word that the pack does not have yet."""
        return WANTING in self.phrase


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern with a name, what it gives, and its proof.

    `finds` are texts in which the rule must fire, each with what must come out (`text => measure value …`).
    `passes` are texts in which it must not. `misses` are texts like `finds` in which it does not fire yet, and
    `mistakes` are texts in which it fires though it should not: known faults of the rule, which must be there until
    the day they are mended.
    """

    id: str
    pattern: str
    gives: dict[str, Any]
    finds: tuple[str, ...]
    passes: tuple[str, ...]
    misses: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """The words and rules of one language. `rules` are by the concept whose file they stand in."""

    language: str
    settings: dict[str, Any]
    words: tuple[Word, ...]
    rules: dict[str, tuple[Rule, ...]]
    macros: dict[str, str]
    hash: str


class Packs(msgspec.Struct, frozen=True, kw_only=True):
    """The packs of all languages asked for, and the domain they share. `hash` changes when any file changes.

    A pack may be loaded when it is first asked for: whoever looks at all of `languages` loads them all.
    """

    languages: Mapping[str, Pack]
    domain: dict[str, Any]
    hash: str
