"""The engines that tests read with: each language's pack, loaded and compiled once."""

from __future__ import annotations

from tallymark.packs import load_packs
from tallymark.rules import Engine
from tallymark.run.teaching.taught import Taught, taught


def teach(language: str) -> Taught:
    """Return a language with its engine; nothing but its own pack is loaded."""
    return taught(load_packs([language]), language)


def english() -> Engine:
    return teach("en").engine
