"""Words of one measure that stand in the place of another's, in a sentence that two versions share."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tallymark.model import Claim, Finding, Side, Span, Tally
from tallymark.packs.confusions import Confusions
from tallymark.packs.wording import phrase, subject
from tallymark.reconcile.families import HARM, family_of
from tallymark.reconcile.numbers import Otherwise
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, finding
from tallymark.reconcile.shared import Shared, Stretch
from tallymark.reconcile.swapped import figure_of
from tallymark.reconcile.told import Told, sides

# Where more words than this are exchanged at once, none of them stands for one of the others.
MOST = 4
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class _Exchanged(NamedTuple):
    """A claim of one version, and in another the words of `measure` at `span` in the place of its own."""

    claim: Claim
    report: str
    span: Span
    measure: str


def measures_exchanged(
    told: Told, shared: Shared, tally_of: Mapping[str, Tally], said: Sequence[Finding], confusions: Confusions
) -> Otherwise:
    """Return where a version has the words of another measure in a sentence that it shares, whatever is read there.

    "Five were hurt" for "five were killed": where the other words make no claim, or one that counts for something
    else, no tally shows it. What the findings `said` tell already is not told again.
    """
    differing = [found for found in said if found.kind == "measure_differs"]
    known = {(side.report, side.span.start) for found in differing for side in found.sides}
    # One word may tell the measure of several claims: "four members of a family, a man and three women, were killed".
    told_by: defaultdict[tuple[str, Span, str], dict[str, Claim]] = defaultdict(dict)
    for each in _one_way(told, shared, tally_of):
        told_by[each.report, each.span, each.measure].setdefault(tally_of[each.claim.id].id, each.claim)
    out = Otherwise([], set())
    for (report, span, measure), claims in told_by.items():
        out.lacking.update((report, tally) for tally in claims)
        if not any((claim.report, claim.span.start) in known for claim in claims.values()):
            first = max(claims.values(), key=_rank)
            rows = [tally_of[claim.id] for claim in claims.values()]
            exchanged = _Exchanged(first, report, span, measure)
            out.findings.append(_finding(told, exchanged, tally_of[first.id], rows, confusions))
    return out


def _one_way(told: Told, shared: Shared, tally_of: Mapping[str, Tally]) -> list[_Exchanged]:
    """Return what was exchanged between any two versions.

    Of two words that stand in each other's place, the one is told whose version lacks what the other's counts.
    """
    every = [
        each
        for pair in shared.pairs
        for one, other in (pair, pair[::-1])
        for each in _exchanged(told, shared, one, other)
    ]
    lacked = [each for each in every if _lacks(told, each, tally_of)]
    ways: dict[frozenset[tuple[str, Span]], str] = {}
    out: list[_Exchanged] = []
    for each in (*lacked, *(each for each in every if each not in lacked)):
        cue = each.claim.measure_cue or each.claim.span
        if ways.setdefault(frozenset({(each.claim.report, cue), (each.report, each.span)}), each.report) == each.report:
            out.append(each)
    return out


def _lacks(told: Told, each: _Exchanged, tally_of: Mapping[str, Tally]) -> bool:
    return all(told.by_id[name].report != each.report for name in tally_of[each.claim.id].claims)


def _rank(claim: Claim) -> tuple[object, ...]:
    """Return by what the one of several claims is chosen whose number is told: the largest."""
    value = None if claim.figure is None else claim.figure.value
    return value or Decimal(0), claim.report, -claim.order


def _exchanged(told: Told, shared: Shared, one: Stretch, other: Stretch) -> Iterator[_Exchanged]:
    """Yield the claims of a sentence whose measure another version of the sentence has other words for."""
    claims = [claim for claim in shared.claims(one) if claim.measure_cue is not None]
    if not claims:
        return
    texts = [told.reports[stretch.report].text for stretch in (one, other)]
    words = [list(_WORD.finditer(text, at.start, at.end)) for text, at in zip(texts, (one, other), strict=True)]
    keys = [[word.group().casefold() for word in given] for given in words]
    matcher = difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for what, start, end, there, until in matcher.get_opcodes():
        if what != "replace" or max(end - start, until - there) > MOST:
            continue
        left, right = words[0][start:end], words[1][there:until]
        new = Span.of(texts[1], right[0].start(), right[-1].end())
        for claim in claims:
            cue = claim.measure_cue
            if cue is None or not (left[0].start() <= cue.start and cue.end <= left[-1].end()):
                continue
            measures = _measures(shared, other.report, [word.group() for word in right], claim.measure)
            if len(measures) == 1 and claim.measure not in measures and _counted_alike(claim, one, keys, words):
                yield _Exchanged(claim, other.report, new, measures.pop())


def _measures(shared: Shared, report: str, words: Sequence[str], measure: str) -> set[str]:
    """Return the measures that may be taken for one and that words stand for, together or each."""
    known = {shared.meaning(report, each) for each in (" ".join(words), *words)}
    return {each for each in known if each is not None and each in family_of(measure)}


def _counted_alike(
    claim: Claim, one: Stretch, keys: Sequence[Sequence[str]], words: Sequence[Sequence[re.Match[str]]]
) -> bool:
    """Say whether the words of a claim's figure stand in the other sentence too, as far as they stand in this one."""
    span = None if claim.figure is None else claim.figure.span
    if span is None or not (one.start <= span.start and span.end <= one.end):
        return True
    own = [key for key, word in zip(keys[0], words[0], strict=True) if span.start <= word.start() < span.end]
    return all(key in keys[1] for key in own)


def _finding(told: Told, each: _Exchanged, tally: Tally, tallies: Sequence[Tally], confusions: Confusions) -> Finding:
    claim = each.claim
    counting = [told.by_id[name] for tally in tallies for name in tally.claims]
    given = [one for one in counting if not one.headline and one.report != each.report] or [claim]
    swap = confusions.swap(claim.measure, each.measure)
    return finding(
        "measure_differs",
        told.story.id,
        (*sides(given), *_read_there(told, each)),
        weight=CONTRADICTS if claim.measure in HARM else LOOK,
        tallies=sorted(tally.id for tally in tallies),
        figure=figure_of(claim),
        one=subject(claim.measure, tally.item, tally.people),
        who=told.versions({one.report for one in given}),
        other=subject(each.measure, tally.item, tally.people),
        others=told.versions([each.report]),
        why="" if swap is None else phrase("measure_confused", why=swap.word),
    )


def _read_there(told: Told, each: _Exchanged) -> tuple[Side, ...]:
    """Return the words that are exchanged, as the claims that are read by them where there are any."""
    read = [
        claim
        for claim in told.by_report[each.report]
        if claim.measure_cue is not None and claim.measure == each.measure
        if claim.measure_cue.start < each.span.end and each.span.start < claim.measure_cue.end
    ]
    return sides(read) or (Side(report=each.report, span=each.span),)
