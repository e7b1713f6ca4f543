"""What the page shows, as frozen records of finished words, numbers and places: the templates decide nothing."""

from __future__ import annotations

import msgspec
from markupsafe import Markup


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a line: words of the page's own, or a quote; `href` leads to another place of the page."""

    text: str
    quoted: bool = False
    href: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One labelled line of what is known about a claim."""

    label: str
    parts: tuple[Part, ...]


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided, in words."""

    decision: str
    by: str
    when: str
    why: str


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of one version. `n` counts through the story; `marks` is what stands at its words ("3", or "a").

    `same` is the key shared by the claims that count the same thing (numbers of tallies, or the mark itself).
    """

    n: int
    key: str
    id: str
    said: str
    quote: str
    group: str
    marks: str
    same: tuple[str, ...]
    letter: str
    outlet: str
    rows: tuple[Row, ...]
    judged: tuple[Judged, ...] = ()


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """The mark that follows a claim's words, and that the keyboard reaches."""

    claim: int
    key: str
    marks: str
    same: str
    group: str
    label: str


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report under one and the same set of claims and sides of findings.

    `groups` are those of the claims, outermost first. `anchors` are the sides of findings that start here.
    """

    words: Markup
    claims: tuple[int, ...] = ()
    sides: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    markers: tuple[Marker, ...] = ()


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a report's text, its line break included; `blank` where it holds nothing else."""

    pieces: tuple[Piece, ...]
    blank: bool = False


class VersionView(msgspec.Struct, frozen=True, kw_only=True):
    """One report's rendering of a story. `left_out` counts the code points not shown of a very long text."""

    letter: str
    key: str
    report: str
    outlet: str
    title: str | None
    address: str | None
    url: str | None
    published: str | None
    language: str | None
    names: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    claims: int
    left_out: int = 0


class RangeMark(msgspec.Struct, frozen=True, kw_only=True):
    """Where low, best and high stand on a line from 0 (x=0) to the scale's end (x=100); None where open."""

    low: float | None
    best: float
    high: float | None


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives one figure of a tally, and in which outlets."""

    figure: str
    who: tuple[str, ...]
    outlets: tuple[str, ...]
    stances: tuple[str, ...] = ()


class TallyView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing counted, as a line of the table. `depth` is how many wholes it hangs under.

    `as_in` is the number and the key of the first line that the same voices stand behind, None where this is it.
    """

    n: int
    key: str
    id: str
    depth: int
    group: str
    measure: str
    subject: str
    best: str
    spread: str
    spoken: str
    mark: RangeMark | None
    implied: bool
    formula: str
    rule: str
    scope: str
    where: tuple[str, ...]
    voices: tuple[Voice, ...]
    told_by: str
    claims: tuple[ClaimView, ...]
    series: str | None = None
    judged: tuple[Judged, ...] = ()
    as_in: tuple[int, str] | None = None


class Jump(msgspec.Struct, frozen=True, kw_only=True):
    """A link to words in a version; `href` is None where the report is not on the page."""

    href: str | None
    quote: str
    letter: str
    outlet: str


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as a sentence, with the words on its sides."""

    key: str
    id: str
    kind: str
    kind_words: str
    weight: int
    weight_words: str
    sentence: str
    suggests: str | None
    sides: tuple[Jump, ...]
    judged: tuple[Judged, ...] = ()


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """A story with all that hangs on it. `others` are the claims that no tally counts."""

    n: int
    key: str
    id: str
    kind: str
    title: str
    who: str
    what: str
    published_by: str
    dates: str
    versions: tuple[VersionView, ...]
    tallies: tuple[TallyView, ...]
    others: tuple[ClaimView, ...]
    findings: tuple[FindingView, ...]
    links: tuple[str, ...]
    measures: tuple[str, ...]
    claims: int
    weights: tuple[int, int, int]
    open: bool = False
    judged: tuple[Judged, ...] = ()


class PointView(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a running total: in words, and where it stands in the drawing (None: without a date)."""

    said: str
    value: str
    jumps: tuple[Jump, ...]
    fell: bool
    x: float | None = None
    y: float | None = None
    label: bool = True
    date_label: str | None = None


class SeriesView(msgspec.Struct, frozen=True, kw_only=True):
    """A running total as a chart (`path` is None where no two values of different days could be drawn) and a table."""

    key: str
    measure: str
    subject: str
    baseline: str | None
    group: str
    points: tuple[PointView, ...]
    path: str | None
    ticks: tuple[tuple[float, str], ...]
    summary: str
    findings: tuple[FindingView, ...] = ()


class ProblemView(msgspec.Struct, frozen=True, kw_only=True):
    """Something not read or not understood, and where."""

    kind: str
    reason: str
    where: str
    quote: str | None
    href: str | None


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page."""

    version: str
    packs: tuple[str, ...]
    counts: tuple[tuple[str, str], ...]
    stories: tuple[StoryView, ...]
    series: tuple[SeriesView, ...]
    findings: tuple[FindingView, ...]
    problems: tuple[ProblemView, ...]
    loose: tuple[VersionView, ...]
    groups: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
