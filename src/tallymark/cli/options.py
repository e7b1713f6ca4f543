"""The options that every verb takes, before the verb or after it, and what they mean to the other rooms."""

from __future__ import annotations

import argparse
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallymark.read import Metadata

DEFAULT_LEDGER = "tallymark.db"


class Options(argparse.Namespace):
    """What was typed. Options that a verb does not define keep the value given here."""

    verb: str | None = None
    ledger: str = DEFAULT_LEDGER
    quiet: bool = False
    json: bool = False
    strict: bool = False
    packs: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None
    paths: list[str]
    format: str | None = None
    output: str | None = None
    what: str = "claims"
    topic: str | None = None
    id: str = ""
    file: str = ""
    words: list[str]
    stance: str | None = None
    finding: str | None = None
    before: str = ""
    judged: list[str]
    reports: list[str]
    by: str | None = None
    why: str = ""
    evidence: str = ""
    value: str | None = None
    after: str = ""
    as_of: str | None = None
    measure: str = ""
    place: str | None = None
    since: str | None = None
    until: str | None = None
    item: str | None = None
    people: str | None = None
    doing: str = ""
    code: str = ""
    text: list[str]
    like: str = "en"


def named(options: Options) -> str:
    """Return the option that names this ledger in another command, or nothing where none is needed.

    The address of a database may hold a password, and is not repeated.
    """
    if options.ledger == DEFAULT_LEDGER:
        return ""
    return " --ledger …" if "://" in options.ledger else f" --ledger {shlex.quote(options.ledger)}"


def add_global_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every verb; one that is not typed is left to the class `Options`."""
    group = parser.add_argument_group("options of every command")
    group.add_argument("--ledger", metavar="FILE", default=argparse.SUPPRESS, help="the ledger (tallymark.db)")
    group.add_argument(
        "--packs", metavar="DIR", default=argparse.SUPPRESS, help="a folder of packs of your own, which come first"
    )
    for flag, says in (
        ("--quiet", "no progress and no summary; errors are still told"),
        ("--json", "the summary, or the rows, for programs"),
        ("--strict", "exit with status 1 when there were problems"),
    ):
        group.add_argument(flag, action="store_true", default=argparse.SUPPRESS, help=says)


def add_input_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about inputs that do not say it themselves."""
    group = parser.add_argument_group("about inputs that do not say it themselves")
    for flag, metavar, says in (
        ("--published", "DATE", "when they were published: 2022-11-24, or the known part of it"),
        ("--source", "NAME", "who published them"),
        ("--language", "CODE", "the language they are in: en"),
    ):
        group.add_argument(flag, metavar=metavar, default=argparse.SUPPRESS, help=says)


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Add the inputs: files, folders, and `-` for standard input."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help="a file, a folder of files, or - for standard input")


def metadata(options: Options) -> Metadata:
    """Return what was said about the inputs, for those that do not say it themselves."""
    from tallymark.read import Metadata

    return Metadata(published=options.published, source=options.source, language=options.language)
