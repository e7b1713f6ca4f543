"""The successive values of one running total: which went down, and which is an old value with a new date."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from rapidfuzz import fuzz

from tallymark.model import Bound, Claim, Finding, Point, Report, Scope, Series, Stance, Story, content_id
from tallymark.packs.kinds import lineage
from tallymark.packs.wording import date_words, number, subject
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.best import value_of
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, finding, once
from tallymark.reconcile.told import Told, side

# Two names of one body share at least this much, of 100: the shorter often stands in the longer.
ONE_VOICE = 90
# A number from here on that two reports give of one total is the same value, whoever says it.
TELLING = 100
_Key = tuple[str, str, str, str, bool]


class _Value(msgspec.Struct, frozen=True):
    """One value on one day, with its claims."""

    said: str | None
    value: Decimal
    claims: tuple[Claim, ...]


def reconcile_series(
    stories: Sequence[Story], reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]
) -> tuple[tuple[Series, ...], tuple[Finding, ...]]:
    """Follow the running totals of all stories; `claims` maps a report's id to its claims.

    Return the series that have two values or more, in the order of their ids, and what is to be said of them: totals
    that fall, and values that another story tells again with a new date. A finding belongs to the story of the later
    value. Neither depends on the order of `stories`.
    """
    story_of = {report: story.id for story in stories for report in story.reports}
    known = {name: reports[name] for name in sorted(story_of)}
    told = [Told.of(story, reports, claims) for story in stories]
    names = {name: label for each in told for name, label in each.names.items()}
    totals: defaultdict[_Key, list[Claim]] = defaultdict(list)
    for name in known:
        summed = {part for claim in claims.get(name, ()) for part in claim.total_of}
        for claim in claims.get(name, ()):
            if _is_running(claim):
                totals[_key(claim, claim.id in summed)].append(claim)
    series: list[Series] = []
    findings: list[Finding] = []
    for key in sorted(totals):
        for subject_claims in _subjects(totals[key], known):
            values = _values(subject_claims, known)
            if len(values) > 1:
                one = _series(key, values)
                series.append(one)
                findings += _checked(one, values, story_of, names)
    measure_of = {claim.id: claim.measure for group in totals.values() for claim in group}
    return tuple(sorted(series, key=lambda one: one.id)), tuple(once(findings, measure_of))


def _is_running(claim: Claim) -> bool:
    told = claim.scope is Scope.RUNNING_TOTAL and not claim.headline and claim.stance is not Stance.DENIED
    return told and claim.figure is not None and claim.figure.value is not None and _baseline(claim) != ""


def _key(claim: Claim, summed: bool) -> _Key:
    """Return what two claims of one running total have alike: measure, kind of thing, people and baseline.

    What a report adds up to a total of its own (`summed`) is followed apart from totals.
    Any kind of mine or other ordnance is one kind here: a bulletin writes "mines" one month and "mines and other
    explosive items" the next.
    """
    item = "" if claim.item is None or claim.item.id is None else lineage(claim.item.id)[-1]
    return claim.measure, item, " ".join(sorted(people_of(claim))), _baseline(claim), summed


class _Subject(msgspec.Struct):
    """The claims of one running total so far, with the places and the voices that tell it."""

    claims: list[Claim]
    places: set[str]
    voices: set[str]

    def takes(self, claim: Claim, places: set[str], voices: set[str]) -> bool:
        """Say whether a claim belongs here: to a place of the total, or, where one names none, to one of its voices.

        A country's own bodies tell of it without naming it, so a voice stands in for the place, and so does a number
        that is no accident. One report gives one value of one total.
        """
        value = value_of(claim)
        if any(other.report == claim.report and value_of(other) != value for other in self.claims):
            return False
        if places and self.places:
            return bool(places & self.places)
        if value >= TELLING and any(value_of(other) == value for other in self.claims):
            return True
        return any(fuzz.partial_ratio(one, other) >= ONE_VOICE for one in voices for other in self.voices)


def _subjects(claims: Iterable[Claim], reports: Mapping[str, Report]) -> list[list[Claim]]:
    """Part the claims of one key by place and voice, in an order that does not depend on how they came."""
    out: list[_Subject] = []
    for claim in sorted(claims, key=lambda claim: (reports[claim.report].published or "9", claim.id)):
        places = {place.id or place.name.casefold() for place in claim.places if not place.inherited}
        named = {holder.name for holder in claim.attribution if holder.span is not None}
        voices = {name.casefold() for name in (*named, reports[claim.report].source) if name is not None}
        home = next((one for one in out if one.takes(claim, places, voices)), None)
        if home is None:
            out.append(_Subject([claim], places, voices))
            continue
        home.claims.append(claim)
        home.places |= places
        home.voices |= voices
    return [one.claims for one in out]


def _baseline(claim: Claim) -> str:
    """Return what a running total counts from: the start of its period, to the month, or the event in folded words."""
    if claim.period is None:
        return ""
    start = (claim.period.edtf or "").partition("/")[0]
    if start not in ("", ".."):
        return start[:7]
    return " ".join((claim.period.anchor or "").casefold().split())


def _values(claims: Iterable[Claim], reports: Mapping[str, Report]) -> list[_Value]:
    """Return the values of a total in the order they were told; what is not dated comes last."""
    by_value: defaultdict[tuple[str, Decimal], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_value[(reports[claim.report].published or "")[:10], value_of(claim)].append(claim)
    rows = [
        _Value(said or None, value, tuple(sorted(group, key=lambda claim: claim.id)))
        for (said, value), group in by_value.items()
    ]
    return sorted(rows, key=lambda row: (row.said is None, row.said or "", row.value))


def _series(key: _Key, values: Sequence[_Value]) -> Series:
    first = values[0].claims[0]
    item = None if first.item is None else first.item.id
    return Series(
        id=content_id("series", key, values[0].claims[0].id),
        measure=key[0],
        subject=subject(key[0], item, people_of(first)),
        baseline=key[3],
        points=tuple(
            Point(said=row.said, value=row.value, claims=tuple(claim.id for claim in row.claims)) for row in values
        ),
    )


def _checked(
    series: Series, values: Sequence[_Value], story_of: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what a reader must know of each step of a series from one dated value to the next."""
    dated = [row for row in values if row.said is not None]
    for earlier, later in itertools.pairwise(dated):
        if later.value < earlier.value and _is_exact(earlier) and _is_exact(later):
            yield _step("total_fell", CONTRADICTS, series, earlier, later, story_of, names)
        elif later.value == earlier.value and _new_date(earlier, later, story_of):
            yield _step("total_repeated", LOOK, series, earlier, later, story_of, names)


def _is_exact(row: _Value) -> bool:
    return all(claim.figure is not None and claim.figure.bound is Bound.EXACTLY for claim in row.claims)


def _new_date(earlier: _Value, later: _Value, story_of: Mapping[str, str]) -> bool:
    """Say whether a value is told again as of another day: in another story, and not within days of the first."""
    stories = [{story_of[claim.report] for claim in row.claims} for row in (earlier, later)]
    return not stories[0] & stories[1] and (earlier.said or "")[:10] != (later.said or "")[:10]


def _step(
    kind: str,
    weight: int,
    series: Series,
    earlier: _Value,
    later: _Value,
    story_of: Mapping[str, str],
    names: Mapping[str, str],
) -> Finding:
    return finding(
        kind,
        story_of[later.claims[0].report],
        [side(claim) for claim in (*earlier.claims, *later.claims)],
        weight=weight,
        subject=series.subject,
        earlier=number(earlier.value),
        later=number(later.value),
        was=date_words(earlier.said or ""),
        now=date_words(later.said or ""),
        who=names[earlier.claims[0].report],
        others=names[later.claims[0].report],
    )
