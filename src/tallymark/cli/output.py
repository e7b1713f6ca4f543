"""Files that are written whole or not at all, and standard output where a file is not asked for."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tallymark.cli.errors import UsageError
from tallymark.cli.rows import speak_utf8


@contextmanager
def written_whole(where: str) -> Iterator[TextIO]:
    """Give a stream whose text becomes the file at `where` when all of it is written, in UTF-8.

    A file that is there already stays as it is until then. Raises `UsageError` where it cannot be written.
    """
    target = Path(where)
    if target.is_dir():
        raise UsageError(f"cannot write {where}: it is a folder")
    if target.exists() and not target.is_file():  # a pipe or a device is written to, never replaced
        with target.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.", suffix=".part")
    except OSError as error:
        raise UsageError(f"cannot write {where}: {error.strerror}") from error
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        raise UsageError(f"cannot write {where}: {error.strerror}") from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    """Return the permissions that new files do not get; the system tells them only when they are set."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def output_stream(where: str | None) -> Iterator[TextIO]:
    """Give the stream of a file, or standard output in UTF-8 where `where` is None or `-`."""
    if where in (None, "-"):
        speak_utf8()
        yield sys.stdout
    else:
        with written_whole(str(where)) as stream:
            yield stream
