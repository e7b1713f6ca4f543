"""Numbers for texts, the same on every machine and in every process."""

from __future__ import annotations

import hashlib


def hashed(text: str) -> int:
    """Return a number of 64 bits for a text, whatever it holds.

    >>> hashed("figure 1119") == hashed("figure 1119") != hashed("figure 1609")
    True
    """
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
