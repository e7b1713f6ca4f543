"""Typing a command, and what came of it."""

from __future__ import annotations

import io
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tallymark.cli.main import main


class Outcome(NamedTuple):
    """What a command wrote and how it ended."""

    status: int
    out: str
    err: str


Type = Callable[..., Outcome]


def seconds(words: list[object]) -> float:
    """Return the processor time that a command takes: what it takes of a clock depends on what else is running."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(word) for word in words], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, in front of a terminal of 88 columns without colour."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "88")
    return folder


@pytest.fixture
def typed(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Type:
    """Give what types `tallymark` and the words given; `stdin` holds what is piped in."""

    def type_(*words: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else -1
        written = capsys.readouterr()
        return Outcome(status, written.out, written.err)

    return type_
