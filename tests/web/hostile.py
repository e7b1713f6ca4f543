"""A story whose every word was written by somebody who wants to break the page."""

from __future__ import annotations

from decimal import Decimal

from tallymark.model import (
    Decision,
    Finding,
    Holder,
    Judgement,
    Link,
    Mention,
    Origin,
    Period,
    Place,
    Point,
    Problem,
    Report,
    Series,
)
from tests.web.nouns_by_hand import Made, claim, made, side, span, story_of, tally

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '<img src=x onerror="window.hacked=2">'
BREAKOUT = "</script><script>window.hacked=3</script>"
QUOTE = "\"' onmouseover='window.hacked=4' autofocus onfocus=\"window.hacked=5"
LINK = "javascript:window.hacked=6"
TEMPLATE = "{{7*7}}{% raw %}${7*7}"
STYLE = "</style><style>body{display:none}</style>"
COMMENT = "<!-- <details hidden> -->]]>"
AWAY = '<img src="https://tracker.example/pixel.png"><link rel=stylesheet href="//tracker.example/a.css">'
TURNED = "\u202e12 senim\u202c \u2066open"
LINES = "one\u2028two\u2029three\r\nfour\x85five"
ALL = " ".join((SCRIPT, IMAGE, BREAKOUT, QUOTE, LINK, TEMPLATE, STYLE, COMMENT, AWAY, TURNED))

TEXT = (
    f"{SCRIPT}{IMAGE}\n\n12 mines {BREAKOUT} were found near {IMAGE}, said {QUOTE} of {TEMPLATE}.\n"
    f"{STYLE}{COMMENT}{AWAY} {LINES} {TURNED} and 7 people were hurt, {LINK}."
)


def hostile() -> Made:
    """Return a story of two versions that carries what is hostile in every field that takes words."""
    first = Report.of(
        TEXT, title=f"Title {ALL}", source=f"Source {ALL}", url=LINK, published="2023-06-06", language=QUOTE
    )
    second = Report.of(
        f"12 mines were found. {ALL}", title=None, source="Plain Post", url=f"https://post.example/?q={QUOTE}{SCRIPT}"
    )
    bad = Mention(id=f"item_{ALL}", span=span(TEXT, IMAGE))
    holder = Holder(name=f"Holder {ALL}", kind=f"kind {SCRIPT}", cue=span(TEXT, QUOTE))
    place = Place(name=f"Place {ALL}", span=span(TEXT, IMAGE), within=(f"Within {ALL}",), relation=SCRIPT)
    when = Period(edtf=f"{SCRIPT}/{IMAGE}", span=span(TEXT, LINES), anchor=f"Anchor {ALL}")
    found = claim(
        first,
        "found",
        f"12 mines {BREAKOUT}",
        "12",
        item=bad,
        places=(place,),
        attribution=(holder,),
        period=when,
        found_by=(SCRIPT, QUOTE),
        unit=SCRIPT,
    )
    hurt = claim(first, "injured", f"{TURNED} and 7 people were hurt", "7", attribution=(holder,))
    again = claim(second, "found", "12 mines", "12")
    odd = claim(second, f"measure {QUOTE} {SCRIPT}", "mines were found", "12")
    story = story_of(
        first,
        second,
        kind=f"kind_{SCRIPT}",
        title=f"Story {ALL}",
        links=(Link(left=first.id, right=second.id, kind=SCRIPT, score=1.0, met=((f"met {ALL}", 1.0),)),),
    )
    counted = tally(
        story.id, f"Subject {ALL}", [found, again], place=f"Spot {ALL}", period=QUOTE, rule=f"rule_{SCRIPT}"
    )
    said = Finding(
        id="finding-h",
        kind=f"kind {QUOTE} {SCRIPT}",
        story=story.id,
        sentence=f"Sentence {ALL}",
        suggests=f"Suggests {ALL}",
        sides=(side(first, BREAKOUT, found), side(second, "12 mines", again)),
        weight=2,
    )
    total = Series(
        id="series-h",
        measure=f"cleared_{SCRIPT}",
        subject=f"Total {ALL}",
        baseline=f"Baseline {ALL}",
        points=tuple(
            Point(said=when, value=Decimal(value), claims=(found.id,))
            for when, value in (("2023-01", "5"), ("2023-06", "12"), (SCRIPT, "3"), ("2023-07", "1E+999"))
        ),
    )
    return made(
        reports=[first, second],
        origins=[Origin(report=first.id, name=f"Name {ALL}", stem=QUOTE), Origin(report=second.id, name="b", stem="b")],
        claims=[found, hurt, again, odd],
        stories=[story],
        tallies=[counted],
        series=[total],
        findings=[said],
        problems=[
            Problem(id="problem-h", kind=f"kind_{SCRIPT}", reason=f"Reason {ALL}", name=f"File {ALL}"),
            Problem(id="problem-i", kind="odd", reason=ALL, report=first.id, span=span(TEXT, STYLE)),
        ],
        judgements=[
            Judgement(
                id="judgement-h", about=found.id, decision=Decision.WRONG, by=f"By {ALL}", when=SCRIPT, why=f"Why {ALL}"
            )
        ],
    )
