"""The gazetteer: from a name as written, in any spelling it knows, to the place that is meant."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

from tallymark.packs.places.entry import UNIT_KINDS, PlaceEntry, closeness, ranked, settle
from tallymark.packs.places.handmade import Handmade
from tallymark.packs.places.index import Index
from tallymark.packs.places.spelling import ARTICLES, fold_name, skeleton

HERE = Path(__file__).parent
_HYPHENS = frozenset("-‐‑–")


class Gazetteer:
    """Looks places up by name. One is enough for a process; it holds no more than what was asked for.

    Wherever `near` is asked for, it is what the report is about: ISO 3166-1 codes of countries, and ids of places in
    which the names are to be looked for first.
    """

    def __init__(self, folder: Path = HERE) -> None:
        self._hand = Handmade.read(folder)
        self._index = Index(folder, self._hand)
        # The words of one report come again in the next: most keys are read once for thousands of texts.
        self._read = functools.lru_cache(maxsize=1 << 15)(self._read_key)

    @classmethod
    @functools.cache
    def load(cls) -> Gazetteer:
        """Return the gazetteer that Tallymark ships, opened once per process.

        Raises `PackError` for a broken file of those kept by hand, and `OSError` for a missing table.
        """
        return cls()

    def entry(self, id: str) -> PlaceEntry | None:
        """Return the place with an id, or None where the gazetteer has no such place."""
        return self._index.entry(id)

    def candidates(self, name: str, near: str | Iterable[str] | None = None, language: str = "en") -> list[PlaceEntry]:
        """Return the places that a whole name may mean, likeliest first.

        >>> [place.id for place in Gazetteer.load().candidates("Khankendi")]
        ['geonames:146970']
        """
        close = closeness(near)
        words = fold_name(name).split(" ")
        whole = self._read(" ".join(words), close, language, None) or self._without_clitic(name, close, language)
        if whole or len(words) < 2:
            return list(whole)
        if (unit := self._hand.unit_words.get(words[-1])) is not None:
            return list(self._read(" ".join(words[:-1]), close, language, unit))
        unit = self._hand.unit_words.get(words[0])
        rest = " ".join(words[2:] if words[1] in self._hand.links else words[1:])
        return list(self._read(rest, close, language, unit)) if unit is not None else []

    def lookup(self, name: str, near: str | Iterable[str] | None = None, language: str = "en") -> PlaceEntry | None:
        """Return the one place that a whole name means, or None where it means none or nothing settles which.

        >>> gazetteer = Gazetteer.load()
        >>> gazetteer.lookup("Kelbajar") == gazetteer.lookup("Kəlbəcər") == gazetteer.lookup("Кельбаджар")
        True
        >>> gazetteer.lookup("van") is None
        True
        """
        return self.settle(self.candidates(name, near, language), near)

    def settle(self, candidates: Sequence[PlaceEntry], near: str | Iterable[str] | None = None) -> PlaceEntry | None:
        """Return the one of several places that is meant, or None where nothing settles which."""
        return settle(candidates, closeness(near))

    def is_name(self, word: str) -> bool:
        """Say whether a word by itself is the name of a division or of a place of some size.

        >>> Gazetteer.load().is_name("حلب"), Gazetteer.load().is_name("لغم")
        (True, False)
        """
        return any(place.sizeable for place in self._read(fold_name(word), frozenset(), "", None))

    def is_country(self, word: str, language: str = "") -> bool:
        """Say whether a word by itself is the name of a country, in a form of the language where one is given.

        >>> Gazetteer.load().is_country("Siria"), Gazetteer.load().is_country("Aleppo")
        (True, False)
        >>> Gazetteer.load().is_country("Hrvatskoj"), Gazetteer.load().is_country("Hrvatskoj", "hr")
        (False, True)
        """
        return any(place.kind == "country" for place in self._read(fold_name(word), frozenset(), language, None))

    def unit_kind(self, word: str) -> str | None:
        """Return what a word for a kind of division stands for: `province`, `district`, `unit` (either), or None.

        >>> Gazetteer.load().unit_kind("oblast"), Gazetteer.load().unit_kind("region")
        ('province', 'unit')
        """
        return self._hand.unit_words.get(fold_name(word))

    def match(
        self,
        tokens: Sequence[str],
        i: int,
        max_len: int = 4,
        near: str | Iterable[str] | None = None,
        language: str = "en",
    ) -> tuple[list[PlaceEntry], int] | None:
        """Return the places that the longest name at `tokens[i]` may mean, likeliest first, and its tokens' number.

        `tokens` are folded words and marks; a hyphenated name may stand in one token or in several. A word for a
        kind of division next to the name ("Kherson region", "province of Ghazni") decides between a town and its
        division but is not counted in. Small places far from what the report is about are passed over.

        >>> places, length = Gazetteer.load().match(["the", "si", "sa", "ket", "province"], 1)
        >>> places[0].id, length
        ('iso:TH-33', 3)
        """
        first = fold_name(tokens[i])
        if not first:
            return None
        close = closeness(near)
        for key, length in self._windows(tokens, i, first, max_len, language):
            places = self._plausible(self._at(tokens, i, length, key, close, language), close)
            if places:
                return None if _goes_on(tokens, i + length) else (places, length)
        return None

    def _windows(self, tokens: Sequence[str], i: int, first: str, max_len: int, language: str) -> list[tuple[str, int]]:
        """Return `(key, number of tokens)` for the stretches of words that may be a name, the longest first."""
        found = [(first, 1)]
        key, taken, words = first, 1, 1
        for token in tokens[i + 1 : i + 2 * max_len]:
            taken += 1
            more = fold_name(token)
            if more:
                if words == 1 and not self._goes_with(first, token, more, language):
                    break
                key, words = f"{key} {more}", words + 1
                found.append((key, taken))
            if words == max_len or not (more or token in _HYPHENS):
                break
        return found[::-1]

    def _goes_with(self, first: str, token: str, more: str, language: str) -> bool:
        """Say whether any name in the tables begins with one word and goes on with the other."""
        if first in ARTICLES or more in ARTICLES or " " in first or " " in more:
            return True
        seconds = self._index.bucket(skeleton(first)).seconds
        if skeleton(more) in seconds:
            return True
        bare = self._hand.without_clitic(token, language)
        return bare is not None and skeleton(fold_name(bare)) in seconds

    def _at(
        self, tokens: Sequence[str], i: int, length: int, key: str, close: frozenset[str], language: str
    ) -> Sequence[PlaceEntry]:
        """Return the places that `length` tokens mean, read with the words for a kind of division beside them."""
        unit = self._hand.unit_words.get(tokens[i + length]) if i + length < len(tokens) else None
        if unit is None and i > 1 and tokens[i - 1] in self._hand.links:
            unit = self._hand.unit_words.get(tokens[i - 2])
        if unit is None and i > 0 and language in self._hand.unit_first:
            unit = self._hand.unit_words.get(tokens[i - 1])
        places = self._read(key, close, language, unit)
        if places or not (bare := self._hand.without_clitic(tokens[i + length - 1], language)):
            return places
        head = key.removesuffix(fold_name(tokens[i + length - 1]))
        return self._read(head + fold_name(bare), close, language, unit)

    def _without_clitic(self, name: str, close: frozenset[str], language: str) -> Sequence[PlaceEntry]:
        bare = self._hand.without_clitic(name, language)
        return self._read(fold_name(bare), close, language, None) if bare else ()

    def _plausible(self, places: Sequence[PlaceEntry], close: frozenset[str]) -> list[PlaceEntry]:
        """Leave out what nobody far away would mean: most of these are people called like a village."""
        if not close:
            return [place for place in places if place.sizeable]
        return [place for place in places if place.known or place.is_near(close)]

    def _read_key(self, key: str, close: frozenset[str], language: str, unit: str | None) -> tuple[PlaceEntry, ...]:
        """Return the places of a key: as spelt, else as it resembles a name, else as an inflected form."""
        if not key:
            return ()
        found = self._index.spelt(key)
        if found:
            places = self._of(found, close, unit)
            return tuple(places) if self._allowed(key, places, close, unit) else ()
        return tuple(self._resembling(key, close, unit) or self._inflected(key, close, language, unit))

    def _allowed(self, key: str, places: list[PlaceEntry], close: frozenset[str], unit: str | None) -> bool:
        """Say whether a name that is also a word of its own may be a place here."""
        if key in self._hand.never and unit is None:
            return False
        if key in self._hand.never or key in self._hand.only_near:
            return any(place.is_near(close) for place in places)
        return True

    def _resembling(self, key: str, close: frozenset[str], unit: str | None) -> list[PlaceEntry]:
        """Return the one sizeable place near that a key resembles a name of; no place where there are several."""
        if not close:
            return []
        places = self._of(self._index.resembling(key), close, unit)
        settled = settle([place for place in places if place.sizeable and place.is_near(close)], close)
        return [] if settled is None else [settled]

    def _inflected(self, key: str, close: frozenset[str], language: str, unit: str | None) -> list[PlaceEntry]:
        """Return the places whose name a form of the language is made from, such as "Lachinsky" from Lachin."""
        if key in self._hand.lookalikes:
            return []
        far: list[PlaceEntry] = []
        for base in self._hand.bases(key, language):
            found = self._index.spelt(base)
            places = self._of(found, close, unit) if found else self._resembling(base, close, unit)
            places = [place for place in places if place.sizeable]
            if places and self._allowed(base, places, close, unit) and settle(places, close) is not None:
                if places[0].is_near(close):
                    return places
                far = far or [place for place in places if place.known]
        return far

    def _of(self, ids: Sequence[str], close: frozenset[str], unit: str | None) -> list[PlaceEntry]:
        """Return the places with these ids in rank order; where words speak of a division, divisions alone.

        A province and its seat of the same name come together, however the sources divide the spellings between them.
        """
        found = {id: self._index.entry(id) for id in ids}
        places = {place.id: place for place in found.values() if place is not None}
        for place in list(places.values()):
            other = self._index.entry(place.unit or place.seat or "")
            if other is not None:
                places[other.id] = other
        if unit is not None:
            units = [place for place in places.values() if place.kind in UNIT_KINDS and unit in ("unit", place.kind)]
            if unit == "unit":
                provinces = {place.id for place in units if place.kind == "province"}
                units = [place for place in units if place.unit not in provinces]
            return ranked(units or places.values(), close)
        return ranked(places.values(), close)


def _goes_on(tokens: Sequence[str], after: int) -> bool:
    """Say whether the name goes on behind what matched: "Kut Al-Fadagh" is not the city of Kut."""
    if after >= len(tokens):
        return False
    article, hyphen, rest = tokens[after].partition("-")
    return bool(hyphen and rest) and article in ARTICLES
