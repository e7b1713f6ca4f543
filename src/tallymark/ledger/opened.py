"""A ledger that was opened: its database, and how it is read and recorded in, a transaction at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from tallymark.ledger import dialects, opening
from tallymark.ledger.errors import closed, opened_for_reading


class Opened:
    """The database of a ledger, and its name for a person; closed at the end."""

    def __init__(self, engine: sa.Engine, name: str, *, read_only: bool) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{dialects.WRITES: True})
        self.name = name
        self.read_only = read_only
        self._closed = False

    def close(self) -> None:
        """Let go of the database; closing twice is no error."""
        self._closed = True
        with opening.translated(self.name):
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if self._closed:
            raise closed(self.name)
        with opening.translated(self.name), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def _recording(self) -> Iterator[sa.Connection]:
        if self._closed:
            raise closed(self.name)
        if self.read_only:
            raise opened_for_reading(self.name)
        with opening.translated(self.name), self._writer.begin() as connection:
            dialects.take_turn(connection)
            yield connection
