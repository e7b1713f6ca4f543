"""A table in a text file sorted by its bytes, searched where it lies: nothing is read until a key is asked for."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path


class SortedLines:
    """Lines of a UTF-8 file in the order of their bytes; the first field ends at a tab.

    Opening maps the file and reads nothing. The map is read-only, so threads may share it. Raises `OSError` where
    the file is missing and `ValueError` where it is empty.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def line(self, key: str) -> list[str] | None:
        """Return the fields of the line with this first field, or None."""
        wanted = key.encode("utf-8", "surrogatepass") + b"\t"
        return next((line.decode().split("\t") for line in self._from(wanted)), None)

    def starting(self, words: str) -> Iterator[list[str]]:
        """Yield the fields of every line whose first field is `words`, or begins with them and a space."""
        key = words.encode("utf-8", "surrogatepass")
        for follower in (b"\t", b" "):
            for line in self._from(key + follower):
                yield line.decode().split("\t")

    def _from(self, prefix: bytes) -> Iterator[bytes]:
        """Yield the lines that begin with `prefix`; sorted, they stand together."""
        data, at = self._bytes, self._lowest(prefix)
        while data[at : at + len(prefix)] == prefix:
            end = data.find(b"\n", at)
            yield data[at:end]
            at = end + 1

    def _lowest(self, prefix: bytes) -> int:
        """Return where the first line begins that is not below `prefix`."""
        data, low, high = self._bytes, 0, len(self._bytes)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", start)
            if data[start:end] < prefix:
                low = end + 1
            else:
                high = start
        return low
