"""Ages: figures that say how old somebody is, which count nobody."""

from __future__ import annotations

import re

from tallymark.extract.passes import Pass, compile_pass
from tallymark.packs import Rule
from tallymark.rules import Chunk, Engine, Line


def find_ages(line: Line, engine: Engine) -> list[Chunk[object]]:
    """Return the ages of a line as chunks without a thing and with the symbol `age`, in order, none overlapping.

    A rule that captures `age` (and `also`) chunks those units, else all of its own.
    """
    if "ages" not in engine.rules:
        return []
    kept: Pass | None = engine.kept.get("ages")
    if kept is None:
        kept = engine.kept["ages"] = compile_pass(engine, "ages_gate", engine.rules["ages"])
    symbol = engine.symbol("age")
    chunks: list[Chunk[object]] = []
    for _, _, spans in kept.run(line.symbols, _ages):
        chunks += [Chunk(first, last, symbol, None) for first, last in spans]
    return chunks


def _ages(rule: Rule, match: re.Match[str]) -> list[tuple[int, int]]:
    groups = [match.span(name) for name in ("age", "also") if name in match.re.groupindex]
    return sorted(span for span in groups if span[0] >= 0) or [match.span()]
