"""What happens between the words typed and the verb they name: parsing, exit status, and how errors are said."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import own_packs
from tallymark.cli.options import Options, add_global_options
from tallymark.cli.terminal import plain
from tallymark.cli.verbs import VERBS
from tallymark.version import __version__

DONE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
# What modules and records are made of stays to the end of a command: looking through it for what may be let go of
# every 700 objects, as Python does by itself, would be a tenth of a start.
_COLLECTED_EVERY = 50_000

_START = """\
to start:
  tallymark run reports/          read a folder of reports into tallymark.db
  tallymark show                  what the ledger holds
  tallymark page                  the same as one HTML file

`tallymark COMMAND --help` tells more about one command."""


class _VerbParser(argparse.ArgumentParser):
    """The parser of one verb. Its module is imported when the verb is typed, not when the program starts."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Let the verb's module add its arguments, then parse."""
        verb = self.prog.rpartition(" ")[2]
        module = import_module(f"tallymark.cli.{verb}")
        self.description = module.__doc__
        module.add_arguments(self)
        add_global_options(self)
        self.set_defaults(do=module.do)
        return super().parse_known_args(args, namespace)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tallymark",
        description="Reads reports on explosive ordnance and keeps a ledger of who said which figure, counted once.",
        epilog=_START,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"tallymark {__version__}")
    add_global_options(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", title="commands", parser_class=_VerbParser)
    for verb, says in VERBS.items():
        verbs.add_parser(verb, help=says, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words typed say; return the exit status.

    0 done; 1 done, but with problems under `--strict`; 2 not done: what was typed cannot be done; 130 interrupted.
    """
    gc.set_threshold(_COLLECTED_EVERY)
    _speak_any_text()
    parser = _parser()
    options = Options()
    try:
        parser.parse_args(argv, options)
        if options.verb is None:
            parser.print_help()
            return DONE
        with own_packs(options.packs):
            status: int = options.do(options)
        sys.stdout.flush()
    except UsageError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        _let_go_of_stdout()
        return DONE
    except KeyboardInterrupt:
        print(f"\nStopped. {_kept(options)}", file=sys.stderr)
        return INTERRUPTED
    return status


def _kept(options: Options) -> str:
    if options.verb in ("run", "read", "extract", "collate", "reconcile") and options.format is None:
        where = "the ledger" if "://" in options.ledger else plain(options.ledger)
        return f"What was recorded so far is kept in {where}; the same command goes on from there."
    return "Nothing in the ledger was changed."


def _refuse(sentence: str) -> int:
    print(f"tallymark: {plain(sentence)}", file=sys.stderr)
    return USAGE


def _speak_any_text() -> None:
    """Let a terminal that lacks a letter show a mark in its place, rather than end the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _let_go_of_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush finds no broken pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
