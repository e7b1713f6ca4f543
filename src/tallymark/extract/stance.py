"""Stance: whether a figure is asserted, alleged, denied, disputed or estimated, by which word."""

from __future__ import annotations

from tallymark.extract.sentences import Sentence
from tallymark.model import Span, Stance
from tallymark.rules import Engine, Line, Sense

_REACH = 10  # units between a word of stance and the figure it governs
_WALLS = frozenset(("semicolon", "stop", "but"))
_STANCES = frozenset(stance.value for stance in Stance)


def stance_at(text: str, line: Line, engine: Engine, sentence: Sentence, unit: int) -> tuple[Stance, Span | None]:
    """Return the stance of what stands at a unit, and the word that says so (none where it is asserted)."""
    first = max(sentence.first, unit - _REACH)
    if engine.unit("stance", "shows").search(line.symbols, first, unit + 1) is None:
        return Stance.ASSERTED, None
    for other in range(unit, first - 1, -1):
        thing = line.things[other]
        if isinstance(thing, Sense):
            if thing.kind in _WALLS:
                break
            if thing.kind in ("stance", "shows") and thing.id in _STANCES:
                return Stance(thing.id), Span.of(text, line.starts[other], line.ends[other])
    return Stance.ASSERTED, None
