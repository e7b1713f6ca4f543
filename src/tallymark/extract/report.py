"""Extraction: one report to its claims."""

from __future__ import annotations

from tallymark.extract.claims import draft_claims
from tallymark.model import Claim, Problem, Report, content_id
from tallymark.packs import Packs
from tallymark.rules import engine_of


def extract(report: Report, packs: Packs) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of a report in the order of its text, and what was not understood.

    A report in a language without a pack has no claims and one problem that says so: its figures stay unread.
    """
    engine = engine_of(packs, report.language or "")
    if engine is None:
        return [], [_no_pack(report)]
    return draft_claims(report, engine, packs.hash)


def _no_pack(report: Report) -> Problem:
    language = report.language or "und"
    reason = (
        "the language of the report is not known, so its figures stay unread"
        if language == "und"
        else f"there is no pack for the language {language!r}, so the report's figures stay unread"
    )
    return Problem(
        id=content_id("problem", "no_pack", report.id, language), kind="no_pack", reason=reason, report=report.id
    )
