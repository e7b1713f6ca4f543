"""Whether the parts of a total add up to it, as each report gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tallymark.model import Bound, Claim, Finding, Stance, Tally
from tallymark.packs.wording import number
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.best import value_of
from tallymark.reconcile.breakdowns import AXES, all_apart
from tallymark.reconcile.sentences import CONTRADICTS, RECORD, finding, sum_words
from tallymark.reconcile.told import Told, sides

_Sum = tuple[Claim, tuple[Claim, ...]]


def sums_of(told: Told, tally_of: Mapping[str, Tally]) -> list[Finding]:
    """Return a finding for each sum that closes and each that does not, one for all reports that give it alike.

    `tally_of` maps claim ids to tallies. A number with a bound ("about 30") can close no sum and is left out.
    """
    found: defaultdict[tuple[str, tuple[str, ...], tuple[Decimal, ...]], list[_Sum]] = defaultdict(list)
    for total, parts in _sums(told):
        key = tally_of[total.id].id, tuple(sorted(tally_of[part.id].id for part in parts))
        found[(*key, (value_of(total), *sorted(value_of(part) for part in parts)))].append((total, parts))
    return [_checked(told, rows, tally_of) for _, rows in sorted(found.items())]


def _checked(told: Told, rows: Sequence[_Sum], tally_of: Mapping[str, Tally]) -> Finding:
    total, parts = rows[0]
    values = [value_of(part) for part in parts]
    closes = sum(values) == value_of(total)
    given = [claim for row in rows for claim in (row[0], *row[1])]
    return finding(
        "sum_closes" if closes else "sum_does_not_close",
        told.story.id,
        sides(given),
        weight=RECORD if closes else CONTRADICTS,
        tallies=[tally_of[claim.id].id for claim in (total, *parts)],
        who=told.who(given),
        sum=sum_words(values, value_of(total) if closes else Decimal(sum(values))),
        total=f"{number(value_of(total))} {tally_of[total.id].subject}",
    )


def _sums(told: Told) -> Iterator[_Sum]:
    """Yield the sums that the reports give: by the words ("in total"), and by parts that exhaust their whole."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for total in told.claims:
        for parts in (_by_words(told, total), _harmed(told, total), *_parts(told, total)):
            key = (total.id, tuple(sorted(part.id for part in parts)))
            if len(parts) > 1 and key not in seen and all(_is_exact(claim) for claim in (total, *parts)):
                seen.add(key)
                yield total, parts
    yield from _harmed_beside(told)


def _is_exact(claim: Claim) -> bool:
    figure = claim.figure
    exact = figure is not None and figure.value is not None and figure.bound is Bound.EXACTLY
    return exact and claim.stance is not Stance.DENIED


def _by_words(told: Told, total: Claim) -> tuple[Claim, ...]:
    parts = [told.by_id[part] for part in total.total_of if part in told.by_id]
    return tuple(sorted(parts, key=lambda claim: (claim.order, claim.id)))


def _harmed(told: Told, total: Claim) -> tuple[Claim, ...]:
    """Return the killed and the injured that are told as parts of casualties."""
    if total.measure != "casualties":
        return ()
    parts = [claim for claim in told.parts_of.get(total.id, ()) if people_of(claim) == people_of(total)]
    return _killed_and_injured(parts)


def _killed_and_injured(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return one count of the killed and one of the injured, or nothing where there is no such or more than one."""
    out: list[Claim] = []
    for measure in ("killed", "injured"):
        rows = [claim for claim in claims if claim.measure == measure and not claim.headline and _is_exact(claim)]
        if len({value_of(row) for row in rows}) != 1:
            return ()
        out.append(rows[0])
    return tuple(out)


def _harmed_beside(told: Told) -> Iterator[_Sum]:
    """Yield casualties beside which the same report tells of killed and injured, as no part of anything.

    Where several totals stand there, the two belong to one that they make up, if any; which of the others they would
    have to make up cannot be told.
    """
    for report in told.reports:
        whole = [
            claim
            for claim in told.by_report[report]
            if claim.part_of is None and not people_of(claim) and _is_exact(claim)
        ]
        totals = [claim for claim in whole if claim.measure == "casualties" and not claim.headline]
        parts = [_killed_and_injured([claim for claim in whole if _beside(claim, total)]) for total in totals]
        sums = [(total, pair) for total, pair in zip(totals, parts, strict=True) if pair]
        closing = [row for row in sums if sum(value_of(part) for part in row[1]) == value_of(row[0])]
        yield from closing or (sums if len(sums) == 1 else ())


def _beside(claim: Claim, total: Claim) -> bool:
    """Say whether a count is told of the same time as a total."""
    days = [None if each.period is None else each.period.edtf or each.period.anchor for each in (claim, total)]
    return claim.scope == total.scope and (None in days or days[0] == days[1])


def _parts(told: Told, whole: Claim) -> Iterator[tuple[Claim, ...]]:
    """Yield the parts of a whole that are apart from each other, where they reach it or go beyond.

    Parts that stay below it leave room for what the report does not itemise, and are no sum.
    """
    if not _is_exact(whole):
        return
    within = [claim for claim in told.parts_of.get(whole.id, ()) if claim.measure == whole.measure and _is_exact(claim)]
    by_axis = [[part for part in within if people_of(part) and people_of(part) <= axis] for axis in AXES]
    for parts in (*by_axis, [part for part in within if not people_of(part)]):
        if len(parts) > 1 and all_apart(parts) and sum(value_of(part) for part in parts) >= value_of(whole):
            yield tuple(parts)
