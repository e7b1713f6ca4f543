"""Words that a known confusion between languages explains, and the reading that other versions and sums support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tallymark.model import Claim, Finding, Side, Span, Tally
from tallymark.packs.confusions import Confusion, Confusions
from tallymark.packs.wording import listed, phrase
from tallymark.reconcile.best import value_of
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, finding, sum_words
from tallymark.reconcile.told import Told, side

# How far from a number the words that go with it may stand.
WINDOW = 48
# In a story of more versions, words in which nothing was read are not looked through.
MOST_VERSIONS = 40


class _Hit(NamedTuple):
    """The words of a confusion in a report, what they stand for, and a claim: that which they spoil, or another
    version's, where they have spoilt it so far that none was read.
    """

    report: str
    claim: Claim
    span: Span
    instead: str

    @property
    def own(self) -> bool:
        """Whether the claim stands in the words."""
        return self.claim.report == self.report


def mistranslations_of(told: Told, tallies: Sequence[Tally], confusions: Confusions) -> list[Finding]:
    """Return a finding for each known confusion in each version, with all the places where it stands."""
    tally_of = {claim: tally for tally in tallies for claim in tally.claims}
    hits: defaultdict[tuple[str, str], list[_Hit]] = defaultdict(list)
    by_id = {confusion.id: confusion for confusion in confusions.patterns}
    for claim in told.claims:
        for confusion in confusions.patterns:
            hits[claim.report, confusion.id] += _hits(told, claim, confusion)
    for tally in tallies:
        for confusion in confusions.patterns:
            for hit in _lost(told, tally, confusion):
                hits[hit.report, confusion.id].append(hit)
    return [
        _finding(told, report, by_id[name], _once(rows), tally_of)
        for (report, name), rows in sorted(hits.items())
        if rows
    ]


def _once(rows: Sequence[_Hit]) -> list[_Hit]:
    """Return each place once, though several claims may stand in it."""
    return list({hit.span: hit for hit in reversed(rows)}.values())[::-1]


def _hits(told: Told, claim: Claim, confusion: Confusion) -> Iterator[_Hit]:
    """Yield the places where the words of a confusion stand at a claim, with what they stand for."""
    report = told.reports[claim.report]
    place = _spoilt(claim, confusion)
    if place is None or report.language not in (None, confusion.into):
        return
    start = max(0, place.start - WINDOW)
    text, longer = _in_digits(report.text, claim, place)
    last = place.end + longer
    for match in confusion.pattern.finditer(text, start, min(len(text), last + WINDOW)):
        if match.start("figure") < last and place.start < match.end("figure"):
            span = Span.of(report.text, match.start(), match.end() - longer)
            yield _Hit(claim.report, claim, span, confusion.instead.format(figure=match["figure"]))


def _lost(told: Told, tally: Tally, confusion: Confusion) -> Iterator[_Hit]:
    """Yield the places of versions without a tally where its number stands in the words of a confusion, unread."""
    given = [told.by_id[name] for name in tally.claims if not told.by_id[name].headline]
    number = next((digits for claim in given if (digits := _digits(claim, confusion)) is not None), None)
    if number is None or len(told.reports) > MOST_VERSIONS:
        return
    with_it = {claim.report for claim in given}
    for name, report in told.reports.items():
        if name in with_it or report.language not in (None, confusion.into):
            continue
        for match in confusion.pattern.finditer(report.text):
            span = Span.of(report.text, match.start(), match.end())
            read = any(claim.span.start < span.end and span.start < claim.span.end for claim in told.by_report[name])
            if _plain(match["figure"]) == number and not read:
                yield _Hit(name, given[0], span, confusion.instead.format(figure=match["figure"]))


def _digits(claim: Claim, confusion: Confusion) -> str | None:
    """Return the digits of the number that a confusion leaves of a claim, or None where it does not bear on it."""
    if (confusion.measures and claim.measure not in confusion.measures) or confusion.spoils == "total":
        return None
    if confusion.spoils == "provision":
        provision = None if claim.violation is None else claim.violation.provision
        return None if provision is None or provision.id is None else _plain(provision.span.quote) or None
    if claim.item is None or claim.item.id is None or claim.figure is None or claim.figure.value is None:
        return None
    return f"{claim.figure.value:f}"


def _plain(written: str) -> str:
    return "".join(char for char in written if char.isdecimal())


def _in_digits(text: str, claim: Claim, place: Span) -> tuple[str, int]:
    """Return a text with a claim's number in digits, if it is in words, and by how much that is longer."""
    figure = claim.figure
    if figure is None or figure.value is None or figure.span != place or place.quote.strip()[-1:].isdecimal():
        return text, 0
    digits = f"{figure.value:f}"
    return text[: place.start] + digits + text[place.end :], len(digits) - (place.end - place.start)


