"""The documented fields of a report that comes as a JSON object, and of the metadata file beside a report."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from tallymark.model import Problem
from tallymark.read.metadata import Metadata, known
from tallymark.read.problems import problem

METADATA_FIELDS = ("title", "source", "url", "published", "language")
FIELDS = ("text", *METADATA_FIELDS, "id")

# What no store can hold. Shown one for one, because places in a JSON report's text are counted from its start.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One JSON object as far as it is understood: `unknown` are the names of the fields that are not documented."""

    text: str
    id: str | None
    metadata: Metadata
    problems: tuple[Problem, ...] = ()
    unknown: frozenset[str] = frozenset()


def parse(name: str, text: str) -> Any | Problem:
    """Return the value that a JSON text holds, or the problem with it.

    The standard library's parser and not msgspec's: it says the line and column of a mistake, and it reads the half
    surrogate pairs that cut-off messages hold.

    >>> parse("a.json", '{"text": "x"}'), parse("a.json", '{"text": "x"').reason
    ({'text': 'x'}, "not valid JSON, or cut off: Expecting ',' delimiter, line 1 column 13")
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"not valid JSON, or cut off: {error.msg}, line {error.lineno} column {error.colno}"
    except RecursionError:
        reason = "not a report: JSON nested too deep"
    except ValueError:
        reason = "not a report: a number in it has thousands of digits"
    return problem("bad_json", name, reason)


def record_of(name: str, value: Any) -> Record | Problem:
    """Return the report that a JSON value describes, or the problem that keeps it from being one.

    >>> record_of("a.json", {"text": "Two mines.", "published": "2022-11", "extra": 1}).unknown
    frozenset({'extra'})
    >>> record_of("a.json", {"title": "x"}).reason
    'the object has no field "text"'
    """
    if not isinstance(value, dict):
        return problem("bad_json", name, f"not an object with a text but {_what(value)}")
    text = value.get("text")
    if not isinstance(text, str):
        reason = 'the object has no field "text"' if text is None else f'the field "text" is {_what(text)}, not words'
        return problem("bad_json", name, reason)
    if not text.strip():
        return problem("empty", name, 'the field "text" has no words')
    text, broken = _UNSTORABLE.subn("\ufffd", text)
    metadata, problems = metadata_of(name, value)
    if broken:
        reason = f"{broken} characters of the text cannot be stored (NUL or half a pair); each is shown as \ufffd"
        problems.append(problem("damaged", name, reason))
    words, more = _words(name, value, ("id",))
    return Record(
        text=text,
        id=known(Metadata(title=words.get("id")), name)[0].title,
        metadata=metadata,
        problems=(*problems, *more),
        unknown=frozenset(map(str, value)) - set(FIELDS),
    )


def metadata_of(name: str, value: Mapping[str, Any]) -> tuple[Metadata, list[Problem]]:
    """Return the metadata fields of an object, and a problem for each of the wrong type or without sense."""
    words, problems = _words(name, value, METADATA_FIELDS)
    metadata, more = known(Metadata(**words), name)
    return metadata, problems + more


def sidecar_metadata(name: str, data: str) -> tuple[Metadata, list[Problem]]:
    """Return what the metadata file beside a report says, and what is wrong with it; `name` is that file's."""
    value = parse(name, data)
    if isinstance(value, Problem):
        return Metadata(), [problem("bad_sidecar", name, f"the metadata beside the report is {value.reason}")]
    if not isinstance(value, dict):
        return Metadata(), [
            problem("bad_sidecar", name, f"the metadata beside the report is {_what(value)}, no object")
        ]
    metadata, problems = metadata_of(name, value)
    return metadata, problems + ignored(name, frozenset(map(str, value)) - set(METADATA_FIELDS))


def ignored(name: str, fields: frozenset[str]) -> list[Problem]:
    """Say which fields were not taken, in one problem; no problem where there are none."""
    if not fields:
        return []
    shown = sorted(field if len(field) <= 40 else field[:39] + "…" for field in fields)
    more = f" and {len(shown) - 10} more" if len(shown) > 10 else ""
    names = ", ".join(ascii(field)[1:-1] for field in shown[:10])
    return [problem("unknown_field", name, f"fields that are not documented were ignored: {names}{more}")]


def _words(name: str, value: Mapping[str, Any], fields: tuple[str, ...]) -> tuple[dict[str, str], list[Problem]]:
    """Return those of the fields that hold words, and a problem for each that holds something else than null."""
    words = {field: value[field] for field in fields if isinstance(value.get(field), str)}
    wrong = [field for field in fields if field not in words and value.get(field) is not None]
    reasons = [f'the field "{field}" is {_what(value[field])}, not words; it is left out' for field in wrong]
    return words, [problem("bad_field", name, reason) for reason in reasons]


def _what(value: Any) -> str:
    """Say in words what kind of JSON value this is."""
    for kind, words in ((bool, "true or false"), (int | float, "a number"), (str, "words"), (list, "a list")):
        if isinstance(value, kind):
            return words
    return "null" if value is None else "an object"
