"""The order of the stages, and the only room that opens files and the ledger."""
