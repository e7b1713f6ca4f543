"""Relations: which count is a part, a total, a repeat or a comparison of which other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tallymark.extract.clauses import Reading, measures_of
from tallymark.extract.counts import Count
from tallymark.extract.sentences import Sentence
from tallymark.rules import Engine, Line

_REACH = 2  # sentences that a count may look back for its whole; further back lies another matter
_PEOPLE = frozenset(("person", "event", "lives", "bare"))
_THINGS = frozenset(("item", "loose", "minutes", "bare"))


class Relations:
    """Reads the relations of a report sentence by sentence, remembering the counts that were read before."""

    def __init__(self, line: Line, engine: Engine) -> None:
        self.line = line
        self.engine = engine
        self.read: list[tuple[int, Reading]] = []  # (sentence number, reading), in order
        self.here: dict[int, Reading] = {}
        self.number = 0

    def add(self, number: int, sentence: Sentence, readings: Sequence[Reading]) -> list[Reading]:
        """Return the readings of a sentence with those that its relations add, each tied to its whole."""
        self.number = number
        self.here = {reading.unit: reading for reading in readings}
        self._apply(sentence)
        self._repeats(sentence)
        self._closing(sentence)
        self._partitives()
        self._listed()
        out = [self.here[unit] for unit in sorted(self.here)]
        self.read += [(number, reading) for reading in out]
        return out

    def count(self, unit: int) -> Count:
        """Return the count at a unit of the line."""
        thing = self.line.things[unit]
        assert isinstance(thing, Count)
        return thing

    def _before(self, unit: int, *, near: bool = False) -> list[Reading]:
        """Return the readings before a unit, nearest first: of this sentence, then of the last few."""
        found = [self.here[other] for other in sorted(self.here, reverse=True) if other < unit]
        if not near:
            found += [r for number, r in reversed(self.read) if self.number - number <= _REACH]
        return found

    def _apply(self, sentence: Sentence) -> None:
        for rule, pattern in self.engine.rules.get("parts", ()):
            gives = rule.gives
            matches = list(pattern.finditer(self.line.symbols, sentence.first, sentence.last))
            if gives.get("row") and len(matches) < 2:
                continue
            for match in matches:
                units = [u for u in range(*match.span("fig")) if isinstance(self.line.things[u], Count)]
                self._relate(rule.id, gives, units)

    def _relate(self, rule: str, gives: dict[str, str], units: list[int]) -> None:
        if not units or (gives.get("whole") and not self.count(units[0]).whole):
            return
        part = gives.get("part") == "yes"
        if gives["measure"] == "after":
            after = self.here.get(units[-1] + 1)
            if after is not None and self.count(units[0]).whole:
                self._tie(rule, units[0], after, part=True)
            return
        before = self._before(units[0], near=bool(gives.get("near")))
        if gives.get("closes"):
            values = [self.count(unit).value for unit in units]
            total = sum((value for value in values if value is not None), Decimal(0))
            before = [r for r in before if self.count(r.unit).value == total and len(units) > 1]
        if gives.get("total"):
            self._total(rule, units[-1], before, marked=bool(gives.get("marked")))
            return
        for unit in units:
            whole = next((r for r in before if self._fits(r, unit, part=part)), None)
            if whole is not None:
                self._tie(rule, unit, whole, part=part)

    def _fits(self, whole: Reading, unit: int, *, part: bool) -> bool:
        """Say whether a reading can be the whole of a count, or lend it its measure."""
        count, other = self.count(unit), self.count(whole.unit)
        kinds = {count.kind, other.kind}
        if not (kinds <= _PEOPLE or kinds <= _THINGS or kinds <= {"area", "bare"} or (other.kind == "area" and not part)):
            return False
        if not part:
            return True
        if unit in whole.listed or whole.part_of is not None and whole.part_of.unit == unit:
            return False
        return count.value is None or other.value is None or count.value < other.value

    def _tie(self, rule: str, unit: int, whole: Reading, *, part: bool) -> None:
        reading = self.here.get(unit)
        if reading is None or (reading.measures == ("produced",) and not part):
            measures = measures_of(self.engine, _as_said(whole.measures), self.count(unit).kind)
            if not measures:
                return
            reading = self.here[unit] = Reading(
                unit=unit, measures=measures, rule=rule, cue=None, listed=(unit,), borrowed=whole
            )
        elif part and not _can_hold(whole.measures, reading.measures):
            return
        if part and reading.part_of is None:
            reading.part_of, reading.part_rule = whole, rule

    def _total(self, rule: str, unit: int, before: list[Reading], *, marked: bool) -> None:
        """Read a total: of the siblings before it that sum up to it, or else by its words alone."""
        value = self.count(unit).value
        parts = _closing_run(self, before, value)
        said = self.count(unit).only is not None or marked or rule == "total.bringing"
        if not before or (not parts and not said):
            return
        self._tie(rule, unit, parts[0] if parts else before[0], part=False)
        reading = self.here.get(unit)
        if reading is None or not parts:
            return
        reading.total_of = tuple(parts)
        for part in parts:
            if part.part_of is None:
                part.part_of, part.part_rule = reading, rule

    def _repeats(self, sentence: Sentence) -> None:
        """Read "the nine men" and "all 18" where nine and 18 were read before as what they were."""
        for unit in self._unread(sentence):
            count = self.count(unit)
            if not count.definite or count.value is None or count.single:
                continue
            for _, reading in reversed(self.read):
                other = self.count(reading.unit)
                if other.value == count.value and self._fits(reading, unit, part=False):
                    self._tie("repeat.definite", unit, reading, part=False)
                    break

    def _closing(self, sentence: Sentence) -> None:
        """Read counts that sum up to one before them as its parts, whatever words join them."""
        unread = [u for u in self._unread(sentence) if self.count(u).kind in _PEOPLE | _THINGS]
        unread = [u for u in unread if not self.count(u).single and self.count(u).value is not None]
        if not 2 <= len(unread) <= 6:
            return
        total = sum((self.count(u).value or Decimal(0) for u in unread), Decimal(0))
        for whole in self._before(unread[0]):
            if self.count(whole.unit).value == total and all(self._fits(whole, u, part=True) for u in unread):
                for unit in unread:
                    self._tie("part.closes", unit, whole, part=True)
                return

    def _unread(self, sentence: Sentence) -> list[int]:
        return [
            unit
            for unit in range(sentence.first, sentence.last)
            if unit not in self.here and isinstance(self.line.things[unit], Count) and self.count(unit).kind != "thing"
        ]

    def _partitives(self) -> None:
        """Tie "three of them" and "one of the dead" to what "them" and "the dead" were."""
        for unit, reading in self.here.items():
            if reading.part_of is None and (self.count(unit).whole or reading.part):
                for whole in self._before(unit):
                    if self._fits(whole, unit, part=True) and _can_hold(whole.measures, reading.measures):
                        reading.part_of, reading.part_rule = whole, "part.of_them"
                        break

    def _listed(self) -> None:
        """Tie the members of a list to an earlier count of the same measure that they sum up to."""
        for unit, reading in self.here.items():
            if len(reading.listed) < 2 or reading.listed[0] != unit or reading.part_of is not None:
                continue
            members = [self.here[u] for u in reading.listed if u in self.here]
            total = sum((self.count(r.unit).value or Decimal(0) for r in members), Decimal(0))
            for whole in self._before(unit):
                if self.count(whole.unit).value == total and whole.measures == reading.measures:
                    for member in members:
                        member.part_of, member.part_rule = whole, "part.closes"
                    break


def _as_said(measures: Iterable[str]) -> tuple[str, ...]:
    """Undo what a measure of area became, so that it can be said of things again."""
    return tuple("cleared" if measure == "area_cleared" else measure for measure in measures)


def _can_hold(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Say whether a count of one measure can have a part of another: the dead are among the casualties."""
    return bool(set(whole) & set(part)) or "casualties" in whole or ("injured" in whole and "killed" in part)


def _closing_run(relations: Relations, before: list[Reading], value: Decimal | None) -> list[Reading]:
    total, run = Decimal(0), []
    for reading in before:
        other = relations.count(reading.unit).value
        if other is None or value is None:
            return []
        run.append(reading)
        total += other
        if total == value and len(run) > 1:
            return run
        if total > value:
            return []
    return []

