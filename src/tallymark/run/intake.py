"""Which files the paths given mean, and their bytes one after the other: nothing found there stops the rest."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import PurePath
from typing import BinaryIO

from tallymark.model import Origin, Problem, Report
from tallymark.read import (
    KINDS,
    SIDECAR,
    TEXT_LIMIT,
    Metadata,
    beside_it,
    kind_of,
    known,
    printable_name,
    problem,
    read_bytes,
    read_lines,
    sniff,
)

STDIN = "-"

_Row = tuple[Report, Origin] | Problem


def take_in(
    paths: Sequence[str], *, defaults: Metadata, stdin: BinaryIO | None, own_files: Collection[str] = ()
) -> Iterator[_Row]:
    """Yield every report at the paths with its origin, and a problem for all that could not be read.

    A path is a file, a folder (with the folders in it, sorted by name) or `-` for standard input. Reports are yielded
    as they are read and none is kept. No input raises: one that cannot be read is a problem, and the rest goes on.
    `own_files` are the real paths of the ledger's own files, which are no input where they lie in a folder.
    """
    defaults, problems = known(defaults, "the options given")
    yield from problems
    for path in paths:
        if path == STDIN:
            yield from _from_stdin(stdin, defaults)
        else:
            yield from _from_path(path, defaults, own_files)


def _from_path(path: str, defaults: Metadata, own_files: Collection[str]) -> Iterator[_Row]:
    """Yield what is at one path that somebody named."""
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        yield _unopened(path, error)
        return
    if stat.S_ISDIR(found.st_mode):
        yield from _from_folder(path, defaults, own_files)
    elif path.lower().endswith(SIDECAR):
        yield _told("bad_sidecar", path, "this is the metadata of the file beside it, which is the one to name")
    else:
        yield from _from_file(path, defaults)


def _from_folder(folder: str, defaults: Metadata, own_files: Collection[str]) -> Iterator[_Row]:
    """Yield what is in a folder and the folders in it, and say what kinds of file were passed over."""
    passed: dict[str, tuple[str, int]] = {}
    for entry in _walk(folder):
        if isinstance(entry, Problem):
            yield entry
        elif kind_of(entry) is None:
            if os.path.realpath(entry) in own_files:
                continue
            suffix = PurePath(entry).suffix.lower()
            first, count = passed.get(suffix, (entry, 0))
            passed[suffix] = first, count + 1
        else:
            yield from _from_file(entry, defaults)
    for suffix, (first, count) in sorted(passed.items()):
        yield _passed_over(folder, suffix, first, count)


def _walk(folder: str) -> Iterator[str | Problem]:
    """Yield the files in a folder by name, those of a folder in it where it stands; hidden ones are left out.

    A folder that several links lead to is walked once, so that no ring of links has no end. The folders still to walk
    are kept in a list: folders in folders may go deeper than calls may.
    """
    walked: set[tuple[int, int]] = set()
    todo = [iter([folder])]
    while todo:
        path = next(todo[-1], None)
        if path is None:
            todo.pop()
        elif path != folder and not os.path.isdir(path):
            yield path
        else:
            names = _names(path, walked)
            if isinstance(names, Problem):
                yield names
                continue
            yield from _orphans(path, names)
            reports = [name for name in names if not name.lower().endswith(SIDECAR)]
            todo.append(iter([os.path.join(path, name) for name in reports]))


def _names(folder: str, walked: set[tuple[int, int]]) -> list[str] | Problem:
    """Return the sorted names in a folder that was not walked yet, and note it as walked."""
    try:
        found = os.stat(folder)
        if (found.st_dev, found.st_ino) in walked:
            return _told("loop", folder, "a link to a folder that was read already; it is not read again")
        walked.add((found.st_dev, found.st_ino))
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        return _unopened(folder, error)


def _orphans(folder: str, names: list[str]) -> Iterator[Problem]:
    """Yield a problem for each sidecar whose report is not beside it."""
    lowered = [name.lower() for name in names]
    reports = [name for name in lowered if not name.endswith(SIDECAR)]
    described = {*reports, *(PurePath(name).stem for name in reports)}
    for name in names:
        if name.lower().endswith(SIDECAR) and name.lower().removesuffix(SIDECAR) not in described:
            yield _told("bad_sidecar", os.path.join(folder, name), "this is the metadata of a file that is not there")


def _from_file(path: str, defaults: Metadata) -> Iterator[_Row]:
    """Yield what is in one file."""
    kind = kind_of(path)
    if kind is None:
        yield from read_bytes(path, b"")[1]  # refused by its name: there is no need to open it
        return
    sidecar = _sidecar(path)
    if isinstance(sidecar, Problem):
        yield sidecar
        sidecar = None
    try:
        with _opened(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            if kind == "lines":
                beside, problems = (defaults, []) if sidecar is None else beside_it(path, sidecar)
                yield from problems
                yield from read_lines(path, _bounded_lines(stream), defaults=beside.or_else(defaults))
                return
            data = b"" if size > TEXT_LIMIT else stream.read(TEXT_LIMIT + 1)
    except OSError as error:
        yield _unopened(path, error)
        return
    if size > TEXT_LIMIT:
        yield _told(
            "too_large", path, f"the file has {size / 1e6:,.0f} MB; more than {TEXT_LIMIT // 10**6} are not read"
        )
        return
    pairs, problems = read_bytes(path, data, sidecar=sidecar, defaults=defaults)
    yield from chain(problems, pairs)


def _sidecar(path: str) -> bytes | Problem | None:
    """Return the bytes of the metadata file beside a file: `a.txt.meta.json`, else `a.meta.json`; None without one."""
    for beside in (path + SIDECAR, os.path.splitext(path)[0] + SIDECAR):
        if os.path.lexists(beside):
            try:
                with _opened(beside) as stream:
                    return stream.read(TEXT_LIMIT + 1)
            except OSError as error:
                return _told(
                    "bad_sidecar", beside, f"the metadata beside the report: {_unopened(beside, error).reason}"
                )
    return None


def _opened(path: str) -> BinaryIO:
    """Open a regular file; a pipe or a device, which could be waited on for ever, is not opened."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "it is no regular file; pipe it in and name - instead")
    return open(path, "rb")


