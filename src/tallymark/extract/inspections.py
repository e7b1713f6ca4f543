"""Inspections: who looked at mined ground, when, where, and at whose invitation."""

from __future__ import annotations

import re
from typing import NamedTuple

from tallymark.extract.actfound import ActFound, bare, owner_ending, sense_at
from tallymark.extract.officials import find_groups, find_officials
from tallymark.extract.passes import Pass, Reach
from tallymark.model import Inspection, Mention, Span
from tallymark.packs import Rule
from tallymark.rules import Engine, Line

REACH = Reach(back=16, ahead=45)


class Compiled(NamedTuple):
    """What is kept of a pack for the reading of inspections."""

    rules: Pass
    says: re.Pattern[str]
    ordnance: re.Pattern[str]
    clause: re.Pattern[str]
    sentence: re.Pattern[str]
    planned: re.Pattern[str]
    invited: re.Pattern[str]
    mined: re.Pattern[str]
    at_work: re.Pattern[str]


def find_inspections(text: str, line: Line, engine: Engine) -> list[ActFound]:
    """Return the inspections of a line, in order: acts that were done, on ground that the report says is mined."""
    if "inspections" not in engine.rules:
        return []
    compiled = engine.once(_compiled)
    symbols = line.symbols
    if compiled.says.search(symbols) is None or compiled.ordnance.search(symbols) is None:
        return []

    def read(rule: Rule, match: re.Match[str]) -> ActFound | None:
        return _inspection(text, line, engine, rule, match)

    return [act for _, _, act in compiled.rules.run_near(symbols, read, compiled.says, REACH)]


def _inspection(text: str, line: Line, engine: Engine, rule: Rule, match: re.Match[str]) -> ActFound | None:
    compiled, symbols = engine.once(_compiled), line.symbols
    first, last = match.span("act")
    if compiled.planned.search(symbols, max(0, first - 3), first) is not None:
        return None
    whole = _bounds(compiled.sentence, symbols, first, last)
    inviting = _invited(text, line, engine, *whole)
    where = {"inside": (first, last), "behind": (first, whole[1])}.get(rule.gives["who"])
    if where is None:
        where = _bounds(compiled.clause, symbols, first, last)[0], first
    officials = find_officials(text, line, engine, *where)
    groups = find_groups(text, line, engine, *where)
    groups = tuple(g for g in groups if not any(g.span.overlaps(o.span) for o in officials))
    if inviting is not None:
        officials = tuple(o for o in officials if not o.span.overlaps(inviting.span))
    if "by" in rule.gives and not groups:
        return None
    if not officials and not groups and not _of_itself(compiled, rule, symbols, first, last, where):
        return None
    cue = compiled.says.search(symbols, first, last)
    cued = (first, first + 1) if cue is None else cue.span()
    return ActFound(
        first=first,
        last=last,
        start=line.starts[first],
        end=line.ends[last - 1],
        cue=(line.starts[cued[0]], line.ends[cued[1] - 1]),
        rule=rule.id,
        inspection=Inspection(officials=officials, groups=groups, invited_by=inviting),
    )


def _of_itself(compiled: Compiled, rule: Rule, symbols: str, first: int, last: int, where: tuple[int, int]) -> bool:
    """Say whether an act without known visitors is an inspection: of mined ground, and not by those who work on it."""
    return (
        rule.gives["who"] == "before"
        and compiled.mined.search(symbols, first, last) is not None
        and compiled.at_work.search(symbols, *where) is None
    )


def _bounds(marks: re.Pattern[str], symbols: str, first: int, last: int) -> tuple[int, int]:
    """Return the units between the nearest marks around units `first` up to `last`."""
    start = 0
    for mark in marks.finditer(symbols, max(0, first - 90), first):
        start = mark.end()
    after = marks.search(symbols, last)
    return max(start, first - 90), len(symbols) if after is None else after.start()


def _invited(text: str, line: Line, engine: Engine, first: int, last: int) -> Mention | None:
    """Return who invited, where the sentence says so; its id is what the words name (a ministry)."""
    match = engine.once(_compiled).invited.search(line.symbols, first, last)
    if match is None:
        return None
    group = "host" if match.start("host") >= 0 else "other"
    start, end = match.span(group)
    senses = [sense_at(line, unit) for unit in range(start, end)]
    kind = next((sense.id for sense in senses if sense is not None and sense.kind == "org"), None)
    ended = line.ends[end - 1] - owner_ending(text, line, engine, end - 1)
    return Mention(id=kind, span=Span.of(text, line.starts[bare(line, start, end)], ended))


def _compiled(engine: Engine) -> Compiled:
    return Compiled(
        rules=Pass(engine.rules["inspections"], engine.compiler),
        says=engine.pattern("inspections_said"),
        ordnance=engine.pattern("item | model | field | topic"),
        clause=engine.pattern("inspections_clause"),
        sentence=engine.pattern("stop | break | semicolon"),
        planned=engine.pattern("inspections_planned"),
        invited=engine.pattern("inspections_invited"),
        mined=engine.pattern("field"),
        at_work=engine.pattern("inspections_at_work"),
    )
