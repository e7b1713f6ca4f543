"""Nouns for the ledger's tests: any that the model allows, and a few that are written by hand."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from tallymark.model import (
    Bound,
    Claim,
    Decision,
    Figure,
    Finding,
    Holder,
    Inspection,
    Judgement,
    Link,
    Mention,
    Official,
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
    Stance,
    Story,
    Tally,
    Violation,
    claim_id,
    content_id,
)

# What databases and JSON trip over: NUL, the escape itself, lone surrogates singly and in pairs, what looks escaped.
NASTY = "\x00\x1a\ud83d\ude00\udfff\ufeff\u2028\u202e0d8\\u\"'é\U0001f600"
TEXTS = st.one_of(st.text(max_size=12), st.text(alphabet=NASTY, max_size=12))
WORDS = st.one_of(st.text(min_size=1, max_size=12), st.text(alphabet=NASTY, min_size=1, max_size=12))
MAYBE = st.none() | TEXTS
IDS = st.from_regex(r"\A[a-z]{1,8}-[0-9a-f]{20}\Z")
COUNTS = st.integers(0, 2**31 - 1)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
WEIGHTS = st.floats(allow_nan=False, allow_infinity=False)
SPANS = st.builds(Span, COUNTS, COUNTS, TEXTS)
MENTIONS = st.builds(Mention, id=MAYBE, span=SPANS)


def several(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


FIGURES = st.builds(
    Figure,
    value=st.none() | NUMBERS,
    value_max=st.none() | NUMBERS,
    bound=st.sampled_from(Bound),
    unit=MAYBE,
    span=st.none() | SPANS,
    numeral=st.booleans(),
    implied=st.booleans(),
)
PLACES = st.builds(
    Place,
    name=TEXTS,
    span=SPANS,
    id=MAYBE,
    kind=MAYBE,
    within=several(TEXTS),
    relation=MAYBE,
    inherited=st.booleans(),
)
PERIODS = st.builds(Period, edtf=MAYBE, span=SPANS, anchor=MAYBE, basis=TEXTS, inherited=st.booleans())
HOLDERS = st.builds(
    Holder, name=TEXTS, kind=TEXTS, span=st.none() | SPANS, cue=st.none() | SPANS, inherited=st.booleans()
)
OFFICIALS = st.builds(Official, span=SPANS, name=MAYBE, rank=MAYBE, office=MAYBE)
INSPECTIONS = st.builds(
    Inspection, officials=several(OFFICIALS), groups=several(MENTIONS), invited_by=st.none() | MENTIONS
)
VIOLATIONS = st.builds(
    Violation, agreement=st.none() | MENTIONS, provision=st.none() | MENTIONS, by=st.none() | MENTIONS
)


def claims_of(report: str):
    return st.builds(
        Claim,
        id=IDS,
        report=st.just(report),
        measure=TEXTS,
        span=SPANS,
        figure=st.none() | FIGURES,
        item=st.none() | MENTIONS,
        model=st.none() | MENTIONS,
        made_in=st.none() | MENTIONS,
        made_when=st.none() | MENTIONS,
        people=several(MENTIONS),
        places=several(PLACES),
        period=st.none() | PERIODS,
        attribution=several(HOLDERS),
        stance=st.sampled_from(Stance),
        stance_cue=st.none() | SPANS,
        scope=st.sampled_from(Scope),
        scope_cue=st.none() | SPANS,
        part_of=st.none() | IDS,
        part_cue=st.none() | SPANS,
        total_of=several(IDS),
        measure_cue=st.none() | SPANS,
        inspection=st.none() | INSPECTIONS,
        violation=st.none() | VIOLATIONS,
        headline=st.booleans(),
        order=COUNTS,
        found_by=several(TEXTS),
        pack=TEXTS,
    )


REPORTS = st.builds(
    Report.of,
    WORDS,
    title=MAYBE,
    source=MAYBE,
    url=MAYBE,
    published=MAYBE,
    language=MAYBE,
    extractor=TEXTS,
)


def origins_of(report: str):
    return st.builds(
        Origin,
        report=st.just(report),
        name=TEXTS,
        stem=TEXTS,
        source=MAYBE,
        url=MAYBE,
        published=MAYBE,
        encoding=TEXTS,
    )


def stories_of(reports: list[str]):
    some = st.lists(st.sampled_from(reports), min_size=1, unique=True).map(sorted).map(tuple)
    features = several(st.tuples(TEXTS, WEIGHTS))
    links = st.builds(Link, left=IDS, right=IDS, kind=TEXTS, score=WEIGHTS, met=features, against=features)
    return st.builds(Story, id=IDS, reports=some, kind=TEXTS, title=TEXTS, links=several(links))


TALLIES = st.builds(
    Tally,
    id=IDS,
    story=IDS,
    measure=TEXTS,
    subject=TEXTS,
    claims=several(IDS),
    low=st.none() | NUMBERS,
    best=st.none() | NUMBERS,
    high=st.none() | NUMBERS,
    unit=MAYBE,
    item=MAYBE,
    people=several(TEXTS),
    place=MAYBE,
    period=MAYBE,
    scope=TEXTS,
    rule=TEXTS,
    sources=COUNTS,
    implied=st.booleans(),
    whole=st.none() | IDS,
    sum_of=several(IDS),
    minus=several(IDS),
)
SERIES = st.builds(
    Series,
    id=IDS,
    measure=TEXTS,
    subject=TEXTS,
    baseline=MAYBE,
    points=several(st.builds(Point, said=MAYBE, value=NUMBERS, claims=several(IDS))),
)
FINDINGS = st.builds(
    Finding,
    id=IDS,
    kind=TEXTS,
    story=st.none() | IDS,
    sentence=TEXTS,
    sides=several(st.builds(Side, report=IDS, span=SPANS, claim=st.none() | IDS)),
    tallies=several(IDS),
    suggests=MAYBE,
    weight=st.integers(0, 2),
)
PROBLEMS = st.builds(
    Problem, id=IDS, kind=TEXTS, reason=TEXTS, name=MAYBE, report=st.none() | IDS, span=st.none() | SPANS
)
JUDGEMENTS = st.builds(
    Judgement, id=IDS, about=IDS, decision=st.sampled_from(Decision), by=TEXTS, when=TEXTS, why=TEXTS
)


def report_pair(text: str, name: str = "a.txt", **known: str) -> tuple[Report, Origin]:
    report = Report.of(text, **known)
    origin = Origin(report=report.id, name=name, stem=name.rpartition(".")[0], published=known.get("published"))
    return report, origin


def count_of(report: Report, words: str, value: int, measure: str = "found", **parts: object) -> Claim:
    """Return the claim that the first of these words in the report make."""
    start = report.text.index(words)
    span = Span.of(report.text, start, start + len(words))
    figure = Figure(value=Decimal(value), span=span)
    identity = claim_id(report.id, measure, span, figure)
    return Claim(id=identity, report=report.id, measure=measure, span=span, figure=figure, order=start, **parts)


def problem_of(report: Report, kind: str = "words_not_understood") -> Problem:
    return Problem(id=content_id("problem", report.id, kind), kind=kind, reason="no rule reads it", report=report.id)
