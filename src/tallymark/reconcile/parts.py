"""Whether a part is smaller than its whole, and which breakdowns of one whole overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from tallymark.model import Bound, Claim, Finding, Tally
from tallymark.packs.wording import listed
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.breakdowns import apart
from tallymark.reconcile.sentences import CONTRADICTS, RECORD, claim_words, finding
from tallymark.reconcile.told import Told, sides

_NO_UPPER_END = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.UNKNOWN)


def parts_of(told: Told, tally_of: Mapping[str, Tally]) -> list[Finding]:
    """Return a finding for each part that is larger than its whole, and for each pair of breakdowns that overlap."""
    exceeding: defaultdict[tuple[str, str], list[tuple[Claim, Claim]]] = defaultdict(list)
    for part in told.claims:
        whole = told.by_id.get(part.part_of or "")
        if whole is not None and _exceeds(part, whole):
            exceeding[tally_of[part.id].id, tally_of[whole.id].id].append((part, whole))
    return [_exceeding(told, key, rows) for key, rows in sorted(exceeding.items())] + _overlaps(told, tally_of)


def _exceeds(part: Claim, whole: Claim) -> bool:
    least, most = part.figure, whole.figure
    if least is None or most is None or least.unit != most.unit or most.bound in _NO_UPPER_END:
        return False
    return least.low is not None and most.high is not None and least.low > most.high


def _exceeding(told: Told, tallies: tuple[str, str], rows: list[tuple[Claim, Claim]]) -> Finding:
    given = [claim for row in rows for claim in row]
    return finding(
        "part_exceeds_whole",
        told.story.id,
        sides(given),
        weight=CONTRADICTS,
        tallies=tallies,
        who=told.who(given),
        part=claim_words(rows[0][0]),
        whole=claim_words(rows[0][1]),
    )


def _overlaps(told: Told, tally_of: Mapping[str, Tally]) -> list[Finding]:
    """Return for each whole the counts of people in it that may count one person twice."""
    by_whole: defaultdict[str, dict[str, list[Claim]]] = defaultdict(dict)
    for claim in told.claims:
        own = tally_of[claim.id]
        if own.whole is not None and people_of(claim) and claim.figure is not None:
            by_whole[own.whole].setdefault(own.id, []).append(claim)
    out: list[Finding] = []
    for whole, rows in sorted(by_whole.items()):
        kinds = [claims[0] for _, claims in sorted(rows.items())]
        overlapping = [one for one in kinds if any(one is not other and not apart(one, other) for other in kinds)]
        alike = {claim.measure for claim in overlapping}
        if len(overlapping) < 2 or len(alike) != 1:
            continue
        tallies = [tally_of[claim.id].id for claim in overlapping]
        given = [claim for name in tallies for claim in rows[name]]
        out.append(
            finding(
                "breakdowns_overlap",
                told.story.id,
                sides(given),
                weight=RECORD,
                tallies=[*tallies, whole],
                who=told.who(given),
                parts=listed([claim_words(claim) for claim in overlapping]),
            )
        )
    return out
