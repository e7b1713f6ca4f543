"""Make a ledger of an archive: whole, or not at all.

The ledger that --ledger names must be new or empty; every row is checked.
"""

from __future__ import annotations

import argparse

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("file", metavar="FILE", help="an archive that tallymark archive wrote")


def do(options: Options) -> int:
    """Restore the archive; return the exit status."""
    with open_ledger(options) as ledger:
        told = ledger.restore(options.file)
        name = ledger.name
    if options.json:
        print_json({"restored": name, "entries": told.entries, "head": told.head})
    elif not options.quiet:
        Paper().line(f"Restored into {name}: {told.entries:,} entries, the last of hash {told.head}.")
        Paper().line("To prove it: tallymark verify")
    return 0
