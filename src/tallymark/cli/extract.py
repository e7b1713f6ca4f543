"""Find the claims of the ledger's reports that the present rules have not read yet.

tallymark extract                         find the claims, and record them
tallymark extract --format jsonl          the same, then write every claim, a line each
tallymark extract --format jsonl PATH…    the claims of these inputs; without a ledger
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options, add_input_options, add_paths
from tallymark.cli.rows import print_json_lines
from tallymark.cli.trying import Tried
from tallymark.cli.work import do_stages, readable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    add_paths(parser)
    parser.add_argument("--format", choices=("jsonl",), help="write a line per claim to standard output")
    add_input_options(parser)


def do(options: Options) -> int:
    """Find claims in the ledger's reports, or in inputs without a ledger; return the exit status."""
    if options.paths:
        tried = Tried(options, readable(options.paths, "extract"))
        print_json_lines(_claims_of_inputs(tried))
        return tried.status()
    if options.format is None:
        return do_stages(options, ("extract",))
    status = do_stages(options, ("extract",), in_silence=True)
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli.ledger_rows import rows_of

        print_json_lines(rows_of(ledger, "claims"))
    return status


def _claims_of_inputs(tried: Tried) -> Iterator[dict[str, Any]]:
    """Yield a row for each claim of each input, under its stem, as the inputs are read: none of them is held.

    Inputs with the same text have the same claims, each under its own stem.
    """
    from tallymark.export import claim_row

    for report, origin in tried.taken():
        for claim in tried.claims(report, origin.name):
            yield claim_row(claim, origin.stem)
