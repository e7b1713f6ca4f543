"""Teach it a language: begin a pack, check it, try it on a text.

tallymark pack new LANG         make the folder of a language, with what to do in it
tallymark pack check LANG       do its sentences come out, what contradicts, what lacks
tallymark pack try LANG TEXT    what is found, by which rule, what was not understood

LANG is the language's code: en, hr, uk. Packs of your own are looked for in the
folder `packs`, or in the one that --packs names; then among those of the program.
"""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from pathlib import Path

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import PACKS, own_packs
from tallymark.cli.options import Options

OWN = "packs"
_DOES = {"new": "pack_new", "check": "pack_check", "try": "pack_try"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("doing", metavar="new|check|try", choices=sorted(_DOES), help="what to do")
    parser.add_argument("code", metavar="LANG", help="the language's code, as in en")
    parser.add_argument("text", metavar="TEXT", nargs="*", help="for try: the text, or - for standard input")
    parser.add_argument("--published", metavar="DATE", default=argparse.SUPPRESS, help="for try: when it was published")
    parser.add_argument("--like", metavar="LANG", default=argparse.SUPPRESS, help="for new: the pack to go by (en)")


def do(options: Options) -> int:
    """Do what was typed with the packs of the folder at hand; return the exit status."""
    from tallymark.packs import PackError

    if options.text and options.doing != "try":
        raise UsageError(f"pack {options.doing} takes a language and no text")
    folder = own_folder(options)
    with own_packs(folder if folder is not None and Path(folder).is_dir() else None):
        try:
            status: int = import_module(f"tallymark.cli.{_DOES[options.doing]}").do(options)
        except PackError as error:
            raise UsageError(f"a pack is broken: {error}") from error
    return status


def own_folder(options: Options) -> str | None:
    """Return the folder of a speaker's own packs: the one that was named, else `packs` where there is one."""
    named = options.packs or os.environ.get(PACKS)
    return named or (OWN if options.doing == "new" or Path(OWN, options.code).is_dir() else None)
