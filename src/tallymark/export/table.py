"""How rows are written as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from tallymark.export.columns import COLUMNS, Cell, flat

# What spreadsheets take for the beginning of a formula, in the wide forms of East Asian keyboards too.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# A CSV file in UTF-8 cannot carry lone surrogates, and programs that read it stop at NUL.
_NOT_CARRIED = re.compile("[\x00\ud800-\udfff]")


def write_csv(rows: Iterable[Mapping[str, Any]], stream: TextIO, kind: str = "claims") -> int:
    r"""Write rows of one kind (a key of COLUMNS) under a line of column names; return how many lines followed it.

    The stream is best opened with `newline=""`, as the csv module asks.

    >>> import io
    >>> stream = io.StringIO()
    >>> write_csv([{"report": "=1+1", "story": "story-1"}], stream, "stories")
    1
    >>> stream.getvalue()
    "report,story\r\n'=1+1,story-1\r\n"
    """
    # Both characters of the line's end, so that a cell with either of them is put in quotation marks.
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS[kind])
    count = 0
    for row in rows:
        for cells in flat(kind, row):
            writer.writerow([guarded(cell) for cell in cells])
            count += 1
    return count


def guarded(cell: Cell) -> str:
    """Return the cell's text, with an apostrophe before what a spreadsheet would run as a formula.

    >>> [guarded(cell) for cell in ("-5", "=1+1", "-all-", "mines", 1644.6, True, None)]
    ['-5', "'=1+1", "'-all-", 'mines', '1644.6', 'true', '']
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return str(cell)
    text = _NOT_CARRIED.sub("\ufffd", cell)
    return f"'{text}" if _FORMULA.match(text) and _NUMBER.fullmatch(text) is None else text
