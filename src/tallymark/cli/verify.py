"""Prove that nothing in the ledger was altered since it was recorded.

Ends with status 0 and the hash of the last entry, which is worth noting elsewhere; or
with status 1 and the first entry that is not as it was recorded.
"""

from __future__ import annotations

import argparse

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.progress import told_progress
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: all of the ledger is read."""


def do(options: Options) -> int:
    """Verify the ledger; return 0 where it is as recorded, else 1."""
    with open_ledger(options, read_only=True) as ledger, told_progress(quiet=options.quiet) as progress:
        import msgspec

        told = ledger.verify(lambda entry: progress("verifying", entry, None))
    if options.json:
        print_json(msgspec.structs.asdict(told))
    elif told.fault is not None:
        Paper().line(f"Not as recorded. {told.fault}", style="strong")
    elif not options.quiet:
        Paper().line(f"As recorded: {told.entries:,} entries, and nothing beside them.")
        Paper().line(f"The last entry's hash: {told.head}")
    return 0 if told.fault is None else 1
