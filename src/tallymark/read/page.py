"""The main text of a web page and what the page says about itself. trafilatura does the reading; this asks it."""

from __future__ import annotations

import logging
import re
from typing import Any

import msgspec

from tallymark.read.metadata import NOTHING_KNOWN, Metadata, iso_date, one_line

# The text depends on these, so they are written beside it. Comments are other people's words.
_OPTIONS: dict[str, Any] = {"include_comments": False, "include_tables": True, "include_links": False}

# Never words of the report; trafilatura keeps some of them in on short pages.
_NEVER_TEXT = ("noscript", "textarea", "template", "iframe", "object", "select", "button", "svg", "math")

# Only dates that the page itself gives as its own. The search of the whole text is off: it takes the date of the event
# for the date of the report. The bound is a fixed one, so that the same page gives the same date on any day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31"}

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 4096


# What trafilatura and the libraries under it have been seen to raise, and may, on markup that no one would write by
# mistake. Running out of memory and being interrupted are not among them.
_BREAKS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_BROKEN = object()


class Page(msgspec.Struct, frozen=True):
    """A page's main text, what the page says of itself, and the program that took it out.

    `broken` is True where the page is made so that what it says of itself could not be read.
    """

    text: str
    metadata: Metadata
    extractor: str
    broken: bool = False


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page names in its head, or None.

    >>> declared_encoding(b'<html><head><meta charset="windows-1251">')
    'windows-1251'
    """
    found = _DECLARED.search(data[:_HEAD])
    return None if found is None else found[1].decode("ascii")


def read_page(html: str, url: str | None = None) -> Page | None:
    """Return the main text of a page and its metadata; None where there is no text in it.

    >>> read_page("<html><title>News</title><body><p>Two mines were found.</p></body></html>").text
    'Two mines were found.'
    """
    # A bare fragment is taken for no page at all unless something surrounds it.
    whole = _XML.sub("", html, count=1) if "<html" in html[:_HEAD].lower() else f"<html><body>{html}</body></html>"
    document = _extracted(whole, url, with_metadata=True)
    broken = document is _BROKEN
    if broken:  # most often it is the search for the date that breaks, and the text is there without it
        document = _extracted(whole, url, with_metadata=False)
    if document in (None, _BROKEN) or not (document.text or "").strip():
        return None
    options = " ".join(f"{name}={'yes' if value else 'no'}" for name, value in sorted(_OPTIONS.items()))
    return Page(document.text, NOTHING_KNOWN if broken else _metadata(document), f"{_name()} {options}", broken)


def _name() -> str:
    """Return the extractor's name and version."""
    import trafilatura

    return f"trafilatura {trafilatura.__version__}"


def _extracted(html: str, url: str | None, *, with_metadata: bool) -> Any:
    """Return trafilatura's document, None where it finds no text, `_BROKEN` where the page breaks it."""
    import trafilatura  # here: it takes a quarter of a second, and most inputs are not pages
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it logs comes out as a problem
    try:
        return trafilatura.bare_extraction(
            html,
            url=url,
            with_metadata=with_metadata,
            prune_xpath=[f"//{tag}" for tag in _NEVER_TEXT],
            date_extraction_params=dict(_DATES),
            **_OPTIONS,
        )
    except (*_BREAKS, LxmlError):
        return _BROKEN


def _metadata(document: Any) -> Metadata:
    """Return what the page says of itself, as far as it makes sense.

    Left out: an address that no browser opens, and the language, which templates of sites in two languages get wrong.
    """
    address = one_line(document.url)
    return Metadata(
        source=one_line(document.sitename) or one_line(document.hostname),
        url=address if address is not None and address.startswith(("https://", "http://")) else None,
        published=None if document.date is None else iso_date(document.date),
        title=one_line(document.title),
    )
