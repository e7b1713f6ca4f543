"""Reports with their claims, tallies and findings made by hand: what the page is tested on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

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
    claim_id,
    content_id,
)
from tallymark.web.nouns import Nouns


def span(text: str, words: str, start: int = 0) -> Span:
    """Return the span of the words in a text, from `start` on; words that are not there fail the test."""
    place = text.index(words, start)
    return Span.of(text, place, place + len(words))


def claim(report: Report, measure: str, words: str, value: str | None = None, **parts: Any) -> Claim:
    """Return a claim at the first place of its words; `bound`, `unit` and `value_max` go into the figure."""
    place = span(report.text, words)
    given = {name: parts.pop(name) for name in ("bound", "unit", "value_max") if name in parts}
    figure = None if value is None else Figure(value=Decimal(value), span=place, **given)
    found_by = parts.pop("found_by", (f"figure.count.{measure}",))
    return Claim(
        id=claim_id(report.id, measure, place, figure),
        report=report.id,
        measure=measure,
        span=place,
        figure=figure,
        order=place.start,
        found_by=found_by,
        pack="b1946ac92492d2347c6235b4d2611184",
        **parts,
    )


def tally(story: str, subject: str, claims: Iterable[Claim], **parts: Any) -> Tally:
    """Return a tally of claims; low, best and high come from the claims' figures where they are not given."""
    counted = list(claims)
    values = [one.figure.value for one in counted if one.figure is not None and one.figure.value is not None]
    parts = {
        "low": min(values, default=None),
        "high": max(values, default=None),
        "best": max(values, default=None),
    } | parts
    measure = parts.pop("measure", None) or counted[0].measure
    named = tuple(one.id for one in counted)
    return Tally(
        id=content_id("tally", story, subject), story=story, measure=measure, subject=subject, claims=named, **parts
    )


def side(report: Report, words: str, claimed: Claim | None = None) -> Side:
    """Return the side of a finding at the first place of its words."""
    return Side(report=report.id, span=span(report.text, words), claim=None if claimed is None else claimed.id)


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """Lists of nouns, and a ledger that gives them: all that the page asks for."""

    of: Mapping[str, list[Any]]

    def nouns(self) -> Nouns:
        """Return the nouns arranged for the page."""
        return Nouns.of(**self.of)

    def reports(self) -> Iterable[Report]:
        """Return every report."""
        return self.of["reports"]

    def origins(self, report_id: str) -> Iterable[Origin]:
        """Return the names of one report."""
        return [origin for origin in self.of["origins"] if origin.report == report_id]

    def claims(self) -> Iterable[Claim]:
        """Return every claim."""
        return self.of["claims"]

    def stories(self) -> Iterable[Story]:
        """Return every story."""
        return self.of["stories"]

    def tallies(self) -> Iterable[Tally]:
        """Return every tally."""
        return self.of["tallies"]

    def series(self) -> Iterable[Series]:
        """Return every series."""
        return self.of["series"]

    def findings(self) -> Iterable[Finding]:
        """Return every finding."""
        return self.of["findings"]

    def problems(self) -> Iterable[Problem]:
        """Return every problem."""
        return self.of["problems"]

    def judgements(self) -> Iterable[Judgement]:
        """Return every judgement."""
        return self.of["judgements"]


def made(**of: list[Any]) -> Made:
    """Return nouns made by hand; what is not given is empty."""
    kinds = ("reports", "origins", "claims", "stories", "tallies", "series", "findings", "problems", "judgements")
    return Made(of={kind: of.get(kind, []) for kind in kinds})


def story_of(*reports: Report, **parts: Any) -> Story:
    """Return the story that these reports render."""
    ids = tuple(sorted(report.id for report in reports))
    return Story(id=content_id("story", *ids), reports=ids, **parts)


