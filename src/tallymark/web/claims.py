"""What a reader sees of one claim: its figure in words, who says it, and every part with the words it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from tallymark.model import Claim, Holder, Inspection, Mention, Official, Period, Place, Scope, Span, Stance, Violation
from tallymark.web.plain import date_words, figure_words, id_words, measure_words
from tallymark.web.view import Part, Row

Thing = TypeVar("Thing")
_PACK_SHOWN = 12


def said(claim: Claim) -> str:
    """Return the claim in a few words of the page's own.

    >>> from decimal import Decimal
    >>> from tallymark.model import Figure
    >>> said(Claim(id="c", report="r", measure="killed", span=Span(0, 2, "45"), figure=Figure(value=Decimal(45))))
    '45 killed'
    """
    counted = next((id_words(one.id) for one in (claim.item, *claim.people) if one is not None and one.id), "")
    figure = "" if claim.figure is None else figure_words(claim.figure)
    denied = "denied:" if claim.stance is Stance.DENIED and claim.measure != "denied" else ""
    if figure and counted not in ("", "person"):
        return " ".join(part for part in (denied, figure, measure_words(claim.measure), f"({counted})") if part)
    return " ".join(part for part in (denied, figure, measure_words(claim.measure)) if part)


def voices_of(claim: Claim, outlet: str) -> tuple[str, ...]:
    """Return the names of those who say so, nearest first, without the outlet itself."""
    names = (holder.name for holder in claim.attribution if holder.name.casefold() != outlet.casefold())
    return tuple(dict.fromkeys(names))


def chain_words(names: tuple[str, ...]) -> str:
    """Return a chain of sources in words.

    >>> chain_words(("the police", "the mayor")), chain_words(())
    ('the police, cited by the mayor', 'no source named')
    """
    return ", cited by ".join(names) if names else "no source named"


def claim_rows(claim: Claim, outlet: str, place_of: Mapping[str, tuple[str, str]]) -> tuple[Row, ...]:
    """Return everything known about a claim, line by line.

    `place_of` maps the ids of the claims that are on the page to where they stand (`#…`) and how they read.
    """
    rows: list[Row] = []
    for label, parts in _lines(claim, outlet, place_of):
        kept = tuple(parts)
        if kept:
            rows.append(Row(label=label, parts=kept))
    return tuple(rows)


_Line = tuple[str, Iterable[Part]]


def _lines(claim: Claim, outlet: str, place_of: Mapping[str, tuple[str, str]]) -> Iterator[_Line]:
    """Yield each label with its parts, empty ones included."""
    yield "Counts", [Part(text=measure_words(claim.measure)), *_quoted(claim.measure_cue)]
    if claim.figure is not None:
        yield "Figure", [Part(text=figure_words(claim.figure)), *_quoted(claim.figure.span)]
        if claim.figure.implied:
            yield "Implied", [Part(text="worked out from other figures; stated nowhere")]
    yield from _things(claim)
    yield "Place", _several(claim.places, _place)
    yield "When", () if claim.period is None else _period(claim.period)
    yield "Said by", _chain(claim.attribution, outlet)
    if claim.stance is not Stance.ASSERTED or claim.stance_cue is not None:
        yield "Stance", [Part(text=claim.stance.value), *_quoted(claim.stance_cue)]
    if claim.scope is not Scope.NEW or claim.scope_cue is not None:
        yield "Scope", [Part(text=id_words(claim.scope.value)), *_quoted(claim.scope_cue)]
    if claim.part_of is not None:
        yield "Part of", [*_claim(claim.part_of, place_of), *_quoted(claim.part_cue)]
    yield "Sums", [part for summed in claim.total_of for part in _claim(summed, place_of)]
    if claim.headline:
        yield "Stands in", [Part(text="the headline, the least reliable line of a report")]
    yield "Found by", [Part(text=" · ".join(claim.found_by))] if claim.found_by else ()
    yield "Pack", [Part(text=claim.pack[:_PACK_SHOWN])] if claim.pack else ()
    yield "Id", [Part(text=claim.id)]


def _things(claim: Claim) -> Iterator[_Line]:
    """Yield what is counted or done, and by whom."""
    yield "Item", _mention(claim.item)
    yield "Model", _mention(claim.model)
    yield "Made", [*_mention(claim.made_in), *_mention(claim.made_when)]
    yield "People", _several(claim.people, _mention)
    if claim.inspection is not None:
        yield from _inspection(claim.inspection)
    if claim.violation is not None:
        yield from _violation(claim.violation)


def _inspection(inspection: Inspection) -> Iterator[_Line]:
    """Yield who inspected, and who invited them."""
    yield "Officials", _several(inspection.officials, _official)
    yield "Groups", _several(inspection.groups, _mention)
    yield "Invited by", _mention(inspection.invited_by)


def _violation(violation: Violation) -> Iterator[_Line]:
    """Yield what is said to have been violated, and by whom."""
    yield "Agreement", _mention(violation.agreement)
    yield "Provision", _mention(violation.provision)
    yield "Said of", _mention(violation.by)


def _several(things: Iterable[Thing], parts: Callable[[Thing], list[Part]]) -> list[Part]:
    """Return the parts of several things, a semicolon between them."""
    joined: list[Part] = []
    for thing in things:
        joined += [Part(text=";"), *parts(thing)] if joined else parts(thing)
    return joined


def _quoted(span: Span | None) -> list[Part]:
    """Return the words of a span as a quote."""
    return [] if span is None else [Part(text=span.quote, quoted=True)]


def _mention(mention: Mention | None) -> list[Part]:
    """Return a concept's name with its words."""
    if mention is None:
        return []
    named = [] if mention.id is None else [Part(text=id_words(mention.id))]
    return [*named, *_quoted(mention.span)]


