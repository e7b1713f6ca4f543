"""The engines of the packs, each made once in a process."""

from __future__ import annotations

import atexit
import functools
from typing import Any

from tallymark.packs import Pack, Packs
from tallymark.rules.engine import Engine

_PACKS: dict[tuple[str, str], tuple[Pack, dict[str, Any]]] = {}


def engine_of(packs: Packs, language: str) -> Engine | None:
    """Return the compiled pack of a language, or None where there is no pack; compiled once per process."""
    pack = packs.languages.get(language)
    if pack is None:
        return None
    key = (language, packs.hash)
    _PACKS.setdefault(key, (pack, packs.domain))
    return _engine(*key)


@functools.cache
def _engine(language: str, pack_hash: str) -> Engine:
    pack, domain = _PACKS[language, pack_hash]
    engine = Engine(pack, domain)
    # Patterns are compiled when a report first asks for them, so only the end knows them all.
    atexit.register(engine.compiler.keep)
    return engine
