"""Voices: the words of a report that say who says so."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

import msgspec

from tallymark.packs import Rule
from tallymark.rules import Engine, Line, Sense

_TITLE = 3  # units before a name in which its title stands
_APPOSED = 12  # units behind a name in which the words for its office stand
_WINDOW = 26  # units that a holder and what stands between it and its cue may take
_PRIVATE = frozenset(
    ("resident", "witness", "farmer", "person", "victim", "driver", "passenger", "child", "man", "woman", "boy", "girl",
     "pupil", "migrant", "civilian")
)  # fmt: skip
_COMMON = frozenset(("ministry", "military", "police", "court", "document", "desk", "hospital"))
_WALLS = frozenset(("stop", "break", "semicolon", "quote", "say", "shows", "tells"))
# Unknown words that may be names; `low_name` where no letter tells names from words.
_NAMES = ("cap", "low_name")
# What words next to a cue have to say for its rule: by the cue's kind, `say` where it is not here.
_CUES = ("say", "shows", "tells", "cite", "credit", "bring")
_WANTED = {"cite": "cite", "credit": "cite", "bring": "count"}


_by_cue = attrgetter("cue_start")


class Voice(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One holder with its cue; places are code points. `kind` is what the holder is, `how` is what it does.

    `how`: cite and say; tells is what an outlet does; does what is told of a body that counts or clears, which nobody
    else is named to tell; body is only named. `pronoun` marks a holder that is only a pronoun, `general` one that is
    a common noun alone ("ministry"), `definite` one that has an article for what was named before ("the ministry").
    `whole` is where all words for the holder stand: a private person's name is among them, but not in `start`, `end`.
    `person` marks a pronoun for one person; `office` says that the words beside a name give it an office.
    `back` says that it speaks of what stands before ("this was said by …").
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
    definite: bool = False
    person: bool = False
    office: bool = False
    whole: tuple[int, int] = (0, 0)
    back: bool = False


class Cues(NamedTuple):
    """What is kept of a pack for the reading of voices.

    `gate` finds a unit that may say who says so, `walls` those that no holder reaches over. `rules` has, for the kind
    of such a unit, the rules that read a holder beside it, each with whether the holder stands on its left.
    """

    gate: re.Pattern[str]
    walls: re.Pattern[str]
    rules: dict[str, list[tuple[bool, Rule, re.Pattern[str]]]]


def _cues(engine: Engine) -> Cues:
    beside = [entry for entry in engine.rules["attribution"] if entry[0].gives["side"] in ("left", "right")]
    rules = {
        kind: [
            (rule.gives["side"] == "left", rule, pattern)
            for rule, pattern in beside
            if rule.gives["cue"] == _WANTED.get(kind, "say") and not (kind == "shows" and rule.gives["side"] == "right")
        ]
        for kind in _CUES
    }
    return Cues(engine.pattern(" | ".join(_CUES)), engine.unit(*sorted(_WALLS)), rules)


def find_voices(text: str, line: Line, engine: Engine) -> list[Voice]:
    """Return the voices of a report in the order of their cues, on a line before counts are read."""
    cues = engine.once(_cues)
    walls = [match.end() for match in cues.walls.finditer(line.symbols)]
    found: list[Voice] = []
    for match in cues.gate.finditer(line.symbols):
        voice = _beside(text, line, engine, cues, match.start(), walls)
        if voice is not None:
            voice = _in_context(voice, line, engine, match.start())
        if voice is not None and not (found and voice.start < found[-1].end and voice.end > found[-1].start):
            found.append(voice)
    for voice in _without_cue(text, line, engine):
        if not any(voice.start < other.end and other.start < voice.end for other in found):
            found.append(voice)
    return sorted(found, key=_by_cue)


def _in_context(voice: Voice, line: Line, engine: Engine, cue: int) -> Voice:
    """Return a voice with what its sentence and its language say of it.

    Where a language has no articles a common noun alone may be one that was named before.
    """
    looks_back, walls = engine.unit("backref"), engine.unit("stop", "break")
    found = [match.start() for match in looks_back.finditer(line.symbols, max(0, cue - _WINDOW), cue)]
    back = bool(found) and walls.search(line.symbols, found[-1], cue) is None
    definite = voice.definite or (voice.general and engine.pack.settings.get("articles") == "none")
    if (back, definite) == (voice.back, voice.definite):
        return voice
    return msgspec.structs.replace(voice, back=back, definite=definite)


def _without_cue(text: str, line: Line, engine: Engine) -> Iterator[Voice]:
    """Yield the voices that no word of saying names: by a colon, in a dateline, by what a body is told to have done."""
    for rule, pattern in engine.rules_for("attribution", line.letters):
        if rule.gives["side"] != "line":
            continue
        for match in pattern.finditer(line.symbols):
            first, last = match.span("cue")
            cue = line.things[first]
            if isinstance(cue, Sense):
                voice = _voice(text, line, engine, match, first, cue, rule)
                if voice is not None:
                    cue_end = line.ends[last - 1]
                    yield msgspec.structs.replace(voice, how=rule.gives["how"], cue_end=cue_end)


def _beside(text: str, line: Line, engine: Engine, cues: Cues, cue: int, walls: list[int]) -> Voice | None:
    """Return the voice whose holder stands beside a cue; `walls` are the units behind those it cannot reach over."""
    sense = line.things[cue]
    assert isinstance(sense, Sense)
    if text[line.starts[cue]].isupper() and cue and not _is(line.things[cue - 1], "break") and sense.kind != "cite":
        return None
    low = max(0, cue - _WINDOW, walls[number - 1] if (number := bisect.bisect_right(walls, cue)) else 0)
    for left, rule, pattern in cues.rules[sense.kind]:
        if left:
            match = pattern.search(line.symbols, low, cue)
        else:
            match = pattern.match(line.symbols, cue + 1, min(len(line), cue + _WINDOW))
        voice = None if match is None else _voice(text, line, engine, match, cue, sense, rule)
        if voice is not None:
            return voice
    return None


def _voice(
    text: str, line: Line, engine: Engine, match: re.Match[str], cue: int, sense: Sense, rule: Rule
) -> Voice | None:
    first, last = match.span("holder")
    senses = [thing for thing in line.things[first:last] if isinstance(thing, Sense)]
    definite = False
    while senses and senses[0].kind in ("det", "all"):
        definite = senses[0].id in ("the", "this")
        first, senses = first + 1, senses[1:]
    pronoun = bool(senses) and senses[0].kind == "pron"
    shouted = any(_shouted(text[line.starts[u] : line.ends[u]]) for u in range(first, last))
    if not senses or not (pronoun or any(map(_is_head, senses))):
        return None
    if sense.kind == "bring" and not shouted and not any(s.kind == "org" for s in senses):
        return None
    kind = _kind(senses, sense)
    start, end = line.starts[first], line.ends[last - 1]
    common = _is_common(senses[0]) and "compound_heads" in engine.pack.settings
    looks = text[start].isupper() and not common and not _is_bare(line, engine, first, last)
    qualified = engine.caseless and len(senses) > 1  # "the ministry of defence": no letter says that it is a name
    definite = definite or text.startswith(engine.definite_beginnings, start)
    named = qualified or shouted or looks or any(_is_name(s) for s in senses)
    held = _held(text, line, first, last, private=kind == "private")
    return Voice(
        start=held[0],
        end=held[1],
        cue_start=line.starts[cue],
        cue_end=line.ends[cue],
        how=_how(sense, kind),
        kind="outlet" if sense.kind == "credit" else kind,
        pronoun=pronoun,
        general=not pronoun and not named,
        rule=rule.id,
        definite=definite,
        person=pronoun and senses[0].id == "one",
        office=_in_office(line, first, last, senses),
        whole=(start, end),
    )


def _is_bare(line: Line, engine: Engine, first: int, last: int) -> bool:
    """Say whether a capital says nothing: all nouns have one, or a common noun without article begins a sentence."""
    settings, sense = engine.pack.settings, line.things[first]
    if not isinstance(sense, Sense):
        return False
    if "compound_heads" in settings:
        return _is_common(sense)
    begins = first == 0 or any(_is(line.things[first - 1], wall) for wall in ("stop", "break"))
    alone = last == first + 1 and sense.kind in ("org", "person")
    return begins and alone and settings.get("articles") == "none"


def _is_head(sense: Sense) -> bool:
    """Say whether a word can be what a holder is called by: no holder is made of small words alone."""
    return sense.form != "ly" and (
        sense.kind in ("org", "person", "nation") or (sense.kind == "word" and sense.form in _NAMES)
    )


def _is_common(sense: Sense) -> bool:
    """Say whether a word is no name though it has a capital, in languages that write all nouns with one."""
    return sense.kind == "person" or (sense.kind == "org" and sense.id in _COMMON)


def _is_name(sense: Sense) -> bool:
    return sense.kind == "nation" or (sense.kind == "word" and sense.form in _NAMES)


def _held(text: str, line: Line, first: int, last: int, *, private: bool) -> tuple[int, int]:
    """Return the words that a holder is held by: of a private person, only the one for what he or she is."""
    if private:
        unit = next(u for u in range(first, last) if _is(line.things[u], "person"))
        return line.starts[unit], line.ends[unit]
    return line.starts[first], max(line.ends[last - 1], _bracketed(text, line, last))


def _how(cue: Sense, kind: str) -> str:
    if cue.kind in ("cite", "bring"):
        return "cite"
    tells = cue.kind == "credit" or (cue.kind == "tells" and kind in ("outlet", "named"))
    return "tells" if tells else "say"


def _in_office(line: Line, first: int, last: int, senses: list[Sense]) -> bool:
    """Say whether the words of a holder, or those close by in its clause, speak of a body or an office."""
    near = [line.things[unit] for unit in range(max(0, first - _TITLE), first)]
    for unit in range(last, min(len(line), last + _APPOSED)):
        thing = line.things[unit]
        if isinstance(thing, Sense) and thing.kind in _WALLS:
            break
        near.append(thing)
    beside = [thing for thing in near if isinstance(thing, Sense)]
    return any(
        s.kind == "org" or (s.kind == "person" and s.id in ("official", "military", "police"))
        for s in (*senses, *beside)
    )


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _bracketed(text: str, line: Line, last: int) -> int:
    """Return where a holder ends with the short name in brackets behind it, or 0 where there is none."""
    if last + 2 < len(line) and _is(line.things[last], "open") and _is(line.things[last + 2], "close"):
        return line.ends[last + 2] if _shouted(text[line.starts[last + 1] : line.ends[last + 1]]) else 0
    return 0


def find_bodies(text: str, line: Line, engine: Engine) -> list[Voice]:
    """Return the bodies (ministries, agencies, monitors) that a report names, in order, whether or not they speak."""
    found: list[Voice] = []
    for rule, pattern in engine.rules_for("attribution", line.letters):
        if rule.gives["side"] != "none":
            continue
        for match in pattern.finditer(line.symbols):
            first, last = match.span("holder")
            start, end = line.starts[first], max(line.ends[last - 1], _bracketed(text, line, last))
            senses = [thing for thing in line.things[first:last] if isinstance(thing, Sense)]
            if text[start:end].islower() and not any(map(_is_name, senses)):
                continue
            kind = next((s.id for s in senses if s.kind == "org"), "official")
            kind = rule.gives.get("kind", kind)
            found.append(
                Voice(
                    start=start, end=end, cue_start=start, cue_end=end, how="body", kind=kind, pronoun=False,
                    general=False, rule=rule.id, whole=(start, end), office=True,
                )
            )  # fmt: skip
    return found


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
