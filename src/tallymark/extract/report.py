"""Extraction: one report to its claims."""

from __future__ import annotations

from tallymark.extract.claims import draft_claims
from tallymark.model import Claim, Problem, Report
from tallymark.packs import Packs
from tallymark.rules import engine_of


def extract(report: Report, packs: Packs) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of a report in the order of its text, and what was not understood."""
    engine = engine_of(packs, report.language or "")
    if engine is None:
        return [], []
    return draft_claims(report, engine, packs.hash)
