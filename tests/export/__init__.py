"""The exports: what other programs get."""
