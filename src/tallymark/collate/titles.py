"""What a story is called: a sentence of the program's own that says what its versions share and who says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tallymark.collate.days import days_between
from tallymark.model import Claim, Figure, Scope
from tallymark.packs.wording import counted, date_words, listed, phrase, sentence

ACTS = ("inspected", "violated", "denied")
HARM = ("killed", "injured", "casualties")
# The longest time over which harm is still told as one incident.
INCIDENT_DAYS = 7
_Object = tuple[str, str | None, tuple[str, ...]]


def kind_of(claims: Sequence[Claim]) -> str:
    """Say whether claims tell of an incident or of a statement: an incident opens with people harmed within days."""
    first: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.headline, claim.order, claim.id)):
        if claim.scope is Scope.NEW:
            first.setdefault(claim.report, claim)
    harmed = [claim for claim in first.values() if claim.measure in HARM and _within_days(claim)]
    return "incident" if 2 * len(harmed) > len(first) else "statement"


def _within_days(claim: Claim) -> bool:
    edtf = None if claim.period is None else claim.period.edtf
    start, slash, end = (edtf or "").partition("/")
    if not slash:
        return edtf is None or len(edtf) == len("2022-11-23")
    gap = days_between(start, end)
    return gap is not None and gap <= INCIDENT_DAYS and len(start) == len("2022-11-23")


def title_of(kind: str, published: Mapping[str, str | None], claims: Sequence[Claim]) -> str:
    """Return the title of a story: what it counts, where and when for an incident, and who says so.

    `published` maps each of its reports to its date.
    """
    figures = _leading(kind, claims, published)
    said = _said_by(claims)
    if figures:
        what = listed([_in_words(claim) for claim in figures])
        where = _where(figures[0], claims) if kind == "incident" else ""
        return sentence(f"title_{kind}", what=what, where=where) + said
    acts = Counter(claim.measure for claim in claims if claim.figure is None)
    if acts:
        most = min(acts, key=lambda measure: (-acts[measure], measure))
        return sentence(f"title_{most}" if most in ACTS else "title_vague") + said
    if claims:
        return sentence("title_vague") + said
    return sentence("title_empty", count=str(len(published)))


def _leading(kind: str, claims: Sequence[Claim], published: Mapping[str, str | None]) -> list[Claim]:
    """Return a claim for each figure that stands for the story: told by most versions, whole, and largest.

    For an incident these are the killed and the injured, as told last; for a statement one figure of ordnance and one
    of people.
    """
    told: defaultdict[tuple[_Object, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        new = kind == "statement" or (claim.scope is Scope.NEW and claim.measure in HARM and _within_days(claim))
        if claim.measure in ACTS:
            continue
        if new and claim.figure is not None and claim.figure.value and claim.part_of is None:
            told[(_object(claim), str(claim.figure.value.normalize()))].append(claim)
    summed = {part for claim in claims for part in claim.total_of}

    def rank(rows: list[Claim]) -> tuple[object, ...]:
        value = rows[0].figure.value if rows[0].figure is not None else None
        whole = any(claim.total_of for claim in rows), not any(claim.id in summed for claim in rows)
        body = not all(claim.headline for claim in rows)
        last = max(published[claim.report] or "" for claim in rows) if kind == "incident" else ""
        return (
            body,
            last,
            whole[0],
            len({claim.report for claim in rows}),
            whole[1],
            value,
            min(claim.id for claim in rows),
        )

    best: dict[str, Claim] = {}
    for rows in sorted(told.values(), key=rank, reverse=True):
        measure = rows[0].measure
        slot = measure if kind == "incident" else "people" if measure in HARM else "ordnance"
        best.setdefault(slot, min(rows, key=lambda claim: (claim.headline, claim.id)))
    if "killed" in best or "injured" in best:
        best.pop("casualties", None)
    return [best[slot] for slot in ("ordnance", "people", "killed", "injured", "casualties") if slot in best]


def _object(claim: Claim) -> _Object:
    people = tuple(sorted({mention.id for mention in claim.people if mention.id is not None}))
    return claim.measure, None if claim.item is None else claim.item.id, people


def _in_words(claim: Claim) -> str:
    measure, item, people = _object(claim)
    figure = claim.figure if claim.figure is not None else Figure(value=None)
    return counted(figure, measure, item, people)


def _where(lead: Claim, claims: Iterable[Claim]) -> str:
    """Return the place and the day of an incident, as far as a claim gives them."""
    alike = [claim for claim in (lead, *claims) if claim.scope is Scope.NEW and not claim.headline] or [lead]
    places = [claim.places[0].name for claim in alike if claim.places]
    days = [claim.period.edtf for claim in alike if claim.period is not None and claim.period.edtf is not None]
    parts = [*(phrase("title_place", place=place) for place in places[:1]), *(date_words(day) for day in days[:1])]
    return f", {', '.join(parts)}" if parts else ""


def _said_by(claims: Iterable[Claim]) -> str:
    """Return who stands behind the story in most versions: the last of the chain that is no outlet."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for holder in reversed(claim.attribution):
            if holder.kind != "outlet" and holder.span is not None:
                named[holder.name].add(claim.report)
                break
    if not named:
        return ""
    return phrase("title_said_by", who=min(named, key=lambda name: (-len(named[name]), name)))
