"""One retrieved text, and the names it was retrieved under."""

from __future__ import annotations

import msgspec

from tallymark.model.ids import text_id


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its source, address, language and date; the text never changes.

    `id` is the hash of the text. `published` is an ISO date or the known part of one ("2022-11").
    `language` is a lower-case ISO 639 code, given or detected. `language_given` says which.
    `extractor` names the program, version and options that made the text out of HTML, or is empty.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    language_given: bool = False
    extractor: str = ""

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str | None = None,
        source: str | None = None,
        url: str | None = None,
        published: str | None = None,
        language: str | None = None,
        extractor: str = "",
    ) -> Report:
        """Return the report of a text, with the id that its text gives it.

        >>> Report.of("Two mines were found.").id == Report.of("Two mines were found.", source="A").id
        True
        """
        return cls(
            id=text_id(text),
            text=text,
            title=title,
            source=source,
            url=url,
            published=published,
            language=language,
            language_given=language is not None,
            extractor=extractor,
        )


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """One name under which a report's text came in: the same text has as many origins as it has names.

    `name` is the path as given, with `#line` for a line of a JSON Lines file; `stem` is the file's stem, or the
    `id` field of a JSON report. `encoding` is what the bytes were read as.
    """

    report: str
    name: str
    stem: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    encoding: str = "utf-8"
