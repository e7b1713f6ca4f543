"""What a person decided."""

from __future__ import annotations

import enum

import msgspec


class Decision(enum.Enum):
    """The five things a person can decide."""

    SAME = "same"
    DIFFERENT = "different"
    WRONG = "wrong"
    RIGHT = "right"
    UNSURE = "unsure"


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A decision about the thing with the id `about`: by whom, when (ISO date and time, UTC), and why."""

    id: str
    about: str
    decision: Decision
    by: str
    when: str
    why: str = ""
