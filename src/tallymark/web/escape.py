"""What in a report could run, break or turn around the page, and how each is made harmless without being lost."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

_NOT_IN_HTML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NAMES = {"\u202d": "U+202D left-to-right override", "\u202e": "U+202E right-to-left override"}
_OVERRIDE = re.compile("[\u202d\u202e]")


def representable(text: str) -> str:
    r"""Return the text with what HTML cannot carry (NUL, lone surrogates …) replaced one for one by U+FFFD.

    >>> representable("a\x00b")
    'a\ufffdb'
    """
    return _NOT_IN_HTML.sub("\ufffd", text)


def calm(value: object) -> object:
    r"""Return a string of the page's own sentences and labels without marks that turn the text around.

    Anything that is no plain string, and markup made by this room, is returned untouched. The report's own text is
    not calmed but written by `report_words`, which loses nothing.

    >>> calm("a\u202eb"), calm(3)
    ('ab', 3)
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _DIRECTION.sub("", representable(value))


def report_words(text: str) -> Markup:
    r"""Return words of a report as markup whose text content is the words themselves.

    An override of the writing direction is kept, but closed in an isolate of its own, where it turns nothing around
    and can be shown. A carriage return is written as a reference, since a parser would drop it.

    >>> print(report_words("<b>\r"))
    &lt;b&gt;&#13;
    >>> print(report_words("\u202e") == '<bdi class="override" title="U+202E right-to-left override">\u202e</bdi>')
    True
    """
    safe = str(escape(representable(text))).replace("\r", "&#13;")
    return Markup(_OVERRIDE.sub(_isolated, safe))


def _isolated(met: re.Match[str]) -> str:
    """Return one override in an isolate that names it."""
    return f'<bdi class="override" title="{_NAMES[met[0]]}">{met[0]}</bdi>'


def web_address(url: str | None) -> str | None:
    """Return the address if it is one of the web, else None: no other scheme becomes a link.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("https://[")
    ('https://example.org/a', None, None)
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
