"""Made-up reports with their claims ready, for grouping at size: stories, versions, copies, revisions and repeats.

All places and incidents are invented. Story by story, the same number makes the same reports on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from tallymark.model import Claim, Figure, Period, Place, Report, Scope, Span, claim_id

_FIRST_DAY, _DAYS = date(2005, 1, 1), 7_000
_HEADS = ["Bren", "Tor", "Kal", "Vel", "Dor", "Mar", "Sel", "Ost", "Han", "Lim", "Gur", "Pash", "Zol", "Nar", "Kov"]
_HEARTS = ["a", "e", "i", "o", "u", "al", "er", "in", "or", "ul", "ash", "en", "ir", "om", "ut"]
_TAILS = ["va", "ka", "mesh", "dan", "ne", "rus", "shi", "lo", "gan", "tek", "bar", "zhi"]
_FILLERS = (
    "The road was closed until evening, and engineers searched the verges.",
    "The hospital asked people to give blood, and many came.",
    "A resident said that the field had been ploughed for years.",
    "The centre reminded everyone to keep to the marked paths.",
    "Schools will hear a talk on the danger before the summer.",
    "The mayor thanked the crews for their patience in the heat.",
    "Neighbouring villages had asked for a survey since the spring.",
    "Work goes on as soon as the rain has stopped, an official said.",
)
# Of ten stories five have one version, three have two, and two have four; every tenth is taken over word by word, every
# fifth tells of a toll that moves overnight, and every fourth tells an earlier total again.
_VERSIONS = (1, 1, 1, 1, 1, 2, 2, 2, 4, 4)


class Made(NamedTuple):
    """A report with its claims, and the number of the story that it tells."""

    report: Report
    claims: list[Claim]
    story: int


def made_story(number: int) -> list[Made]:
    """Return the reports of a story.

    >>> [made.report.id for made in made_story(7)] == [made.report.id for made in made_story(7)]
    True
    """
    chance = random.Random(number)
    told = _Told(number, chance)
    made = [told.version(chance, version) for version in range(chance.choice(_VERSIONS))]
    if number % 10 == 0:
        first = made[0].report
        made += [told.copy(first, paper) for paper in range(chance.randrange(1, 6))]
    if number % 5 == 0:
        told.dead += 1
        made.append(told.version(chance, 9, later=1))
    return made


def made_claims(count: int) -> Iterator[Made]:
    """Yield reports, story by story, until they hold at least so many claims."""
    number = held = 0
    while held < count:
        for made in made_story(number):
            held += len(made.claims)
            yield made
        number += 1


def _total(number: int) -> int:
    return random.Random(f"total {number}").randrange(1_000, 90_000)


class _Told:
    """What a story tells: where, when, how many; a repeat tells the total of a story before it."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.number = number
        self.town = chance.choice(_HEADS) + chance.choice(_HEARTS) + chance.choice(_TAILS)
        self.day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        self.dead, self.hurt = chance.randrange(2, 12), chance.randrange(2, 40)
        self.found = chance.randrange(12, 4_000)
        self.total = _total(chance.randrange(max(0, number - 400), number) if number % 4 == 3 else number)

    def version(self, chance: random.Random, version: int, later: int = 0) -> Made:
        """Return one report of the story: its figures in one of several wordings, and other sentences around them."""
        parts = self._parts()
        lines = [
            f"{parts['dead']} people were killed and {parts['hurt']} injured by a mine near {self.town}.",
            f"Teams found {parts['found']} mines around {self.town} this week.",
            f"Since January {parts['total']} mines have been cleared in the district.",
        ]
        body = [*chance.sample(lines, 3), *chance.sample(_FILLERS, 3)]
        text = "\n".join([f"Paper {self.number}-{version}", *body])
        published = self.day + timedelta(days=later + chance.randrange(2))
        report = Report.of(text, published=published.isoformat(), language="en", source=f"Paper {version}")
        return Made(report, self._claims(report, parts), self.number)

    def copy(self, first: Report, paper: int) -> Made:
        """Return a report of another outlet with the same words."""
        text = f"{first.text}\nTaken over by paper {paper}."
        report = Report.of(text, published=first.published, language="en", source=f"Other paper {paper}")
        return Made(report, self._claims(report, self._parts()), self.number)

    def _parts(self) -> dict[str, str]:
        return {"dead": str(self.dead), "hurt": str(self.hurt), "found": str(self.found), "total": f"{self.total:,}"}

    def _claims(self, report: Report, parts: dict[str, str]) -> list[Claim]:
        at = report.text.index(self.town)
        place = Place(name=self.town, span=Span.of(report.text, at, at + len(self.town)))
        out = []
        for order, (measure, words, behind) in enumerate(
            (
                ("killed", parts["dead"], " people were killed"),
                ("injured", parts["hurt"], " injured"),
                ("found", parts["found"], " mines around"),
                ("cleared", parts["total"], " mines have been"),
            )
        ):
            start = report.text.index(words + behind)
            span = Span.of(report.text, start, start + len(words))
            figure = Figure(value=Decimal(words.replace(",", "")), span=span)
            out.append(
                Claim(
                    id=claim_id(report.id, measure, span, figure),
                    report=report.id,
                    measure=measure,
                    span=span,
                    figure=figure,
                    places=(place,),
                    period=Period(edtf=self.day.isoformat(), span=span) if measure in ("killed", "injured") else None,
                    scope=Scope.RUNNING_TOTAL if measure == "cleared" else Scope.NEW,
                    order=order,
                )
            )
        return out
