"""What a version lacks that the others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from tallymark.model import Claim, Finding, Side, Span, Tally
from tallymark.packs.wording import listed
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.around import Around
from tallymark.reconcile.families import family_of
from tallymark.reconcile.sentences import LOOK, RECORD, finding, tally_words
from tallymark.reconcile.told import Told, side, sides

# A version that has this share of what another counts, and so many counts, renders the whole of it, and what it lacks
# was lost on the way; one that has less is a short report, and lacks what its editor left out.
RENDERS, SHARED = 0.6, 3
# Where a version has a third of what another counts, what it lacks is told for the record.
SOME = 1 / 3
# Where more reports than this each tell something else, they are bulletins of one form and no versions of each other.
MOST_READINGS = 200
# So many words of other versions show what one lacks; of a text with more copies they would fill the page.
MOST_SIDES = 40


def claims_missing(
    told: Told, tallies: Sequence[Tally], around: Around, otherwise: Set[tuple[str, str]] = frozenset()
) -> list[Finding]:
    """Return for each version that renders nearly all of another what it lacks of it, and what all others but it tell.

    What it renders shows in what both count, or, in one language, in the words that both are made of. `otherwise` holds
    reports with tallies that they tell otherwise in a sentence they share, and so have not lost.
    """
    held: defaultdict[str, set[str]] = defaultdict(set)
    for tally in tallies:
        for claim in tally.claims:
            if not told.by_id[claim].headline:
                held[told.by_id[claim].report].add(tally.id)
    most, some = _lacking_counts(told, held)
    alone = _lacking_alone(told, held)
    out: list[Finding] = []
    for report in told.reports:
        words = _lacking_words(told, report, held, around)
        left = [tally for tally in sorted(tallies, key=_id) if (report, tally.id) not in otherwise]
        rendered = [
            tally
            for tally in left
            if (tally.id in most[report] and not _elsewhere(told, tally, told.by_report[report]))
            or (tally.id in words and not _elsewhere(told, tally, _own(told, report, tally, held, tallies)))
        ]
        left = [
            tally
            for tally in left
            if tally.id not in most[report] | words
            and _is_told(told, tally)
            and not _elsewhere(told, tally, told.by_report[report])
        ]
        by_all = [tally for tally in left if tally.id in alone[report]]
        by_some = [tally for tally in left if tally.id in some[report] - alone[report]]
        for wording, weight, lacked in (
            ("claim_missing", LOOK, rendered),
            ("claim_missing_alone", LOOK, by_all),
            ("claim_missing_some", RECORD, by_some),
        ):
            if lacked:
                out.append(_missing(told, report, lacked, wording, weight))
    return out


def _id(tally: Tally) -> str:
    return tally.id


def _is_told(told: Told, tally: Tally) -> bool:
    """Say whether a tally is an act or has a number: "many were hurt" is nothing that a version must tell too."""
    return tally.best is not None or told.by_id[tally.claims[0]].figure is None


_Lacking = defaultdict[str, set[str]]


def _lacking_counts(told: Told, held: Mapping[str, set[str]]) -> tuple[_Lacking, _Lacking]:
    """Return what each report lacks of those most of whose tallies it has, and of those a third of whose it has.

    Of an incident every outlet tells what it knows that hour, so there is nothing to be lacked.
    """
    # Reports that tell the same are read once; who tells it matters only where nobody but copies of one text do.
    told_by: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for report in told.reports:
        told_by[frozenset(held[report])].add(told.original[report])
    if told.story.kind == "incident" or len(told_by) > MOST_READINGS:
        return defaultdict(set), defaultdict(set)
    most: _Lacking = defaultdict(set)
    some: _Lacking = defaultdict(set)
    for report in told.reports:
        for theirs, originals in told_by.items():
            shared = len(held[report] & theirs)
            if not originals - {told.original[report]}:
                continue
            if shared >= SHARED and shared >= RENDERS * len(theirs):
                most[report] |= theirs - held[report]
            elif shared >= SOME * len(theirs):
                some[report] |= theirs - held[report]
    return most, some


def _lacking_alone(told: Told, held: Mapping[str, set[str]]) -> _Lacking:
    """Return what every other version tells, by the report that does not, where it tells something of what they do.

    The others must be of two outlets at least: what one of them adds is its own.
    """
    out: _Lacking = defaultdict(set)
    if told.story.kind == "incident":
        return out
    telling = [report for report in told.reports if held[report]]
    for report in telling:
        others = [other for other in telling if told.original[other] != told.original[report]]
        if len({told.source_of(other) for other in others} - {told.source_of(report)}) > 1:
            common = set.intersection(*(held[other] for other in others))
            if any(held[report] & held[other] for other in others):
                out[report] = common - held[report]
    return out


def _lacking_words(told: Told, report: str, held: Mapping[str, set[str]], around: Around) -> set[str]:
    """Return what a report lacks of those that it renders word by word, or is made of the words of."""
    rendered = [other for other in told.reports if around.renders(report, other) or around.is_cut(report, other)]
    return {tally for other in rendered for tally in held[other] - held[report]}


def _own(told: Told, report: str, tally: Tally, held: Mapping[str, set[str]], tallies: Sequence[Tally]) -> list[Claim]:
    """Return the claims of a report that may be a tally's: those that none who counts it makes, and those told with it.

    A text gives several measures to one figure ("found and cleared"), so that one of them lacking is no loss.
    """
    theirs = [told.by_id[claim] for claim in tally.claims]
    shared = set().union(*(held[claim.report] for claim in theirs))
    figures = {(claim.report, claim.figure.span) for claim in theirs if claim.figure is not None}
    together = {
        each.id
        for each in tallies
        for claim in map(told.by_id.__getitem__, each.claims)
        if claim.figure is not None and (claim.report, claim.figure.span) in figures
    }
    return [
        told.by_id[claim]
        for each in tallies
        if each.id in held[report] and (each.id in together or each.id not in shared)
        for claim in each.claims
        if told.by_id[claim].report == report
    ]


def _elsewhere(told: Told, tally: Tally, among: Iterable[Claim]) -> bool:
    """Say whether some claims give a tally's number under a measure that is told together with the tally's."""
    theirs = [told.by_id[claim] for claim in tally.claims]
    values = {claim.figure.value for claim in theirs if claim.figure is not None}
    family = family_of(tally.measure)
    return any(
        claim.measure in family
        and (claim.measure != tally.measure or people_of(claim) == set(tally.people))
        and claim.figure is not None
        and claim.figure.value in values
        for claim in among
    )


def _missing(told: Told, report: str, tallies: Sequence[Tally], wording: str, weight: int) -> Finding:
    having: list[Claim] = [told.by_id[claim] for tally in tallies for claim in tally.claims]
    if len(having) > MOST_SIDES:
        having = [claim for claim in having if told.original[claim.report] == claim.report][:MOST_SIDES]
    return finding(
        "claim_missing",
        told.story.id,
        (*sides(having), _anchor(told, report)),
        weight=weight,
        wording=wording,
        tallies=[tally.id for tally in tallies],
        who=told.versions([report]),
        counts=listed(list(dict.fromkeys(tally_words(tally) for tally in sorted(tallies, key=_as_told(told))))),
        others=told.versions(claim.report for claim in having),
    )


def _as_told(told: Told) -> Callable[[Tally], tuple[str, int, str]]:
    """Return what puts tallies in the order in which the first report that has them tells them."""

    def key(tally: Tally) -> tuple[str, int, str]:
        first = min((told.by_id[claim] for claim in tally.claims), key=lambda claim: (claim.report, claim.span.start))
        return first.report, first.span.start, tally.measure

    return key


def _anchor(told: Told, report: str) -> Side:
    """Return the words that stand for a version: its first claim, or its first line where it has no claim."""
    if told.by_report[report]:
        return side(told.by_report[report][0])
    text = told.reports[report].text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Side(report=report, span=Span.of(text, start, len(text) if end < 0 else end))