# A statement in two translations of different quality, after the phenomena of real ones: a unit lost in translation, a
# limiter for a sum, a place in one version only, parts inside parts.
GOOD = Report.of(
    "Varland hinders the return of displaced families, the Foreign Ministry of Ostra said on 14 May.\n\n"
    "“According to the Ostran Ministry of Defence, 240 anti-personnel mines of the PMN-E type, produced in 2021, were "
    "found north of the Sivra height. They were laid by Varlandic formations,” the statement said.\n\n"
    "“Since February of this year, 812 mines were found and cleared in the Tern and Halm directions, and 1,190 in "
    "the Lower Marn district (2,002 in total).\n\n"
    "“Since the end of the 2019 war, 154 of our citizens have suffered from mines, of which 31 people, including "
    "two journalists, have died.”\n\n"
    "On 13 May Major General Ilmar Tosk, commander of the observer mission, inspected the mined section.",
    source="Harsen Courier",
    url="https://courier.example/2023/05/14/mines",
    published="2023-05-14",
    language="en",
)
BAD = Report.of(
    "Foreign Ministry: Varland continues the military provocations\n\n"
    "“According to the information of the Ministry of Defence, 240 anti-personnel mines such as PMN-E, produced in "
    "2021, which were established by Varlandic armed groups, are still not withdrawn.\n\n"
    "“From the February of this year on the Ternsky and Halmsky directions 812 minutes were found and neutralized, and "
    "1,190 minutes (only 2,002) in the Lower Marn district.\n\n"
    "“From the end of the war of 2019 to today, 154 of our citizens have suffered from mines, 31 of them, including 2 "
    "journalists, died,” the ministry said. On May 13 Major General Ilmar Tosk examined the section.",
    source="Marn Wire",
    url="https://marn.example/a?id=7&x=1",
    published="2023-05-14",
    language="en",
)
FIRST = Report.of(
    "Blast on the Istra road kills one\n\nOne person was killed and five were injured when a vehicle struck an "
    "anti-vehicle mine near Istra on Tuesday, police said.",
    title="Blast on the Istra road kills one",
    source="Daily Istra",
    published="2023-06-06",
    language="en",
)
EVENING = Report.of(
    "At least three people died and four were wounded when a minibus hit a mine near Istra, the district hospital "
    "said. Police had earlier spoken of one death.",
    title="Three dead near Istra",
    source="Evening Post",
    published="2023-06-06",
    language="en",
)
MORNING = Report.of(
    "Three people, among them a child, were killed near Istra on 6 June by an anti-vehicle mine, and six injured, the "
    "regional governor told reporters.",
    source="Morning Line",
    published="2023-06-07",
    language="en",
)
ARABIC = Report.of(
    "قالت الوزارة إن لغماً انفجر قرب القرية وأدى إلى مقتل 3 أشخاص وإصابة 5 آخرين.\nوأضافت أن الفرق أزالت 120 لغماً.",
    source="صحيفة الوادي",
    published="2023-06-08",
    language="ar",
)
DENIAL = Report.of("Varland's army denied that it had laid any mines in the district.", source="Harsen Courier")

DEFENCE = Holder(name="the Ostran Ministry of Defence", kind="ministry", cue=span(GOOD.text, "According to"))
FOREIGN = Holder(name="the Foreign Ministry of Ostra", kind="ministry")
SAID = (DEFENCE, FOREIGN)