def _official(official: Official) -> list[Part]:
    """Return an official's rank, name and office as written."""
    named = ", ".join(part for part in (official.rank, official.name, official.office) if part)
    return [Part(text=named)] if named else _quoted(official.span)


def _place(place: Place) -> list[Part]:
    """Return a place as written, its gazetteer id, and how it was come by."""
    notes = [
        place.id if place.id is not None else "not in the gazetteer",
        place.kind,
        f"in {', '.join(place.within)}" if place.within else None,
        f"“{place.relation}”" if place.relation else None,
        "taken from an earlier sentence" if place.inherited else None,
    ]
    return [*_quoted(place.span), Part(text=f"({'; '.join(note for note in notes if note)})")]


def _period(period: Period) -> list[Part]:
    """Return a period's words, what they were read as, and on what grounds."""
    read = "no date in the words" if period.edtf is None else f"{date_words(period.edtf)} [{period.edtf}]"
    notes = [
        f"counted from “{period.anchor}”" if period.anchor else None,
        {"publication": "settled by the date of publication", "open": "left open: nothing settles it"}.get(
            period.basis
        ),
        "taken from an earlier sentence" if period.inherited else None,
    ]
    return [*_quoted(period.span), Part(text=read), *(Part(text=f"· {note}") for note in notes if note)]


def _chain(chain: tuple[Holder, ...], outlet: str) -> list[Part]:
    """Return who says so, nearest first, with the words that make them so; the outlet always comes last."""
    parts: list[Part] = []
    for holder in chain:
        lead = "cited by " if parts else ""
        kind = "" if holder.kind in ("", holder.name) else f" ({id_words(holder.kind)})"
        inherited = " · from the sentences before" if holder.inherited and holder.span is not None else ""
        parts += [Part(text=f"{lead}{holder.name}{kind}{inherited}"), *_quoted(holder.cue)]
    if not parts:
        parts.append(Part(text="no source named"))
    if all(holder.name.casefold() != outlet.casefold() for holder in chain):
        parts.append(Part(text=f"· published by {outlet}"))
    return parts


def _claim(claim_id: str, place_of: Mapping[str, tuple[str, str]]) -> list[Part]:
    """Return another claim as a link to its words, or as its id where it is not on the page."""
    href, words = place_of.get(claim_id, (None, claim_id))
    return [Part(text=words, href=href)]
