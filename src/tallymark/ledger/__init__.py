"""Where every product is kept.

`Ledger` is loaded on first use: the database library takes longer to load than most commands take to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallymark.ledger.errors import LedgerError

if TYPE_CHECKING:
    from tallymark.ledger.ledger import Ledger

__all__ = ["Ledger", "LedgerError"]


def __getattr__(name: str) -> object:
    if name == "Ledger":
        from tallymark.ledger.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
