"""Alleged violations: of which agreement, of which of its provisions, and by whom."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from tallymark.extract.actfound import ActFound, bare, owner_ending, sense_at
from tallymark.extract.passes import Pass, Reach
from tallymark.model import Mention, Period, Span, Violation
from tallymark.packs import Rule
from tallymark.rules import Engine, Line, fold

REACH = Reach(back=12, ahead=45)
BACK = 70  # units before an act in which its subject may stand
NEAR = 8  # and its owner
VERBAL = frozenset(("verb", "past", "joined"))


class Compiled(NamedTuple):
    """What is kept of a pack for the reading of violations."""

    rules: Pass
    says: re.Pattern[str]
    pacts: re.Pattern[str]
    goes_on: re.Pattern[str]
    joined: re.Pattern[str]
    denied: re.Pattern[str]
    clause: re.Pattern[str]
    by: re.Pattern[str]
    owner: re.Pattern[str]
    subject: re.Pattern[str]


class Named(NamedTuple):
    """An agreement that a report names: the unit of its last word, and the mention."""

    unit: int
    mention: Mention


def find_violations(text: str, line: Line, engine: Engine) -> list[ActFound]:
    """Return the alleged violations of a line, in order: one for each mention of an agreement or of provisions.

    An agreement that is only hinted at ("the Statement", "its obligations") is the one that was named before.
    """
    if "violations" not in engine.rules:
        return []
    compiled = engine.once(_compiled)
    if compiled.says.search(line.symbols) is None:
        return []
    named = [_named(text, line, match) for match in compiled.pacts.finditer(line.symbols)]

    def read(rule: Rule, match: re.Match[str]) -> ActFound | None:
        return _violation(text, line, engine, rule, match, named)

    found: list[ActFound] = []
    for _, _, act in compiled.rules.run_near(line.symbols, read, compiled.says, REACH):
        found.append(act)
        second = _second(text, line, compiled, act)
        if second is not None:
            found.append(second)
    return found


def _second(text: str, line: Line, compiled: Compiled, act: ActFound) -> ActFound | None:
    """Return the act on another agreement that follows with "and", where there is one."""
    match = compiled.joined.match(line.symbols, act.last)
    if match is None or act.violation is None:
        return None
    start, last = bare(line, *match.span("agreement")), match.end()
    senses = [sense_at(line, unit) for unit in range(start, last)]
    pact = next((one.id for one in senses if one is not None and one.kind in ("pact", "topic")), None)
    span = Span.of(text, line.starts[start], line.ends[last - 1])
    return msgspec.structs.replace(
        act,
        first=start,
        last=last,
        start=span.start,
        end=span.end,
        violation=Violation(agreement=Mention(id=pact, span=span), by=act.violation.by),
    )


def _named(text: str, line: Line, match: re.Match[str]) -> Named:
    last = match.end()
    sense = sense_at(line, last - 1)
    start = bare(line, match.start(), last)
    span = Span.of(text, line.starts[start], line.ends[last - 1])
    known = sense is not None and sense.kind in ("pact", "topic")
    return Named(last - 1, Mention(id=sense.id if known and sense is not None else None, span=span))


def _violation(
    text: str, line: Line, engine: Engine, rule: Rule, match: re.Match[str], named: list[Named]
) -> ActFound | None:
    compiled = engine.once(_compiled)
    first, last = match.span("act")
    if compiled.denied.search(line.symbols, max(0, match.start("cue") - 4), match.start("cue")) is not None:
        return None
    provision = _provision(text, line, match)
    before = next((one.mention for one in reversed(named) if one.unit < first), None)
    agreement = _agreement(text, line, match, before, named)
    if agreement is None and provision is not None and compiled.goes_on.match(line.symbols, last) is None:
        agreement = before
    if agreement is None and "before" in rule.gives:
        agreement = before
    if agreement is None:
        return None
    first, last = bare(line, first, last, frozenset(("comma",))), _told(line, first, last)
    cue = match.span("cue")
    return ActFound(
        first=first,
        last=last,
        start=line.starts[first],
        end=line.ends[last - 1],
        cue=(line.starts[cue[0]], line.ends[cue[1] - 1]),
        rule=rule.id,
        violation=Violation(agreement=agreement, provision=provision, by=_by(text, line, engine, first, last, cue[0])),
    )


def _told(line: Line, first: int, last: int) -> int:
    """Return the end of an agreement's units without a baseline behind them ("the ceasefire since May")."""
    thing = line.things[last - 1]
    open_end = isinstance(thing, Period) and (thing.edtf is None or "/" in thing.edtf)
    return last - 1 if open_end and last - first > 1 else last


