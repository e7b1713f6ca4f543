"""Memory: the counts of a report that were read, and what may be a part of what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from tallymark.extract.clauses import Reading, measures_of
from tallymark.extract.counts import Count
from tallymark.extract.sentences import Sentence, units_by_sentence
from tallymark.rules import Engine, Line

PEOPLE = frozenset(("person", "event", "lives", "bare"))
THINGS = frozenset(("item", "loose", "minutes", "bare"))
BACKGROUND = frozenset(("laid", "produced"))  # how ordnance came there, not what happened to it now
REACH = 2  # sentences that a count may look back for its whole; further back lies another matter
_ALIKE = (PEOPLE, THINGS, frozenset(("area", "bare")))  # what can be a part of each other
# What else a count may be a part of, by its measure.
_AMONG = {"killed": ("injured",), "destroyed": ("found", "cleared"), "cleared": ("found",)}
_COUNTABLE = " | ".join(
    (
        "count.person",
        "count.item",
        "count.event",
        "count.area",
        "count.bare",
        "count.lives",
        "one.person",
        "one.item",
        "one.event",
    )
)


class Memory:
    """What was read before a sentence, and the sentence's own readings as they come to be.

    `read` are `(sentence number, reading)` of the sentences before, in order; `here` the readings of the sentence by
    their units; `units` all its counts, read or not; `first` its first unit. `superseded` are ids of readings told as
    what was said before, or as a toll so far: these are stages of one toll, and no parts of it.
    """

    def __init__(self, line: Line, engine: Engine, sentences: Sequence[Sentence]) -> None:
        self.line = line
        self.things = line.things
        self.engine = engine
        self.read: list[tuple[int, Reading]] = []
        self.here: dict[int, Reading] = {}
        self.units: Sequence[int] = ()
        self.number = 0
        self.first = 0
        self.superseded: set[int] = set()
        self._sentences = sentences
        self._ordinary = engine.unit("word.low", "word.ly")
        self._counted = units_by_sentence(engine.pattern(_COUNTABLE), line, sentences)
        # Where it is said that what was said before was wrong.
        self._put_right = units_by_sentence(engine.unit("adv.superseded"), line, sentences)

    def turn_to(self, number: int, readings: Sequence[Reading]) -> None:
        """Begin a sentence with what its clauses gave."""
        self.number = number
        self.first = self._sentences[number].first
        self.here = {reading.unit: reading for reading in readings}
        self.units = self._counted[number]
        put_right = bool(self._put_right[number])
        self.superseded |= {id(r) for r in readings if put_right or r.rule.startswith("sum.")}

    def close(self) -> list[Reading]:
        """End the sentence: remember its readings and return them in the order of the text."""
        out = [self.here[unit] for unit in sorted(self.here)]
        self.read += [(self.number, reading) for reading in out]
        return out

    def count(self, unit: int) -> Count:
        """Return the count at a unit of the line."""
        thing = self.things[unit]
        assert isinstance(thing, Count)
        return thing

    def before(self, unit: int, *, near: bool = False, reach: int = REACH) -> list[Reading]:
        """Return the readings before a unit, nearest first: of this sentence, then of the last few (`reach`)."""
        found = [self.here[other] for other in sorted(self.here, reverse=True) if other < unit]
        if not near:
            found += [r for number, r in reversed(self.read) if self.number - number <= reach]
        return found

    def unread(self) -> list[int]:
        """Return the counts of the sentence that no rule has read."""
        return [unit for unit in self.units if unit not in self.here]

    def fits(self, whole: Reading, unit: int, *, part: bool, named: bool = False) -> bool:
        """Say whether a reading can be the whole of a count, or lend it its measure.

        Members of one list are not parts of each other unless words say so (`named`).
        """
        count, other = self.count(unit), self.count(whole.unit)
        one, two = count.kind, other.kind
        if not (two == "area" and not part) and not any(one in kinds and two in kinds for kinds in _ALIKE):
            return False
        if not part:
            return True
        if (unit in whole.listed and not named) or (whole.part_of is not None and whole.part_of.unit == unit):
            return False
        return count.value is None or other.value is None or count.value < other.value

    def tie(self, rule: str, unit: int, whole: Reading, *, part: bool) -> None:
        """Tie a count to a reading: as its part, and by its measure where no clause gave the count one."""
        reading = self.here.get(unit)
        if self.count(whole.unit).kind == "area" and self._counts_other(unit):
            return
        if reading is None or (reading.measures == ("produced",) and not part):
            measures = measures_of(self.engine, as_said(told(whole.measures)), self._kind_by(whole, unit))
            if not measures:
                return
            reading = self.here[unit] = Reading(
                unit=unit, measures=measures, rule=rule, cue=None, listed=(unit,), borrowed=whole
            )
        elif part and not can_hold(whole.measures, reading.measures):
            return
        if part and reading.part_of is None:
            reading.part_of, reading.part_rule = whole, rule

    def _counts_other(self, unit: int) -> bool:
        """Say whether a bare figure stands before an ordinary word, and so is no area ("446 hectares, 22 objects")."""
        behind = self._ordinary.match(self.line.symbols, unit + 1)
        return self.count(unit).kind == "bare" and behind is not None

    def _kind_by(self, whole: Reading, unit: int) -> str:
        """Return what a count counts; a bare figure that follows an area is an area, in the same unit."""
        count, other = self.count(unit), self.count(whole.unit)
        if count.kind == "bare" and other.kind == "area":
            self.line.things[unit] = msgspec.structs.replace(count, kind="area", head=other.head)
            return "area"
        return count.kind


def told(measures: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was done now, without how ordnance came there, which is said of the whole alone; else all."""
    return tuple(measure for measure in measures if measure not in BACKGROUND) or measures


def as_said(measures: Iterable[str]) -> tuple[str, ...]:
    """Undo what a measure of area became, so that it can be said of things again."""
    return tuple("cleared" if measure == "area_cleared" else measure for measure in measures)


def can_hold(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Say whether a count of one measure can have a part of another: the dead are among the casualties.

    So are those wounded who died since, and what was destroyed is among what was found and cleared.
    """
    return any(other in whole for measure in part for other in (measure, *_AMONG.get(measure, ()))) or (
        "casualties" in whole
    )


def sum_of(counts: Iterable[Count]) -> Decimal:
    """Return the sum of the counts that have a value."""
    return sum((count.value for count in counts if count.value is not None), Decimal(0))
