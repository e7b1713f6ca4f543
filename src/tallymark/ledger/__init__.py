"""Where every product is kept.

`Ledger` is loaded on first use: the database library takes longer to load than most commands take to run.
"""

from typing import TYPE_CHECKING

from tallymark.ledger.errors import LedgerError
from tallymark.on_demand import on_demand

if TYPE_CHECKING:
    from tallymark.ledger.ledger import Ledger

__all__ = ["Ledger", "LedgerError"]

__getattr__ = on_demand(__name__, {"Ledger": "ledger"})
