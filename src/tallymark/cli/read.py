"""Take reports into the ledger, and do no more: no claims are looked for yet."""

from __future__ import annotations

import argparse

from tallymark.cli.options import Options, add_input_options, add_paths
from tallymark.cli.work import do_stages, readable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    add_paths(parser)
    add_input_options(parser)


def do(options: Options) -> int:
    """Take the paths in; return the exit status."""
    return do_stages(options, ("read",), readable(options.paths, "read"))
