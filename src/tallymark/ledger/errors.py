"""The one error that a ledger raises, and the sentences it is made of."""

from __future__ import annotations


class LedgerError(Exception):
    """What is wrong with a ledger and what to do about it, in sentences for a person."""


def not_a_ledger(where: str) -> LedgerError:
    """Return the error for a file or database that holds something else."""
    return LedgerError(f"{where} is not a Tallymark ledger. Nothing in it was changed. Name another file.")


def none_there(where: str) -> LedgerError:
    """Return the error for reading a ledger that does not exist."""
    return LedgerError(f"There is no ledger at {where}. Record something in it first, or name another place.")


def newer_than_known(where: str, revision: str, known: str) -> LedgerError:
    """Return the error for a ledger that a later program wrote."""
    return LedgerError(
        f"{where} was written by a newer Tallymark (ledger revision {revision}; this one knows up to {known}). "
        "Update Tallymark, or name another file."
    )


def older_than_needed(where: str, revision: str) -> LedgerError:
    """Return the error for a ledger that must be brought up to date but was opened for reading only."""
    return LedgerError(
        f"{where} was written by an older Tallymark (ledger revision {revision}). "
        "Open it once for writing, which brings it up to date, and try again."
    )


def opened_for_reading(where: str) -> LedgerError:
    """Return the error for a recording in a ledger that was opened for reading only."""
    return LedgerError(f"{where} is open for reading only, so nothing was recorded. Open it for writing.")


def closed(where: str) -> LedgerError:
    """Return the error for the use of a ledger after its end."""
    return LedgerError(f"{where} has been closed. Open it again.")


def none_found(kind: str, given: str) -> LedgerError:
    """Return the error for an id, or the start of one, that the ledger does not hold."""
    return LedgerError(f"The ledger holds no {kind} whose id is or starts with {given!r}.")


def several_found(kind: str, given: str, ids: list[str]) -> LedgerError:
    """Return the error for the start of an id that fits more than one."""
    return LedgerError(f"More than one {kind} id starts with {given!r} ({', '.join(ids)}): give more of it.")
