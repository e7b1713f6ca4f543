"""The parts of a claim, each with what it means and the words it rests on; and the words marked in their context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tallymark.model import Claim, Holder, Mention, Official, Period, Place, Span
from tallymark.web.plain import date_words, figure_words, id_words, measure_words

# Letters shown on either side of marked words, and the largest gap between two stretches that is shown whole.
AROUND = 70
GAP = 40
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class ClaimPart(msgspec.Struct, frozen=True):
    """One part: its name, what it means, and its words, or None where it rests on none of its own."""

    name: str
    means: str
    span: Span | None


def claim_parts(claim: Claim) -> list[ClaimPart]:
    """Return every part that the claim has, the figure first."""
    return [part for part in _all_parts(claim) if part.span is not None or part.means]


def _all_parts(claim: Claim) -> Iterator[ClaimPart]:
    yield ClaimPart("claim", "", claim.span)
    if claim.figure is not None:
        implied = ", worked out from other figures" if claim.figure.implied else ""
        no_numeral = "" if claim.figure.numeral else ", counted without a numeral"
        yield ClaimPart("figure", figure_words(claim.figure) + implied + no_numeral, claim.figure.span)
    yield ClaimPart("measure", measure_words(claim.measure), claim.measure_cue)
    yield from _mentions("item", [claim.item])
    yield from _mentions("model", [claim.model])
    yield from _mentions("people", claim.people)
    yield from _mentions("made in", [claim.made_in])
    yield from _mentions("made when", [claim.made_when])
    for place in claim.places:
        yield ClaimPart("place", _place(place), place.span)
    if claim.period is not None:
        yield ClaimPart("time", _period(claim.period), claim.period.span)
    for holder in claim.attribution:
        yield ClaimPart("said by", _holder(holder), holder.span)
        if holder.cue is not None:
            yield ClaimPart("", f"shows that {holder.name} says so", holder.cue)
    yield ClaimPart("stance", claim.stance.value, claim.stance_cue)
    yield ClaimPart("scope", id_words(claim.scope.value), claim.scope_cue)
    if claim.part_cue is not None:
        yield ClaimPart("part or total", "ties it to the figures below", claim.part_cue)
    yield from _act(claim)


def _act(claim: Claim) -> Iterator[ClaimPart]:
    if claim.inspection is not None:
        for official in claim.inspection.officials:
            yield ClaimPart("inspected by", _official(official), official.span)
        yield from _mentions("inspected by", claim.inspection.groups)
        yield from _mentions("invited by", [claim.inspection.invited_by])
    if claim.violation is not None:
        yield from _mentions("agreement", [claim.violation.agreement])
        yield from _mentions("provision", [claim.violation.provision])
        yield from _mentions("violated by", [claim.violation.by])


def _mentions(name: str, mentions: Iterable[Mention | None]) -> Iterator[ClaimPart]:
    for mention in mentions:
        if mention is not None:
            yield ClaimPart(name, "no known concept" if mention.id is None else id_words(mention.id), mention.span)


def _place(place: Place) -> str:
    parts = (place.relation, place.id, place.kind, "taken from the words before" if place.inherited else None)
    return ", ".join(part for part in parts if part) or "not in the gazetteer"


def _period(period: Period) -> str:
    basis = {"publication": "read against the date of publication", "open": "the year is left open"}.get(period.basis)
    dated = None if period.edtf is None else date_words(period.edtf)
    anchor = None if period.anchor is None else f"counted from {period.anchor}"
    inherited = "taken from the words before" if period.inherited else None
    return ", ".join(part for part in (dated, anchor, basis, inherited) if part)


def _holder(holder: Holder) -> str:
    no_words = ", from what is known about the report" if holder.span is None else ", from the words before"
    return f"{holder.name} ({id_words(holder.kind)}){no_words if holder.inherited else ''}"


def _official(official: Official) -> str:
    return ", ".join(part for part in (official.rank, official.name, official.office) if part)


def marks(parts: Sequence[ClaimPart]) -> dict[Span, str]:
    """Return the mark of each distinct span: raised numbers in the order of the text, the wider span first."""
    spans = sorted({part.span for part in parts if part.span is not None}, key=lambda span: (span.start, -span.end))
    return {span: str(number).translate(_RAISED) for number, span in enumerate(spans, start=1)}


def in_context(text: str, marked: dict[Span, str]) -> str:
    """Return the text around the spans, each in brackets with its mark; what lies between is left out.

    >>> in_context("On Monday nine mines were found.", {Span(10, 14, "nine"): "¹", Span(10, 20, "nine mines"): "²"})
    'On Monday [[nine]¹ mines]² were found.'
    """
    at: dict[int, str] = {}
    for span, _ in sorted(marked.items(), key=lambda item: (item[0].start, -item[0].end)):
        at[span.start] = at.get(span.start, "") + "["
    closing: dict[int, str] = {}
    for span, mark in sorted(marked.items(), key=lambda item: (-item[0].start, item[0].end)):
        closing[span.end] = closing.get(span.end, "") + f"]{mark}"
    out = []
    for start, end in _stretches(text, sorted(marked)):
        cuts = sorted({start, end, *(cut for cut in (*at, *closing) if start <= cut <= end)})
        words = [
            closing.get(cut, "") + at.get(cut, "") + text[cut:until]
            for cut, until in zip(cuts, [*cuts[1:], cuts[-1]], strict=True)
        ]
        out.append("".join(words).strip())
    return " … ".join(out)


def _stretches(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the stretches of text to show, from the start of a word to the end of one."""
    found: list[tuple[int, int]] = []
    for span in spans:
        start = _word_edge(text, max(0, span.start - AROUND), span.start, 1)
        end = _word_edge(text, min(len(text), span.end + AROUND), span.end, -1)
        if found and start - found[-1][1] <= GAP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _word_edge(text: str, at: int, limit: int, step: int) -> int:
    """Move from `at` towards `limit` until white space stands outside, or the text ends there."""
    while at != limit and 0 < at < len(text) and not text[at - 1 if step == 1 else at].isspace():
        at += step
    return at
