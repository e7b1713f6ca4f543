"""The stage that counts each thing once and reads the versions of a story against each other."""

from tallymark.reconcile.answer import answer
from tallymark.reconcile.following import Following, reconcile_series
from tallymark.reconcile.outcome import Reconciled, reconcile

__all__ = ["Following", "Reconciled", "answer", "reconcile", "reconcile_series"]
