"""Relations: which count is a part, a total, a repeat or a comparison of which other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from tallymark.extract.clauses import Reading, measures_of
from tallymark.extract.counts import Count
from tallymark.extract.sentences import Sentence
from tallymark.model import Bound
from tallymark.rules import Engine, Line, Sense

_COUNTABLE = (
    "count.person | count.item | count.event | count.area | count.bare | count.lives | one.person | one.item | one.event"
)
_SUM_REACH = 5  # sentences over which parts may be told one by one
_LEAST_WHOLE = 3
_CLOSE = 3  # units between a count and the "including" that speaks of it
_LED = 2  # sentences for which a lead holds
_BACKGROUND = frozenset(("laid", "produced"))  # how ordnance came there, not what happened to it now
_RECENT = 24  # counts; a longer table is no running text
_COMPARED = frozenset(("same.versus", "total.was", "same.names", "same.and_names"))  # of another time or place
_REACH = 2  # sentences that a count may look back for its whole; further back lies another matter
_PEOPLE = frozenset(("person", "event", "lives", "bare"))
_THINGS = frozenset(("item", "loose", "minutes", "bare"))
_ALIKE = (_PEOPLE, _THINGS, frozenset(("area", "bare")))  # what can be a part of each other


class Relations:
    """Reads the relations of a report sentence by sentence, remembering the counts that were read before."""

    def __init__(self, line: Line, engine: Engine) -> None:
        self.line = line
        self.engine = engine
        self.read: list[tuple[int, Reading]] = []  # (sentence number, reading), in order
        self.here: dict[int, Reading] = {}
        self.units: list[int] = []  # all counts of the sentence, read or not
        self.number = 0
        self.waiting: list[tuple[str, dict[str, str], list[int]]] = []
        self.lead: tuple[int, str, str] | None = None
        counted: re.Pattern[str] | None = engine.kept.get("countable")
        if counted is None:
            counted = engine.kept["countable"] = engine.pattern(_COUNTABLE)
        self.counted = counted

    def add(self, number: int, sentence: Sentence, readings: Sequence[Reading]) -> list[Reading]:
        """Return the readings of a sentence with those that its relations add, each tied to its whole."""
        self.number = number
        self.here = {reading.unit: reading for reading in readings}
        found = self.counted.finditer(self.line.symbols, sentence.first, sentence.last)
        self.units = [match.start() for match in found]
        if not readings and not self.units:
            self._note_lead(sentence)
            return []
        self.waiting = []
        self._led()
        self._as_many()
        self._of_the_dead(sentence)
        self._repeats(sentence)
        self._apply(sentence)
        self._closing(sentence)
        for rule, gives, units in self.waiting:
            self._relate(rule, gives, units, again=True)
        self._the_rest(sentence)
        self._partitives()
        self._sums()
        self._bare_parts()
        out = [self.here[unit] for unit in sorted(self.here)]
        self.read += [(number, reading) for reading in out]
        return out

    def count(self, unit: int) -> Count:
        """Return the count at a unit of the line."""
        thing = self.line.things[unit]
        assert isinstance(thing, Count)
        return thing

    def _note_lead(self, sentence: Sentence) -> None:
        """Remember what a sentence without a count tells of ("new facts of detecting mines")."""
        letters = frozenset(self.line.symbols[sentence.first : sentence.last])
        for rule, pattern in self.engine.rules_for("parts", letters):
            if rule.gives.get("lead") and pattern.search(self.line.symbols, sentence.first, sentence.last):
                self.lead = (self.number, rule.id, rule.gives["measure"])

    def _led(self) -> None:
        """Give the first count of items behind a lead without a number what the lead tells of."""
        if self.lead is None or self.number - self.lead[0] > _LED:
            return
        _, rule, measure = self.lead
        for unit in sorted(self.here):
            reading = self.here[unit]
            if self.count(unit).kind == "item" and not self.count(unit).single:
                if set(reading.measures) <= _BACKGROUND:
                    reading.measures = (measure, *reading.measures)
                    reading.part_rule = rule
                self.lead = None
                return

    def _as_many(self) -> None:
        """Give "as many" the value of the count before it."""
        for unit in sorted(self.here):
            count = self.count(unit)
            if count.same and count.amount is not None:
                value = next((self.count(r.unit).value for r in self._before(unit)), None)
                amount = msgspec.structs.replace(count.amount, value=value, bound=Bound.EXACTLY, numeral=False)
                self.line.things[unit] = msgspec.structs.replace(count, amount=amount)

    def _of_the_dead(self, sentence: Sentence) -> None:
        """Read "three of the dead" by what it is a part of, whatever is said of them."""
        for unit in self._unread(sentence):
            count = self.count(unit)
            if count.whole_of and count.kind in _PEOPLE:
                self.here[unit] = Reading(
                    unit=unit, measures=(count.whole_of,), rule="part.of_the_dead", cue=None, part=True, listed=(unit,)
                )

    def _before(self, unit: int, *, near: bool = False) -> list[Reading]:
        """Return the readings before a unit, nearest first: of this sentence, then of the last few."""
        found = [self.here[other] for other in sorted(self.here, reverse=True) if other < unit]
        if not near:
            found += [r for number, r in reversed(self.read) if self.number - number <= _REACH]
        return found

    def _apply(self, sentence: Sentence) -> None:
        letters = set(self.line.symbols[sentence.first : sentence.last])
        for rule, pattern in self.engine.rules_for("parts", letters):
            gives = rule.gives
            matches = list(pattern.finditer(self.line.symbols, sentence.first, sentence.last))
            if gives.get("row") and len(matches) < 2:
                continue
            if gives.get("lead"):
                continue
            for match in matches:
                units = [u for u in range(*match.span("fig")) if isinstance(self.line.things[u], Count)]
                self._relate(rule.id, gives, units)
                if "who" in match.re.groupindex and units and units[0] in self.here:
                    self.here[units[0]].who = match.span("who")

    def _relate(self, rule: str, gives: dict[str, str], units: list[int], *, again: bool = False) -> None:
        if not units or (gives.get("whole") and not self.count(units[0]).whole):
            return
        part = gives.get("part") == "yes"
        if gives["measure"] == "after":
            after = self.here.get(units[-1] + 1) or self.here.get(units[-1] + 2)
            if after is not None and self._fits(after, units[0], part=True):
                self._tie(rule, units[0], after, part=True)
            return
        if gives.get("named") and not again and self._waits(units[0]):
            self.waiting.append((rule, gives, units))
            return
        before = self._before(units[0], near=bool(gives.get("near")))
        if rule == "total.was":
            before = [self.here[unit] for unit in sorted(self.here) if unit not in units] or before
        if gives.get("closes"):
            values = [self.count(unit).value for unit in units]
            total = sum((value for value in values if value is not None), Decimal(0))
            before = [r for r in before if self.count(r.unit).value == total and len(units) > 1]
        if gives.get("total"):
            self._total(rule, units[-1], before, marked=bool(gives.get("marked")))
            return
        for unit in units:
            if self.count(unit).single and self.count(unit).definite:
                continue
            named = gives.get("named") == "yes"
            whole = next((self._wider(r, unit) for r in before if self._fits(r, unit, part=part, named=named)), None)
            if whole is not None:
                inside = gives.get("part") == "of_total" and whole.rule.startswith("total.")
                self._tie(rule, unit, whole, part=part or (inside and self._fits(whole, unit, part=True)))

    def _waits(self, unit: int) -> bool:
        """Say whether the count that an "including" stands behind has yet to be read ("150 civilians, including …")."""
        before = [other for other in self.units if other < unit]
        return bool(before) and unit - before[-1] <= _CLOSE and before[-1] not in self.here

    def _wider(self, reading: Reading, unit: int) -> Reading:
        """Return a reading, or what it is a part of where more than a comma stands between it and a unit."""
        between = self.line.things[reading.unit : unit] if reading.unit < unit else []
        parted = any(isinstance(thing, Sense) and thing.kind in ("semicolon", "stop") for thing in between)
        if parted and reading.part_of is not None and self._fits(reading.part_of, unit, part=False):
            return reading.part_of
        return reading

    def _fits(self, whole: Reading, unit: int, *, part: bool, named: bool = False) -> bool:
        """Say whether a reading can be the whole of a count, or lend it its measure.

        Members of one list are not parts of each other unless words say so (`named`).
        """
        count, other = self.count(unit), self.count(whole.unit)
        one, two = count.kind, other.kind
        if not (two == "area" and not part) and not any(one in kinds and two in kinds for kinds in _ALIKE):
            return False
        if not part:
            return True
        if (unit in whole.listed and not named) or whole.part_of is not None and whole.part_of.unit == unit:
            return False
        return count.value is None or other.value is None or count.value < other.value

    def _tie(self, rule: str, unit: int, whole: Reading, *, part: bool) -> None:
        reading = self.here.get(unit)
        if reading is None or (reading.measures == ("produced",) and not part):
            measures = measures_of(self.engine, _as_said(whole.measures), self._kind_by(whole, unit))
            if not measures:
                return
            reading = self.here[unit] = Reading(
                unit=unit, measures=measures, rule=rule, cue=None, listed=(unit,), borrowed=whole
            )
        elif part and not _can_hold(whole.measures, reading.measures):
            return
        if part and reading.part_of is None:
            reading.part_of, reading.part_rule = whole, rule

    def _kind_by(self, whole: Reading, unit: int) -> str:
        """Return what a count counts; a bare figure that follows an area is an area, in the same unit."""
        count, other = self.count(unit), self.count(whole.unit)
        if count.kind == "bare" and other.kind == "area":
            self.line.things[unit] = msgspec.structs.replace(count, kind="area", head=other.head)
            return "area"
        return count.kind

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
            if not count.definite or count.value is None or count.single or count.more:
                continue
            for _, reading in reversed(self.read):
                other = self.count(reading.unit)
                if other.value == count.value and self._fits(reading, unit, part=False):
                    self._tie("repeat.definite", unit, reading, part=False)
                    break

    def _the_rest(self, sentence: Sentence) -> None:
        """Read "the other two" as part of what was read last."""
        for unit in self._unread(sentence):
            count = self.count(unit)
            if count.definite and count.more and count.value is not None and not count.single:
                whole = next((r for r in self._before(unit) if self._fits(r, unit, part=True)), None)
                if whole is not None:
                    self._tie("part.the_other", unit, whole, part=True)

    def _closing(self, sentence: Sentence) -> None:
        """Read counts that sum up to one before them as its parts, whatever words join them."""
        unread = [u for u in self._unread(sentence) if self.count(u).kind in _PEOPLE | _THINGS]
        waiting = {unit for _, _, units in self.waiting for unit in units}
        unread = [u for u in unread if not self.count(u).single and self.count(u).value is not None and u not in waiting]
        parted = [u for u, reading in self.here.items() if reading.part or reading.part_of is not None]
        behind = [u for u, r in self.here.items() if unread and r.part_of is None and u > min(self.here)]
        for group in (unread, sorted({*unread, *parted}), sorted({*unread, *behind})):
            if unread and 2 <= len(group) <= 6 and self._closes(group):
                return

    def _closes(self, unread: list[int]) -> bool:
        """Tie counts to one before them that they sum up to; say whether there is one."""
        total = _sum(self.count(u) for u in unread)
        for whole in self._before(unread[0]):
            if self.count(whole.unit).value == total and all(self._fits(whole, u, part=True) for u in unread):
                for unit in unread:
                    self._tie("part.closes", unit, whole, part=True)
                return True
        return False

    def _unread(self, sentence: Sentence) -> list[int]:
        return [unit for unit in self.units if unit not in self.here]

    def _partitives(self) -> None:
        """Tie "three of them" and "one of the dead" to what "them" and "the dead" were."""
        for unit, reading in self.here.items():
            if reading.part_of is None and (self.count(unit).whole or reading.part):
                for whole in self._before(unit):
                    if self._fits(whole, unit, part=True) and _can_hold(whole.measures, reading.measures):
                        reading.part_of, reading.part_rule = whole, "part.of_them"
                        break

    def _sums(self) -> None:
        """Tie counts to an earlier one that they sum up to, list or no list.

        "71 casualties … 11 died … a further 60 were wounded": the readings behind a whole, in their order and none
        left out, are its parts where they reach its value exactly.
        """
        if not self.here:
            return
        recent = [r for number, r in self.read[-_RECENT:] if self.number - number <= _SUM_REACH]
        recent += [self.here[unit] for unit in sorted(self.here)]
        old = len(recent) - len(self.here)
        values = [self.count(reading.unit).value for reading in recent]
        behind = Decimal(0)  # what all counts behind a whole come to: its parts can reach no more
        for at in range(len(recent) - 1, -1, -1):
            value = values[at]
            if value is None:
                continue
            if _LEAST_WHOLE <= value <= behind:
                self._sum_up(recent, values, at, old)
            behind += value

    def _sum_up(self, recent: list[Reading], values: list[Decimal | None], at: int, old: int) -> None:
        """Tie to a whole the readings behind it that reach its value, where the last of them is no `old` one."""
        whole, value = recent[at], values[at]
        assert value is not None
        run: list[Reading] = []
        total = Decimal(0)
        for number in range(at + 1, len(recent)):
            reading, some = recent[number], values[number]
            if reading.part_of not in (None, whole) or reading.rule in _COMPARED:
                continue
            if some is not None and some >= value:
                continue
            if not _can_hold(whole.measures, reading.measures) or not self._fits(whole, reading.unit, part=True):
                continue
            run.append(reading)
            total += some or 0
            if total == value and len(run) > 1 and number >= old:
                for part in run:
                    if part.part_of is None:
                        part.part_of, part.part_rule = whole, "part.sums"
            if total > value:
                return
            if total == value:  # a total may be broken down twice: by cause, then by outcome
                run, total = [], Decimal(0)

    def _bare_parts(self) -> None:
        """Tie "three were badly hurt" to the twelve hurt that the sentence before told of, and "a third" to the three.

        So with "one boy is blind" and "a soldier lost a foot", where several were hurt just before.
        """
        for unit, reading in self.here.items():
            count = self.count(unit)
            nth = count.rule == "count.nth" or (count.single and reading.rule.startswith("limb."))
            one = count.kind == "person" and count.value == 1 and not count.single
            bare = count.kind == "bare" and reading.cue is not None and unit == min(self.here)
            if reading.part_of is not None or count.more or not (nth or one or bare):
                continue
            before = [r for number, r in reversed(self.read) if self.number - number <= (_REACH if nth else 1)]
            whole = next((r for r in before if self._fits(r, unit, part=True)), None)
            if whole is not None and _can_hold(whole.measures, reading.measures):
                reading.part_of, reading.part_rule = whole, "part.bare"


def _as_said(measures: Iterable[str]) -> tuple[str, ...]:
    """Undo what a measure of area became, so that it can be said of things again."""
    return tuple("cleared" if measure == "area_cleared" else measure for measure in measures)


def _can_hold(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Say whether a count of one measure can have a part of another: the dead are among the casualties."""
    return any(measure in whole for measure in part) or "casualties" in whole or ("injured" in whole and "killed" in part)


def _sum(counts: Iterable[Count]) -> Decimal:
    return sum((count.value for count in counts if count.value is not None), Decimal(0))


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