def _statement() -> dict[str, list[Any]]:
    """Return the statement's two versions with everything about them."""
    story = story_of(
        GOOD,
        BAD,
        title="240 anti-personnel mines found and 154 casualties, as told by the Foreign Ministry of Ostra",
        links=(
            Link(left=GOOD.id, right=BAD.id, kind="same", score=7.25, met=(("shared_figures", 4.5), ("names", 2.75))),
        ),
    )
    mine = Mention(id="anti_personnel_mine", span=span(GOOD.text, "anti-personnel mines"))
    sivra = Place(
        name="Sivra", span=span(GOOD.text, "Sivra height"), id="geonames:12345", within=("Ostra",), relation="north of"
    )
    war = Period(edtf=None, span=span(GOOD.text, "Since the end of the 2019 war"), anchor="the end of the 2019 war")
    since = Period(edtf="2023-02/..", span=span(GOOD.text, "Since February of this year"), basis="publication")
    g_found = claim(
        GOOD,
        "found",
        "240 anti-personnel mines",
        "240",
        item=mine,
        places=(sivra,),
        attribution=SAID,
        model=Mention(id=None, span=span(GOOD.text, "PMN-E")),
        made_when=Mention(id=None, span=span(GOOD.text, "2021")),
    )
    g_laid = claim(
        GOOD,
        "laid",
        "240 anti-personnel mines of the PMN-E type, produced in 2021, were found north of the "
        "Sivra height. They were laid",
        "240",
        stance=Stance.ALLEGED,
        attribution=SAID,
    )
    b_found = claim(BAD, "found", "240 anti-personnel mines", "240", attribution=SAID[:1])
    g_a = claim(GOOD, "found", "812 mines", "812", attribution=SAID, period=since, scope=Scope.RUNNING_TOTAL)
    g_b = claim(GOOD, "found", "1,190", "1190", attribution=SAID, scope=Scope.RUNNING_TOTAL)
    g_sum = claim(
        GOOD, "found", "2,002 in total", "2002", attribution=SAID, total_of=(g_a.id, g_b.id), scope=Scope.RUNNING_TOTAL
    )
    b_a = claim(BAD, "found", "812 minutes", "812", attribution=SAID[:1], scope=Scope.RUNNING_TOTAL)
    b_b = claim(BAD, "found", "1,190 minutes", "1190", attribution=SAID[:1], scope=Scope.RUNNING_TOTAL)
    b_sum = claim(BAD, "found", "only 2,002", "2002", attribution=SAID[:1], scope=Scope.RUNNING_TOTAL)
    g_cas = claim(
        GOOD, "casualties", "154 of our citizens have suffered from mines", "154", attribution=SAID, period=war
    )
    b_cas = claim(BAD, "casualties", "154 of our citizens have suffered from mines", "154", attribution=SAID[:1])
    g_dead = claim(
        GOOD, "killed", "31 people, including two journalists, have died", "31", attribution=SAID, part_of=g_cas.id
    )
    b_dead = claim(
        BAD, "killed", "31 of them, including 2 journalists, died", "31", attribution=SAID[:1], part_of=b_cas.id
    )
    g_press = claim(GOOD, "killed", "two journalists", "2", attribution=SAID, part_of=g_dead.id)
    b_press = claim(BAD, "killed", "2 journalists", "2", attribution=SAID[:1], part_of=b_dead.id)
    tosk = Official(
        span=span(GOOD.text, "Major General Ilmar Tosk"),
        name="Ilmar Tosk",
        rank="Major General",
        office="commander of the observer mission",
    )
    g_act = claim(
        GOOD,
        "inspected",
        "Major General Ilmar Tosk, commander of the observer mission, inspected the mined section",
        inspection=Inspection(officials=(tosk,)),
        period=Period(edtf="2023-05-13", span=span(GOOD.text, "13 May"), basis="publication"),
    )
    b_act = claim(BAD, "inspected", "Major General Ilmar Tosk examined the section")
    whole = tally(
        story.id,
        "mines found in three areas",
        [g_sum, b_sum],
        scope="running_total",
        period="2023-02/..",
        rule="stated_sum",
    )
    whole = msgspec.structs.replace(
        whole,
        sum_of=(
            content_id("tally", story.id, "mines found and cleared, Tern and Halm"),
            content_id("tally", story.id, "mines found, Lower Marn"),
        ),
    )
    hurt = tally(story.id, "casualties since the end of the 2019 war", [g_cas, b_cas], scope="running_total")
    dead = tally(story.id, "people killed", [g_dead, b_dead], whole=hurt.id)
    press = tally(story.id, "journalists killed", [g_press, b_press], whole=dead.id)
    implied = tally(
        story.id,
        "injured",
        [],
        measure="injured",
        whole=hurt.id,
        low=Decimal(123),
        best=Decimal(123),
        high=Decimal(123),
        implied=True,
        sum_of=(hurt.id,),
        minus=(dead.id,),
    )
    return {
        "reports": [GOOD, BAD],
        "origins": [
            Origin(report=GOOD.id, name="samples/harsen-1.txt", stem="harsen-1"),
            Origin(report=BAD.id, name="samples/harsen-2.txt", stem="harsen-2"),
        ],
        "claims": [
            g_found,
            g_laid,
            b_found,
            g_a,
            g_b,
            g_sum,
            b_a,
            b_b,
            b_sum,
            g_cas,
            b_cas,
            g_dead,
            b_dead,
            g_press,
            b_press,
            g_act,
            b_act,
        ],
        "stories": [story],
        "tallies": [
            tally(story.id, "anti-personnel mines PMN-E found", [g_found, b_found], place="Sivra height"),
            tally(story.id, "anti-personnel mines said to be laid", [g_laid]),
            whole,
            tally(story.id, "mines found and cleared, Tern and Halm", [g_a, b_a]),
            tally(story.id, "mines found, Lower Marn", [g_b, b_b]),
            hurt,
            dead,
            press,
            implied,
            tally(story.id, "an inspection on 13 May 2023", [g_act, b_act], measure="inspected"),
        ],
        "findings": [
            Finding(
                id="finding-1",
                kind="mistranslation",
                story=story.id,
                weight=2,
                suggests="mines",
                sentence="Marn Wire writes “minutes” where Harsen Courier writes “mines”; the figure is the same.",
                sides=(side(BAD, "812 minutes", b_a), side(GOOD, "812 mines", g_a)),
            ),
            Finding(
                id="finding-2",
                kind="sum_closes",
                story=story.id,
                weight=0,
                sides=(side(GOOD, "2,002 in total", g_sum), side(BAD, "only")),
                sentence="812 and 1,190 make 2,002; Marn Wire puts “only” where the other puts “in total”.",
            ),
            Finding(
                id="finding-3",
                kind="place_lost",
                story=story.id,
                weight=1,
                sides=(side(GOOD, "north of the Sivra height"),),
                sentence="Only Harsen Courier says where the 240 mines were found: north of the Sivra height.",
            ),
        ],
        "judgements": [
            Judgement(
                id="judgement-1",
                about=b_a.id,
                decision=Decision.WRONG,
                by="an editor",
                when="2023-05-15T09:00:00Z",
                why="a slip of the translation",
            )
        ],
    }


