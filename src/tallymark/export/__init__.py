"""Ledger rows to files that other programs read.

A row is a dict of plain values: one noun, told under its reports' stems, with the words it stands in. Rows are written
as JSON Lines, which lose nothing, or as CSV, which is flat.
"""

from typing import TYPE_CHECKING

from tallymark.on_demand import on_demand

if TYPE_CHECKING:
    from tallymark.export.claim import claim_row
    from tallymark.export.columns import COLUMNS
    from tallymark.export.derived import finding_row, problem_row, series_row, story_rows, tally_row
    from tallymark.export.lines import json_line, write_jsonl
    from tallymark.export.table import write_csv

__all__ = [
    "COLUMNS",
    "claim_row",
    "finding_row",
    "json_line",
    "problem_row",
    "series_row",
    "story_rows",
    "tally_row",
    "write_csv",
    "write_jsonl",
]

__getattr__ = on_demand(
    __name__,
    {"claim_row": "claim", "COLUMNS": "columns", "json_line": "lines", "write_jsonl": "lines", "write_csv": "table"}
    | dict.fromkeys(("finding_row", "problem_row", "series_row", "story_rows", "tally_row"), "derived"),
)
