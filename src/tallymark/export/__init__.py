"""Ledger rows to files that other programs read."""
