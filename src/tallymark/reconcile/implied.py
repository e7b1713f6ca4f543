"""Figures that follow from others and are stated nowhere: marked as implied, never mixed with what is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tallymark.model import Bound, Claim, Finding, Tally, content_id
from tallymark.packs.kinds import is_kind_of
from tallymark.packs.wording import listed, noun, phrase, subject
from tallymark.reconcile.breakdowns import DIVIDING, all_apart
from tallymark.reconcile.sentences import RECORD, finding, tally_words
from tallymark.reconcile.told import Told, sides

_REST = {"killed": "injured", "injured": "killed"}


def implied_by(told: Told, tallies: Sequence[Tally]) -> tuple[list[Tally], list[Finding]]:
    """Return the tallies that follow from stated ones, each with the finding that says how.

    Only numbers that every version gives alike and exactly are reckoned with, and only parts that share no member.
    """
    by_whole: defaultdict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        if tally.whole is not None:
            by_whole[tally.whole].append(tally)
    out: list[Tally] = []
    findings: list[Finding] = []
    for whole in tallies:
        if not _is_certain(told, whole):
            continue
        for rest, parts in (
            *_harm_left(told, whole, by_whole[whole.id], tallies),
            *_people_left(told, whole, by_whole[whole.id]),
        ):
            out.append(rest)
            findings.append(_told(told, rest, whole, parts))
    return out, findings


def _is_certain(told: Told, tally: Tally) -> bool:
    claims = [told.by_id[claim] for claim in tally.claims]
    exact = all(claim.figure is not None and claim.figure.bound is Bound.EXACTLY for claim in claims)
    return exact and tally.best is not None and tally.low == tally.best == tally.high


def _harm_left(
    told: Told, whole: Tally, parts: Sequence[Tally], tallies: Sequence[Tally]
) -> Iterator[tuple[Tally, list[Tally]]]:
    """Yield the injured among casualties of whom only the killed are counted, or the other way round."""
    if whole.measure != "casualties":
        return
    for part in parts:
        rest = _REST.get(part.measure)
        plain = part.people == whole.people and _is_certain(told, part)
        if rest is None or not plain or any(_states(other, rest, whole) for other in tallies):
            continue
        yield from _left(whole, [part], measure=rest, words=subject(rest, None, whole.people))


def _states(tally: Tally, measure: str, whole: Tally) -> bool:
    """Say whether a tally states what would be implied: the same measure of the same people at the same time."""
    alike = tally.measure == measure and tally.people == whole.people
    return alike and (tally.whole == whole.id or None in (tally.period, whole.period) or tally.period == whole.period)


def _people_left(told: Told, whole: Tally, parts: Sequence[Tally]) -> Iterator[tuple[Tally, list[Tally]]]:
    """Yield those of a whole who are not of the kinds that its parts count."""
    dividing = [
        part
        for part in parts
        if part.measure == whole.measure
        and len(part.people) == 1
        and part.people[0] in DIVIDING
        and part.people != whole.people
        and all(is_kind_of(part.people[0], kind) for kind in whole.people)
    ]
    if len(whole.people) > 1 or not dividing or not all(_is_certain(told, part) for part in dividing):
        return
    if not all_apart([told.by_id[part.claims[0]] for part in dividing]):
        return
    kinds = listed([noun(part.people[0]) for part in dividing], joint="or")
    words = phrase("who_are_not", subject=subject(whole.measure, whole.item, whole.people), kinds=kinds)
    yield from _left(whole, dividing, measure=whole.measure, words=words)


def _left(whole: Tally, parts: list[Tally], *, measure: str, words: str) -> Iterator[tuple[Tally, list[Tally]]]:
    """Yield what is left of a whole when its parts are taken away, where that is anything."""
    if whole.best is None:
        return
    left = whole.best - sum((part.best for part in parts if part.best is not None), Decimal(0))
    if left <= 0:
        return
    minus = tuple(part.id for part in parts)
    yield (
        Tally(
            id=content_id("tally", whole.story, "implied", measure, whole.id, minus),
            story=whole.story,
            measure=measure,
            subject=words,
            claims=(),
            low=left,
            best=left,
            high=left,
            unit=whole.unit,
            item=whole.item,
            place=whole.place,
            period=whole.period,
            scope=whole.scope,
            rule="implied",
            implied=True,
            whole=whole.id,
            sum_of=(whole.id,),
            minus=minus,
        ),
        parts,
    )


def _told(told: Told, rest: Tally, whole: Tally, parts: Sequence[Tally]) -> Finding:
    given: list[Claim] = [told.by_id[claim] for tally in (whole, *parts) for claim in tally.claims]
    return finding(
        "implied_figure",
        told.story.id,
        sides(given),
        weight=RECORD,
        tallies=[rest.id, whole.id, *(part.id for part in parts)],
        who=told.who(given),
        rest=tally_words(rest),
        whole=tally_words(whole),
        parts=listed([tally_words(part) for part in parts]),
    )
