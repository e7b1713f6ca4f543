"""How a noun becomes one JSON text and comes back from it without loss."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from tallymark.ledger.texts import from_stored, to_stored

Noun = TypeVar("Noun", bound=msgspec.Struct)

_ENCODER = msgspec.json.Encoder()


def to_body(noun: msgspec.Struct) -> str:
    r"""Return the JSON of a noun, escaping the texts that JSON in UTF-8 cannot carry.

    >>> from tallymark.model import Span
    >>> to_body(Span(0, 4, "nine"))
    '{"start":0,"end":4,"quote":"nine"}'
    >>> to_body(Span(0, 1, "\ud800"))
    '{"start":0,"end":1,"quote":"\\u001ad800"}'
    """
    try:
        body = _ENCODER.encode(noun).decode()
    except UnicodeEncodeError:
        pass
    else:
        if "\\u001a" not in body and "\\u0000" not in body:
            return body
    return _ENCODER.encode(_each_text(msgspec.to_builtins(noun), to_stored)).decode()


def from_body(body: str, kind: type[Noun]) -> Noun:
    r"""Return the noun that `to_body` was given.

    >>> from tallymark.model import Span
    >>> from_body('{"start":0,"end":1,"quote":"\\u001ad800"}', Span) == Span(0, 1, "\ud800")
    True
    """
    if "\\u001a" not in body:
        noun: Noun = _decoder(kind).decode(body)
        return noun
    return msgspec.convert(_each_text(msgspec.json.decode(body), from_stored), kind)


@functools.cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_text(item, change) for item in value]
    return value
