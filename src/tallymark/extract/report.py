"""Extraction: one report to its claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from tallymark.extract.claims import draft_claims
from tallymark.model import Claim, Problem, Report, Span, content_id
from tallymark.packs import Packs
from tallymark.rules import engine_of
from tallymark.rules.language import UNDETERMINED, Passage, passages

_LETTER = re.compile(r"[^\n]")


def extract(report: Report, packs: Packs) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of a report in the order of its text, and what was not understood.

    Passages in another language than the report's are read with that language's pack. What is in a language without a
    pack has no claims and a problem that says so: its figures stay unread.
    """
    language = report.language or UNDETERMINED
    foreign = passages(report.text, language)
    claims, problems = _read(report, language, packs)(_without(report, foreign))
    if not foreign:
        return claims, problems
    for other in sorted({passage.language for passage in foreign}):
        theirs = [passage for passage in foreign if passage.language == other]
        found, unread = _read(report, other, packs)(_only(report, theirs))
        claims += found
        problems += unread
    return _in_order(report, claims), problems


Reader = Callable[[Report], tuple[list[Claim], list[Problem]]]


def _read(report: Report, language: str, packs: Packs) -> Reader:
    engine = engine_of(packs, language)
    if engine is None:
        return lambda _: ([], [_no_pack(report, language)])
    return lambda part: draft_claims(part, engine, packs.hash)


def _in_order(report: Report, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of several languages in the order of the text.

    One of whose words some stand on both sides of a passage is left out: its quote would not be the text's.
    """
    kept = [claim for claim in claims if all(span.stands_in(report.text) for span in _spans(claim))]
    return sorted(kept, key=lambda claim: (claim.span.start, claim.span.end, claim.measure))


def _spans(thing: object) -> Iterator[Span]:
    """Yield every span of a claim, whatever part of it holds it."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, msgspec.Struct):
        for name in thing.__struct_fields__:
            yield from _spans(getattr(thing, name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _spans(part)


def _without(report: Report, foreign: Sequence[Passage]) -> Report:
    """Return a report with its passages blank, every other letter where it was."""
    return _blanked(report, [(passage.start, passage.end) for passage in foreign])


def _only(report: Report, passages: Sequence[Passage]) -> Report:
    """Return a report with all blank but some passages."""
    starts = [0, *(passage.end for passage in passages)]
    ends = [*(passage.start for passage in passages), len(report.text)]
    return _blanked(report, list(zip(starts, ends, strict=True)))


def _blanked(report: Report, stretches: Sequence[tuple[int, int]]) -> Report:
    text = report.text
    for start, end in stretches:
        text = text[:start] + _LETTER.sub(" ", text[start:end]) + text[end:]
    return report if text == report.text else msgspec.structs.replace(report, text=text)


def _no_pack(report: Report, language: str) -> Problem:
    reason = (
        "the language of the report is not known, so its figures stay unread"
        if language == UNDETERMINED
        else f"there is no pack for the language {language!r}, so figures in it stay unread"
    )
    return Problem(
        id=content_id("problem", "no_pack", report.id, language), kind="no_pack", reason=reason, report=report.id
    )
