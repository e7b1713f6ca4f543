"""The reading of one report by the packs, in which no fault of the program keeps other reports from being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallymark.model import Claim, Problem, Report, content_id

if TYPE_CHECKING:
    from tallymark.packs import Packs


def understood(report: Report, packs: Packs) -> tuple[list[Claim], list[Problem]]:
    """Return the claims and problems of a report; a text on which the program itself fails is one problem.

    A fault of ours in one report must not keep a thousand others from being read. A pack that does not load is no such
    fault: it is told at once. Later packs read the report again.
    """
    from tallymark.extract import extract
    from tallymark.packs import PackError

    try:
        return extract(report, packs)
    except (PackError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the run goes on
        reason = f"the program failed on this report and read nothing of it ({type(error).__name__}: {error})"
        made = content_id("problem", "report_not_understood", report.id)
        return [], [Problem(id=made, kind="report_not_understood", reason=reason, report=report.id)]
