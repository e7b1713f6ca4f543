"""What a terminal's reader needs beside a record: who published it, under which name it came, a short id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from tallymark.model import Claim, Origin, Report, Span, Story, Tally

if TYPE_CHECKING:
    from tallymark.ledger import Ledger

SHORT = 8

Record = TypeVar("Record", Claim, Story, Tally)


def short(id_: str) -> str:
    """Return the start of an id that is enough to name it in a ledger of ordinary size.

    >>> short("claim-0123456789abcdef0123")
    'claim-01234567'
    """
    kind, _, digits = id_.partition("-")
    return f"{kind}-{digits[:SHORT]}"


class Lookup:
    """Reports and their names, by id; a few hundred are remembered.

    Of those that are going to be asked for, `fetch` gets so many at once.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.report = lru_cache(maxsize=256)(self._report)
        self.origins = lru_cache(maxsize=4096)(self._origins)
        self._fetched: dict[str, tuple[Report, tuple[Origin, ...]]] = {}

    def fetch(self, report_ids: Iterable[str]) -> None:
        """Get these reports and their names from the ledger, in place of those that were fetched before."""
        ids = list(report_ids)
        origins = self.ledger.origins_of(ids)
        self._fetched = {id_: (report, tuple(origins[id_])) for id_, report in self.ledger.reports_of(ids).items()}

    def _report(self, report_id: str) -> Report:
        fetched = self._fetched.get(report_id)
        return self.ledger.report(report_id) if fetched is None else fetched[0]

    def _origins(self, report_id: str) -> tuple[Origin, ...]:
        fetched = self._fetched.get(report_id)
        return tuple(self.ledger.origins(report_id)) if fetched is None else fetched[1]

    def stem(self, report_id: str) -> str:
        """Return the first name's stem."""
        origins = self.origins(report_id)
        return origins[0].stem if origins else short(report_id)

    def stems(self, report_id: str) -> list[str]:
        """Return the stems of all its names."""
        return [origin.stem for origin in self.origins(report_id)]

    def outlet(self, report_id: str) -> str:
        """Return who published a report, or the stem of its name where nobody is named."""
        source = self.report(report_id).source
        return self.stem(report_id) if source is None else source

    def version(self, report_id: str) -> str:
        """Return a report's name with its outlet and date, as far as they are known."""
        report = self.report(report_id)
        from tallymark.web.plain import date_words

        known = (
            self.stem(report_id),
            report.source,
            None if report.published is None else date_words(report.published),
        )
        return " · ".join(part for part in known if part)

    def first_published(self, story: Story) -> str:
        """Return the earliest date of a story's versions as it is written, or a word that sorts last."""
        return min((self.report(one).published or "unknown" for one in story.reports), default="unknown")


def words_of(span: Span, claim: Claim | None, limit: int = 120) -> str:
    """Return a span's words in quotation marks, cut to `limit` letters.

    A count that stands in no numeral may be a list of names. Names of private persons are kept in the report's text
    only, so such words are named by their place and not repeated.
    """
    if claim is not None and claim.figure is not None and not claim.figure.numeral and claim.people:
        return f"(words at {span.start}–{span.end} of the report)"
    quote = span.quote if len(span.quote) <= limit else span.quote[: limit - 1] + "…"
    return f"“{quote}”"


def by_id(records: Iterable[Record]) -> Mapping[str, Record]:
    """Return the records by id."""
    return {record.id: record for record in records}
