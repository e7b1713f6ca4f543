"""The stage that gathers the reports which render one statement or one incident."""

from tallymark.collate.stories import collate, stories_of

__all__ = ["collate", "stories_of"]
