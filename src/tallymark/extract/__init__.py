"""Reports to claims."""

from tallymark.extract.report import extract

__all__ = ["extract"]
