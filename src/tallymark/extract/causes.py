"""Causes: whether a report is about ordnance at all, and whether ordnance hurt the people that a sentence counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tallymark.extract.clauses import Reading
from tallymark.extract.counts import Count
from tallymark.extract.sentences import Sentence, units_by_sentence
from tallymark.rules import Engine, Line, Sense

_ORDNANCE = frozenset(("item", "model", "field", "topic", "itemadj"))
_BODY = "mine_body"
_WEAK = frozenset(("explosive", "bomb", "rocket", "missile", "projectile"))
_TOLLS = frozenset(("killed", "injured", "casualties"))
_WAR = 6  # units by which war as such stands further off than what else may have hurt people
_FAR = 25  # units; a semicolon between a count and a cause is worth as much


def speaks_of_ordnance(line: Line, engine: Engine) -> bool:
    """Say whether a report's words are about ordnance: "mine" alone is not enough where coal or gold is mined.

    One strong word (landmine, unexploded ordnance, demining …) is enough where no pit or shaft is named; else there
    must be more of ordnance than of mining. "Mine" alone is enough where nothing else is mined.
    """
    compiled = engine.once(_compiled)
    other = len(compiled.mined.findall(line.symbols))
    strong = weak = 0
    for found in compiled.about.finditer(line.symbols):
        thing = line.things[found.start()]
        if isinstance(thing, Count):
            strong += sum(_is_strong(sense) or "ordnance" in sense.more for sense in thing.senses)
            weak += sum(sense.kind == "item" and not _is_strong(sense) for sense in thing.senses)
        elif isinstance(thing, Sense):
            if thing.kind == "cause" and thing.id == "no_ordnance":
                continue
            if thing.id == _BODY or "ordnance" in thing.more or (thing.kind == "happen" and thing.id == "casualties"):
                strong += 1
            elif thing.kind in _ORDNANCE:
                strong += _is_strong(thing)
                weak += not _is_strong(thing)
        if strong > min(other, 1) or (strong + weak > 0 and other == 0):
            return True
    return False


def _is_strong(sense: Sense) -> bool:
    """Say whether a word is of ordnance and of nothing else; so are those of people that name it ("mine victims")."""
    return _names_ordnance(sense) and sense.id not in _WEAK and "weak" not in sense.more


def _names_ordnance(sense: Sense) -> bool:
    return sense.kind in _ORDNANCE or "ordnance" in sense.more


class Compiled(NamedTuple):
    """What is kept of a pack: patterns of single units that may name a cause, ordnance, or what else is mined."""

    marked: re.Pattern[str]
    about: re.Pattern[str]
    walls: re.Pattern[str]
    mined: re.Pattern[str]


def _compiled(engine: Engine) -> Compiled:
    ordnance = ("count", "one", "happen#casualties", *sorted(_ORDNANCE))
    people = engine.marked("ordnance").pattern
    return Compiled(
        marked=engine.compiler.pattern(f"{engine.unit(*ordnance, 'cause').pattern}|{people}"),
        about=engine.compiler.pattern(f"{engine.unit(*ordnance, f'org#{_BODY}').pattern}|{people}"),
        walls=engine.unit("semicolon", "dash", "colon"),
        mined=engine.unit("cause#no_ordnance"),
    )


class Causes:
    """Follows, from sentence to sentence, what the people counted were hurt by.

    Deminers count whatever hurt them: they were there for the ordnance.
    """

    def __init__(self, line: Line, engine: Engine, sentences: Sequence[Sentence]) -> None:
        self.line = line
        self.thread = True  # the cause spoken of last is ordnance
        self.kept: set[int] = set()
        self.marked = units_by_sentence(engine.once(_compiled).marked, line, sentences)
        self.walls = engine.once(_compiled).walls
        self.wars: set[int] = set()

    def keep(self, number: int, readings: list[Reading], *, furniture: bool) -> list[Reading]:
        """Return the readings of a sentence whose cause is ordnance, as far as the words say. Items need no cause.

        A line of `furniture` (a link to another story) lends nothing and must name ordnance itself.
        """
        marks = self._marks(number)
        if furniture:
            named = any(ordnance for _, ordnance in marks)
            return [r for r in readings if named] if marks or not self.thread else readings
        if not readings:
            self._go_on(marks)
            return []
        self.kept |= {id(r) for r in readings if r.borrowed is None and self._counts(r, marks)}
        for reading in sorted(readings, key=lambda r: r.unit):
            if reading.borrowed is None or id(reading.borrowed) not in self.kept:
                continue
            if not marks or any(reading.borrowed is other for other in readings) or self._counts(reading, marks):
                self.kept.add(id(reading))
        kept = [reading for reading in readings if id(reading) in self.kept]
        self._go_on(marks)
        return kept

    def _go_on(self, marks: list[tuple[int, bool]]) -> None:
        """Follow the thread to the next sentence; war as such, which most mines are of, is no other cause."""
        if any(unit not in self.wars for unit, _ in marks):
            self.thread = any(ordnance for _, ordnance in marks)

    def _marks(self, number: int) -> list[tuple[int, bool]]:
        """Return the units of a sentence that name a cause, each with whether it is ordnance.

        War as such is a weak cause: most mines are of some war.
        """
        marks: list[tuple[int, bool]] = []
        wars: list[tuple[int, bool]] = []
        for unit in self.marked[number]:
            thing = self.line.things[unit]
            if isinstance(thing, Count):
                if any(_names_ordnance(sense) for sense in thing.senses):
                    marks.append((unit, True))
            elif isinstance(thing, Sense) and thing.kind == "cause":
                (wars if thing.id == "war" else marks).append((unit, False))
            elif isinstance(thing, Sense) and (_names_ordnance(thing) or thing.kind == "happen"):
                marks.append((unit, True))
        self.wars = {unit for unit, _ in wars}
        return marks + wars if wars else marks

    def _counts(self, reading: Reading, marks: list[tuple[int, bool]]) -> bool:
        return not _TOLLS.intersection(reading.measures) or self._hurt_by_ordnance(reading, marks)

    def _hurt_by_ordnance(self, reading: Reading, marks: list[tuple[int, bool]]) -> bool:
        count = self.line.things[reading.unit]
        if isinstance(count, Count) and any(sense.id == "deminer" for sense in count.senses):
            return True
        if not marks:
            return self.thread
        if all(ordnance == marks[0][1] for _, ordnance in marks):  # whichever is the nearest
            return marks[0][1]
        at = [reading.unit, *(reading.cue or ())]
        nearest = min(marks, key=lambda mark: (self._distance(at, mark[0]), not mark[1]))
        return nearest[1]

    def _distance(self, at: list[int], mark: int) -> int:
        far = _WAR if mark in self.wars else 0
        near = min(at, key=lambda unit: abs(unit - mark))
        low, high = sorted((near, mark))
        walls = len(self.walls.findall(self.line.symbols, low, high))
        return high - low + walls * _FAR + far
