"""The stage that counts each thing once and reads the versions of a story against each other."""

from typing import TYPE_CHECKING

from tallymark.on_demand import on_demand
from tallymark.reconcile.answer import answer

if TYPE_CHECKING:
    from tallymark.reconcile.following import Following, reconcile_series
    from tallymark.reconcile.outcome import Reconciled, reconcile

__all__ = ["Following", "Reconciled", "answer", "reconcile", "reconcile_series"]

# An answer is asked for far more often than a story is reconciled, and needs little of what that does.
__getattr__ = on_demand(
    __name__,
    {"Following": "following", "reconcile_series": "following", "Reconciled": "outcome", "reconcile": "outcome"},
)
