"""What kind of input comes without a name, by how it begins."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Sequence

_PAGE = re.compile(rb"<(!doctype\b|!--|\?xml\b|html\b|head\b|body\b)", re.IGNORECASE)
_OBJECT = re.compile(rb'\{\s*("|\})')
_LIST = re.compile(rb"\[\s*\{")


def sniff(lines: Sequence[bytes]) -> str:
    """Return `text`, `page`, `json` or `lines` for an input whose first lines, two of them not blank, are given.

    JSON Lines have a whole object in the first line or, where that one is broken, in the second. What begins like an
    object or a list of objects is JSON; all else that is no page is text.

    >>> sniff([b'{"text": "a"}']), sniff([b'{"text": ', b'{"text": "b"}']), sniff([b'{"text":', b' "b"}'])
    ('lines', 'lines', 'json')
    >>> sniff([b"", b"<!DOCTYPE html>"]), sniff([b"[Update] Two mines were found"]), sniff([])
    ('page', 'text', 'text')
    """
    begin = b"".join(lines).removeprefix(codecs.BOM_UTF8).lstrip()
    if _PAGE.match(begin) is not None:
        return "page"
    if _OBJECT.match(begin) is not None:
        return "lines" if any(map(_is_object, lines)) else "json"
    return "json" if _LIST.match(begin) is not None else "text"


def _is_object(line: bytes) -> bool:
    """Say whether a line is a JSON object by itself."""
    try:
        return isinstance(json.loads(line.removeprefix(codecs.BOM_UTF8)), dict)
    except (ValueError, RecursionError):
        return False
