"""What changed in the ledger between two runs or days: claims and tallies.

A run is named by its id or the start of it (tallymark show runs), a day by its
date.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json_lines
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.cli.lookup import Lookup
    from tallymark.ledger.differing import Changed
    from tallymark.model import Claim, Tally

_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("before", metavar="RUN", help="a run, a date or a time in UTC")
    parser.add_argument("after", metavar="RUN", help="a later one")


def do(options: Options) -> int:
    """Tell what changed; return the exit status."""
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli.ledger_rows import changed_rows
        from tallymark.cli.lookup import Lookup
        from tallymark.ledger.differing import difference

        told = difference(ledger.as_of(options.before), ledger.as_of(options.after))
        lookup = Lookup(ledger)
        if options.json:
            print_json_lines(changed_rows(told, lookup))
            return 0
        paper = Paper()
        _say(paper, "Claims", told.claims, lambda claim: _claim_words(claim, lookup))
        _say(paper, "Tallies", told.tallies, _tally_words)
        if not (told.claims or told.tallies):
            paper.line("Nothing changed.")
    return 0


def _say(paper: Paper, name: str, changed: Changed[Any], words: Callable[[Any], str]) -> None:
    for what, nouns in (("came", changed.new), ("went", changed.gone)):
        if nouns:
            paper.heading(f"{name} that {what}", f"{len(nouns):,}")
            for noun in nouns[:_SHOWN]:
                paper.line(words(noun), indent=2, hang=2)
            _rest(paper, len(nouns))
    if changed.other:
        paper.heading(f"{name} that say something else", f"{len(changed.other):,}")
        for before, after in changed.other[:_SHOWN]:
            paper.line(f"{words(before)} → {words(after)}", indent=2, hang=2)
        _rest(paper, len(changed.other))


def _rest(paper: Paper, count: int) -> None:
    if count > _SHOWN:
        paper.line(f"and {count - _SHOWN:,} more: --json lists them all", indent=2)


def _claim_words(claim: Claim, lookup: Lookup) -> str:
    from tallymark.cli.lookup import short, words_of
    from tallymark.web.claims import said

    return f"{said(claim)}, {words_of(claim.span, claim)} in {lookup.stem(claim.report)} ({short(claim.id)})"


def _tally_words(tally: Tally) -> str:
    from tallymark.web.plain import number

    best = "no number" if tally.best is None else number(tally.best, tally.unit)
    return " · ".join(part for part in (f"{best} {tally.subject}", tally.place, tally.period) if part)
