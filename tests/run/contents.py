"""All that a ledger holds, to compare one with another."""

from __future__ import annotations

from pathlib import Path

from tallymark.ledger import Ledger


def contents(where: Path) -> dict[str, list[object]]:
    """Return everything that a ledger holds, but for when and how often it was worked on."""
    with Ledger.open(where, read_only=True) as ledger:
        reports = list(ledger.reports())
        return {
            "reports": list(reports),
            "origins": [origin for report in reports for origin in ledger.origins(report.id)],
            "claims": list(ledger.claims()),
            "stories": list(ledger.stories()),
            "tallies": list(ledger.tallies()),
            "series": list(ledger.series()),
            "findings": list(ledger.findings()),
            "problems": list(ledger.problems()),
            "unread": [ledger.counts()["reports"] - ledger.counts()["readings"]],
        }
