"""What the packs know of a report's words, for whoever compares versions."""

from __future__ import annotations

from collections.abc import Sequence

from tallymark.model import Report
from tallymark.rules.renderings import Written


class PackWords:
    """The numbers that a report writes and what its words mean, by the pack of its language; nothing without one."""

    def numbers(self, report: Report) -> Sequence[Written]:
        """Return the numbers of a report."""
        from tallymark.extract.written import find_written
        from tallymark.packs import load_packs
        from tallymark.rules import engine_of

        engine = engine_of(load_packs(), report.language or "")
        return [] if engine is None else find_written(report.text, engine)

    def meaning(self, report: Report, words: str) -> str | None:
        """Return the id of what a word or phrase stands for, a measure's or a bound's or another."""
        from tallymark.packs import load_packs
        from tallymark.rules import engine_of

        engine = engine_of(load_packs(), report.language or "")
        sense = None if engine is None else engine.find(words)
        return None if sense is None else sense.id or None
