"""Pages with commands: every `$ tallymark …` in them is typed, in order, and what follows it is what came out.

A block of `diff` changes a file, as its reader would: the lines with `-` stand there and are replaced by those with
`+`, which go behind the lines without a sign. After a change of what is printed, `python -m tests.cli.commands_page`
writes the pages anew.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tallymark.cli.main import main

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "commands.md"
PAGES = (PAGE, ROOT / "docs" / "teach-a-language.md")
WIDTH = 88
BLOCK = re.compile(r"(?<=```)(console|diff)\n(.*?)(?=```)", re.DOTALL)
# The hash of the packs changes with every word in them, and says nothing to a reader of the page.
PACK = re.compile(r"pack [0-9a-f]{16}$", re.MULTILINE)
# The hash of an entry depends on when it was recorded.
HASH = re.compile(r"\b[0-9a-f]{64}\b")
# A line of the page that stands for lines left out.
CUT = "…"


def typed_anew(page: str) -> str:
    """Return the page with what its commands print now, typed in order in a new folder beside the samples."""
    with _beside_the_samples():
        return BLOCK.sub(_done, page)


def _done(block: re.Match[str]) -> str:
    if block[1] == "diff":
        _change(block[2])
        return block[0]
    return "console\n" + "".join(_typed(part) for part in _commands(block[2]))


def _change(written: str) -> None:
    """Change a file as a block says; what it says must stand in the file."""
    name, *lines = written.splitlines()
    text = Path(name).read_text(encoding="utf-8")
    at = 0
    for sign, group in itertools.groupby(lines, key=lambda line: line[:1]):
        part = "".join(f"{line[1:]}\n" for line in group)
        if sign == "+":
            text, at = text[:at] + part + text[at:], at + len(part)
            continue
        at = text.find(part, at)
        assert at >= 0, f"{name} does not hold, in this order: {part}"
        text, at = (text[:at] + text[at + len(part) :], at) if sign == "-" else (text, at + len(part))
    Path(name).write_text(text, encoding="utf-8")


def _commands(block: str) -> list[str]:
    """Part a block at its commands; each part begins with the line that is typed."""
    return re.split(r"(?m)^(?=\$ )", block)[1:]


def _typed(part: str) -> str:
    """Return a command with what it prints; where the page cuts lines out, as many before and behind as it shows."""
    command, _, shown = part.partition("\n")
    words = shlex.split(command.removeprefix("$ tallymark"))
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(words)
    lines = HASH.sub("…", PACK.sub("pack …", out.getvalue())).splitlines()
    kept = shown.splitlines()
    if CUT in kept:
        before = kept.index(CUT)
        behind = len(kept) - before - 1
        lines = [*lines[:before], CUT, *lines[len(lines) - behind :]]
    return "\n".join([command, *lines]) + "\n"


@contextlib.contextmanager
def _beside_the_samples() -> Iterator[None]:
    before, width = Path.cwd(), os.environ.get("COLUMNS")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder, "samples"))
        os.chdir(folder)
        os.environ["COLUMNS"] = str(WIDTH)
        try:
            yield
        finally:
            os.chdir(before)
            os.environ.pop("COLUMNS")
            if width is not None:
                os.environ["COLUMNS"] = width


if __name__ == "__main__":
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        anew = typed_anew(text)
        page.write_text(anew, encoding="utf-8")
        sys.stdout.write(f"{page} {'is as it was' if anew == text else 'written anew'}\n")
