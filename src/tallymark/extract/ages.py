"""Ages: figures that say how old somebody is, which count nobody."""

from __future__ import annotations

import re

from tallymark.extract.passes import Pass
from tallymark.packs import Rule
from tallymark.rules import Chunk, Engine, Line


def find_ages(line: Line, engine: Engine) -> list[Chunk[object]]:
    """Return the ages of a line as chunks without a thing and with the symbol `age`, in order, none overlapping."""
    symbol = engine.symbol("age")
    return [Chunk(first, last, symbol, None) for first, last, _ in read_ages(line, engine)]


def read_ages(line: Line, engine: Engine) -> list[tuple[int, int, str]]:
    """Return `(first unit, unit behind the last, rule)` of every age in a line, in order.

    A rule that captures `age` (and `also`) names those units, else all of its own.
    """
    if "ages" not in engine.rules:
        return []
    return [age for _, _, ages in engine.once(_compiled).run(line.symbols, _ages) for age in ages]


def _compiled(engine: Engine) -> Pass:
    return Pass(engine.rules["ages"], engine.compiler)


def _ages(rule: Rule, match: re.Match[str]) -> list[tuple[int, int, str]]:
    groups = [match.span(name) for name in ("age", "also") if name in match.re.groupindex]
    return [(*span, rule.id) for span in sorted(groups) if span[0] >= 0] or [(*match.span(), rule.id)]