def _toll() -> dict[str, list[Any]]:
    """Return an incident told by three outlets, with a toll that moves."""
    story = story_of(FIRST, EVENING, MORNING, kind="incident", title="A mine blast near Istra, 6 June 2023")
    police, hospital, governor = (
        Holder(name=name, kind="official") for name in ("police", "the district hospital", "the regional governor")
    )
    f_dead = claim(FIRST, "killed", "One person was killed", "1", attribution=(police,))
    f_head = claim(FIRST, "killed", "kills one", "1", headline=True)
    f_hurt = claim(FIRST, "injured", "five were injured", "5", attribution=(police,))
    e_dead = claim(EVENING, "killed", "At least three people died", "3", bound=Bound.AT_LEAST, attribution=(hospital,))
    e_hurt = claim(EVENING, "injured", "four were wounded", "4", attribution=(hospital,))
    e_old = claim(EVENING, "killed", "one death", "1", scope=Scope.BACKGROUND, attribution=(police,))
    m_dead = claim(MORNING, "killed", "Three people, among them a child, were killed", "3", attribution=(governor,))
    m_child = claim(MORNING, "killed", "a child", "1", part_of=m_dead.id, attribution=(governor,))
    m_hurt = claim(MORNING, "injured", "six injured", "6", attribution=(governor,))
    dead = tally(
        story.id,
        "people killed",
        [f_dead, f_head, e_dead, m_dead],
        low=Decimal(1),
        best=Decimal(3),
        high=None,
        rule="latest_official",
    )
    return {
        "reports": [FIRST, EVENING, MORNING],
        "origins": [
            Origin(report=one.id, name=f"samples/istra-{n}.txt", stem=f"istra-{n}")
            for n, one in enumerate((FIRST, EVENING, MORNING))
        ],
        "claims": [f_dead, f_head, f_hurt, e_dead, e_hurt, e_old, m_dead, m_child, m_hurt],
        "stories": [story],
        "tallies": [
            dead,
            tally(story.id, "children killed", [m_child], whole=dead.id),
            tally(story.id, "people injured", [f_hurt, e_hurt, m_hurt]),
        ],
        "findings": [
            Finding(
                id="finding-4",
                kind="versions_differ",
                story=story.id,
                weight=2,
                sides=(
                    side(FIRST, "One person was killed", f_dead),
                    side(EVENING, "At least three people died", e_dead),
                    side(MORNING, "Three people", m_dead),
                ),
                sentence="The police gave one death, the hospital at least three, the regional governor three.",
            )
        ],
    }