def _part(match: re.Match[str], name: str) -> tuple[int, int] | None:
    if name not in match.re.groupindex or match.start(name) < 0:
        return None
    return match.span(name)


def _agreement(
    text: str, line: Line, match: re.Match[str], before: Mention | None, named: list[Named]
) -> Mention | None:
    """Return the agreement that the act's own words name, or None where they name none that is known.

    A bare noun ("the Statement") stands for an agreement named before whose words hold it; a name of its own has a
    capital or hangs on a provision.
    """
    dated = _part(match, "dated")
    part = _part(match, "agreement") or dated
    if part is None:
        return None
    start, end = bare(line, *part), _told(line, *part)
    span = Span.of(text, line.starts[start], line.ends[end - 1])
    for unit in range(start, end):
        sense = sense_at(line, unit)
        if sense is not None and sense.kind in ("pact", "topic"):
            return Mention(id=sense.id, span=span)
    if dated is not None:
        known = {one.mention.id for one in named if one.mention.id is not None}
        return Mention(id=known.pop() if len(known) == 1 else None, span=span)
    words = fold(span.quote)
    for one in reversed(named):
        if one.mention.id is not None and words.split()[0] in fold(one.mention.span.quote).split():
            return Mention(id=one.mention.id, span=span)
    told = before is not None and words in fold(before.span.quote)
    return Mention(id=None, span=span) if told or span.quote[0].isupper() or " " in span.quote else None


def _provision(text: str, line: Line, match: re.Match[str]) -> Mention | None:
    """Return the provision with its numbers as id ("4", "2+7"); None as id where a number is no provision's."""
    part = _part(match, "provision")
    if part is None:
        return None
    senses = [sense_at(line, unit) for unit in range(*part)]
    span = Span.of(text, line.starts[part[0]], line.ends[part[1] - 1])
    if not any(sense is not None and sense.kind == "thing" for sense in senses):
        return Mention(id=None, span=span)
    numbers = [
        str(sense.more.get("value") or text[line.starts[unit] : line.ends[unit]])
        for unit, sense in zip(range(*part), senses, strict=True)
        if sense is not None and sense.kind in ("number", "num", "ordinal", "code")
    ]
    return Mention(id="+".join(numbers), span=span)


def _by(text: str, line: Line, engine: Engine, first: int, last: int, cue: int) -> Mention | None:
    """Return who is said to have done it: named behind "by", else the nearest owner or subject before the act.

    The subject of a sentence is only that of a verb or of what goes with one, not of a noun somewhere behind.
    """
    compiled, symbols = engine.once(_compiled), line.symbols
    match = compiled.by.match(symbols, last) or compiled.by.search(symbols, first, last)
    if match is not None:
        return _doer(text, line, engine, *match.span("who"))
    start = max(0, first - BACK)
    for mark in compiled.clause.finditer(symbols, start, first):
        start = mark.end()
    owners = [found.span("who") for found in compiled.owner.finditer(symbols, max(start, first - NEAR), last)]
    spans = [span for span in owners if _owns(text, line, engine, span[1] - 1)]
    said = sense_at(line, cue)
    verbal = said is not None and said.form in VERBAL
    for found in compiled.subject.finditer(symbols, start, last):
        who = found.span("who2" if found.start("who2") >= 0 else "who")
        if verbal or found.start("who2") >= 0:
            spans.append(who)
    near = [span for span in spans if span[1] <= cue]
    return _doer(text, line, engine, *max(near)) if near else None


def _owns(text: str, line: Line, engine: Engine, unit: int) -> bool:
    """Say whether a unit is an owner and no agreement ("the Convention's")."""
    ending = owner_ending(text, line, engine, unit)
    if not ending:
        return False
    plain = engine.find(text[line.starts[unit] : line.ends[unit] - ending])
    return plain is None or plain.kind not in ("pact", "topic", "pactnoun")


def _doer(text: str, line: Line, engine: Engine, first: int, last: int) -> Mention:
    sense = sense_at(line, first)
    code = f"nationality:{sense.id}" if sense is not None and sense.kind == "nation" else None
    end = line.ends[last - 1] - owner_ending(text, line, engine, last - 1)
    return Mention(id=code, span=Span.of(text, line.starts[first], end))


def _compiled(engine: Engine) -> Compiled:
    return Compiled(
        rules=Pass(engine.rules["violations"], engine.compiler),
        says=engine.pattern("breach"),
        pacts=engine.pattern("pacts_named"),
        goes_on=engine.unit("of"),
        joined=engine.pattern("pacts_joined"),
        denied=engine.pattern("violations_not"),
        clause=engine.pattern("stop | break | semicolon"),
        by=engine.pattern("violations_by"),
        owner=engine.pattern("violations_owner"),
        subject=engine.pattern("violations_subject"),
    )
