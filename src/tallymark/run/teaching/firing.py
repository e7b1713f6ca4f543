"""What fires in a text: for every file of rules, which of its rules read something there, and what they read.

What a rule read is written as its proofs write it (docs/packs.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tallymark.extract.actfound import ActFound
from tallymark.extract.ages import read_ages
from tallymark.extract.counts import Count, find_counts
from tallymark.extract.edtf import parse_date
from tallymark.extract.inspections import find_inspections
from tallymark.extract.moments import Reading
from tallymark.extract.officials import read_officials
from tallymark.extract.periods import Aside, find_hits, find_periods
from tallymark.extract.places import find_places
from tallymark.extract.violations import find_violations
from tallymark.extract.voices import find_bodies, find_voices
from tallymark.model import Claim, Period
from tallymark.rules import Line
from tallymark.run.teaching.taught import Taught


class Fired(NamedTuple):
    """A rule and what it read, written as its proof writes it."""

    rule: str
    read: str


class Told(NamedTuple):
    """A text as it was told, and the date of its publication where it has one."""

    text: str
    published: str | None = None


def said(claim: Claim) -> str:
    """Return a claim as proofs write it: its measure, and its value, `some` where the words give no number."""
    if claim.figure is None:
        return claim.measure
    value = claim.figure.value
    return f"{claim.measure} {'some' if value is None else format(value.normalize(), 'f')}"


def in_any_order(read: str) -> str:
    """Return claims parted by commas as one writing, whatever order they were written in."""
    return ", ".join(sorted(read.split(", ")))


def _counts(here: Taught, told: Told) -> Iterator[Fired]:
    for chunk in find_counts(told.text, here.dated(*told), here.engine)[0]:
        count = chunk.thing
        if isinstance(count, Count):
            yield Fired(count.rule, told.text[count.start : count.end])


def _in_claims(here: Taught, told: Told) -> Iterator[Fired]:
    """Rules of clauses and parts stand in what found a claim; what they read is all that the text says."""
    claims = here.claims(*told)
    every = ", ".join(sorted(map(said, claims)))
    for rule in sorted({rule for claim in claims for rule in claim.found_by}):
        yield Fired(rule, every)


def _attribution(here: Taught, told: Told) -> Iterator[Fired]:
    line = here.dated(*told)
    for voice in (*find_voices(told.text, line, here.engine), *find_bodies(told.text, line, here.engine)):
        yield Fired(voice.rule, told.text[voice.start : voice.end])


def _places(here: Taught, told: Told) -> Iterator[Fired]:
    line = here.dated(*told)
    found = find_places(told.text, line, here.engine, ())
    named = [placed.place.span for placed in found]
    for rule, pattern in here.engine.rules["places"]:
        for match in pattern.finditer(line.symbols):
            start, end = line.starts[match.start("name")], line.ends[match.end("name") - 1]
            # What marks an owner is no part of a name, and behind it another may begin.
            yield from (Fired(rule.id, span.quote) for span in named if start <= span.start and span.end <= end)


def _origin(here: Taught, told: Told) -> Iterator[Fired]:
    """A rule of origin has fired where a claim bears what it reads."""
    line = here.counted(*told)
    borne = {
        tuple("" if made is None else made.span.quote for made in (claim.made_in, claim.made_when))
        for claim in here.claims(*told)
    }
    for rule, pattern in here.engine.rules["origin"]:
        for match in pattern.finditer(line.symbols):
            where, when = (_quote(told.text, line, *match.span(name)) for name in ("where", "when"))
            if (where or when) and (where, when) in borne:
                yield Fired(rule.id, f"{where} {when}".strip())


def _denials(here: Taught, told: Told) -> Iterator[Fired]:
    for claim in here.claims(*told):
        if claim.measure == "denied":
            for rule in claim.found_by:
                yield Fired(rule, claim.span.quote)


def _dates(here: Taught, told: Told) -> Iterator[Fired]:
    """Rules of dates build on each other: what they read is any of the periods that came out."""
    line = here.undated(told.text)
    hits = find_hits(Reading(told.text, line, here.engine, parse_date(told.published)))
    periods = [_period(chunk.thing) for chunk in find_periods(line, here.engine, here.report(*told))]
    for rule in sorted({rule for hit in hits for rule in hit.rules}):
        for read in periods or [""]:
            yield Fired(rule, read)


def _period(thing: object) -> str:
    if not isinstance(thing, Period):
        return "clock"
    anchor = "" if thing.anchor is None else f" ({thing.anchor})"
    return f"{'aside ' if isinstance(thing, Aside) else ''}{thing.edtf or 'none'}{anchor}"


def _ages(here: Taught, told: Told) -> Iterator[Fired]:
    """All that one rule reads as ages in a text is one reading."""
    line = here.undated(told.text)
    line = line.merged(find_periods(line, here.engine, here.report(*told)))
    ages = [(rule, _quote(told.text, line, first, last)) for first, last, rule in read_ages(line, here.engine)]
    for rule in dict(ages):
        yield Fired(rule, " & ".join(words for by, words in ages if by == rule))


def _inspections(here: Taught, told: Told) -> Iterator[Fired]:
    for act in find_inspections(told.text, here.dated(*told), here.engine):
        yield Fired(act.rule, f"inspected | {told.text[act.start : act.end]}")


def _violations(here: Taught, told: Told) -> Iterator[Fired]:
    for act in find_violations(told.text, here.dated(*told), here.engine):
        yield Fired(act.rule, _violated(act))


def _violated(act: ActFound) -> str:
    violation = act.violation
    parts = () if violation is None else (violation.agreement, violation.provision)
    return f"violated {'; '.join(part.span.quote for part in parts if part is not None)}"


def _officials(here: Taught, told: Told) -> Iterator[Fired]:
    line = here.dated(*told)
    for rule, one in read_officials(told.text, line, here.engine, 0, len(line)):
        yield Fired(rule, " | ".join(part or "-" for part in (one.rank, one.name, one.office)))


def _quote(text: str, line: Line, first: int, last: int) -> str:
    return text[line.starts[first] : line.ends[last - 1]] if first < last else ""


# By the name of the file that the rules stand in.
RUNNERS: Mapping[str, Callable[[Taught, Told], Iterator[Fired]]] = {
    "counts": _counts,
    "clauses": _in_claims,
    "parts": _in_claims,
    "attribution": _attribution,
    "places": _places,
    "origin": _origin,
    "denials": _denials,
    "dates": _dates,
    "ages": _ages,
    "inspections": _inspections,
    "violations": _violations,
    "officials": _officials,
}
# In these what fires is every claim of a text, and claims come in any order.
OF_CLAIMS = frozenset(["clauses", "parts"])
