"""Tallymark: who said which figure, in which words, counted once.

    import tallymark as tm

    reports, problems = tm.read("reports/")
    claims, problems = tm.extract(reports[0])

`tm.read`, `tm.extract`, `tm.collate` and `tm.reconcile` return their records and the problems met; `tm.Ledger` keeps
them, `tm.total` asks a ledger for one number, and `tm.why` why two of its reports tell one story, or do not. Nothing is
imported before it is used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tallymark.version import __version__

if TYPE_CHECKING:
    from inspect import Signature

    from tallymark.ledger import Ledger
    from tallymark.run.answering import total
    from tallymark.run.comparing import why
    from tallymark.run.verbs import collate, extract, read, reconcile

__all__ = ["Ledger", "__version__", "collate", "extract", "read", "reconcile", "total", "why"]

_VERBS = frozenset({"read", "extract", "collate", "reconcile"})


class _Room(ModuleType):
    """A room that bears the name of a verb: `tallymark.read` is the package, and calling it reads."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Do the verb, as `tallymark.run.verbs` defines it."""
        return getattr(import_module("tallymark.run.verbs"), self.__name__.rpartition(".")[2])(*args, **kwargs)

    @property
    def __signature__(self) -> Signature:
        from inspect import signature

        return signature(getattr(import_module("tallymark.run.verbs"), self.__name__.rpartition(".")[2]))


class _House(ModuleType):
    """This package. Python sets a room on it when the room is first imported, whoever imports it."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _VERBS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return import_module(f"tallymark.{name}")
    if name == "Ledger":
        return import_module("tallymark.ledger").Ledger
    if name == "total":
        return import_module("tallymark.run.answering").total
    if name == "why":
        return import_module("tallymark.run.comparing").why
    raise AttributeError(f"module 'tallymark' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


sys.modules[__name__].__class__ = _House