def _others() -> dict[str, list[Any]]:
    """Return a story in Arabic, a denial, a running total, problems and a report in no story."""
    arabic, denial = (
        story_of(ARABIC, kind="incident", title="A mine blast and 120 mines cleared"),
        story_of(DENIAL, title="A denial"),
    )
    dead = claim(ARABIC, "killed", "مقتل 3 أشخاص", "3")
    cleared = claim(ARABIC, "cleared", "أزالت 120 لغماً", "120")
    area = claim(
        DENIAL,
        "denied",
        "denied that it had laid any mines",
        stance=Stance.DENIED,
        attribution=(Holder(name="Varland's army", kind="military"),),
    )
    points = [
        ("2023-01-31", "612"),
        ("2023-02-28", "655"),
        ("2023-03", "701"),
        ("2023-04-30", "688"),
        ("2023-06-08", "812"),
        (None, "640"),
    ]
    loose = Report.of(
        "The council minutes were approved in eleven minutes.",
        source="Town Gazette",
        title="Minutes",
        published="2023-01-05",
    )
    series = Series(
        id="series-1",
        measure="cleared",
        subject="mines cleared in the valley",
        baseline="1 January 2023",
        points=tuple(
            Point(said=said, value=Decimal(value), claims=(cleared.id,) if said == "2023-06-08" else ())
            for said, value in points
        ),
    )
    return {
        "reports": [ARABIC, DENIAL, loose],
        "origins": [Origin(report=loose.id, name="samples/minutes.txt", stem="minutes")],
        "claims": [dead, cleared, area],
        "stories": [arabic, denial],
        "tallies": [tally(arabic.id, "people killed", [dead]), tally(arabic.id, "mines cleared", [cleared])],
        "series": [series],
        "findings": [
            Finding(
                id="finding-5",
                kind="total_went_down",
                story=None,
                weight=2,
                sides=(side(ARABIC, "120", cleared),),
                sentence="The total of mines cleared in the valley went down from 701 to 688 between March and April.",
            )
        ],
        "problems": [
            Problem(id="problem-1", kind="empty", reason="The file holds no text.", name="samples/empty.txt"),
            Problem(
                id="problem-2",
                kind="not_understood",
                reason="An amount without a number.",
                report=ARABIC.id,
                span=span(ARABIC.text, "آخرين"),
            ),
        ],
    }


def several() -> Made:
    """Return four stories, a running total, problems and a report in no story."""
    parts = (_statement(), _toll(), _others())
    return made(**{kind: [one for part in parts for one in part.get(kind, [])] for part in parts for kind in part})


def statement() -> Made:
    """Return the one statement in two versions."""
    return made(**_statement())
