"""One version on the page: the whole text in paragraphs, with the claims and the sides of findings in their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tallymark.model import Report, Span
from tallymark.web.escape import report_words, web_address
from tallymark.web.nouns import Nouns
from tallymark.web.plain import date_words
from tallymark.web.segments import Segment, cut, paragraph_breaks
from tallymark.web.view import ClaimView, Marker, Paragraph, Piece, VersionView

LONGEST = 40_000
"""Texts of more code points are shown only around their claims: a page must open on a phone."""
AROUND = 600


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """A span to light up: a claim's (`claim` is its view) or the side of a finding (`side` is its anchor)."""

    span: Span
    claim: ClaimView | None = None
    side: str | None = None


def letter_of(rank: int) -> str:
    """Return the letter of the version with this rank.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(rank, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + last)


def paragraphs(text: str, covers: Sequence[Cover]) -> tuple[Paragraph, ...]:
    """Return a text, line by line, cut into pieces under one set of covers each; joined they are the text.

    A cover whose quote is not what the text has there is passed over: it would light the wrong words.
    """
    sound = [cover for cover in covers if cover.span.stands_in(text)]
    segments = cut(len(text), [(cover.span.start, cover.span.end) for cover in sound], paragraph_breaks(text))
    lines: list[Paragraph] = []
    pieces: list[Piece] = []
    for segment in segments:
        pieces.append(_piece(text, segment, sound))
        if text[segment.end - 1] == "\n" or segment.end == len(text):
            lines.append(Paragraph(pieces=tuple(pieces), blank=not any(str(piece.words).strip() for piece in pieces)))
            pieces = []
    return tuple(lines)


def _piece(text: str, segment: Segment, covers: Sequence[Cover]) -> Piece:
    """Return the piece of one segment."""
    over = [covers[index] for index in segment.covers]
    claims = [cover.claim for cover in over if cover.claim is not None]
    ending = [covers[index].claim for index in segment.closes]
    return Piece(
        words=report_words(text[segment.start : segment.end]),
        claims=tuple(claim.n for claim in claims),
        sides=tuple(cover.side for cover in over if cover.side is not None),
        groups=tuple(claim.group for claim in claims),
        anchors=tuple(side for index in segment.opens if (side := covers[index].side) is not None),
        markers=tuple(_marker(claim) for claim in ending if claim is not None),
    )


def _marker(claim: ClaimView) -> Marker:
    """Return the mark that stands after a claim's words."""
    return Marker(
        claim=claim.n,
        key=claim.key,
        marks=claim.marks,
        same=" ".join(claim.same),
        group=claim.group,
        label=f"{claim.marks}: {claim.said}",
    )


def version_view(
    report: Report, *, letter: str, key: str, claims: Sequence[ClaimView], sides: Mapping[str, Span], nouns: Nouns
) -> VersionView:
    """Return a report as a version; `sides` maps the anchors of findings' sides in this report to their spans."""
    covers = [Cover(span=nouns.claims[claim.id].span, claim=claim) for claim in claims]
    covers += [Cover(span=span, side=anchor) for anchor, span in sides.items()]
    kept, shown = _abridged(report.text, [cover.span for cover in covers])
    lines = [line for start, end in kept for line in paragraphs(report.text[start:end], _moved(covers, start, end))]
    url = web_address(report.url)
    return VersionView(
        letter=letter,
        key=key,
        report=report.id,
        outlet=nouns.outlet(report.id),
        title=report.title if report.title and not report.text.lstrip().startswith(report.title) else None,
        address=report.url,
        url=url,
        published=None if report.published is None else date_words(report.published),
        language=report.language,
        names=tuple(origin.name for origin in nouns.origins.get(report.id, ())),
        paragraphs=tuple(lines),
        claims=len(claims),
        left_out=len(report.text) - shown,
    )


def _abridged(text: str, spans: Sequence[Span]) -> tuple[list[tuple[int, int]], int]:
    """Return the stretches of a text that are shown, and how many code points they hold."""
    if len(text) <= LONGEST:
        return [(0, len(text))], len(text)
    wanted = sorted(
        [(0, AROUND), *((max(0, span.start - AROUND), min(len(text), span.end + AROUND)) for span in spans)]
    )
    kept: list[tuple[int, int]] = []
    for start, end in wanted:
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], end))
        else:
            kept.append((start, end))
    return kept, sum(end - start for start, end in kept)


def _moved(covers: Sequence[Cover], start: int, end: int) -> list[Cover]:
    """Return the covers that stand in a stretch, counted from its start."""
    return [
        msgspec.structs.replace(cover, span=Span(cover.span.start - start, cover.span.end - start, cover.span.quote))
        for cover in covers
        if start <= cover.span.start and cover.span.end <= end
    ]
