"""The ledger as the other rooms use it: opened, recorded in, read from, closed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tallymark.ledger import entries, opening
from tallymark.ledger.asking import Asking
from tallymark.ledger.nouns import Nouns
from tallymark.ledger.recording import Recording

if TYPE_CHECKING:
    from tallymark.ledger.archive import Manifest
    from tallymark.ledger.moments import AsOf
    from tallymark.ledger.verifying import Verified


class Ledger(Recording, Nouns, Asking):
    """Every product of the program, in one SQLite file or another database.

    What one call records is one transaction: it is there whole or not at all (`record_reports` and
    `record_readings`, which take any number, are one transaction a batch). Recording the same again changes nothing.
    What the methods yield is read page by page as it is asked for, and each page is a transaction of its own.
    Every method raises LedgerError, in sentences for a person, where the database cannot do what is asked.

    >>> from tallymark.model import Origin, Report
    >>> with Ledger.open(":memory:") as ledger:
    ...     report = Report.of("Two mines were found.")
    ...     ledger.record_reports([(report, Origin(report=report.id, name="a.txt", stem="a"))])
    ...     ledger.record_reports([(report, Origin(report=report.id, name="b.txt", stem="b"))])
    ...     [origin.stem for origin in ledger.origins(report.id)]
    1
    0
    ['a', 'b']
    """

    @classmethod
    def open(
        cls, where: str | os.PathLike[str] = "tallymark.db", *, read_only: bool = False, timeout: float = 30.0
    ) -> Ledger:
        """Open the ledger at a path or database address, made or brought up to date where that is needed.

        `read_only` changes nothing, not even the tables of an older ledger. `timeout` is how long to wait for
        another program that is writing, in seconds. Raises LedgerError where this is no place for a ledger.
        """
        engine, name = opening.open_engine(where, read_only=read_only, timeout=timeout)
        return cls(engine, name, read_only=read_only)

    def as_of(self, moment: str) -> AsOf:
        """Return the ledger as it was: at the end of a run (by the start of its id), of a day, or at a time in UTC."""
        from tallymark.ledger import moments

        return moments.AsOf(self._reading, moments.moment_of(self._reading, moment))

    def verify(self, progress: Callable[[int], None] = lambda _: None) -> Verified:
        """Read everything and say whether it is as it was recorded; `progress` is told each entry that was checked."""
        from tallymark.ledger.verifying import verify

        return verify(self._reading, progress)

    def changed(self, *nouns: str) -> tuple[str, str]:
        """Return two hashes that stand for what the ledger holds of some derived nouns: "stories", "tallies" …

        They are the same as long as none of these changes, whatever else is recorded, and no other ledger has them.
        """
        with self._reading() as connection:
            return entries.changed(connection, nouns)

    def seals(self) -> Iterator[str]:
        """Yield the hash of every entry, in order."""
        return entries.seals(self._reading)

    def archive(self, where: str | os.PathLike[str]) -> Manifest:
        """Write the whole ledger into one file, and return what it says of itself."""
        from tallymark.ledger.archive import write_archive

        with self._reading() as connection, opening.files(where):
            return write_archive(connection, Path(where))

    def restore(self, where: str | os.PathLike[str]) -> Manifest:
        """Fill this ledger, which must be empty, from an archive: whole or not at all."""
        from tallymark.ledger.archive import fill

        with self._recording() as connection, opening.files(where):
            return fill(connection, Path(where))
