"""Count each thing once, check the sums and follow the running totals of the ledger."""

from __future__ import annotations

import argparse

from tallymark.cli.options import Options
from tallymark.cli.work import do_stages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: this verb works on the ledger alone."""


def do(options: Options) -> int:
    """Reconcile what the ledger holds; return the exit status."""
    return do_stages(options, ("reconcile",))
