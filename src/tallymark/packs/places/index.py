"""The tables and the hand-kept names as one index: from a name's key to ids, and from an id to its place."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from tallymark.packs.places.entry import PlaceEntry
from tallymark.packs.places.handmade import Handmade
from tallymark.packs.places.spelling import ARTICLES, alike, single_letters, skeleton
from tallymark.packs.places.table import SortedLines

# Spellings that only resemble a name are tried from this many letters on: short skeletons mean nothing.
_RESEMBLES_FROM = 6
# From this many letters on, a spelling that differs only in doubled letters or a final h ("Raqa", "Raqqah").
_TWICE_FROM = 4
# Of several words, from this many consonants on: "Ba Thung" resembles half of Vietnam.
_CONSONANTS_FROM = 6
_NOTHING: dict[str, tuple[str, ...]] = {}


class Index:
    """Names by the first word's skeleton, and places by id; both are read when asked for and kept while in use."""

    def __init__(self, folder: Path, hand: Handmade) -> None:
        self._names = SortedLines(folder / "names.tsv")
        self._places = SortedLines(folder / "places.tsv")
        self._hand = hand
        self.bucket = functools.lru_cache(maxsize=1 << 14)(self._read_bucket)
        self.entry = functools.lru_cache(maxsize=1 << 14)(self._read_entry)

    def begins(self, words: Sequence[str]) -> bool:
        """Say whether any name begins like this."""
        return bool(self.bucket(filed_under(words)))

    def spelt(self, key: str) -> tuple[str, ...]:
        """Return the ids of the places with exactly this name."""
        return self.bucket(filed_under(key.split(" "))).get(key, ())

    def resembling(self, key: str) -> tuple[str, ...]:
        """Return the ids of the places with a name that this looks like a spelling of."""
        if len(key) < _TWICE_FROM or key in self._hand.lookalikes or not key.isascii():
            return ()
        bone = skeleton(key)
        if " " in key and sum(letter not in "a " for letter in bone) < _CONSONANTS_FROM:
            return ()
        bucket = self.bucket(bone.split(" ")[0])
        if len(key) < _RESEMBLES_FROM:
            single = single_letters(key)
            names = [name for name in bucket if single_letters(name) == single]
        else:
            names = [name for name in bucket if skeleton(name) == bone and alike(key, name)]
        return tuple(dict.fromkeys(id for name in names for id in bucket[name]))

    def _read_bucket(self, bone: str) -> dict[str, tuple[str, ...]]:
        """Return every name whose first word has this skeleton, with the ids it may mean."""
        if not bone:
            return _NOTHING
        bucket: dict[str, tuple[str, ...]] = {}
        for whole, *names in self._names.starting(bone):
            for name in names:
                key, _, ids = name.partition("=")
                bucket[key or whole] = tuple(ids.split(","))
        for key, by_hand in self._hand.names.get(bone, ()):
            bucket[key] = tuple(dict.fromkeys((*by_hand, *bucket.get(key, ()))))
        return bucket

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
