"""Group the ledger's reports into stories: those that tell one statement or incident.

tallymark collate                         group, and record the stories
tallymark collate --format jsonl          the same, then write each report's story
tallymark collate --format jsonl PATH…    the stories of these inputs; without a ledger
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options, add_input_options, add_paths
from tallymark.cli.rows import print_json_lines
from tallymark.cli.trying import Tried
from tallymark.cli.work import do_stages, readable
from tallymark.model import Claim, Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    add_paths(parser)
    parser.add_argument("--format", choices=("jsonl",), help="write a line per report to standard output")
    add_input_options(parser)


def do(options: Options) -> int:
    """Group the ledger's reports, or those of inputs without a ledger; return the exit status."""
    if options.paths:
        tried = Tried(options, readable(options.paths, "collate"))
        print_json_lines(_stories_of_inputs(tried))
        return tried.status()
    if options.format is None:
        return do_stages(options, ("collate",))
    status = do_stages(options, ("collate",), in_silence=True)
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli.ledger_rows import rows_of

        print_json_lines(rows_of(ledger, "stories"))
    return status


def _stories_of_inputs(tried: Tried) -> Iterator[dict[str, Any]]:
    """Yield a row for each name that a report came in by; reports and claims are held until all are read."""
    from tallymark.collate import collate
    from tallymark.export import story_rows

    reports: dict[str, Report] = {}
    stems: dict[str, list[str]] = {}
    claims: dict[str, list[Claim]] = {}
    for report, origin in tried.taken():
        stems.setdefault(report.id, []).append(origin.stem)
        if report.id not in reports:
            reports[report.id] = report
            claims[report.id] = tried.claims(report, origin.name)
    stories, problems = collate([reports[key] for key in sorted(reports)], claims)
    for problem in problems:
        tried.note(problem)
    for story in stories:
        yield from story_rows(story, stems.__getitem__)
