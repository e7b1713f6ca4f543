"""The trial of a pack on a text: what is found, by which rule, and what was not understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from tallymark.cli.errors import UsageError
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.model import Claim
    from tallymark.run.teaching.trial import Trial


def do(options: Options) -> int:
    """Try a pack on the text that was typed; the status is 1 under --strict where something was not understood."""
    from tallymark.run.teaching.check import load_taught
    from tallymark.run.teaching.trial import attempt

    text = " ".join(options.text)
    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise UsageError(f'say what to read: tallymark pack try {options.code} "a sentence", or - for standard input')
    trial = attempt(load_taught(options.code), text, options.published)
    if options.json:
        print_json(_row(trial))
    elif not options.quiet:
        _say(Paper(), trial)
    return 1 if options.strict and (trial.problems or trial.unknown) else 0


def _row(trial: Trial) -> dict[str, Any]:
    import msgspec

    from tallymark.export import claim_row

    return {
        "claims": [claim_row(claim, "text") for claim in trial.claims],
        "fires": msgspec.to_builtins(trial.fires),
        "units": msgspec.to_builtins(trial.units),
        "unknown": trial.unknown,
        "problems": msgspec.to_builtins(trial.problems),
    }


def _say(paper: Paper, trial: Trial) -> None:
    paper.heading("Found")
    for claim in trial.claims:
        _say_claim(paper, claim)
    if not trial.claims:
        why = "" if trial.of_ordnance else ": no word of the text speaks of ordnance for certain"
        paper.line(f"Nothing{why}.", indent=2)
    paper.heading("Read on the way", "what the words are, where they stand in the pack")
    rows = [(f"“{one.read}”", one.worth, f"{one.rule} in {one.file}") for one in trial.fires]
    paper.columns(rows, indent=2)
    if not rows:
        paper.line("Nothing: no rule knows these words.", indent=2)
    paper.heading("Word by word", "as rules see them: kind.form#id")
    paper.columns([(unit.words, unit.means if unit.known else f"{unit.means} (in no list)") for unit in trial.units])
    paper.heading("Not understood")
    if trial.unknown:
        paper.line(f"Words in no list of the pack: {', '.join(trial.unknown)}.", indent=2, hang=2)
    for problem in trial.problems:
        words = "" if problem.span is None else f"“{problem.span.quote}”: "
        paper.line(f"{words}{problem.reason}.", indent=2, hang=2)
    if not trial.unknown and not trial.problems:
        paper.line("Nothing: every word is known, and every figure was read.", indent=2)


def _say_claim(paper: Paper, claim: Claim) -> None:
    from tallymark.cli.parts import claim_parts
    from tallymark.web.claims import said

    paper.line(f"{said(claim)}  “{claim.span.quote}”", indent=2, hang=2, style="strong")
    rows = [
        (part.name, f"“{part.span.quote}”{' → ' if part.means else ''}{part.means}")
        for part in claim_parts(claim)[1:]
        if part.span is not None
    ]
    paper.columns([*rows, ("rules", ", ".join(claim.found_by))], indent=4)
