"""The frozen nouns that every other room speaks in."""

from tallymark.model.claim import (
    Claim,
    Holder,
    Inspection,
    Mention,
    Official,
    Period,
    Place,
    Scope,
    Stance,
    Violation,
    claim_id,
)
from tallymark.model.figure import Bound, Figure
from tallymark.model.finding import Finding, Problem, Side
from tallymark.model.ids import content_id, text_id
from tallymark.model.judgement import Decision, Judgement
from tallymark.model.report import Origin, Report
from tallymark.model.span import Span
from tallymark.model.story import Link, Story
from tallymark.model.tally import Point, Series, Tally

__all__ = [
    "Bound",
    "Claim",
    "Decision",
    "Figure",
    "Finding",
    "Holder",
    "Inspection",
    "Judgement",
    "Link",
    "Mention",
    "Official",
    "Origin",
    "Period",
    "Place",
    "Point",
    "Problem",
    "Report",
    "Scope",
    "Series",
    "Side",
    "Span",
    "Stance",
    "Story",
    "Tally",
    "Violation",
    "claim_id",
    "content_id",
    "text_id",
]
