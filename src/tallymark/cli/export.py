"""Write rows for other programs: JSON Lines, which lose nothing, or CSV for spreadsheets.

tallymark export --format csv -o claims.csv
tallymark export --format jsonl --what findings
tallymark export --format csv --what tallies --as-of 2026-11-01
"""

from __future__ import annotations

import argparse
from typing import TextIO, cast

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.output import output_stream
from tallymark.cli.rows import print_json, safe_json
from tallymark.cli.terminal import COMMANDS, Paper

KINDS = ("claims", "stories", "tallies", "findings", "series", "problems")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("--format", choices=("jsonl", "csv"), required=True, help="how the rows are written")
    parser.add_argument("--what", choices=KINDS, default="claims", help="which rows (claims)")
    parser.add_argument("--as-of", metavar="RUN", dest="as_of", help="as it was at the end of a run or a day")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write them (standard output)")


def do(options: Options) -> int:
    """Write the rows; return the exit status."""
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli.ledger_rows import rows_of
        from tallymark.export import write_csv, write_jsonl

        if options.as_of is not None and options.what == "problems":
            raise UsageError("problems are told of now only, not --as-of a run or a day")
        rows = rows_of(ledger, options.what, options.as_of)
        with output_stream(options.output) as stream:
            safe = _safe(stream, options.format)
            count = write_csv(rows, safe, options.what) if options.format == "csv" else write_jsonl(rows, safe)
    if options.output not in (None, "-"):
        if options.json:
            print_json({"wrote": options.output, "what": options.what, "rows": count})
        elif not options.quiet:
            Paper().line(f"Wrote {options.output}: {count:,} row{'' if count == 1 else 's'} of {options.what}.")
    return 0


def _safe(stream: TextIO, format_: str | None) -> TextIO:
    """Return the stream, or where it is a terminal one that escapes what could command it."""
    return cast("TextIO", _OnTerminal(stream, as_json=format_ == "jsonl")) if stream.isatty() else stream


class _OnTerminal:
    """What rows are written to when they are looked at rather than kept."""

    def __init__(self, stream: TextIO, *, as_json: bool) -> None:
        self._stream = stream
        self._as_json = as_json

    def write(self, text: str) -> int:
        """Write a row, or several."""
        lines = text.split("\n")
        shown = map(safe_json, lines) if self._as_json else (COMMANDS.sub("\ufffd", line) for line in lines)
        return self._stream.write("\n".join(shown))
