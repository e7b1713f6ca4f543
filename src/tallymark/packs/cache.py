"""What was worked out once, kept in the user's cache folder between one start of the program and the next.

Nothing depends on it: a file that is missing, broken or of another version is worked out anew, and where nothing can
be written nothing is kept. Files are written under a name of their own and then put in place, so that any number of
processes may do it at once.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from tallymark.version import __version__

Made = TypeVar("Made")
# A path in this variable is used in place of the user's cache folder; empty, nothing is kept.
VARIABLE = "TALLYMARK_CACHE"
# Of one name so many are kept, the newest: several versions of the program may take turns.
KEPT = 6
_ENDING = ".kept"
_DIGEST = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Return the folder, which need not be there yet, or None where nothing is to be kept."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given else None
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    if base:
        return Path(base) / "tallymark"
    try:
        return Path.home() / ".cache" / "tallymark"
    except RuntimeError:  # nobody's home is known
        return None


def is_kept(name: str, key: str) -> bool:
    """Say whether something is kept under a name and a key."""
    where = folder()
    return where is not None and _path(where, name, key).is_file()


def kept(name: str, key: str) -> bytes | None:
    """Return what is kept under a name and a key, or None where that is nothing, or not what was put there."""
    where = folder()
    if where is None:
        return None
    try:
        content = _path(where, name, key).read_bytes()
    except OSError:
        return None
    content, digest = content[_DIGEST:], content[:_DIGEST]
    return content if hashlib.sha256(content).digest() == digest else None


def keep(name: str, key: str, content: bytes) -> None:
    """Keep bytes under a name and a key, in place of what was there, and forget the oldest of the same name."""
    where = folder()
    if where is None:
        return
    with contextlib.suppress(OSError):
        where.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=where, prefix="new-", delete=False) as file:
            try:
                file.write(hashlib.sha256(content).digest() + content)
                file.close()
                os.replace(file.name, _path(where, name, key))
            except OSError:
                os.unlink(file.name)
                raise
        _forget_oldest(where, name)


@functools.cache
def source_hash(folder: Path, pattern: str = "*.py") -> str:
    """Return a hash of the modules of a folder, and of the program's version: of what makes what is kept."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(folder.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def remembered(name: str, key: str, kind: type[Made], make: Callable[[], Made]) -> Made:
    """Return what is kept under a name and a key, or make it and keep it; it is made of what msgspec can carry."""
    content = kept(name, key)
    if content is not None:
        # What another version kept under the same key, or one that lays it out otherwise, is made anew.
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(content, type=kind)
    made = make()
    keep(name, key, msgspec.msgpack.encode(made))
    return made


def _path(where: Path, name: str, key: str) -> Path:
    return where / f"{name}-{key}{_ENDING}"


def _forget_oldest(where: Path, name: str) -> None:
    found = [path for path in where.glob(f"{name}-*{_ENDING}") if path.stem.rpartition("-")[0] == name]
    for path in sorted(found, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        path.unlink(missing_ok=True)
