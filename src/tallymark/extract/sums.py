"""Sums: counts that are parts because they reach a whole exactly, and wholes that are the sum of what stands before."""

from __future__ import annotations

from decimal import Decimal

from tallymark.extract.clauses import Reading
from tallymark.extract.memory import PEOPLE, THINGS, Memory, can_hold, sum_of
from tallymark.packs.kinds import is_kind_of

_FAR = 5  # sentences over which parts may be told one by one
_LEAST_WHOLE = 3
_LEAST_READ = 3  # a whole and two parts
_MOST_PARTS = 6
_RECENT = 24  # counts; a longer table is no running text
_COMPARED = frozenset(("same.versus", "total.was", "same.names", "same.and_names"))  # of another time or place


def close_lists(memory: Memory, waiting: set[int]) -> None:
    """Read counts that sum up to one before them as its parts, whatever words join them.

    `waiting` are counts inside another's part, which add nothing of their own.
    """
    unread = [u for u in memory.unread() if memory.count(u).kind in PEOPLE | THINGS and u not in waiting]
    unread = [u for u in unread if not memory.count(u).single and memory.count(u).value is not None]
    if not unread:
        return
    parted = [u for u, reading in memory.here.items() if reading.part or reading.part_of is not None]
    behind = [u for u, r in memory.here.items() if r.part_of is None and u > min(memory.here)]
    for group in (unread, sorted({*unread, *parted}), sorted({*unread, *behind})):
        if 2 <= len(group) <= _MOST_PARTS and _closes(memory, group):
            return


def _closes(memory: Memory, unread: list[int]) -> bool:
    """Tie counts to one before them that they sum up to; say whether there is one."""
    total = sum_of(memory.count(u) for u in unread)
    for whole in memory.before(unread[0]):
        if memory.count(whole.unit).value == total and all(memory.fits(whole, u, part=True) for u in unread):
            for unit in unread:
                memory.tie("part.closes", unit, whole, part=True)
            return True
    return False


def sum_up(memory: Memory) -> None:
    """Tie counts to an earlier one that they sum up to, list or no list.

    "71 casualties … 11 died … a further 60 were wounded": the readings behind a whole, in their order and none
    left out, are its parts where they reach its value exactly.
    """
    if not memory.here:
        return
    recent = [r for number, r in memory.read[-_RECENT:] if memory.number - number <= _FAR]
    recent += [memory.here[unit] for unit in sorted(memory.here)]
    if len(recent) < _LEAST_READ:
        return
    old = len(recent) - len(memory.here)
    values = [memory.count(reading.unit).value for reading in recent]
    behind = Decimal(0)  # what all counts behind a whole come to: its parts can reach no more
    for at in range(len(recent) - 1, -1, -1):
        value = values[at]
        if value is None:
            continue
        if _LEAST_WHOLE <= value <= behind:
            _reach(memory, recent, values, at, old)
            _reach(memory, recent, values, at, old, alike=True)
        behind += value


def _reach(
    memory: Memory, recent: list[Reading], values: list[Decimal | None], at: int, old: int, *, alike: bool = False
) -> None:
    """Tie to a whole the readings behind it that reach its value, where the last of them is no `old` one.

    Where they are to be `alike`, those of another measure are passed over, and those that words have made parts already
    ("132 killed, including 25 children: 100 killed in …, 20 hurt").
    """
    whole, value = recent[at], values[at]
    assert value is not None
    run: list[Reading] = []
    total = Decimal(0)
    for number in range(at + 1, len(recent)):
        reading, some = recent[number], values[number]
        elsewhere = (
            reading.rule in _COMPARED if whole.rule not in _COMPARED else reading.rule != whole.rule == "same.versus"
        )
        if alike and (reading.part_of is whole or not set(whole.measures) & set(reading.measures)):
            continue
        if reading.part_of not in (None, whole) or elsewhere or id(reading) in memory.superseded:
            continue
        if some is not None and some >= value:
            continue
        if not can_hold(whole.measures, reading.measures) or not memory.fits(whole, reading.unit, part=True):
            continue
        if not _of_its_kind(memory, whole, reading):
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


def _of_its_kind(memory: Memory, whole: Reading, part: Reading) -> bool:
    """Say whether a whole can hold a part by what they count: eight shells are not four mines, two mines and two more.

    "Mines" alone is said of all that lies in the ground.
    """
    head, other = memory.count(whole.unit).head, memory.count(part.unit).head
    if head is None or other is None or head.kind != "item" or other.kind != "item" or head.id == "mine":
        return True
    return is_kind_of(other.id, head.id)


def listed_before(memory: Memory, unit: int) -> list[Reading]:
    """Return the counts of the list that a stated total closes though they miss it, nearest first; none where unlikely.

    "73 mines, 8 fuzes and 109 shells, a total of 200 items": the slip is to be shown, so the total must know its parts.
    A total more than twice or less than half of what they come to is of something else.
    """
    value, reading = memory.count(unit).value, memory.here.get(unit)
    before = [memory.here[other] for other in sorted(memory.here, reverse=True) if other < unit]
    if value is None or reading is None or any(r.part_of is not None for r in before):
        return []
    parts = [r for r in before if r.measures == reading.measures and memory.fits(r, unit, part=False)]
    sizes = [memory.count(r.unit).value or Decimal(0) for r in parts]
    missed = len(parts) > 1 and len(parts) == len(before) and max(sizes) < value
    return parts if missed and value / 2 <= sum(sizes, Decimal(0)) <= value * 2 else []


def run_before(memory: Memory, before: list[Reading], value: Decimal | None) -> list[Reading]:
    """Return the readings before a value, nearest first, that sum up to it exactly; none where none do."""
    total, run = Decimal(0), []
    for reading in before:
        other = memory.count(reading.unit).value
        if other is None or value is None:
            return []
        run.append(reading)
        total += other
        if total == value and len(run) > 1:
            return run
        if total > value:
            return []
    return []
