"""How a long run says how far it is, to whoever wants to know."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told after every piece of work: the stage, how much of it is done, and how much there is (None: not known)."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take note. Nothing that is done here changes the run."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Say nothing."""
