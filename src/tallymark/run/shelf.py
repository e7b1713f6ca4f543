"""Bytes put aside on the disk and taken up again by number, so that memory does not grow with the reports."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from types import TracebackType

# So many bytes wait in memory before there is a file at all.
IN_MEMORY = 2_000_000


class Shelf:
    """A list of bytes in a file of its own, which nobody else sees and which is gone when the shelf is closed.

    >>> with Shelf() as shelf:
    ...     shelf.append(b"nine")
    ...     shelf.append(b"mines")
    ...     shelf[0] = b"eleven"
    ...     len(shelf), shelf[0], list(shelf)
    (2, b'eleven', [b'eleven', b'mines'])
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="tallymark-")  # noqa: SIM115  (closed by the shelf)
        self._starts, self._sizes = array("Q"), array("I")
        self._end = 0

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int, /) -> bytes:
        """Return the bytes of a number; IndexError where there are none."""
        size = self._sizes[number]
        self._file.seek(self._starts[number])
        return self._file.read(size)

    def __setitem__(self, number: int, kept: bytes, /) -> None:
        """Put others in their place; the room of those before stays taken."""
        self._sizes[number] = len(kept)
        self._starts[number] = self._end
        self._write(kept)

    def __iter__(self) -> Iterator[bytes]:
        return (self[number] for number in range(len(self)))

    def append(self, kept: bytes, /) -> None:
        """Put bytes aside under the next number."""
        self._starts.append(self._end)
        self._sizes.append(len(kept))
        self._write(kept)

    def _write(self, kept: bytes) -> None:
        self._file.seek(self._end)
        self._file.write(kept)
        self._end += len(kept)
