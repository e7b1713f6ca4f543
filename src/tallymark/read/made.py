"""A report and its origin, made of a text that has been read."""

from __future__ import annotations

import msgspec

from tallymark.model import Origin, Report
from tallymark.read.metadata import Metadata
from tallymark.rules.language import detect


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text was found: the input's name and stem, and what its bytes were read as."""

    name: str
    stem: str
    encoding: str = "utf-8"


def made(text: str, metadata: Metadata, whence: Input, extractor: str = "") -> tuple[Report, Origin]:
    """Return the report of a text and the origin that it was found under; the language is detected where not given.

    >>> report, origin = made("Two mines were found by the army.", Metadata(), Input(name="in/a.txt", stem="a"))
    >>> report.language, report.language_given, origin.stem
    ('en', False, 'a')
    """
    report = Report.of(
        text,
        title=metadata.title,
        source=metadata.source,
        url=metadata.url,
        published=metadata.published,
        language=metadata.language,
        extractor=extractor,
    )
    if report.language is None:
        report = msgspec.structs.replace(report, language=detect(text))
    origin = Origin(
        report=report.id,
        name=whence.name,
        stem=whence.stem,
        source=metadata.source,
        url=metadata.url,
        published=metadata.published,
        encoding=whence.encoding,
    )
    return report, origin
