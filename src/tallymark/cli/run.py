"""Read reports, find their claims, group them into stories, reconcile the figures.

All goes into one ledger. Run it again with more reports, or with the same: what was
read before is not read again.
"""

from __future__ import annotations

import argparse

from tallymark.cli.options import Options, add_input_options, add_paths
from tallymark.cli.work import do_stages, readable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    add_paths(parser)
    add_input_options(parser)


def do(options: Options) -> int:
    """Do every stage on the paths; return the exit status."""
    from tallymark.run.pipeline import STAGES

    return do_stages(options, STAGES, readable(options.paths, "run"))
