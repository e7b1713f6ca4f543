"""Acts as they are found in a line: what is said to have been done, without a count."""

from __future__ import annotations

import msgspec

from tallymark.model import Inspection, Violation
from tallymark.rules import Engine, Line, Sense, fold


class ActFound(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An act: units `first` up to `last` of the line, the code points of its words and of the words that say it.

    One of `inspection` and `violation` is there. `rule` found it.
    """

    first: int
    last: int
    start: int
    end: int
    cue: tuple[int, int]
    rule: str
    inspection: Inspection | None = None
    violation: Violation | None = None


def sense_at(line: Line, unit: int) -> Sense | None:
    """Return the sense of a unit, None for one that was merged of several."""
    thing = line.things[unit]
    return thing if isinstance(thing, Sense) else None


def bare(line: Line, first: int, last: int, kinds: frozenset[str] = frozenset(("det", "quote", "comma"))) -> int:
    """Return the first of some units that is not of these kinds: words without their article."""
    while first + 1 < last:
        sense = sense_at(line, first)
        if sense is None or sense.kind not in kinds:
            break
        first += 1
    return first


def owner_ending(text: str, line: Line, engine: Engine, unit: int) -> int:
    """Return how many code points of a unit only make it an owner ("Kardovia's"), 0 where none do."""
    word = fold(text[line.starts[unit] : line.ends[unit]])
    endings = engine.pack.settings.get("owner_endings", ())
    return max((len(end) for end in endings if word.endswith(end) and len(end) < len(word)), default=0)
