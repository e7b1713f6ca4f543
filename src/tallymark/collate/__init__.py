"""The stage that gathers the reports which render one statement or one incident."""

from typing import TYPE_CHECKING

from tallymark.on_demand import on_demand

if TYPE_CHECKING:
    from tallymark.collate.comparing import Comparing
    from tallymark.collate.stories import collate, stories_of

__all__ = ["Comparing", "collate", "stories_of"]

__getattr__ = on_demand(__name__, {"Comparing": "comparing", "collate": "stories", "stories_of": "stories"})
