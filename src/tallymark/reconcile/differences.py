"""Where the versions of a story differ on one thing counted: its number, its place, its time, how it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from rapidfuzz import fuzz

from tallymark.model import Bound, Claim, Finding, Stance, Tally
from tallymark.packs.wording import date_words, listed, number, phrase
from tallymark.reconcile.alike import dates_meet
from tallymark.reconcile.around import Around
from tallymark.reconcile.best import NEAR, value_of
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, RECORD, finding, tally_words, value_words
from tallymark.reconcile.told import Told, sides

# Two spellings of one place share at least this much, of 100; names in different scripts share nothing, so places are
# compared by the gazetteer's id first.
ALIKE = 60
# In the same words a name is spelt alike.
ALIKE_WORDS = 80


def differences_of(told: Told, tallies: Sequence[Tally], around: Around) -> list[Finding]:
    """Return what the versions give differently, a finding for each tally and each kind of difference."""
    out: list[Finding] = []
    for tally in tallies:
        claims = [told.by_id[claim] for claim in tally.claims]
        body = [claim for claim in claims if not claim.headline]
        if len({claim.report for claim in body}) > 1:
            for check in (_numbers, _times, _stances):
                out += check(told, tally, body)
            out += _places(told, tally, body, around)
    return out


def _numbers(told: Told, tally: Tally, body: Sequence[Claim]) -> Iterator[Finding]:
    given = [claim for claim in body if claim.figure is not None and claim.figure.value is not None]
    if len({value_of(claim) for claim in given}) < 2:
        return
    moving = tally.rule == "latest_revision"
    exact = {value_of(claim) for claim in given if _exact(claim)}
    rounding = [
        claim
        for claim in given
        if not _exact(claim)
        and any(_may_mean(claim, value) for value in exact)
        # Of a toll that rises, "at least six" was no rounding of the nine that it came to.
        and not (moving and claim.figure is not None and claim.figure.bound is not Bound.ABOUT)
    ]
    rest = [claim for claim in given if claim not in rounding]
    if rounding:
        meant = [claim for claim in rest if _exact(claim) and any(_may_mean(one, value_of(claim)) for one in rounding)]
        yield _number(told, tally, [*rounding, *meant], "figure_rounded", RECORD)
    if len({value_of(claim) for claim in rest}) > 1:
        if moving:
            yield _number(told, tally, given, "toll_moved", LOOK)
        else:
            yield _number(told, tally, given, "figure_differs", CONTRADICTS)


def _number(told: Told, tally: Tally, given: Sequence[Claim], kind: str, weight: int) -> Finding:
    return finding(
        kind,
        told.story.id,
        sides(given),
        weight=weight,
        tallies=[tally.id],
        suggests=None if tally.best is None or kind == "figure_differs" else number(tally.best, tally.unit),
        subject=tally.subject,
        readings=_readings(told, given, value_words),
    )


def _exact(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.bound is Bound.EXACTLY


def _may_mean(claim: Claim, value: Decimal) -> bool:
    """Say whether a number that is not stated exactly can mean one that is: a bound of it, or near."""
    figure = claim.figure
    if figure is None:
        return False
    near = abs(float(value_of(claim) - value)) <= NEAR * float(value)
    above = figure.low is None or figure.low <= value
    below = figure.high is None or value <= figure.high
    return near or (figure.bound is not Bound.ABOUT and above and below)


def _readings(told: Told, claims: Sequence[Claim], words: Callable[[Claim], str]) -> str:
    """Return who gives which reading: "20 (X and Y), 22 (Z)", in the order of publication."""
    by_words: defaultdict[str, set[str]] = defaultdict(set)
    for claim in sorted(claims, key=lambda claim: _told_at(told, claim)):
        by_words[words(claim)].add(claim.report)
    rows = [phrase("reading", reading=reading, who=told.versions(reports)) for reading, reports in by_words.items()]
    return listed(rows)


def _told_at(told: Told, claim: Claim) -> tuple[str, Decimal, str, int]:
    """Return by what claims are told in order: publication, undated last, then the number."""
    value = None if claim.figure is None else claim.figure.value
    return told.reports[claim.report].published or "9", value or Decimal(0), claim.report, claim.order


def _places(told: Told, tally: Tally, body: Sequence[Claim], around: Around) -> Iterator[Finding]:
    """Yield where a place is lost in a version, or is another one."""
    stated = [claim for claim in body if any(not place.inherited for place in claim.places)]
    placed = {claim.report for claim in body if claim.places}
    lost = [claim for claim in body if claim.report not in placed]
    if stated and lost:
        yield finding(
            "place_lost",
            told.story.id,
            sides([*stated, *lost]),
            weight=LOOK,
            tallies=[tally.id],
            suggests=_place_words(stated[0]),
            count=tally_words(tally),
            place=_place_words(stated[0]),
            who=told.versions(claim.report for claim in stated),
            others=told.versions(claim.report for claim in lost),
        )
    by_report = {claim.report: claim for claim in reversed(stated)}
    rows = list(by_report.values())
    unlike = list({tuple((place.id, place.name) for place in claim.places): claim for claim in rows}.values())
    if any(
        not _places_meet(one, other, around.word_by_word(one.report, other.report))
        for at, one in enumerate(unlike)
        for other in unlike[at + 1 :]
    ):
        yield finding(
            "place_differs",
            told.story.id,
            sides(rows),
            weight=LOOK,
            tallies=[tally.id],
            count=tally_words(tally),
            readings=_readings(told, rows, _place_words),
        )


def _place_words(claim: Claim) -> str:
    return listed([place.name for place in claim.places if not place.inherited])


def _places_meet(one: Claim, other: Claim, word_by_word: bool) -> bool:
    """Say whether two claims share a place, or one of them names a place within one of the other's.

    Where one version renders the other word by word, each sentence must name its own place, and spell it alike.
    """
    alike = ALIKE_WORDS if word_by_word else ALIKE
    for left in one.places:
        for right in other.places:
            if word_by_word and (left.inherited or right.inherited):
                continue
            if left.id is not None and right.id is not None:
                if left.id == right.id or left.id in right.within or right.id in left.within:
                    return True
            elif fuzz.partial_ratio(left.name.casefold(), right.name.casefold()) >= alike:
                return True
    return False


def _times(told: Told, tally: Tally, body: Sequence[Claim]) -> Iterator[Finding]:
    """Yield where versions date one thing differently, as far as both dates are of one form."""
    # A toll is told as of the day it is told, which is no other time.
    if tally.rule == "latest_revision":
        return
    dated = {
        claim.report: claim for claim in reversed(body) if claim.period is not None and claim.period.edtf is not None
    }
    rows = list(dated.values())
    dates = sorted({claim.period.edtf for claim in rows if claim.period is not None and claim.period.edtf is not None})
    if any(
        len(one) == len(other) and not dates_meet(one, other)
        for at, one in enumerate(dates)
        for other in dates[at + 1 :]
    ):
        yield finding(
            "time_differs",
            told.story.id,
            sides(rows),
            weight=LOOK,
            tallies=[tally.id],
            count=tally_words(tally),
            readings=_readings(told, rows, _time_words),
        )


def _time_words(claim: Claim) -> str:
    return date_words(claim.period.edtf) if claim.period is not None and claim.period.edtf is not None else ""


def _stances(told: Told, tally: Tally, body: Sequence[Claim]) -> Iterator[Finding]:
    by_report: defaultdict[str, set[Stance]] = defaultdict(set)
    for claim in body:
        by_report[claim.report].add(claim.stance)
    if not set.intersection(*by_report.values()):
        yield finding(
            "stance_differs",
            told.story.id,
            sides(body),
            weight=LOOK,
            tallies=[tally.id],
            count=tally_words(tally),
            readings=_readings(told, body, lambda claim: phrase(f"stance_{claim.stance.value}")),
        )


def by_claim(tallies: Sequence[Tally]) -> Mapping[str, Tally]:
    """Return the tally of each claim."""
    return {claim: tally for tally in tallies for claim in tally.claims}
