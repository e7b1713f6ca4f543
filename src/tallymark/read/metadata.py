"""Where a report comes from: source, address, date, language and title, and whose word counts when several say so."""

from __future__ import annotations

import datetime
import re
import unicodedata

import msgspec

from tallymark.model import Problem
from tallymark.read.problems import problem

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATE_OF_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*", re.DOTALL)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about a report besides its text; each None where nobody said."""

    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Return this with the gaps filled from `other`.

        >>> Metadata(source="A").or_else(Metadata(source="B", language="en"))
        Metadata(source='A', url=None, published=None, language='en', title=None)
        """
        return Metadata(
            source=other.source if self.source is None else self.source,
            url=other.url if self.url is None else self.url,
            published=other.published if self.published is None else self.published,
            language=other.language if self.language is None else self.language,
            title=other.title if self.title is None else self.title,
        )


NOTHING_KNOWN = Metadata()


def known(metadata: Metadata, name: str) -> tuple[Metadata, list[Problem]]:
    """Return what of the metadata makes sense, and a problem for each field that does not.

    >>> known(Metadata(published="2022-11-24T10:00:00Z", language="EN-gb"), "a.txt")[0].published
    '2022-11-24'
    >>> [p.reason for p in known(Metadata(published="24/11/2022"), "a.txt")[1]]
    ["published '24/11/2022' is no date of the form 2022-11-24, 2022-11 or 2022; it is left open"]
    """
    problems: list[Problem] = []
    published, language = one_line(metadata.published), one_line(metadata.language)
    date = None if published is None else iso_date(published)
    if published is not None and date is None:
        reason = f"published {_short(published)} is no date of the form 2022-11-24, 2022-11 or 2022; it is left open"
        problems.append(problem("bad_field", name, reason))
    code = None if language is None else language_code(language)
    if language is not None and code is None:
        reason = f"language {_short(language)} is no language code such as en; it is worked out from the text"
        problems.append(problem("bad_field", name, reason))
    cleaned = Metadata(
        source=one_line(metadata.source),
        url=one_line(metadata.url),
        published=date,
        language=code,
        title=one_line(metadata.title),
    )
    return cleaned, problems


def iso_date(words: str) -> str | None:
    """Return an ISO date or the known part of one, cutting off a time of day; None where it is no date.

    >>> iso_date("2022-11"), iso_date("2022-11-24 23:59"), iso_date("2022-02-30"), iso_date("November 2022")
    ('2022-11', '2022-11-24', None, None)
    """
    timed = _DATE_OF_TIME.fullmatch(words)
    date = words if timed is None else timed[1]
    parts = _DATE.fullmatch(date)
    if parts is None:
        return None
    try:
        datetime.date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return None
    return date


def language_code(words: str) -> str | None:
    """Return the lower-case language code without region; None where it is no code.

    >>> language_code("pt-BR"), language_code("English")
    ('pt', None)
    """
    parts = _LANGUAGE.fullmatch(words.lower())
    return None if parts is None else parts[1]


def one_line(words: str | None) -> str | None:
    """Return metadata as one line without control characters; None where nothing is left.

    >>> one_line(" Mine kills\\n two\\x1b[31m ")
    'Mine kills two[31m'
    """
    if words is None:
        return None
    shown = "".join(letter for letter in words if letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cs"))
    return " ".join(shown.split()) or None


def _short(words: str) -> str:
    """Quote a value from outside, cut to a length that a person reads."""
    return repr(words if len(words) <= 40 else words[:39] + "…")
