"""Which place a name means: the gazetteer, its spellings and its look-up."""

from tallymark.packs.places.entry import PlaceEntry
from tallymark.packs.places.gazetteer import Gazetteer
from tallymark.packs.places.spelling import fold_name, skeleton

__all__ = ["Gazetteer", "PlaceEntry", "fold_name", "skeleton"]
