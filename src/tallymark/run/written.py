"""The numbers that a report writes, for whoever compares versions."""

from __future__ import annotations

from collections.abc import Sequence

from tallymark.model import Report
from tallymark.rules.renderings import Written


def written_in(report: Report) -> Sequence[Written]:
    """Return the numbers of a report by the pack of its language; none where there is no pack."""
    from tallymark.extract.written import find_written
    from tallymark.packs import load_packs
    from tallymark.rules import engine_of

    engine = engine_of(load_packs(), report.language or "")
    return [] if engine is None else find_written(report.text, engine)
