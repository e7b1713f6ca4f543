"""Where what is compared of each report is put aside, so that memory holds little of it at a time."""

from __future__ import annotations

from typing import Protocol


class Shelf(Protocol):
    """Bytes by their number, as a list of bytes has them; whoever wants memory to stay flat gives one on a disk."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, number: int, /) -> bytes:
        """Return those with a number."""

    def __setitem__(self, number: int, kept: bytes, /) -> None:
        """Put others in their place."""

    def append(self, kept: bytes, /) -> None:
        """Put them aside under the next number."""
