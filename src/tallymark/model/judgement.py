"""What a person decided, and which of several decisions stand."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from tallymark.model.ids import content_id


class Decision(enum.Enum):
    """What a person can decide; the last takes back a judgement of one's own."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    RIGHT = "right"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Where a judged claim stood and what it said, so that it is found again when the rules have changed."""

    report: str
    start: int
    end: int
    quote: str
    measure: str


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A decision about the thing with the id `about`: by whom, when (ISO date and time, UTC), why, on which evidence.

    `value` is the number that a claim should have. `words` says where a judged claim stood. A withdrawal is about
    another judgement. The id of a link is `link_id` of its `reports`.
    """

    id: str
    about: str
    decision: Decision
    by: str
    when: str
    why: str = ""
    evidence: str = ""
    value: Decimal | None = None
    words: Words | None = None
    reports: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        about: str,
        decision: Decision,
        *,
        by: str,
        when: str,
        why: str = "",
        evidence: str = "",
        value: Decimal | None = None,
        words: Words | None = None,
        reports: tuple[str, ...] = (),
    ) -> Judgement:
        """Return the judgement with the id that its content gives it: the same said twice is one judgement."""
        written = None if value is None else str(value)
        return cls(
            id=content_id("judgement", about, decision.value, by, when, why, evidence, written),
            about=about, decision=decision, by=by, when=when, why=why, evidence=evidence, value=value, words=words,
            reports=reports,
        )  # fmt: skip


def link_id(one: str, other: str) -> str:
    """Return the id of the link of two reports, whichever is named first.

    >>> link_id("report-b", "report-a") == link_id("report-a", "report-b")
    True
    """
    return content_id("link", *sorted((one, other)))


def standing(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return by what they are about the judgements that stand: each person's last, unless it was withdrawn.

    Only whoever made a judgement can withdraw it; then the one before it does not stand again.
    """
    every = sorted(judgements, key=lambda one: (one.when, one.id))
    withdrawn = {(one.about, one.by) for one in every if one.decision is Decision.WITHDRAWN}
    last: dict[tuple[str, str], Judgement] = {}
    for one in every:
        if one.decision is not Decision.WITHDRAWN:
            last[one.about, one.by] = one
    out: dict[str, list[Judgement]] = {}
    for one in last.values():
        if (one.id, one.by) not in withdrawn:
            out.setdefault(one.about, []).append(one)
    return out


def agreed(stand: Iterable[Judgement]) -> Judgement | None:
    """Return what people decided about one thing where all who are sure say the same, else None."""
    sure = [one for one in stand if one.decision is not Decision.UNSURE]
    said = {(one.decision, one.value) for one in sure}
    return sure[-1] if len(said) == 1 else None


def differ(stand: Iterable[Judgement]) -> bool:
    """Say whether people who are sure decided differently about one thing."""
    return len({(one.decision, one.value) for one in stand if one.decision is not Decision.UNSURE}) > 1
