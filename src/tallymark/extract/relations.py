"""Relations: which count is a part, a total, a repeat or a comparison of which other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tallymark.extract import standing, sums
from tallymark.extract.clauses import Reading
from tallymark.extract.counts import Count
from tallymark.extract.headings import Headings
from tallymark.extract.memory import BACKGROUND, REACH, Memory
from tallymark.extract.sentences import Sentence
from tallymark.packs import Rule
from tallymark.rules import Engine, Line, Sense

_CLOSE = 5  # units between a count and the "including" that speaks of it
_ROWS = 5  # sentences that may stand between the rows of a table in words and their whole
_BEHIND = 5  # units within which the whole stands behind its part ("5'i çocuk olmak üzere 12 kişi")
_LED = 2  # sentences for which a lead holds


class Relations:
    """Reads the relations of a report sentence by sentence, remembering the counts that were read before."""

    def __init__(self, line: Line, engine: Engine, sentences: Sequence[Sentence]) -> None:
        self.memory = Memory(line, engine, sentences)
        self.waiting: list[tuple[str, dict[str, str], list[int]]] = []
        self.lead: tuple[int, str, str] | None = None
        self.headings = Headings(engine)
        self.times = standing.stretches(line, engine, sentences)

    def add(self, number: int, sentence: Sentence, readings: Sequence[Reading]) -> list[Reading]:
        """Return the readings of a sentence with those that its relations add, each tied to its whole."""
        memory = self.memory
        memory.turn_to(number, readings)
        if not readings and not memory.units:
            self._note_lead(sentence)
            self.headings.note(memory.line, sentence)
            return []
        self.headings.read(memory, sentence)
        self.waiting = []
        self._led()
        stands_for_others = standing.any_stands(memory)
        if stands_for_others:
            standing.as_many(memory)
            standing.of_the_dead(memory)
            standing.repeats(memory)
        self._apply(sentence)
        if memory.unread():
            sums.close_lists(memory, {unit for _, _, units in self.waiting for unit in units})
        for rule, gives, units in self.waiting:
            self._relate(rule, gives, units, again=True)
        if stands_for_others:
            standing.the_rest(memory)
        standing.partitives(memory)
        sums.sum_up(memory)
        standing.bare_parts(memory)
        standing.same_time(memory, self.times)
        return memory.close()

    def _note_lead(self, sentence: Sentence) -> None:
        """Remember what a sentence without a count tells of ("new facts of detecting mines")."""
        for rule, pattern in self.memory.engine.once(_leads):
            if pattern.search(self.memory.line.symbols, sentence.first, sentence.last):
                self.lead = (self.memory.number, rule.id, rule.gives["measure"])

    def _led(self) -> None:
        """Give the first count of items behind a lead without a number what the lead tells of."""
        if self.lead is None or self.memory.number - self.lead[0] > _LED:
            return
        _, rule, measure = self.lead
        for unit in sorted(self.memory.here):
            reading = self.memory.here[unit]
            if self.memory.count(unit).kind == "item" and not self.memory.count(unit).single:
                if set(reading.measures) <= BACKGROUND:
                    reading.measures = (measure, *reading.measures)
                    reading.part_rule = rule
                self.lead = None
                return

    def _apply(self, sentence: Sentence) -> None:
        symbols, things = self.memory.line.symbols, self.memory.things
        letters = set(symbols[sentence.first : sentence.last])
        for rule, pattern in self.memory.engine.rules_for("parts", letters):
            found = pattern.search(symbols, sentence.first, sentence.last)
            gives = rule.gives
            if found is None or "lead" in gives:
                continue
            matches = list(pattern.finditer(symbols, found.start(), sentence.last))
            if len(matches) < 2 and "row" in gives:
                continue
            for match in matches:
                units = [u for u in range(*match.span("fig")) if isinstance(things[u], Count)]
                self._relate(rule.id, gives, units)
                if "who" in pattern.groupindex and units and units[0] in self.memory.here:
                    self.memory.here[units[0]].who = match.span("who")

    def _relate(self, rule: str, gives: dict[str, str], units: list[int], *, again: bool = False) -> None:
        if not units or (gives.get("whole") and not self.memory.count(units[0]).whole):
            return
        part = gives.get("part") == "yes"
        if gives["measure"] == "after":
            here = self.memory.here
            after = next((here[unit] for unit in range(units[-1] + 1, units[-1] + _BEHIND) if unit in here), None)
            for unit in units:
                if after is not None and self.memory.fits(after, unit, part=True):
                    self.memory.tie(rule, unit, after, part=True)
            return
        if gives.get("named") and not again and self._waits(units[0]):
            self.waiting.append((rule, gives, units))
            return
        before = self.memory.before(units[0], near=bool(gives.get("near")), reach=_ROWS if gives.get("rows") else REACH)
        if gives.get("rows"):
            before = _heads(rule, before)
        if rule == "total.was":
            before = [self.memory.here[unit] for unit in sorted(self.memory.here) if unit not in units] or before
        if gives.get("closes"):
            values = [self.memory.count(unit).value for unit in units]
            total = sum((value for value in values if value is not None), Decimal(0))
            before = [r for r in before if self.memory.count(r.unit).value == total and len(units) > 1]
        if gives.get("total"):
            self._total(rule, units[-1], before, marked=bool(gives.get("marked")))
            return
        for unit in units:
            if self.memory.count(unit).single and self.memory.count(unit).definite:
                continue
            named = gives.get("named") == "yes"
            whole = next(
                (self._wider(r, unit) for r in before if self.memory.fits(r, unit, part=part, named=named)), None
            )
            if gives.get("beside") and whole is not None:
                whole = self._common(whole, unit)
            if whole is not None:
                inside = gives.get("part") == "of_total" and whole.rule.startswith("total.")
                self.memory.tie(rule, unit, whole, part=part or (inside and self.memory.fits(whole, unit, part=True)))
                if gives.get("part") == "as_before" and whole.part_of is not None:
                    self._beside(rule, unit, whole.part_of)

    def _beside(self, rule: str, unit: int, whole: Reading) -> None:
        """Make a count a part of what the one beside it is a part of, where it can be."""
        if self.memory.fits(whole, unit, part=True):
            self.memory.tie(rule, unit, whole, part=True)

    def _waits(self, unit: int) -> bool:
        """Say whether the count that an "including" stands behind has yet to be read ("150 civilians, including …")."""
        before = [other for other in self.memory.units if other < unit]
        return bool(before) and unit - before[-1] <= _CLOSE and before[-1] not in self.memory.here

    def _wider(self, reading: Reading, unit: int) -> Reading:
        """Return a reading, or what it is a part of where more than a comma stands between it and a unit."""
        between = self.memory.line.things[reading.unit : unit] if reading.unit < unit else []
        parted = any(isinstance(thing, Sense) and thing.kind in ("semicolon", "stop") for thing in between)
        if parted and reading.part_of is not None and self.memory.fits(reading.part_of, unit, part=False):
            return reading.part_of
        return reading

    def _common(self, reading: Reading, unit: int) -> Reading:
        """Return what a count of the same sentence is a part of, where the next may be one too ("29 were men")."""
        whole = reading.part_of if self.memory.here.get(reading.unit) is reading else None
        return whole if whole is not None and self.memory.fits(whole, unit, part=True) else reading

    def _total(self, rule: str, unit: int, before: list[Reading], *, marked: bool) -> None:
        """Read a total: of the siblings before it that sum up to it, or else by its words alone."""
        value = self.memory.count(unit).value
        parts = sums.run_before(self.memory, before, value)
        said = self.memory.count(unit).only is not None or marked or rule == "total.bringing"
        if not before or (not parts and not said):
            return
        self.memory.tie(rule, unit, parts[0] if parts else before[0], part=False)
        reading = self.memory.here.get(unit)
        if not parts and said and rule != "total.bringing":
            parts = sums.listed_before(self.memory, unit)
        if reading is None or not parts:
            return
        reading.total_of = tuple(parts)
        for part in parts:
            if part.part_of is None:
                part.part_of, part.part_rule = reading, rule


def _heads(rule: str, before: list[Reading]) -> list[Reading]:
    """Return readings with the whole of each that a rule has tied already: the rows of one table hang on one whole."""
    return [r.part_of if r.part_rule == rule and r.part_of is not None else r for r in before]


def _leads(engine: Engine) -> list[tuple[Rule, re.Pattern[str]]]:
    """Return the rules of what tells, without a count, what the next one counts."""
    return [entry for entry in engine.rules.get("parts", ()) if entry[0].gives.get("lead")]
