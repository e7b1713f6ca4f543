"""Rows for programs: JSON on standard output, in UTF-8 whatever the terminal speaks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from tallymark.cli.terminal import COMMANDS


def speak_utf8() -> None:
    """Write standard output in UTF-8 with plain line ends: programs read it, whatever the locale."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")


def json_text(value: object) -> str:
    r"""Return a value (records too) as JSON on one line; what could command a terminal is escaped, as JSON allows.

    >>> json_text({"quote": "a\u202eb"})
    '{"quote":"a\\u202eb"}'
    """
    import msgspec

    text = msgspec.json.encode(value).decode()
    return COMMANDS.sub(lambda found: json.dumps(found[0])[1:-1], text)


def print_json(value: object) -> None:
    """Print one JSON value on a line of its own."""
    speak_utf8()
    sys.stdout.write(json_text(value) + "\n")


def print_json_lines(rows: Iterable[Any]) -> None:
    """Print a line of JSON for each row, as the rows come."""
    speak_utf8()
    for row in rows:
        sys.stdout.write(json_text(row) + "\n")
