"""Record what a person decided, or take it back: it wins over the rules.

tallymark judge claim-1a2b wrong --by "A. Reader" --why "counts the wounded twice"
tallymark judge claim-1a2b right --by "A. Reader" --value 45 --evidence "the PDF, p. 3"
tallymark judge report-1a2b report-3c4d same --by "A. Reader"
tallymark judge judgement-5e6f withdrawn --by "A. Reader"
tallymark judge                     all judgements, and how well people agree

What can be judged: a claim, two reports (whether they tell one story), a story, a
tally, a finding, and one's own judgement. The next tallymark run works with it.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json, print_json_lines
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.ledger import Ledger


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("judged", nargs="*", metavar="ID … DECISION", help="what is judged, and what was decided")
    parser.add_argument("--by", metavar="NAME", help="who decided it")
    parser.add_argument("--why", metavar="TEXT", default="", help="for what reason")
    parser.add_argument("--evidence", metavar="TEXT", default="", help="on which evidence")
    parser.add_argument("--value", metavar="NUMBER", help="the number that the claim should have")


def do(options: Options) -> int:
    """Record the judgement, or show those that there are; return the exit status."""
    if not options.judged:
        with open_ledger(options, read_only=True) as ledger:
            _show(ledger, options)
        return 0
    if len(options.judged) < 2 or not options.by:
        raise UsageError("say what is judged, what was decided and by whom: tallymark judge ID wrong --by NAME")
    with open_ledger(options) as ledger:
        from tallymark.run.deciding import UnclearJudgementError, decide

        *ids, decision = options.judged
        try:
            told = decide(
                ledger, ids, decision, by=options.by, why=options.why, evidence=options.evidence, value=options.value
            )
        except UnclearJudgementError as error:
            raise UsageError(str(error)) from error
    if options.json:
        import msgspec

        print_json(msgspec.to_builtins(told))
    elif not options.quiet:
        Paper().line(f"Recorded as {told.id}. The next tallymark run works with it.")
    return 0


def _show(ledger: Ledger, options: Options) -> None:
    import msgspec

    from tallymark.model import Decision, differ, standing
    from tallymark.reconcile.agreement import alpha, coded

    every = list(ledger.judgements())
    if options.json:
        print_json_lines(msgspec.to_builtins(one) for one in every)
        return
    stand = standing(every)
    paper = Paper()
    if not every:
        paper.line("Nobody has judged anything yet.")
        return
    standing_ids = {one.id for some in stand.values() for one in some}
    for one in every:
        value = "" if one.value is None else f" {one.value}"
        more = [one.why, one.evidence and f"on {one.evidence}"]
        if one.decision is not Decision.WITHDRAWN and one.id not in standing_ids:
            more.append("taken back or decided anew since")
        elif differ(stand.get(one.about, ())):
            more.append("others differ")
        told = "; ".join(part for part in more if part)
        paper.line(
            f"{one.about}: {one.decision.value}{value}, says {one.by} on {one.when}" + (f" ({told})" if told else "")
        )
    agreement = alpha(coded(stand))
    if agreement is None:
        paper.line("No two people judged the same thing, so their agreement cannot be told.", style="faint")
    else:
        paper.line(f"Krippendorff's alpha over what several people judged: {agreement:.3f}")
