"""Which place a name means: the gazetteer, its spellings and its look-up."""

from typing import TYPE_CHECKING

from tallymark.on_demand import on_demand

if TYPE_CHECKING:
    from tallymark.packs.places.entry import PlaceEntry
    from tallymark.packs.places.gazetteer import Gazetteer
    from tallymark.packs.places.spelling import fold_name, skeleton

__all__ = ["Gazetteer", "PlaceEntry", "fold_name", "skeleton"]

__getattr__ = on_demand(
    __name__, {"PlaceEntry": "entry", "Gazetteer": "gazetteer", "fold_name": "spelling", "skeleton": "spelling"}
)
