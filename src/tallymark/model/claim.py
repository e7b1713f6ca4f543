"""What one report says at one place: a figure or an act, of what, where, when, and who says so."""

from __future__ import annotations

import enum

import msgspec

from tallymark.model.figure import Figure
from tallymark.model.ids import content_id
from tallymark.model.span import Span


class Stance(enum.Enum):
    """How the holder of a claim stands to it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    DISPUTED = "disputed"
    ESTIMATED = "estimated"


class Scope(enum.Enum):
    """Whether a figure tells something new, a running total since a baseline, or what was before."""

    NEW = "new"
    RUNNING_TOTAL = "running_total"
    BACKGROUND = "background"


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name a concept of the domain; `id` is the concept's, or None where the words name no known one."""

    id: str | None
    span: Span


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place as written; `id` is the gazetteer's.

    `within` names the places that contain it, nearest first, as the gazetteer has them. `relation` is how the words
    tie the thing to the place ("north of", "direction"). `inherited` is True where the sentence names no place and
    the nearest one before it was taken.
    """

    name: str
    span: Span
    id: str | None = None
    kind: str | None = None
    within: tuple[str, ...] = ()
    relation: str | None = None
    inherited: bool = False


_NAMED = "name:"


def place_key(place: Place) -> str:
    """Return what a place is known by: the gazetteer's id, or its name where the gazetteer does not know it."""
    return named_key(place.name) if place.id is None else place.id


def named_key(name: str) -> str:
    """Return the key of a place that the gazetteer does not know.

    >>> named_key("Upper  Orlava")
    'name:upper orlava'
    """
    return _NAMED + " ".join(name.casefold().split())


def is_named(key: str) -> bool:
    """Say whether a place's key is the name of one that the gazetteer does not know."""
    return key.startswith(_NAMED)


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """A date or a stretch of time.

    `edtf` is an Extended Date/Time Format string ("2022-11-23", "2022-08/..", "XXXX-11-23" where the year is not
    known), or None where the words give no date at all. `anchor` is the event that the words count from when it is
    not a date ("the end of the 2020 war"). `basis` says what settled it: `text`, `publication`, or `open`.
    """

    edtf: str | None
    span: Span
    anchor: str | None = None
    basis: str = "text"
    inherited: bool = False


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """One who says so. `kind` is the domain's word for what it is (ministry, official, outlet, monitor, police …).

    `cue` is the words that make it the one who says so ("according to"). `inherited` is True where the sentence
    names nobody and the holder comes from the sentences before it, or from the report's metadata (no span).
    Private persons are held by what they are ("a resident"), never by name.
    """

    name: str
    kind: str
    span: Span | None = None
    cue: Span | None = None
    inherited: bool = False


class Official(msgspec.Struct, frozen=True, kw_only=True):
    """Someone acting in office: a name, a rank and an office as written, each None where the words give none."""

    span: Span
    name: str | None = None
    rank: str | None = None
    office: str | None = None


class Inspection(msgspec.Struct, frozen=True, kw_only=True):
    """Who looked at the ground, and at whose invitation."""

    officials: tuple[Official, ...] = ()
    groups: tuple[Mention, ...] = ()
    invited_by: Mention | None = None


class Violation(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to have been violated: an agreement, one of its provisions, and by whom."""

    agreement: Mention | None = None
    provision: Mention | None = None
    by: Mention | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A figure or an act at one span of one report, with every part that the words give it.

    `figure` is None for acts (inspections, violations). `part_of` is the id of the claim this one is a sub-count of;
    `total_of` holds the ids of the claims that it sums. `headline` is True in the headline and other furniture of
    the same kind. `found_by` holds the ids of the rules that fired, and `pack` the hash of the pack they stand in.
    `order` is the claim's rank among the claims of its report.
    """

    id: str
    report: str
    measure: str
    span: Span
    figure: Figure | None = None
    item: Mention | None = None
    model: Mention | None = None
    made_in: Mention | None = None
    made_when: Mention | None = None
    people: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    period: Period | None = None
    attribution: tuple[Holder, ...] = ()
    stance: Stance = Stance.ASSERTED
    stance_cue: Span | None = None
    scope: Scope = Scope.NEW
    scope_cue: Span | None = None
    part_of: str | None = None
    part_cue: Span | None = None
    total_of: tuple[str, ...] = ()
    measure_cue: Span | None = None
    inspection: Inspection | None = None
    violation: Violation | None = None
    headline: bool = False
    order: int = 0
    found_by: tuple[str, ...] = ()
    pack: str = ""


def claim_id(report: str, measure: str, span: Span, figure: Figure | None) -> str:
    """Return the id of the claim that says this measure and figure at this span of this report."""
    value = None if figure is None else [str(figure.value), str(figure.value_max), figure.bound.value, figure.unit]
    return content_id("claim", report, measure, span.start, span.end, value)
