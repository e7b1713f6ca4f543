"""The frozen nouns that every other room speaks in."""

from tallymark.model.answer import Answer, Counted, LeftOut, Question, Why
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
    is_named,
    named_key,
    place_key,
)
from tallymark.model.comparison import Comparison, Looked, Meeting
from tallymark.model.figure import Bound, Figure
from tallymark.model.finding import Finding, Problem, Side
from tallymark.model.ids import content_id, text_id
from tallymark.model.in_short import CountedInShort, InShort, LeftInShort
from tallymark.model.judgement import Decision, Judgement, Words, agreed, differ, link_id, standing
from tallymark.model.report import Origin, Report
from tallymark.model.span import Span
from tallymark.model.story import Link, Story
from tallymark.model.stretch import Stretch, stretch_of
from tallymark.model.tally import Point, Series, Tally

__all__ = [
    "Answer",
    "Bound",
    "Claim",
    "Comparison",
    "Counted",
    "CountedInShort",
    "Decision",
    "Figure",
    "Finding",
    "Holder",
    "InShort",
    "Inspection",
    "Judgement",
    "LeftInShort",
    "LeftOut",
    "Link",
    "Looked",
    "Meeting",
    "Mention",
    "Official",
    "Origin",
    "Period",
    "Place",
    "Point",
    "Problem",
    "Question",
    "Report",
    "Scope",
    "Series",
    "Side",
    "Span",
    "Stance",
    "Story",
    "Stretch",
    "Tally",
    "Violation",
    "Why",
    "Words",
    "agreed",
    "claim_id",
    "content_id",
    "differ",
    "is_named",
    "link_id",
    "named_key",
    "place_key",
    "standing",
    "stretch_of",
    "text_id",
]
