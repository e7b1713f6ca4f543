"""Write the whole ledger into one file, from which it can be restored.

An archive holds every row with hashes to check them by, whatever database the ledger is
kept in: it is a backup, and the way to another database.
"""

from __future__ import annotations

import argparse

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("file", metavar="FILE", help="where to write it: casework.zip")


def do(options: Options) -> int:
    """Write the archive; return the exit status."""
    with open_ledger(options, read_only=True) as ledger:
        told = ledger.archive(options.file)
    if options.json:
        print_json({"wrote": options.file, "entries": told.entries, "head": told.head})
    elif not options.quiet:
        rows = sum(count for count, _ in told.tables.values())
        Paper().line(f"Wrote {options.file}: {rows:,} rows, {told.entries:,} entries, the last of hash {told.head}.")
    return 0
