"""A language as it is taught by its pack: the pack, compiled, with the domain that it shares."""

from __future__ import annotations

from typing import NamedTuple

from tallymark.extract import extract
from tallymark.extract.ages import find_ages
from tallymark.extract.counts import find_counts
from tallymark.extract.models import find_models
from tallymark.extract.periods import find_periods
from tallymark.model import Claim, Report
from tallymark.packs import Pack, PackError, Packs
from tallymark.rules import Engine, Line, engine_of


class Taught(NamedTuple):
    """One language of the packs, with its engine."""

    language: str
    packs: Packs
    engine: Engine

    @property
    def pack(self) -> Pack:
        """Return its words and rules as they were loaded."""
        return self.packs.languages[self.language]

    def report(self, text: str, published: str | None = None) -> Report:
        """Return a text as a report in this language."""
        return Report.of(text, language=self.language, published=published)

    def claims(self, text: str, published: str | None = None) -> list[Claim]:
        """Return the claims that are found in a text."""
        return extract(self.report(text, published), self.packs)[0]

    def undated(self, text: str) -> Line:
        """Return a text's line as it stands before dates are read: only models are single units."""
        line = self.engine.line(text)
        return line.merged(find_models(text, line, self.engine))

    def dated(self, text: str, published: str | None = None) -> Line:
        """Return a text's line as it stands before counts are read: models, periods and ages are single units."""
        line = self.undated(text)
        line = line.merged(find_periods(line, self.engine, self.report(text, published)))
        return line.merged(find_ages(line, self.engine))

    def counted(self, text: str, published: str | None = None) -> Line:
        """Return a text's line with its counts as single units too."""
        line = self.dated(text, published)
        return line.merged(find_counts(text, line, self.engine)[0])


def taught(packs: Packs, language: str) -> Taught:
    """Return a language of the packs, compiled. Raises `PackError` where there is none or it is broken."""
    engine = engine_of(packs, language)
    if engine is None:
        raise PackError(f"there is no pack for the language {language!r}")
    return Taught(language, packs, engine)
