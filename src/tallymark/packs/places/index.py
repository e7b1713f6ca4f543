"""The tables and the hand-kept names as one index: from a name's key to ids, and from an id to its place."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tallymark.packs.places.entry import PlaceEntry
from tallymark.packs.places.handmade import Handmade
from tallymark.packs.places.spelling import ARTICLES, likeness, single_letters, skeleton
from tallymark.packs.places.table import SortedLines

# Spellings that only resemble a name are tried from this many letters on: short skeletons mean nothing.
_RESEMBLES_FROM = 6
# From this many letters on, a spelling that differs only in doubled letters or a final h ("Raqa", "Raqqah").
_TWICE_FROM = 4
# Of several words, from this many consonants on: "Ba Thung" resembles half of Vietnam.
_CONSONANTS_FROM = 6
# How much two spellings must have in common, and names of several words with few consonants.
_ALIKE = 0.75
_ALIKE_IF_SHORT = 0.85


class Bucket(NamedTuple):
    """The names filed under one word: each with its ids, and by skeleton.

    `seconds` holds the skeletons of the second words of those that have several.
    """

    names: dict[str, tuple[str, ...]]
    bones: dict[str, list[str]]
    seconds: frozenset[str]


class Index:
    """Names by the first word's skeleton, and places by id; both are read when asked for and kept while in use."""

    def __init__(self, folder: Path, hand: Handmade) -> None:
        self._names = SortedLines(folder / "names.tsv")
        self._places = SortedLines(folder / "places.tsv")
        self._hand = hand
        self.bucket = functools.lru_cache(maxsize=1 << 14)(self._read_bucket)
        self.entry = functools.lru_cache(maxsize=1 << 14)(self._read_entry)

    def spelt(self, key: str) -> tuple[str, ...]:
        """Return the ids of the places with exactly this name."""
        return self.bucket(filed_under(key.split(" "))).names.get(key, ())

    def resembling(self, key: str) -> tuple[str, ...]:
        """Return the ids of the places with a name that this looks like a spelling of."""
        if len(key) < _TWICE_FROM or not key.isascii():
            return ()
        bone = skeleton(key)
        bucket = self.bucket(bone.split(" ", 1)[0])
        names = bucket.bones.get(bone)
        if names is None or key in self._hand.lookalikes:
            return ()
        if len(key) < _RESEMBLES_FROM:
            single = single_letters(key)
            names = [name for name in names if single_letters(name) == single]
        else:
            short = " " in key and sum(letter not in "a " for letter in bone) < _CONSONANTS_FROM
            names = [name for name in names if likeness(key, name) >= (_ALIKE_IF_SHORT if short else _ALIKE)]
        return tuple(dict.fromkeys(id for name in names for id in bucket.names[name]))

    def _read_bucket(self, bone: str) -> Bucket:
        """Return every name whose first word has this skeleton, with the ids it may mean."""
        names: dict[str, tuple[str, ...]] = {}
        bones: dict[str, list[str]] = {}
        if not bone:
            return Bucket(names, bones, frozenset())
        for whole, *listed in self._names.starting(bone):
            for name in listed:
                key, _, ids = name.partition("=")
                names[key or whole] = tuple(ids.split(","))
            bones[whole] = [name.partition("=")[0] or whole for name in listed]
        for key, by_hand in self._hand.names.get(bone, ()):
            if key not in names:
                bones.setdefault(skeleton(key), []).append(key)
            names[key] = (*by_hand, *self._elsewhere(names.get(key, ()), by_hand))
        return Bucket(names, bones, frozenset(b.split(" ", 2)[1] for b in bones if " " in b))

    def _elsewhere(self, ids: Sequence[str], by_hand: Sequence[str]) -> list[str]:
        """Return the ids of a name that lie in other countries than what a person wrote the name down for."""
        decided = {code for id in by_hand if (place := self.entry(id)) is not None for code in place.countries}
        places = ((id, self.entry(id)) for id in ids if id not in by_hand)
        return [id for id, place in places if place is not None and decided.isdisjoint(place.countries)]

    def _read_entry(self, id: str) -> PlaceEntry | None:
        """Return the place with an id in full or short form (`148619` for `geonames:148619`)."""
        if id in self._hand.places:
            return self._hand.places[id]
        line = self._places.line(id.removeprefix("geonames:"))
        if line is None:
            return None
        short, name, kind, country, parent, population, unit = line
        above = self.entry(parent) if parent else None
        return PlaceEntry(
            id=_full(short),
            name=name,
            kind=kind,
            countries=(country,),
            within=() if above is None else (above.name, *above.within),
            inside=() if above is None else (above.id, *above.inside),
            population=int(population),
            unit=_full(unit) if unit and kind != "province" else None,
            seat=_full(unit) if unit and kind == "province" else None,
            by_hand=short in self._hand.vouched,
        )


def _full(short: str) -> str:
    """Return the id that a short one in the tables stands for."""
    return short if ":" in short else f"geonames:{short}"


def filed_under(words: Sequence[str]) -> str:
    """Return the skeleton of the word that a name is filed under: the first that is no article."""
    for word in words[:-1]:
        if word not in ARTICLES:
            return skeleton(word)
    return skeleton(words[-1])
