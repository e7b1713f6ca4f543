"""JSON Lines: one report a line, read as it streams by, so that a file may be of any size."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from tallymark.model import Origin, Problem, Report
from tallymark.read.encoding import decode
from tallymark.read.made import Input, made
from tallymark.read.metadata import NOTHING_KNOWN, Metadata, known
from tallymark.read.problems import TEXT_LIMIT, about, printable_name, problem
from tallymark.read.records import Record, ignored, parse, record_of

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# A stream with more different unknown fields than this uses values as names; one saying of it is enough.
_NAMED_FIELDS = 100


def read_lines(
    name: str, lines: Iterable[bytes], *, defaults: Metadata = NOTHING_KNOWN
) -> Iterator[tuple[Report, Origin] | Problem]:
    """Yield the report of each line, or the problem with it, holding one line at a time.

    Lines are counted from 1 and origins named `name#line`. Empty lines are passed over. Fields that are not
    documented are said once for the whole input.

    >>> [type(row).__name__ for row in read_lines("a.jsonl", [b'{"text": "Two mines."}', b'{"text": ', b""])]
    ['tuple', 'Problem']
    """
    name = printable_name(name)
    defaults, problems = known(defaults, name)
    yield from problems
    said: set[str] = set()
    for number, line in enumerate(lines, 1):
        if number == 1 and line.startswith(_WIDE_MARKS):
            yield problem("encoding_unknown", name, "JSON Lines must be UTF-8, and this is UTF-16; save it as UTF-8")
            return
        if not line.strip(b" \t\r\n\xef\xbb\xbf" if number == 1 else b" \t\r\n"):
            continue
        for row in _read_line(f"{name}#{number}", f"{stem_of(name)}#{number}", line, defaults):
            if isinstance(row, frozenset):
                fresh = row - said if len(said) < _NAMED_FIELDS else frozenset()
                said |= fresh
                yield from ignored(name, fresh)
            else:
                yield row


def _read_line(
    name: str, stem: str, line: bytes, defaults: Metadata
) -> Iterator[tuple[Report, Origin] | Problem | frozenset[str]]:
    """Yield what one line holds: problems, the names of fields that are not documented, the report."""
    if len(line) > TEXT_LIMIT:
        yield problem("too_large", name, f"the line has more than {TEXT_LIMIT // 1_000_000} MB; it is left out")
        return
    problems: list[Problem] = []
    try:
        text, encoding = line.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        decoded = decode(name, line)
        if isinstance(decoded, Problem):
            yield decoded
            return
        text, encoding, problems = decoded.text, decoded.encoding, [*decoded.problems]
    value = parse(name, text)
    record = value if isinstance(value, Problem) else record_of(name, value)
    if isinstance(record, Problem):
        yield from [*problems, record]
        return
    pair = made_of_record(record, Input(name=name, stem=record.id or stem, encoding=encoding), defaults)
    yield from about(pair[0], [*problems, *record.problems])
    yield record.unknown
    yield pair


def made_of_record(record: Record, whence: Input, defaults: Metadata) -> tuple[Report, Origin]:
    """Return the report of a record, its own fields before the defaults."""
    return made(record.text, record.metadata.or_else(defaults), whence)


def stem_of(name: str) -> str:
    """Return the stem of an input's name; `-` is the standard input.

    >>> stem_of("in/a.txt"), stem_of("-")
    ('a', 'stdin')
    """
    return "stdin" if name == "-" else PurePath(name).stem or name
