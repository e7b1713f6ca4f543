"""How rows are written as JSON Lines: one JSON object a line, in UTF-8, losing nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

import msgspec

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_SURROGATE = re.compile("[\ud800-\udfff]")

# JSON allows these as they stand, but programs that split text into lines would split at them.
_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def json_line(row: Mapping[str, Any]) -> str:
    r"""Return the row as JSON on one line, without the line's end.

    Decimals are written as numbers, digit by digit. Lone surrogates, which UTF-8 cannot carry, are escaped.

    >>> from decimal import Decimal
    >>> json_line({"quote": "Ağdam", "value": Decimal("1644.60")})
    '{"quote":"Ağdam","value":1644.60}'
    >>> json_line({"quote": "a\ud800b\u2028c"})
    '{"quote":"a\\ud800b\\u2028c"}'
    """
    try:
        line = _ENCODER.encode(row)
    except UnicodeEncodeError:
        line = _ENCODER.encode(_escaped(row))
    return line.decode().translate(_LINE_ENDS)


def write_jsonl(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    """Write each row on a line of its own as it comes and return how many there were."""
    count = 0
    for row in rows:
        stream.write(json_line(row) + "\n")
        count += 1
    return count


def _escaped(value: Any) -> Any:
    if isinstance(value, str) and _SURROGATE.search(value):
        return msgspec.Raw(json.dumps(value))
    if isinstance(value, Mapping):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_escaped(item) for item in value]
    return value
