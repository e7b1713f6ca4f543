"""Where the versions of a story differ on one thing counted: its number, its place, its time, how it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from tallymark.model import Claim, Finding, Stance, Tally
from tallymark.packs.wording import date_words, listed, phrase
from tallymark.reconcile.alike import dates_meet
from tallymark.reconcile.around import Around
from tallymark.reconcile.figures import figures_differing
from tallymark.reconcile.readings import readings
from tallymark.reconcile.sentences import LOOK, finding, tally_words
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
            for check in (figures_differing, _times, _stances):
                out += check(told, tally, body)
            out += _places(told, tally, body, around)
    return out


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
            readings=readings(told, rows, _place_words),
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
            readings=readings(told, rows, _time_words),
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
            readings=readings(told, body, lambda claim: phrase(f"stance_{claim.stance.value}")),
        )
