"""The trial of a pack on a text: its words with their senses, what was read together, the claims, and what is left."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tallymark.extract import extract
from tallymark.extract.causes import speaks_of_ordnance
from tallymark.extract.counts import Count
from tallymark.extract.edtf import parse_date
from tallymark.extract.moments import Reading
from tallymark.extract.periods import find_hits, find_periods
from tallymark.model import Claim, Period, Problem
from tallymark.packs.wording import date_words
from tallymark.rules import Line, Sense
from tallymark.run.teaching.firing import OF_CLAIMS, RUNNERS, Told
from tallymark.run.teaching.taught import Taught

_ELSEWHERE = OF_CLAIMS | {"dates"}
# Kinds of units that are no word of a pack but letters all the same, by their looks.
_UNKNOWN = frozenset(["word", "short"])


class Unit(msgspec.Struct, frozen=True):
    """Words of a text that are one unit to the rules, and what they are to them; `known` where a pack says so."""

    words: str
    means: str
    known: bool


class Fires(msgspec.Struct, frozen=True):
    """A rule that read something: the file it stands in, its id, what it read, and what that comes to."""

    file: str
    rule: str
    read: str
    worth: str


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """What a pack makes of a text."""

    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    units: tuple[Unit, ...]
    fires: tuple[Fires, ...]
    of_ordnance: bool

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the words that no list of the pack has, in the order of the text."""
        return tuple(dict.fromkeys(unit.words for unit in self.units if not unit.known))


def attempt(here: Taught, text: str, published: str | None = None) -> Trial:
    """Return what the pack of a language makes of a text."""
    claims, problems = extract(here.report(text, published), here.packs)
    return Trial(
        claims=tuple(claims),
        problems=tuple(problems),
        units=tuple(_units(text, here.engine.line(text))),
        fires=tuple(_fires(here, Told(text, published))),
        of_ordnance=speaks_of_ordnance(here.counted(text, published), here.engine),
    )


def _units(text: str, line: Line) -> Iterator[Unit]:
    for number, thing in enumerate(line.things):
        if isinstance(thing, Sense):
            means = ".".join(filter(None, (thing.kind, thing.form))) + (f"#{thing.id}" if thing.id else "")
            yield Unit(text[line.starts[number] : line.ends[number]], means, thing.kind not in _UNKNOWN)


def _fires(here: Taught, told: Told) -> Iterator[Fires]:
    """Yield what every rule read but those of clauses and parts, which stand beside the claims that they found."""
    yield from _dates(here, told)
    for concept, run in RUNNERS.items():
        if concept not in _ELSEWHERE:
            for fired in dict.fromkeys(run(here, told)):
                yield Fires(f"{concept}.yaml", fired.rule, fired.read, _worth(here, told, fired.read, concept))


def _dates(here: Taught, told: Told) -> Iterator[Fires]:
    line = here.undated(told.text)
    hits = find_hits(Reading(told.text, line, here.engine, parse_date(told.published)))
    for hit, chunk in zip(hits, find_periods(line, here.engine, here.report(*told)), strict=True):
        period = chunk.thing
        dated = "dates nothing" if not isinstance(period, Period) else date_words(period.edtf) if period.edtf else ""
        words = told.text[line.starts[hit.first] : line.ends[hit.last - 1]]
        yield Fires("dates.yaml", hit.rules[-1], words, dated or "counted from an event")


def _worth(here: Taught, told: Told, read: str, concept: str) -> str:
    """Say what a count is worth."""
    if concept != "counts":
        return ""
    for thing in here.counted(*told).things:
        if isinstance(thing, Count) and told.text[thing.start : thing.end] == read:
            value = "a number not given" if thing.value is None else format(thing.value.normalize(), "f")
            return f"{thing.bound.value.replace('_', ' ')} {value}, {_COUNTS.get(thing.kind, thing.kind)}"
    return ""


_COUNTS = {
    "person": "people", "item": "ordnance", "event": "victims", "lives": "victims", "area": "an area",
    "bare": "what it counts the clause must say", "thing": "counts nothing of interest",
    "loose": "ordnance where it is found or cleared", "minutes": "minutes, or mines",
}  # fmt: skip
