"""The lexicon: words and phrases to their senses, found in a scanned text longest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec


class Sense(msgspec.Struct, frozen=True, gc=False):
    """What a word or phrase means to the rules: its kind, form and concept, its letter, and what else the pack says."""

    kind: str
    form: str
    id: str
    symbol: str
    more: dict[str, Any] = {}


class Node:
    """A step in the trie: the sense that ends here, if one does, and the words that may follow."""

    __slots__ = ("following", "sense")

    def __init__(self) -> None:
        self.sense: Sense | None = None
        self.following: dict[str, Node] = {}


class Lexicon:
    """A trie of the keys of words.

    >>> lexicon = Lexicon()
    >>> lexicon.add(["at", "least"], Sense("bound", "", "at_least", "b"))
    True
    """

    def __init__(self) -> None:
        self.first: dict[str, Node] = {}

    def add(self, words: Sequence[str], sense: Sense) -> bool:
        """Add the words of a phrase; return False, changing nothing, where the phrase has a sense already."""
        following = self.first
        node: Node | None = None
        for word in words:
            node = following.get(word)
            if node is None:
                node = following[word] = Node()
            following = node.following
        if node is None or node.sense is not None:
            return False
        node.sense = sense
        return True

    def get(self, word: str) -> Sense | None:
        """Return the sense of a single folded word."""
        node = self.first.get(word)
        return None if node is None else node.sense
