"""Clauses: which measure the words of a sentence give to each count in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from tallymark.extract.counts import Count
from tallymark.extract.sentences import Sentence
from tallymark.packs import Rule
from tallymark.rules import Engine, Line, Sense, in_form


class Reading(msgspec.Struct, kw_only=True, eq=False):
    """A count with a measure: `unit` is the count's place in the line, `cue` the units of the words that say it.

    `part` says that the words make it a part of what was counted before. `listed` holds the units of the counts
    that share one list with it, itself included. `borrowed` is the reading that lent its measure; `who` the units
    that say whom it counts behind the verb ("two were women"). `added` are readings of the same count by other clauses,
    whose measures it has too.
    """

    unit: int
    measures: tuple[str, ...]
    rule: str
    cue: tuple[int, int] | None
    part: bool = False
    listed: tuple[int, ...] = ()
    part_of: Reading | None = None
    part_rule: str = ""
    total_of: tuple[Reading, ...] = ()
    borrowed: Reading | None = None
    who: tuple[int, int] | None = None
    added: tuple[Reading, ...] = ()

    def by(self, measure: str) -> Reading:
        """Return the reading whose words say a measure: one that was added, or this one."""
        return next((reading for reading in self.added if measure in reading.measures), self) if self.added else self


def read_clauses(line: Line, engine: Engine, sentence: Sentence) -> list[Reading]:
    """Return the readings of the counts of a sentence, in the order of the text; no count has two."""
    taken: dict[int, Reading] = {}
    for rule, _, readings in clauses_in(line, engine, sentence):
        for reading in readings:
            first = taken.setdefault(reading.unit, reading)
            if first is not reading and rule.gives.get("adds"):
                new = tuple(m for m in reading.measures if m not in first.measures)
                reading.measures, first.measures, first.added = new, first.measures + new, (*first.added, reading)
    return [taken[unit] for unit in sorted(taken)]


def clauses_in(line: Line, engine: Engine, sentence: Sentence) -> Iterator[tuple[Rule, tuple[int, int], list[Reading]]]:
    """Yield what every rule reads in a sentence: the rule, the units of its clause, its readings of their counts."""
    if engine.once(_spoken_of).search(line.symbols, sentence.first, sentence.last) is None:
        return
    letters = set(line.symbols[sentence.first : sentence.last])
    for rule, pattern in engine.rules_for("clauses", letters):
        at = sentence.first
        while True:
            match = pattern.search(line.symbols, at, sentence.last)
            if match is None:
                break
            yield rule, match.span(), list(_readings(line, engine, match, rule.gives, rule.id))
            at = max(match.start() + 1, _resume(match))


def _spoken_of(engine: Engine) -> re.Pattern[str]:
    """Return the pattern of a unit that a clause can say something of; in a sentence without any none says anything.

    A pack whose verbs count one person by themselves ("murió") names them in its macro `spoken_of`.
    """
    named = "spoken_of" in engine.pack.macros
    return engine.pattern("spoken_of") if named else engine.unit("count", "one", "losing", "death")


def _resume(match: re.Match[str]) -> int:
    """Look on behind the last count that was read, so that the next clause may share nothing but its verb."""
    return match.end("fig")


def _readings(line: Line, engine: Engine, match: re.Match[str], gives: dict[str, str], rule: str) -> Iterator[Reading]:
    groups = match.re.groupindex
    cue = match.span("cue") if "cue" in groups else None
    if gives.get("one") == "yes":
        _make_one(line, match, rule)
    units = [
        unit
        for name in ("fig", "also")
        if name in groups
        for unit in range(*match.span(name))
        if isinstance(count := line.things[unit], Count) and count.kind != "thing"
    ]
    behind = bool(units) and match.end() > units[-1] + 1 and (cue is None or cue[0] > units[-1])
    units = _without_parts(line, engine, units, behind=behind)
    listed = tuple(units)
    for unit in units:
        count = line.things[unit]
        assert isinstance(count, Count)
        said = _said(line, match, cue, gives["measure"], count)
        if count.single and count.kind == "item":
            said = tuple(m for m in said if m in engine.domain["of_one_item"]) if _happened(line, cue) else ()
        measures = measures_of(engine, said, "person" if count.unnamed else count.kind)
        if measures:
            yield Reading(
                unit=unit, measures=measures, rule=rule, cue=cue, part=gives.get("part") == "before", listed=listed
            )


def _without_parts(line: Line, engine: Engine, units: list[int], *, behind: bool) -> list[int]:
    """Leave out of a list what only names parts of what stands before it.

    "39 died, including two women and 14 children, and 113 were hurt": the women and children were not hurt; nor were
    the nine of "killed nine people and 13 were hurt", where the verb stands `behind` the list. Of
    "one of the three soldiers" the verb speaks of the one, of "35 of the 45 dead" the adjective speaks of the 45.
    """
    letters = engine.once(_letters)
    if behind and len(units) > 1 and units[0]:
        at = units[0] - 1
        if at and line.symbols[at] in letters["prep#to"]:  # "mató a nueve personas"
            at -= 1
        before = line.symbols[at]
        passive = line.symbols[at - 1 : at] in letters["be"]
        object_of = before in letters["verb"] and not passive and not _stands_before(line.things[at])
        joined = letters["comma"] if before in letters["including"] else None
        walls = [
            n
            for n in range(1, len(units))
            if line.symbols[units[n] - 1] in letters["and"] and (joined is None or line.symbols[units[n] - 2] in joined)
        ]
        if walls and (object_of or joined is not None):
            units = units[walls[-1] :]
    out: list[int] = []
    for unit in units:
        part = line.things[unit - 1] if unit else None
        if out and out[-1] == unit - 1 and isinstance(part, Count) and part.whole:
            if unit + 1 < len(line) and line.symbols[unit + 1] in letters["state"] + letters["verb.past"]:
                out[-1] = unit
            continue
        out.append(unit)
    return out


def _stands_before(thing: object) -> bool:
    """Say whether a verb is an adjective of what stands behind it ("döşenen 40 mayın"), and takes no object there."""
    return isinstance(thing, Sense) and any(in_form(thing.form, form) for form in ("past_rel", "rel", "part"))


_NEAR_LISTS = ("prep#to", "be", "verb", "including", "comma", "and", "state", "verb.past")


def _letters(engine: Engine) -> dict[str, str]:
    """Return the letters of the units beside a list that decide what of it is counted."""
    return {kind: engine.symbols.some(kind) for kind in _NEAR_LISTS}


def _happened(line: Line, cue: tuple[int, int] | None) -> bool:
    """Say whether a verb tells what happened, not what may or is wont to."""
    senses = [line.things[unit] for unit in range(*cue)] if cue is not None else []
    return any(isinstance(s, Sense) and s.kind in ("verb", "happen") and in_form(s.form, "past") for s in senses)


def _make_one(line: Line, match: re.Match[str], rule: str) -> None:
    """Count the one person that words speak of without counting ("lost his left ankle", "she died")."""
    first, last = match.span("fig")
    if not isinstance(line.things[first], Count):
        start, end = line.starts[first], line.ends[last - 1]
        line.things[first] = Count(
            kind="person", start=start, end=end, amount=None, amount_start=start, amount_end=end, head=None,
            single=True, rule=rule,
        )  # fmt: skip


def _said(
    line: Line, match: re.Match[str], cue: tuple[int, int] | None, how: str, count: Count | None
) -> tuple[str, ...]:
    """Return the measures that the cue's words name, in their order."""
    if how == "head":
        return (count.head.id,) if count is not None and count.head is not None else ()
    if how == "ref":
        thing = line.things[match.start()]
        return (thing.id,) if isinstance(thing, Sense) else ()
    if how == "own":
        return tuple(sense.id for sense in count.senses if sense.kind == "verb") if count is not None else ()
    if how != "cue":
        return (how,)
    assert cue is not None
    senses = [line.things[unit] for unit in range(*cue)]
    kinds = ("verb", "happen", "state", "toll", "sum", "deed", "ref", "render")
    return tuple(s.id for s in senses if isinstance(s, Sense) and s.kind in kinds)


def measures_of(engine: Engine, said: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """Return the measures for a count of some kind, by the domain: what can be said of it, and what merges.

    A bare figure counts people where anything is said of it that is said of people, else things. An item cannot
    be injured; an area that is cleared is its own measure.
    """
    domain = engine.domain
    if kind in ("person", "event", "lives"):
        table = domain["of_people"]
    elif kind in ("item", "loose", "minutes"):
        table = domain["of_items"]
    elif kind == "area":
        table = domain["of_area"]
    else:
        people = any(measure in domain["of_people"] for measure in said)
        table = domain["of_people"] if people else domain["of_items"]
    found = list(dict.fromkeys(table[measure] for measure in said if measure in table))
    for merge in domain["together"]:
        if set(merge["of"]) <= set(found):
            found = [merge["are"]] + [measure for measure in found if measure not in merge["of"]]
    return tuple(found)
