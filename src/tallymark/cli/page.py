"""Write the ledger as one HTML file that opens anywhere: the page that people read.

It needs no network, and nothing in a report can run in it.
"""

from __future__ import annotations

import argparse
import sys

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.output import written_whole
from tallymark.cli.rows import print_json, speak_utf8
from tallymark.cli.terminal import Paper

DEFAULT_PAGE = "tallymark.html"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    says = f"where to write it ({DEFAULT_PAGE}); - writes it to standard output"
    parser.add_argument("-o", "--output", metavar="FILE", default=DEFAULT_PAGE, help=says)


def do(options: Options) -> int:
    """Write the page and say where it is; return the exit status."""
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.web import page

        html = page(ledger)
    where = options.output or DEFAULT_PAGE
    if where == "-":
        speak_utf8()
        sys.stdout.write(html)
        return 0
    with written_whole(where) as stream:
        stream.write(html)
    if options.json:
        print_json({"page": where, "bytes": len(html.encode())})
    elif not options.quiet:
        Paper().line(f"Wrote {where}. It is one file and needs no network: open it in any browser.")
    return 0
