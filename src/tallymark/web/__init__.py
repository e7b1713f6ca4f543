"""The page that people read: `page` makes it of a ledger."""

from tallymark.web.render import page

__all__ = ["page"]