def _from_stdin(stdin: BinaryIO | None, defaults: Metadata) -> Iterator[_Row]:
    """Yield what comes on standard input: JSON Lines as they come, else one report, told by how it begins."""
    if stdin is None:
        yield _told("unreadable", STDIN, "there is no standard input to read")
        return
    try:
        lines = _bounded_lines(stdin)
        begin = [*_through_words(lines), *_through_words(lines)]
        kind = sniff(begin)
        if kind == "lines":
            yield from read_lines(STDIN, chain(begin, lines), defaults=defaults)
            return
        data = b"".join(begin) + stdin.read(TEXT_LIMIT)
    except OSError as error:
        yield _unopened(STDIN, error)
        return
    pairs, problems = read_bytes(STDIN, data, defaults=defaults, kind=kind)
    yield from chain(problems, pairs)


def _through_words(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield lines up to and with the first that is not blank."""
    for line in lines:
        yield line
        if line.strip():
            return


def _bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream, of a line longer than is read only so much that its length shows."""
    while line := stream.readline(TEXT_LIMIT + 1):
        yield line
        while len(line) > TEXT_LIMIT and line and not line.endswith(b"\n"):
            line = stream.readline(TEXT_LIMIT + 1)


def _passed_over(folder: str, suffix: str, first: str, count: int) -> Problem:
    """Say in one problem that files of a kind that is not read are in a folder."""
    refused = read_bytes(first, b"")[1][0]
    many = "1 file" if count == 1 else f"{count:,} files"
    what = f"{many} ending in {suffix}" if suffix else f"{many} without an ending"
    reason = f"{what} passed over (the first: {printable_name(first)}); read are {', '.join(KINDS)}"
    return _told(refused.kind, folder, reason)


def _unopened(path: str, error: OSError | ValueError) -> Problem:
    """Say in words why a path cannot be opened."""
    if isinstance(error, FileNotFoundError):
        link = os.path.islink(path)
        return _told(
            "not_found", path, "a link that leads nowhere" if link else "there is no file or folder of this name"
        )
    if isinstance(error, PermissionError):
        return _told("unreadable", path, "there is no permission to read it")
    if isinstance(error, OSError):
        return _told("unreadable", path, f"it cannot be read: {error.strerror or 'the system does not say why'}")
    return _told("not_found", path, "no file can have this name")


def _told(kind: str, path: str, reason: str) -> Problem:
    """Return the problem with what is at a path."""
    return problem(kind, printable_name(path), reason)
