"""The page of commands: every `$ tallymark …` in it is typed, in order, and what follows it is what came out.

After a change of what is printed, `python -m tests.cli.commands_page` writes the page anew.
"""

from __future__ import annotations

import contextlib
import io
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
WIDTH = 88
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
# The hash of the packs changes with every word in them, and says nothing to a reader of the page.
PACK = re.compile(r"pack [0-9a-f]{16}$", re.MULTILINE)
# A line of the page that stands for lines left out.
CUT = "…"


def typed_anew(page: str) -> str:
    """Return the page with what its commands print now, typed in order in a new folder beside the samples."""
    with _beside_the_samples():
        return BLOCK.sub(lambda block: "".join(_typed(part) for part in _commands(block[1])), page)


def _commands(block: str) -> list[str]:
    """Part a block at its commands; each part begins with the line that is typed."""
    return re.split(r"(?m)^(?=\$ )", block)[1:]


def _typed(part: str) -> str:
    """Return a command with what it prints; where the page leaves out the end, only as many lines as it shows."""
    command, _, shown = part.partition("\n")
    words = shlex.split(command.removeprefix("$ tallymark"))
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(words)
    lines = PACK.sub("pack …", out.getvalue()).splitlines()
    kept = shown.splitlines()
    if kept[-1:] == [CUT]:
        lines = [*lines[: len(kept) - 1], CUT]
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
    anew = typed_anew(PAGE.read_text(encoding="utf-8"))
    changed = anew != PAGE.read_text(encoding="utf-8")
    PAGE.write_text(anew, encoding="utf-8")
    sys.stdout.write(f"{PAGE} {'written anew' if changed else 'is as it was'}\n")
