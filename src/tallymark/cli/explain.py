"""Explain one claim: its words in context, what each part of it rests on, its rules.

CLAIM is a claim's id, or the start of one, as `tallymark show story` gives it.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.cli.explanation import Explanation
    from tallymark.cli.lookup import Lookup
    from tallymark.model import Span


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("id", metavar="CLAIM", help="a claim's id, or the start of one")


def do(options: Options) -> int:
    """Explain the claim; return the exit status."""
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli.explanation import explanation, explanation_row
        from tallymark.cli.lookup import Lookup

        lookup = Lookup(ledger)
        told = explanation(lookup, options.id)
        if options.json:
            print_json(explanation_row(told))
        else:
            _say(Paper(), told, lookup)
    return 0


def _say(paper: Paper, told: Explanation, lookup: Lookup) -> None:
    from tallymark.cli.parts import claim_parts, in_context, marks
    from tallymark.web.claims import said

    claim, report = told.claim, lookup.report(told.claim.report)
    paper.line(said(claim), style="strong")
    paper.line(
        f"{claim.id} in {lookup.version(report.id)}" + (", in the headline" if claim.headline else ""), style="faint"
    )
    parts = claim_parts(claim)
    marked = marks(parts)
    paper.heading("In its words")
    paper.line(in_context(report.text, marked), indent=2)
    paper.heading("Part by part")
    rows = [
        ("" if part.span is None else marked[part.span], part.name, _part_words(part.means, part.span))
        for part in parts
    ]
    paper.columns(rows, right=(0,))
    _say_relations(paper, told)
    _say_rules(paper, told)
    paper.heading("Judgements")
    for one in told.judgements:
        why = f": {one.why}" if one.why else ""
        paper.line(f"{one.decision.value}, says {one.by} on {one.when}{why}", indent=2, hang=2)
    if not told.judgements:
        paper.line("Nobody has judged it yet.", indent=2)


def _part_words(means: str, span: Span | None) -> str:
    if span is None:
        return f"{means} (no words of its own)"
    return f"“{span.quote}” → {means}" if means else f"“{span.quote}”"


def _say_relations(paper: Paper, told: Explanation) -> None:
    from tallymark.cli.explanation import tree

    lines = tree(told)
    if lines:
        paper.heading("Whole and parts")
        for depth, words, here in lines:
            paper.line(words + ("  ← this claim" if here else ""), indent=2 + 2 * depth, hang=2)
    if told.counted_in or told.findings:
        paper.heading("What rests on it")
        for tally in told.counted_in:
            paper.line(f"counted in: {tally.subject}", indent=2, hang=2)
        for finding in told.findings:
            paper.line(f"found: {finding.sentence}", indent=2, hang=2)


def _say_rules(paper: Paper, told: Explanation) -> None:
    paper.heading("Rules that found it", f"pack {told.claim.pack}" if told.claim.pack else "")
    for rule in told.rules:
        paper.line(rule.id, indent=2, style="strong")
        for name, examples in (("finds", rule.finds), ("passes over", rule.passes), ("known mistake", rule.mistakes)):
            for example in examples[:2]:
                paper.line(f"{name}: {example}", indent=4, hang=2)
        if not rule.finds:
            paper.line("its pack has changed since, or it is part of the program", indent=4)
    if not told.rules:
        paper.line("none recorded", indent=2)
