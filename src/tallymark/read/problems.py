"""How this stage says what it could not read: kinds of problem, and their making.

| kind | what happened |
|---|---|
| `empty` | there are no words in it |
| `binary` | the bytes are no text |
| `archive` | an archive or a compressed file: not opened |
| `too_large` | more than `TEXT_LIMIT` bytes |
| `unknown_kind` | the ending is none that is read |
| `encoding_guessed` | not UTF-8: read, and said as what |
| `encoding_unknown` | text in no encoding that fits: not read |
| `damaged` | broken places: read, each shown as U+FFFD |
| `truncated` | it breaks off in the middle of a character: what is there is read |
| `nul_removed` | NUL characters taken out of a plain text |
| `bad_json` | not JSON, or not an object with a text |
| `bad_field` | a field of the wrong type or with a value that makes no sense: left out |
| `unknown_field` | fields that are not documented: ignored |
| `bad_sidecar` | the metadata file beside the report cannot be used |
| `no_text` | a page in which no main text was found |
| `own_page` | a page that Tallymark wrote: not read |
| `not_found` | there is no file or folder of this name |
| `unreadable` | it is there and cannot be read |
| `loop` | a link to a folder that was read already |
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tallymark.model import Problem, Report, content_id

# More than any report has; a larger file is a database dump or a mistake.
TEXT_LIMIT = 20_000_000


def problem(kind: str, name: str, reason: str) -> Problem:
    """Return the problem of this kind with the input of this name.

    >>> problem("empty", "a.txt", "the file has no words").kind
    'empty'
    """
    return Problem(id=content_id("problem", kind, name, reason), kind=kind, reason=reason, name=name)


def about(report: Report, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems as problems of this report, which came of the input in spite of them."""
    return [msgspec.structs.replace(found, report=report.id) for found in problems]


def printable_name(name: str) -> str:
    """Return a file's name without the lone surrogates that Python puts for bytes that are not UTF-8.

    >>> printable_name("a\\udcff.txt")
    'a\\\\xff.txt'
    """
    return "".join(_shown(letter) if "\ud800" <= letter <= "\udfff" else letter for letter in name)


def _shown(letter: str) -> str:
    """Write one lone surrogate in digits."""
    point = ord(letter)
    return f"\\x{point - 0xDC00:02x}" if 0xDC80 <= point <= 0xDCFF else f"\\u{point:04x}"
