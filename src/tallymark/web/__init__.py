"""The page that people read: `page` makes it of a ledger."""

from typing import TYPE_CHECKING

from tallymark.on_demand import on_demand

if TYPE_CHECKING:
    from tallymark.web.render import page

__all__ = ["page"]

__getattr__ = on_demand(__name__, {"page": "render"})
