"""How a finding is made and a claim is put in words; the sentences themselves stand in the wording pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tallymark.model import Claim, Figure, Finding, Side, Tally, content_id
from tallymark.packs.wording import counted, figure_words, number, sentence, subject
from tallymark.reconcile.alike import people_of

# How loud a finding is: it contradicts, it needs a look, or it is told for the record.
CONTRADICTS, LOOK, RECORD = 2, 1, 0
# The order in which measures of one figure are told.
MEASURES = ("casualties", "killed", "injured", "found", "cleared", "destroyed", "laid", "produced", "transferred")


def finding(
    kind: str,
    story: str | None,
    sides: Sequence[Side],
    *,
    weight: int,
    tallies: Iterable[str] = (),
    suggests: str | None = None,
    wording: str | None = None,
    **parts: str,
) -> Finding:
    """Return a finding whose sentence is that of its kind, or of `wording`, with the parts filled in.

    Its id depends on what it says and where: the same thing found again is the same finding.
    """
    said = sentence(wording or kind, **parts)
    about = tuple(dict.fromkeys(tallies))
    where = [(side.report, side.span.start, side.span.end) for side in sides]
    return Finding(
        id=content_id("finding", kind, story, said, where, about),
        kind=kind,
        story=story,
        sentence=said,
        sides=tuple(sides),
        tallies=about,
        suggests=suggests,
        weight=weight,
    )


def claim_words(claim: Claim) -> str:
    """Return what a claim counts, in words: "45 killed", "about 900 mines found", "inspection"."""
    item = None if claim.item is None else claim.item.id
    if claim.figure is None:
        return subject(claim.measure, one=True)
    return counted(claim.figure, claim.measure, item, people_of(claim))


def tally_words(tally: Tally) -> str:
    """Return what a tally counts with its best number: "2,728 mines found"."""
    if tally.best is None:
        return tally.subject
    return f"{number(tally.best, tally.unit)} {tally.subject}"


def value_words(claim: Claim) -> str:
    """Return the figure of a claim in words."""
    return figure_words(claim.figure if claim.figure is not None else Figure(value=None))


def sum_words(parts: Iterable[Decimal], total: Decimal, sign: str = "=") -> str:
    """Return a sum in digits.

    >>> sum_words([Decimal(1119), Decimal(1609)], Decimal(2728))
    '1,119 + 1,609 = 2,728'
    """
    return f"{' + '.join(number(part) for part in parts)} {sign} {number(total)}"


def once(findings: Iterable[Finding], measure_of: Mapping[str, str]) -> list[Finding]:
    """Return findings of which no two say the same of the same words.

    "1,119 mines were found and cleared" gives two tallies, and what is true of one is true of the other: of findings of
    one kind at the same words, that of the measure which comes first is kept. `measure_of` maps claims to measures.
    """
    kept: dict[object, tuple[int, Finding]] = {}
    for each in findings:
        rank = min((measure_rank(measure_of.get(side.claim or "", "")) for side in each.sides), default=0)
        key = said_where(each)
        if key not in kept or (rank, each.id) < (kept[key][0], kept[key][1].id):
            kept[key] = (rank, each)
    return [each for _, each in kept.values()]


def said_where(finding: Finding) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Return what two findings have alike that say the same of the same words."""
    return finding.kind, tuple(sorted((side.report, side.span.start, side.span.end) for side in finding.sides))


def measure_rank(measure: str) -> int:
    """Return which of the measures of one figure is told first: the smallest."""
    return MEASURES.index(measure) if measure in MEASURES else len(MEASURES)
