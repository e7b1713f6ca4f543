"""Doing stages on the ledger and saying what came of it, for `run` and the four verbs that do one stage each."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_ledger, open_packs
from tallymark.cli.options import Options, metadata, named
from tallymark.cli.progress import told_progress
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper
from tallymark.cli.trying import nothing_in

if TYPE_CHECKING:
    from tallymark.run.summary import RunSummary


def readable(paths: Sequence[str], verb: str) -> list[str]:
    """Return the paths, or say what to type where there is nothing to read at any of them."""
    if not paths:
        raise UsageError(
            f"say what to read: tallymark {verb} PATH…, where PATH is a file, a folder, or - for standard input"
        )
    if not any(path == "-" or _exists(path) for path in paths):
        what = "is no file or folder" if len(paths) == 1 else "are no files or folders"
        raise UsageError(f"nothing to read: {', '.join(paths)} {what}")
    return list(paths)


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def do_stages(options: Options, stages: Collection[str], paths: Sequence[str] = (), *, in_silence: bool = False) -> int:
    """Do the stages on the ledger that the options name, and say what came of it; return the exit status.

    `in_silence` leaves standard output to the rows that follow.
    """
    from tallymark.run.pipeline import run

    with (
        open_packs() if "extract" in stages else nullcontext(),
        open_ledger(options) as ledger,
        told_progress(quiet=options.quiet) as progress,
    ):
        stdin = sys.stdin.buffer if "-" in paths else None
        summary = run(paths, ledger, defaults=metadata(options), stdin=stdin, progress=progress, stages=stages)
    if "read" in stages and not summary.inputs and not summary.problem_count:
        raise UsageError(nothing_in(paths))
    if in_silence:
        pass
    elif options.json:
        print_json(told(summary))
    elif not options.quiet:
        say(summary, stages, options)
    return 1 if options.strict and summary.problem_count else 0


def told(summary: RunSummary) -> dict[str, object]:
    """Return the summary as `--json` gives it."""
    import msgspec

    row: dict[str, object] = msgspec.to_builtins(summary)
    return row | {"nothing_new": summary.nothing_new}


def say(summary: RunSummary, stages: Collection[str], options: Options) -> None:
    """Say in sentences what was new, what the ledger holds, and how many problems there were."""
    paper = Paper()
    for sentence in sentences(summary, stages):
        paper.line(sentence)
    if summary.problem_count:
        kinds = ", ".join(f"{kind.replace('_', ' ')} {count:,}" for kind, count in summary.problems.items())
        paper.line(f"{_many(summary.problem_count, 'problem')} ({kinds}): tallymark show problems", style="alarm")
    if "reconcile" in stages and not summary.nothing_new:
        ledger = named(options)
        paper.line(f"To see them: tallymark show{ledger}, or as a page: tallymark page{ledger}", style="faint")


def sentences(summary: RunSummary, stages: Collection[str]) -> list[str]:
    """Return what came of the stages, a sentence each."""
    holds = summary.holds
    if summary.nothing_new:
        return [_nothing_new(summary, stages)]
    out = []
    if "read" in stages:
        out.append(f"Read {_many(summary.inputs, 'report')}, {summary.new_reports:,} new to the ledger.")
    if "extract" in stages:
        out.append(
            f"Found {_many(summary.new_claims, 'new claim')} in {_many(summary.read_now, 'report')} not read before."
        )
    if "collate" in stages or "reconcile" in stages:
        kinds = (("stories", "story"), ("tallies", "tally"), ("series", "running total"), ("findings", "finding"))
        parts = [_many(holds.get(plural, 0), word) for plural, word in kinds]
        out.append(f"The ledger now holds {_many(holds.get('reports', 0), 'report')}: {', '.join(parts)}.")
    return out


def _nothing_new(summary: RunSummary, stages: Collection[str]) -> str:
    if "read" in stages:
        before = "all read before by these rules" if "extract" in stages else "all in the ledger before"
        after = "" if summary.derived or "collate" not in stages else " Nothing was worked out again."
        return f"Nothing new: {_many(summary.inputs, 'report')}, {before}.{after}"
    return f"Nothing new: {_many(summary.holds.get('reports', 0), 'report')} in the ledger, and nothing changed."


_PLURALS = {"story": "stories", "tally": "tallies"}


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {_PLURALS.get(word, word + 's')}"
