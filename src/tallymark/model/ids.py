"""Ids made of content: the same thing worked out twice has the same id, whoever worked it out and when."""

from __future__ import annotations

import hashlib

import msgspec

_ENCODER = msgspec.json.Encoder(order="deterministic")


def content_id(kind: str, *parts: object) -> str:
    """Return an id of the form `kind-` and 20 hexadecimal digits that depends on nothing but `parts`.

    >>> content_id("claim", "a", 1) == content_id("claim", "a", 1)
    True
    >>> content_id("claim", "a", 1) == content_id("claim", "a", "1")
    False
    """
    return f"{kind}-{hashlib.sha256(_ENCODER.encode(parts)).hexdigest()[:20]}"


def text_id(text: str) -> str:
    """Return the id of a report: the hash of its text is its identity.

    Lone surrogates, which no encoding can carry, are hashed as they stand.

    >>> text_id("a mine").startswith("report-")
    True
    """
    return f"report-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
