"""The stage that gathers the reports which render one statement or one incident."""

from tallymark.collate.comparing import Comparing
from tallymark.collate.stories import collate, stories_of

__all__ = ["Comparing", "collate", "stories_of"]
