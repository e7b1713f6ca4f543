"""The ledger: what is kept, what survives, and what it says when it cannot."""