def _spoilt(claim: Claim, confusion: Confusion) -> Span | None:
    """Return where the number of a confusion must stand, or None where a claim has what the confusion would spoil."""
    if confusion.measures and claim.measure not in confusion.measures:
        return None
    if confusion.spoils == "provision":
        provision = None if claim.violation is None else claim.violation.provision
        if provision is None:
            return claim.span
        return provision.span if provision.id is None else None
    if claim.figure is None or claim.figure.value is None:
        return None
    kept = claim.item is not None and claim.item.id is not None if confusion.spoils == "item" else not claim.total_of
    return None if kept else claim.figure.span


def _finding(
    told: Told, report: str, confusion: Confusion, rows: Sequence[_Hit], tally_of: Mapping[str, Tally]
) -> Finding:
    spoilt = [hit.claim for hit in rows]
    others = _other_readings(told, report, spoilt, confusion, tally_of)
    sums = _sums(told, spoilt) if confusion.spoils == "total" else []
    support = [
        *(
            [
                phrase(
                    "supported_by_versions", who=told.versions(other.report for other in others), words=_quotes(others)
                )
            ]
            if others
            else []
        ),
        *([phrase("supported_by_sum", sum=listed(sums))] if sums else []),
    ]
    where: list[Side] = [side(hit.claim, hit.span) if hit.own else Side(report=report, span=hit.span) for hit in rows]
    return finding(
        "mistranslation",
        told.story.id,
        (*where, *others),
        weight=CONTRADICTS if support else LOOK,
        tallies=[tally_of[claim.id].id for claim in spoilt],
        suggests=listed([hit.instead for hit in rows]),
        wording=f"mistranslation_{confusion.spoils}",
        who=told.versions([report]),
        words=listed([f"“{' '.join(hit.span.quote.split())}”" for hit in rows]),
        instead=listed([f"“{hit.instead}”" for hit in rows]),
        why=confusion.word,
        support=phrase("supported", support=listed(support)) if support else phrase("unsupported"),
    )


def _other_readings(
    told: Told, report: str, spoilt: Sequence[Claim], confusion: Confusion, tally_of: Mapping[str, Tally]
) -> list[Side]:
    """Return the words in which other versions give the part that is spoilt here."""
    out: dict[tuple[str, Span], Side] = {}
    for claim in spoilt:
        for name in tally_of[claim.id].claims:
            other = told.by_id[name]
            span = _reading(other, confusion)
            if span is not None and told.original[other.report] != told.original[report]:
                out[other.report, span] = side(other, span)
    return [out[key] for key in sorted(out)]


def _reading(claim: Claim, confusion: Confusion) -> Span | None:
    """Return the words in which a claim gives what a confusion spoils, or None where it does not give it."""
    if confusion.spoils == "item":
        return claim.span if claim.item is not None and claim.item.id is not None else None
    if confusion.spoils == "provision":
        provision = None if claim.violation is None else claim.violation.provision
        return provision.span if provision is not None and provision.id is not None else None
    figure = None if claim.figure is None else claim.figure.span
    spoilt = figure is not None and confusion.pattern.search(claim.span.quote) is not None
    return claim.span if claim.total_of and not spoilt else None


def _quotes(others: Sequence[Side]) -> str:
    return listed(list(dict.fromkeys(f"“{' '.join(other.span.quote.split())}”" for other in others)))


def _sums(told: Told, totals: Sequence[Claim]) -> list[str]:
    """Return the sums that close when the words are read as a total."""
    out: list[str] = []
    for total in totals:
        named = [told.by_id[part] for part in total.total_of if part in told.by_id]
        parts = sorted(named, key=lambda claim: (claim.order, claim.id))
        if parts and all(part.figure is not None and part.figure.value is not None for part in parts):
            values = [value_of(part) for part in parts]
            if sum(values) == value_of(total):
                out.append(sum_words(values, value_of(total)))
    return list(dict.fromkeys(out))
