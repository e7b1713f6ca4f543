"""What fires in a text: for every file of rules, which of its rules read something there, and what they read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tallymark.extract import extract
from tallymark.extract.ages import find_ages
from tallymark.extract.counts import Count, find_counts
from tallymark.extract.models import find_models
from tallymark.extract.periods import find_periods
from tallymark.extract.places import find_places
from tallymark.extract.voices import find_bodies, find_voices
from tallymark.model import Claim, Report
from tallymark.packs import load_packs
from tallymark.rules import Line
from tests.extract.proofs import english


class Fired(NamedTuple):
    """A rule and the words that it read, written as its proof writes them."""

    rule: str
    read: str


def words_of(text: str) -> Line:
    """Return a text's line as it stands before counts are read: models, periods and ages are single units."""
    engine = english()
    line = engine.line(text)
    line = line.merged(find_models(text, line, engine))
    line = line.merged(find_periods(line, engine, Report.of(text)))
    return line.merged(find_ages(line, engine))


def line_of(text: str) -> Line:
    """Return a text's line with its counts as single units too."""
    words = words_of(text)
    return words.merged(find_counts(text, words, english())[0])


def claims_of(text: str) -> list[Claim]:
    return extract(Report.of(text, language="en"), load_packs(["en"]))[0]


def said(claim: Claim) -> str:
    """Return a claim as proofs write it: its measure, and its value, `some` where the words give no number."""
    if claim.figure is None:
        return claim.measure
    value = claim.figure.value
    return f"{claim.measure} {'some' if value is None else format(value.normalize(), 'f')}"


def counts(text: str) -> Iterator[Fired]:
    for chunk in find_counts(text, words_of(text), english())[0]:
        count = chunk.thing
        assert isinstance(count, Count)
        yield Fired(count.rule, text[count.start : count.end])


def in_claims(text: str) -> Iterator[Fired]:
    """Rules of clauses and parts stand in what found a claim; what they read is all that the text says."""
    claims = claims_of(text)
    every = ", ".join(sorted(map(said, claims)))
    for rule in {rule for claim in claims for rule in claim.found_by}:
        yield Fired(rule, every)


def attribution(text: str) -> Iterator[Fired]:
    line = words_of(text)
    for voice in (*find_voices(text, line, english()), *find_bodies(text, line, english())):
        yield Fired(voice.rule, text[voice.start : voice.end])


def places(text: str) -> Iterator[Fired]:
    line = words_of(text)
    named = {(placed.place.span.start, placed.place.span.end) for placed in find_places(text, line, english(), ())}
    for rule, pattern in english().rules["places"]:
        for match in pattern.finditer(line.symbols):
            span = line.starts[match.start("name")], line.ends[match.end("name") - 1]
            if span in named:
                yield Fired(rule.id, text[slice(*span)])


def origin(text: str) -> Iterator[Fired]:
    """A rule of origin has fired where a claim bears what it reads."""
    line = line_of(text)
    borne = {
        tuple("" if made is None else made.span.quote for made in (claim.made_in, claim.made_when))
        for claim in claims_of(text)
    }
    for rule, pattern in english().rules["origin"]:
        for match in pattern.finditer(line.symbols):
            where, when = (_quote(text, line, *match.span(name)) for name in ("where", "when"))
            if (where or when) and (where, when) in borne:
                yield Fired(rule.id, f"{where} {when}".strip())


def _quote(text: str, line: Line, first: int, last: int) -> str:
    return text[line.starts[first] : line.ends[last - 1]] if first < last else ""


def denials(text: str) -> Iterator[Fired]:
    for claim in claims_of(text):
        if claim.measure == "denied":
            for rule in claim.found_by:
                yield Fired(rule, claim.span.quote)


RUNNERS = {
    "counts": counts,
    "clauses": in_claims,
    "parts": in_claims,
    "attribution": attribution,
    "places": places,
    "origin": origin,
    "denials": denials,
}
