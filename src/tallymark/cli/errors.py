"""What a person did that cannot be done, said in one sentence."""

from __future__ import annotations


class UsageError(Exception):
    """Ends the command with exit status 2; its text is one sentence that says what to do instead."""
