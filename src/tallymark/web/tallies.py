"""The table of a story's tallies: parts under their wholes, ranges on one scale, and who gives each figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from tallymark.model import Claim, Tally
from tallymark.web.claims import voices_of
from tallymark.web.nouns import Nouns
from tallymark.web.plain import counted, date_words, drawable, figure_words, group_of, id_words, measure_words, number
from tallymark.web.view import ClaimView, RangeMark, TallyView, Voice

_OPEN_ROOM = Decimal("1.15")
"""How much longer than its largest number a scale is, so that an open end has somewhere to point."""


def in_tree_order(tallies: Sequence[Tally], claims: Mapping[str, int]) -> list[tuple[Tally, int]]:
    """Return tallies with their depth, each part right after its whole.

    `claims` maps claim ids to their rank on the page; roots and parts stand in the order of their first claim. A
    tally whose whole is missing, or is itself, is a root; so is one of a ring of wholes.
    """
    ids = {tally.id for tally in tallies}
    parent = {tally.id: tally.whole for tally in tallies if tally.whole in ids and tally.whole != tally.id}
    for tally in tallies:
        if not tally.implied:
            for part in tally.sum_of:
                if part in ids and part != tally.id and parent.get(tally.id) != part:
                    parent.setdefault(part, tally.id)
    ranked = sorted(tallies, key=lambda tally: (tally.implied, _rank(tally, claims), tally.id))
    children: dict[str | None, list[Tally]] = {}
    for tally in ranked:
        children.setdefault(parent.get(tally.id), []).append(tally)
    placed: dict[str, tuple[Tally, int]] = {}
    for root in [*children.get(None, []), *ranked]:
        _place(root, 0, children, placed)
    return list(placed.values())


def _place(
    tally: Tally, depth: int, children: Mapping[str | None, list[Tally]], placed: dict[str, tuple[Tally, int]]
) -> None:
    """Place a tally and then its parts, each once."""
    waiting = [(tally, depth)]
    while waiting:
        one, level = waiting.pop()
        if one.id not in placed:
            placed[one.id] = (one, level)
            waiting += [(child, level + 1) for child in reversed(children.get(one.id, []))]


def _rank(tally: Tally, claims: Mapping[str, int]) -> int:
    """Return the rank of a tally's first claim; one without claims comes last."""
    return min((claims[claim] for claim in tally.claims if claim in claims), default=len(claims))


def scales(ordered: Sequence[tuple[Tally, int]]) -> dict[str, Decimal]:
    """Return the end of the scale of each tally: a whole and its parts share one, so that lengths compare."""
    ends: dict[str, Decimal] = {}
    family: list[Tally] = []
    for tally, depth in [*ordered, (None, 0)]:
        if depth == 0:
            largest = max(
                (end for one in family for end in (one.low, one.best, one.high) if end is not None), default=None
            )
            ends.update({one.id: largest for one in family if largest is not None and largest > 0})
            family = []
        if tally is not None:
            family.append(tally)
    return ends


def range_mark(tally: Tally, end: Decimal | None) -> RangeMark | None:
    """Return where a tally's numbers stand on a scale that ends at `end`, or None where there is nothing to draw."""
    if end is None or tally.best is None or not (drawable(tally.best) and drawable(end)):
        return None
    room = end * _OPEN_ROOM if tally.high is None or tally.low is None else end

    def at(value: Decimal | None) -> float | None:
        return None if value is None else round(float(max(Decimal(0), min(value, room)) / room) * 100, 1)

    return RangeMark(low=at(tally.low), best=at(tally.best) or 0.0, high=at(tally.high))


def spread_words(tally: Tally) -> str:
    """Return low and high in words, or nothing where they add nothing to the best figure."""
    if tally.best is None or (tally.low == tally.best == tally.high):
        return ""
    if tally.low is None:
        return "no lower end" if tally.high is None else f"at most {number(tally.high, tally.unit)}"
    if tally.high is None:
        return f"at least {number(tally.low, tally.unit)}"
    return f"{number(tally.low)}–{number(tally.high, tally.unit)}"


