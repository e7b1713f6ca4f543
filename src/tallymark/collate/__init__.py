"""The stage that gathers the reports which render one statement or one incident."""

from tallymark.collate.stories import collate

__all__ = ["collate"]
