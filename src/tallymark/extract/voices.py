"""Voices: the words of a report that say who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from tallymark.rules import Engine, Line, Sense

_WINDOW = 26  # units that a holder and what stands between it and its cue may take
_PRIVATE = frozenset(("resident", "witness", "farmer", "person", "victim", "driver", "passenger", "child", "man", "woman", "boy", "girl"))
_WALLS = frozenset(("stop", "break", "semicolon", "quote", "say", "tells", "cite"))


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One holder with its cue; places are code points. `kind` is what the holder is, `how` is say, tells or cite.

    `pronoun` marks a holder that is only a pronoun, `general` one that is a common noun alone ("the ministry").
    """

    start: int
    end: int
    cue_start: int
    cue_end: int
    how: str
    kind: str
    pronoun: bool
    general: bool
    rule: str


def find_voices(text: str, line: Line, engine: Engine) -> list[Voice]:
    """Return the voices of a report in the order of their cues, on a line before counts are read."""
    gate: re.Pattern[str] | None = engine.kept.get("voices")
    if gate is None:
        gate = engine.kept["voices"] = engine.pattern("say | tells | cite")
    found: list[Voice] = []
    for match in gate.finditer(line.symbols):
        voice = next(_voices(text, line, engine, match.start()), None)
        if voice is not None and not (found and voice.start < found[-1].end and voice.end > found[-1].start):
            found.append(voice)
    return found


def _voices(text: str, line: Line, engine: Engine, cue: int) -> Iterator[Voice]:
    sense = line.things[cue]
    assert isinstance(sense, Sense)
    wanted = "cite" if sense.kind == "cite" else "say"
    low = _wall(line, cue)
    for rule, pattern in engine.rules["attribution"]:
        if rule.gives["cue"] != wanted:
            continue
        if rule.gives["side"] == "left":
            match = pattern.search(line.symbols, low, cue)
        else:
            match = pattern.match(line.symbols, cue + 1, min(len(line), cue + _WINDOW))
        if match is not None:
            voice = _voice(text, line, match, cue, sense, rule.id)
            if voice is not None:
                yield voice


def _wall(line: Line, cue: int) -> int:
    """Return where a holder left of a cue may begin."""
    low = cue
    while low > 0 and cue - low < _WINDOW:
        thing = line.things[low - 1]
        if isinstance(thing, Sense) and thing.kind in _WALLS:
            break
        low -= 1
    return low


def _voice(text: str, line: Line, match: re.Match[str], cue: int, sense: Sense, rule: str) -> Voice | None:
    first, last = match.span("holder")
    things = [line.things[unit] for unit in range(first, last)]
    senses = [thing for thing in things if isinstance(thing, Sense)]
    while senses and senses[0].kind in ("det", "all"):
        first, senses = first + 1, senses[1:]
    pronoun = bool(senses) and senses[0].kind == "pron"
    heads = [s for s in senses if s.kind in ("org", "person") or (s.kind in ("word", "nation") and s.form != "low")]
    if not senses or (not pronoun and not [s for s in heads if s.form != "ly"]):
        return None
    kind = _kind(senses, sense)
    start, end = line.starts[first], line.ends[last - 1]
    if kind == "private":
        unit = next(u for u in range(first, last) if _is(line.things[u], "person"))
        start, end = line.starts[unit], line.ends[unit]
    named = any(s.kind in ("word", "nation") and s.form == "cap" for s in senses) or any(s.kind == "nation" for s in senses)
    acronym = any(text[line.starts[u] : line.ends[u]].isupper() for u in range(first, last))
    return Voice(
        start=start,
        end=end,
        cue_start=line.starts[cue],
        cue_end=line.ends[cue],
        how=sense.kind,
        kind=kind,
        pronoun=pronoun,
        general=not pronoun and not named and not acronym and not text[line.starts[first]].isupper(),
        rule=rule,
    )


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, Sense) and thing.kind == kind


def _kind(senses: list[Sense], cue: Sense) -> str:
    """Return what a holder is, by the words that name it; a private person is known by the lack of any office."""
    orgs = [s.id for s in senses if s.kind == "org"]
    people = [s.id for s in senses if s.kind == "person"]
    if any(person in ("official", "military", "police") for person in people):
        return "official"
    if orgs:
        return orgs[0]
    if people and people[0] in _PRIVATE:
        return "private"
    if people:
        return people[0]
    return "outlet" if cue.kind == "tells" else "named"