def voices(claims: Sequence[Claim], nouns: Nouns) -> tuple[Voice, ...]:
    """Return who gives which figure, one voice for each figure and chain of sources."""
    outlets: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    stances: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for claim in claims:
        outlet = nouns.outlet(claim.report)
        key = ("" if claim.figure is None else figure_words(claim.figure), voices_of(claim, outlet))
        outlets.setdefault(key, {})[outlet] = None
        stance = [] if claim.stance.value == "asserted" else [claim.stance.value]
        stances.setdefault(key, {}).update(dict.fromkeys([*stance, *(["headline"] if claim.headline else [])]))
    alone = len({figure for figure, _ in outlets}) == 1
    return tuple(
        Voice(figure="" if alone else key[0], who=key[1], outlets=tuple(named), stances=tuple(stances[key]))
        for key, named in outlets.items()
    )


def formula(tally: Tally, by_id: Mapping[str, Tally]) -> str:
    """Return how an implied or summed figure is worked out: "268 − 45", "1,119 + 1,609"."""
    added = [_written(by_id, one) for one in tally.sum_of]
    taken = [_written(by_id, one) for one in tally.minus]
    return "".join(f" + {one}" for one in added).removeprefix(" + ") + "".join(f" − {one}" for one in taken)


def _written(by_id: Mapping[str, Tally], tally_id: str) -> str:
    """Return another tally's best figure."""
    other = by_id.get(tally_id)
    return "?" if other is None or other.best is None else number(other.best)


def tally_view(
    tally: Tally,
    *,
    n: int,
    key: str,
    depth: int,
    end: Decimal | None,
    siblings: Mapping[str, Tally],
    views: Mapping[str, ClaimView],
    versions: int,
    series: str | None,
    nouns: Nouns,
) -> TallyView:
    """Return one line of the table; `views` holds the story's claims by id, `versions` counts its reports."""
    claims = [nouns.claims[claim] for claim in tally.claims if claim in views]
    telling = len({claim.report for claim in claims})
    best = "" if tally.best is None else number(tally.best, tally.unit)
    spread = spread_words(tally)
    return TallyView(
        n=n,
        key=key,
        id=tally.id,
        depth=min(depth, 3),
        group=group_of(tally.measure),
        measure=measure_words(tally.measure),
        subject=tally.subject,
        best=best,
        spread=spread,
        spoken=", ".join(
            part for part in (best or "no number given", spread, "implied" if tally.implied else "") if part
        ),
        mark=range_mark(tally, end),
        implied=tally.implied,
        formula=formula(tally, siblings),
        rule=id_words(tally.rule),
        scope="" if tally.scope == "new" else id_words(tally.scope),
        where=_where(tally),
        voices=voices(claims, nouns),
        told_by="" if tally.implied else f"{telling} of {counted(versions, 'version')}",
        claims=tuple(views[claim.id] for claim in claims),
        series=series,
        judged=nouns.decisions(tally.id),
    )


def with_voices_once(lines: Iterable[TallyView]) -> tuple[TallyView, ...]:
    """Return the lines of a table; those behind which the same voices stand as behind an earlier one point there.

    Whoever repeats a long chain of sources on every line makes the table unreadable; a lone figure needs no reference.
    """
    first: dict[tuple[Voice, ...], tuple[int, str]] = {}
    out = []
    for line in lines:
        seen = first.setdefault(line.voices, (line.n, line.key)) if line.voices else (line.n, line.key)
        out.append(line if seen[0] == line.n else msgspec.structs.replace(line, as_in=seen))
    return tuple(out)


def _where(tally: Tally) -> tuple[str, ...]:
    """Return the place and time of what is counted, as far as the tally has them."""
    period = None if tally.period is None else date_words(tally.period)
    return tuple(part for part in (tally.place, period) if part)
