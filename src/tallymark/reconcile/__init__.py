"""The stage that counts each thing once and reads the versions of a story against each other."""

from tallymark.reconcile.outcome import Reconciled, reconcile
from tallymark.reconcile.series import reconcile_series

__all__ = ["Reconciled", "reconcile", "reconcile_series"]
