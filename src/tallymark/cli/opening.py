"""Opening the ledger that the options name, and the packs, and saying in a sentence why they cannot be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tallymark.cli.errors import UsageError
from tallymark.cli.options import Options, named

# What packs/loader.py calls it; not imported here, because the program starts without the packs.
PACKS = "TALLYMARK_PACKS"

if TYPE_CHECKING:
    from tallymark.ledger import Ledger
    from tallymark.packs import Packs


@contextmanager
def open_ledger(options: Options, *, read_only: bool = False) -> Iterator[Ledger]:
    """Give the ledger that the options name, and close it; `read_only` asks for one that exists already.

    Whatever the ledger refuses, then or later, becomes a `UsageError`.
    """
    where = options.ledger
    if read_only and "://" not in where and not Path(where).exists():
        raise UsageError(f"there is no ledger at {where}; make one: tallymark run{named(options)} PATH…")
    from tallymark.ledger import Ledger, LedgerError

    try:
        with Ledger.open(where, read_only=read_only) as ledger:
            yield ledger
    except LedgerError as error:
        raise UsageError(str(error)) from error


@contextmanager
def own_packs(folder: str | None) -> Iterator[None]:
    """Let the packs of a folder come before the program's own for a while; None leaves things as they are."""
    if folder is None:
        yield
        return
    if not Path(folder).is_dir():
        raise UsageError(f"there is no folder of packs at {folder}")
    from tallymark.packs.detection import forget

    forget()
    before = os.environ.get(PACKS)
    os.environ[PACKS] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ[PACKS]
        else:
            os.environ[PACKS] = before


@contextmanager
def open_packs() -> Iterator[Packs]:
    """Give the packs of every language; one that proves broken, now or when it is used, becomes a `UsageError`."""
    from tallymark.packs import PackError, load_packs

    try:
        yield load_packs()
    except PackError as error:
        raise UsageError(f"a pack is broken: {error}") from error
