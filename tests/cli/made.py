"""A ledger made by hand: two versions of a statement, one of them hostile to terminals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tallymark.ledger import Ledger
from tallymark.model import (
    Bound,
    Claim,
    Decision,
    Figure,
    Finding,
    Holder,
    Judgement,
    Mention,
    Origin,
    Period,
    Place,
    Point,
    Problem,
    Report,
    Scope,
    Series,
    Side,
    Span,
    Story,
    Tally,
    claim_id,
    content_id,
)

HOSTILE = "\x1b[2J\u202e"
FIRST = Report.of(
    "The Foreign Ministry said 1,119 mines were found in Kalbajar since August, at least 45 of them by deminers. "
    "Those hurt were Jane Doe and John Roe.",
    source="The Post",
    published="2022-11-24",
)
SECOND = Report.of(
    f"Since August 1,119 minutes {HOSTILE} were found, the Foreign Ministry said.", source=f"Wire{HOSTILE}"
)


def span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span.of(report.text, start, start + len(words))


def claim(report: Report, words: str, value: int, numeral: str | None, **more: object) -> Claim:
    where = span(report, words)
    figure = Figure(
        value=Decimal(value),
        span=None if numeral is None else span(report, numeral),
        numeral=numeral is not None,
        bound=Bound.AT_LEAST if "at least" in words else Bound.EXACTLY,
    )
    measure = str(more.pop("measure", "found"))
    id_ = claim_id(report.id, measure, where, figure)
    return Claim(id=id_, report=report.id, measure=measure, span=where, figure=figure, **more)  # type: ignore[arg-type]


MINISTRY = Holder(
    name="the Foreign Ministry", kind="ministry", span=span(FIRST, "The Foreign Ministry"), cue=span(FIRST, "said")
)
WHOLE = claim(
    FIRST,
    "1,119 mines",
    1119,
    "1,119",
    item=Mention(id="mine", span=span(FIRST, "mines")),
    places=(Place(name="Kalbajar", span=span(FIRST, "Kalbajar"), id="geonames:1"),),
    period=Period(edtf="2022-08/..", span=span(FIRST, "since August"), basis="publication"),
    attribution=(MINISTRY, Holder(name="The Post", kind="outlet", inherited=True)),
    scope=Scope.RUNNING_TOTAL,
    scope_cue=span(FIRST, "since August"),
    measure_cue=span(FIRST, "found"),
    found_by=("found-by", "gone-from-the-pack"),
    pack="pack-1",
)
PART = claim(FIRST, "at least 45 of them", 45, "45", part_of=WHOLE.id, part_cue=span(FIRST, "of them"), order=1)
NAMED = claim(
    FIRST,
    "Jane Doe and John Roe",
    2,
    None,
    measure="injured",
    people=(Mention(id="civilian", span=span(FIRST, "Those hurt")),),
    order=2,
)
OTHER = claim(SECOND, f"1,119 minutes {HOSTILE}", 1119, "1,119")
STORY = Story(
    id=content_id("story", "made"), reports=tuple(sorted((FIRST.id, SECOND.id))), title=f"1,119 mines found{HOSTILE}"
)
TALLY = Tally(
    id=content_id("tally", "mines"),
    story=STORY.id,
    measure="found",
    subject=f"mines{HOSTILE}",
    claims=(WHOLE.id, OTHER.id),
    low=Decimal(1119),
    best=Decimal(1119),
    high=Decimal(1200),
    place="Kalbajar",
    period="2022-08/..",
    sources=1,
)
PART_TALLY = Tally(
    id=content_id("tally", "part"),
    story=STORY.id,
    measure="found",
    subject="mines found by deminers",
    claims=(PART.id,),
    low=Decimal(45),
    best=Decimal(45),
    whole=TALLY.id,
)
IMPLIED = Tally(
    id=content_id("tally", "rest"),
    story=STORY.id,
    measure="found",
    subject="mines found by others",
    claims=(),
    best=Decimal(1074),
    implied=True,
    minus=(PART_TALLY.id,),
    sum_of=(TALLY.id,),
    whole=TALLY.id,
)
CONTRADICTS = Finding(
    id=content_id("finding", "minutes"),
    kind="mistranslation",
    story=STORY.id,
    sentence="Wire says minutes where The Post says mines.",
    sides=(
        Side(report=FIRST.id, span=WHOLE.span, claim=WHOLE.id),
        Side(report=SECOND.id, span=OTHER.span, claim=OTHER.id),
        Side(report=FIRST.id, span=NAMED.span, claim=NAMED.id),
    ),
    suggests="mines",
    weight=2,
)
FOR_THE_RECORD = Finding(
    id=content_id("finding", "record"), kind="sum_closes", story=STORY.id, sentence="The sum closes.", weight=0
)
SERIES = Series(
    id=content_id("series", "mines"),
    measure="found",
    subject="mines since August",
    baseline="2022-08",
    points=(Point(said="2022-11-24", value=Decimal(1119), claims=(WHOLE.id,)),),
)
PROBLEMS = (
    Problem(id=content_id("problem", 1), kind="unreadable", reason=f"gone{HOSTILE}", name=f"in/{HOSTILE}.txt"),
    Problem(
        id=content_id("problem", 2),
        kind="not_understood",
        reason="no such word",
        report=SECOND.id,
        span=span(SECOND, HOSTILE),
    ),
)


def make(where: Path) -> None:
    """Write the ledger."""
    with Ledger.open(where) as ledger:
        origins = [Origin(report=FIRST.id, name="in/post.txt", stem="post")]
        origins += [Origin(report=SECOND.id, name=f"in/wire{HOSTILE}.txt", stem=f"wire{HOSTILE}")]
        ledger.record_reports(zip((FIRST, SECOND), origins, strict=True))
        ledger.record_claims(FIRST.id, [WHOLE, PART, NAMED], [], pack="pack-1")
        ledger.record_claims(SECOND.id, [OTHER], [PROBLEMS[1]], pack="pack-1")
        ledger.record_problems([PROBLEMS[0]])
        ledger.record_stories([STORY])
        ledger.record_tallies([TALLY, PART_TALLY, IMPLIED])
        ledger.record_series([SERIES])
        ledger.record_findings([FOR_THE_RECORD, CONTRADICTS])
        ledger.record_judgement(
            Judgement(
                id=content_id("judgement", 1),
                about=WHOLE.id,
                decision=Decision.RIGHT,
                by="A. Reader",
                when="2022-12-01T10:00:00Z",
                why="read it twice",
            )
        )
