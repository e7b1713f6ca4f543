"""The runs over the stages, and what they leave in a ledger."""
