"""The row of a claim: every part with the words it came from, under the stem of its report."""

from __future__ import annotations

from tallymark.export.parts import Row, concept, number, people, words
from tallymark.model import Claim, Figure, Holder, Inspection, Official, Period, Place, Violation


def claim_row(claim: Claim, stem: str) -> Row:
    """Return the row of a claim; `stem` names its report as the user knows it.

    Positions count code points from the start of the report's text, ends exclusive. An act (an inspection, a
    violation) has the value None and, as nothing loosens it, the bound `exactly`.

    >>> from tallymark.model import Span
    >>> claim = Claim(id="claim-1", report="report-1", measure="found", span=Span(0, 10, "nine mines"))
    >>> row = claim_row(claim, "bulletin")
    >>> row["report"], row["quote"], row["measure"], row["value"]
    ('bulletin', 'nine mines', 'found', None)
    """
    figure = claim.figure
    return {
        "id": claim.id,
        "report": stem,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.quote,
        "measure": claim.measure,
        "value": None if figure is None else number(figure.value),
        "value_max": None if figure is None else number(figure.value_max),
        "bound": "exactly" if figure is None else figure.bound.value,
        "unit": None if figure is None else figure.unit,
        "item": concept(claim.item),
        "model": concept(claim.model),
        "made_in": concept(claim.made_in),
        "made_when": concept(claim.made_when),
        "people": [people(mention) for mention in claim.people],
        "place": [_place(place) for place in claim.places],
        "period": _period(claim.period),
        "attribution": [_holder(holder) for holder in claim.attribution],
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "part_of": claim.part_of,
        "total_of": list(claim.total_of),
        "headline": claim.headline,
        "figure": _figure(figure),
        "cues": {
            "measure": words(claim.measure_cue),
            "stance": words(claim.stance_cue),
            "scope": words(claim.scope_cue),
            "part_of": words(claim.part_cue),
        },
        "inspection": _inspection(claim.inspection),
        "violation": _violation(claim.violation),
        "found_by": list(claim.found_by),
        "pack": claim.pack,
    }


def _figure(figure: Figure | None) -> Row | None:
    if figure is None:
        return None
    span = figure.span
    return {
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        # A count that stands in no numeral may stand in a list of victims' names.
        "words": None if span is None or not figure.numeral else span.quote,
        "numeral": figure.numeral,
        "implied": figure.implied,
    }


def _place(place: Place) -> Row:
    return {
        "name": place.name,
        "id": place.id,
        "kind": place.kind,
        "within": list(place.within),
        "relation": place.relation,
        "inherited": place.inherited,
        "start": place.span.start,
        "end": place.span.end,
    }


def _period(period: Period | None) -> Row | None:
    if period is None:
        return None
    return {
        "edtf": period.edtf,
        "anchor": period.anchor,
        "basis": period.basis,
        "inherited": period.inherited,
        "words": period.span.quote,
        "start": period.span.start,
        "end": period.span.end,
    }


def _holder(holder: Holder) -> Row:
    return {
        "name": holder.name,
        "kind": holder.kind,
        "cue": None if holder.cue is None else holder.cue.quote,
        "inherited": holder.inherited,
        "start": None if holder.span is None else holder.span.start,
        "end": None if holder.span is None else holder.span.end,
    }


def _inspection(inspection: Inspection | None) -> Row | None:
    if inspection is None:
        return None
    return {
        "officials": [_official(official) for official in inspection.officials],
        "groups": [concept(group) for group in inspection.groups],
        "invited_by": concept(inspection.invited_by),
    }


def _official(official: Official) -> Row:
    return {
        "name": official.name,
        "rank": official.rank,
        "office": official.office,
        "start": official.span.start,
        "end": official.span.end,
    }


def _violation(violation: Violation | None) -> Row | None:
    if violation is None:
        return None
    return {
        "agreement": concept(violation.agreement),
        "provision": concept(violation.provision),
        "by": concept(violation.by),
    }
