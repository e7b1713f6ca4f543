"""How far a long run is, told on standard error: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from tallymark.run.progress import Progress

# A run that ends sooner than this needs no progress, and is spared the import of what draws it.
PATIENCE = 0.7
BETWEEN_LINES = 10.0


@contextmanager
def told_progress(*, quiet: bool) -> Iterator[Progress]:
    """Give what a run tells its progress to; nothing is told when `quiet`."""
    if quiet:
        from tallymark.run.progress import silent

        yield silent
    elif sys.stderr.isatty():
        bars = _OnTerminal()
        try:
            yield bars
        finally:
            bars.close()
    else:
        yield _InLines()


class _InLines:
    """A line every ten seconds, for logs."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if now - self._last >= BETWEEN_LINES:
            self._last = now
            print(f"{stage}: {done:,}" + ("" if total is None else f" of {total:,}"), file=sys.stderr, flush=True)


class _OnTerminal:
    """One bar per stage."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if self._bars is None:
            if time.monotonic() - self._start < PATIENCE:
                return
            self._bars = _bars()
            self._bars.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)

    def close(self) -> None:
        """Take the bars off the terminal."""
        if self._bars is not None:
            self._bars.stop()


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns: list[Any] = [TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()]
    return Progress(*columns, console=Console(stderr=True), transient=True)
