"""Rows for programs: JSON on standard output, in UTF-8 whatever the terminal speaks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from tallymark.cli.terminal import COMMANDS


def speak_utf8() -> None:
    """Write standard output in UTF-8 with plain line ends: programs read it, whatever the locale."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")


def safe_json(line: str) -> str:
    r"""Return a line of JSON in which what could command a terminal is escaped, as JSON allows: it says the same.

    >>> safe_json('{"quote":"a\u202eb"}')
    '{"quote":"a\\u202eb"}'
    """
    return COMMANDS.sub(lambda found: json.dumps(found[0])[1:-1], line)


def print_json(row: Mapping[str, Any]) -> None:
    """Print one JSON object on a line of its own."""
    print_json_lines([row])


def print_json_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print a line of JSON for each row, as the rows come."""
    from tallymark.export import json_line

    speak_utf8()
    for row in rows:
        sys.stdout.write(safe_json(json_line(row)) + "\n")
