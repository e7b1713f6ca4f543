"""Show what the ledger holds: all of it in short, or one kind of thing.

tallymark show                  the overview
tallymark show stories          every story with its versions
tallymark show tallies          every thing counted: best figure, range, who tells
tallymark show findings         what a reader must know, what contradicts first
tallymark show problems         what was not read or not understood
tallymark show runs             every run, and when it was
tallymark show story STORY      one story: versions, claims, tallies, findings
"""

from __future__ import annotations

import argparse

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json_lines
from tallymark.cli.terminal import Paper

TOPICS = ("stories", "tallies", "findings", "problems", "runs", "story")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("topic", nargs="?", choices=TOPICS, metavar="WHAT", help=f"one of {', '.join(TOPICS)}")
    parser.add_argument("id", nargs="?", default="", metavar="STORY", help="a story's id, or the start of it")


def do(options: Options) -> int:
    """Show what was asked for; return the exit status."""
    if (options.topic == "story") != bool(options.id):
        raise UsageError("say which story: tallymark show story STORY; the ids are in: tallymark show stories")
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli import views

        if options.json:
            print_json_lines(views.rows(ledger, options.topic, options.id))
            return 0
        paper = Paper()
        match options.topic:
            case None:
                views.overview(paper, ledger)
            case "stories":
                views.stories(paper, ledger)
            case "tallies":
                views.tallies(paper, ledger)
            case "findings":
                views.findings(paper, ledger)
            case "problems":
                views.problems(paper, ledger)
            case "runs":
                views.runs(paper, ledger)
            case "story":
                views.story(paper, ledger, options.id)
    return 0
