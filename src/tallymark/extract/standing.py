"""Counts that stand for what was counted before: "as many", "the nine men", "the other two", "a third"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallymark.extract.clauses import Reading
from tallymark.extract.counts import Count
from tallymark.extract.memory import PEOPLE, REACH, Memory, can_hold
from tallymark.extract.sentences import Sentence, units_by_sentence
from tallymark.model import Bound, Period
from tallymark.rules import Engine, Line

_FEW = 5  # people of whom a report tells one by one
_NEVER: frozenset[str] = frozenset()


def any_stands(memory: Memory) -> bool:
    """Say whether any count of the sentence may stand for one that was told of before, by its own words."""
    for unit in memory.units:
        count = memory.count(unit)
        if count.definite or count.same or count.whole_of:
            return True
    return False


def as_many(memory: Memory) -> None:
    """Give "as many" the value of the count before it."""
    for unit in sorted(memory.here):
        count = memory.count(unit)
        if count.same and count.amount is not None:
            value = _beside(memory, unit) or next((memory.count(r.unit).value for r in memory.before(unit)), None)
            amount = msgspec.structs.replace(count.amount, value=value, bound=Bound.EXACTLY, numeral=False)
            memory.line.things[unit] = msgspec.structs.replace(count, amount=amount)


def _beside(memory: Memory, unit: int) -> Decimal | None:
    """Return the figure before a unit in its sentence, whatever it counts ("13 accidents, and as many hurt")."""
    for thing in reversed(memory.line.things[memory.first : unit]):
        if isinstance(thing, Count) and thing.value is not None and not thing.single:
            return thing.value
    return None


def of_the_dead(memory: Memory) -> None:
    """Read "three of the dead" by what it is a part of, whatever is said of them."""
    for unit in memory.unread():
        count = memory.count(unit)
        if count.whole_of and count.kind in PEOPLE:
            memory.here[unit] = Reading(
                unit=unit, measures=(count.whole_of,), rule="part.of_the_dead", cue=None, part=True, listed=(unit,)
            )
            _tie_part(memory, unit, memory.here[unit], alike=True)


def repeats(memory: Memory) -> None:
    """Read "the nine men" and "all 18" where nine and 18 were read before as what they were."""
    for unit in memory.unread():
        count = memory.count(unit)
        if not count.definite or count.value is None or count.single or count.more:
            continue
        for _, reading in reversed(memory.read):
            other = memory.count(reading.unit)
            if other.value == count.value and memory.fits(reading, unit, part=False):
                memory.tie("repeat.definite", unit, reading, part=False)
                break


def the_rest(memory: Memory) -> None:
    """Read "the other two" as part of what was read last."""
    for unit in memory.unread():
        count = memory.count(unit)
        if count.definite and count.more and count.value is not None and not count.single:
            whole = next((r for r in memory.before(unit) if memory.fits(r, unit, part=True)), None)
            if whole is not None:
                memory.tie("part.the_other", unit, whole, part=True)


def partitives(memory: Memory) -> None:
    """Tie "three of them" and "one of the dead" to what "them" and "the dead" were."""
    for unit, reading in memory.here.items():
        if reading.part_of is None and (memory.count(unit).whole or reading.part):
            _tie_part(memory, unit, reading)


def _tie_part(memory: Memory, unit: int, reading: Reading, *, alike: bool = False) -> None:
    """Tie a count to the nearest before it that can hold it; with `alike` only to one of the same measure."""
    for whole in memory.before(unit):
        same = not alike or any(measure in whole.measures for measure in reading.measures)
        if same and memory.fits(whole, unit, part=True) and can_hold(whole.measures, reading.measures):
            reading.part_of, reading.part_rule = whole, "part.of_them"
            break


def bare_parts(memory: Memory) -> None:
    """Tie "three were badly hurt" to the twelve hurt that the sentence before told of, and "a third" to the three.

    So with "one boy is blind" and "a soldier lost a foot", where several were hurt just before, and with one person
    who died or was hurt where a few had come to harm in some way ("two villagers trod on a mine").
    """
    for unit, reading in memory.here.items():
        count = memory.count(unit)
        nth = count.rule == "count.nth" or (count.single and reading.rule.startswith("limb."))
        one = count.kind == "person" and count.value == 1 and not count.single
        bare = count.kind == "bare" and reading.cue is not None and unit == min(memory.here)
        alone = count.single and not nth and not count.definite
        told = nth or one or bare or alone
        if reading.part_of is not None or count.more or not told or id(reading) in memory.superseded:
            continue
        if count.definite and any(memory.count(other.unit).value == count.value for _, other in memory.read):
            continue  # "the 212" were told of before
        before = [r for number, r in reversed(memory.read) if memory.number - number <= (REACH if nth or alone else 1)]
        if alone:
            before = [r for r in before if r.measures == ("casualties",) and (memory.count(r.unit).value or 0) <= _FEW]
        whole = next((r for r in before if memory.fits(r, unit, part=True)), None)
        if whole is not None and can_hold(whole.measures, reading.measures):
            reading.part_of, reading.part_rule = whole, "part.bare"


def stretches(line: Line, engine: Engine, sentences: Sequence[Sentence]) -> dict[int, frozenset[str]]:
    """Return the stretches of time that sentences name, by the number of the sentence."""
    found: dict[int, frozenset[str]] = {}
    for number, units in enumerate(units_by_sentence(engine.unit("time"), line, sentences)):
        if units:
            spans = [thing.edtf for unit in units if isinstance(thing := line.things[unit], Period)]
            found[number] = frozenset([edtf for edtf in spans if edtf is not None and "/" in edtf])
    return found


def same_time(memory: Memory, times: dict[int, frozenset[str]]) -> None:
    """Tie "38 women" to the 3,345 people of the same stretch of time and the same measure told of before.

    `times` are the stretches of time that sentences name, by the sentence's number.
    """
    now = times.get(memory.number, _NEVER)
    for unit, reading in memory.here.items() if now else ():
        if reading.part_of is not None or not _is_group(memory.count(unit)):
            continue
        for number, other in reversed(memory.read):
            same = other.measures == reading.measures and not times.get(number, _NEVER).isdisjoint(now)
            if same and not _is_group(memory.count(other.unit)) and memory.fits(other, unit, part=True):
                reading.part_of, reading.part_rule = other, "part.same_time"
                break


def _is_group(count: Count) -> bool:
    return any(sense.kind == "person" and sense.id not in ("person", "victim") for sense in count.senses)
