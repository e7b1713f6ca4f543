"""The words and rules of languages, the concepts of the domain, the places, and their loader."""

from tallymark.packs.loader import available, load_packs
from tallymark.packs.pack import Pack, Packs, Rule, Word
from tallymark.packs.reading import PackError

__all__ = ["Pack", "PackError", "Packs", "Rule", "Word", "available", "load_packs"]
