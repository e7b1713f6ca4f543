"""The words and rules of languages, the concepts of the domain, the places, and their loader."""

from typing import TYPE_CHECKING

from tallymark.on_demand import on_demand

if TYPE_CHECKING:
    from tallymark.packs.loader import available, load_packs
    from tallymark.packs.pack import Pack, Packs, Rule, Word
    from tallymark.packs.reading import PackError

__all__ = ["Pack", "PackError", "Packs", "Rule", "Word", "available", "load_packs"]

__getattr__ = on_demand(
    __name__,
    {"available": "loader", "load_packs": "loader", "PackError": "reading"}
    | dict.fromkeys(("Pack", "Packs", "Rule", "Word"), "pack"),
)
