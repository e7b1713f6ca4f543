"""The packs of several languages, each of which is loaded when it is first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tallymark.packs import cache
from tallymark.packs.pack import Pack
from tallymark.packs.reading import PackError


class Library(Mapping[str, Pack]):
    """Packs by their language. What a pack's files came to is kept in the cache, so that they need not be read again.

    `hashes` are the hashes of the folders' files by language, `shared` that of what all packs share. `load` reads a
    pack from its files and raises `PackError` where it is broken.
    """

    def __init__(self, hashes: Mapping[str, str], shared: str, load: Callable[[str], Pack]) -> None:
        self._hashes = hashes
        self._shared = shared
        self._load = load
        self._packs: dict[str, Pack] = {}

    def __getitem__(self, language: str) -> Pack:
        """Return the pack of a language; raise `KeyError` where there is none and `PackError` where it is broken."""
        pack = self._packs.get(language)
        if pack is None:
            pack = self._packs[language] = self._made(language)
        return pack

    def __contains__(self, language: object) -> bool:
        return language in self._hashes

    def __iter__(self) -> Iterator[str]:
        return iter(self._hashes)

    def __len__(self) -> int:
        return len(self._hashes)

    def check(self) -> None:
        """Load every pack that this program has not loaded before as it is; raises `PackError` for a broken one."""
        for language in self:
            if not cache.is_kept(f"pack-{language}", self._key(language)):
                self[language]

    def _made(self, language: str) -> Pack:
        return cache.remembered(f"pack-{language}", self._key(language), Pack, lambda: self._read(language))

    def _read(self, language: str) -> Pack:
        pack = self._load(language)
        if pack.hash != self._hashes[language]:
            raise PackError(f"the pack of the language {language!r} was changed while it was used: start again")
        return pack

    def _key(self, language: str) -> str:
        return hashlib.sha256(
            "\0".join((self._hashes[language], self._shared, cache.source_hash(Path(__file__).parent))).encode()
        ).hexdigest()[:16]
