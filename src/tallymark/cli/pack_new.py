"""The beginning of a pack: a folder with every file, and what to do in each."""

from __future__ import annotations

import re
from pathlib import Path

from tallymark.cli.errors import UsageError
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper

_CODE = re.compile(r"[a-z]{2,3}")


def do(options: Options) -> int:
    """Make the folder and say what to do next; nothing that is there is written over."""
    from tallymark.cli.pack import OWN, own_folder
    from tallymark.packs import available
    from tallymark.run.teaching.skeleton import write_skeleton

    code = options.code
    if not _CODE.fullmatch(code):
        raise UsageError(f"{code} is no code of a language: two or three small letters, as in en, hr, uk")
    packs = own_folder(options) or OWN
    folder = Path(packs, code)
    if (folder / "language.yaml").exists():
        raise UsageError(f"{folder} holds a pack already, and nothing in it was touched")
    if code in available():
        raise UsageError(f"there is a pack for {code} already: tallymark pack check {code}")
    files = write_skeleton(folder, code, options.like)
    if options.json:
        print_json({"folder": str(folder), "files": files})
    elif not options.quiet:
        _say(Paper(), folder, files, "" if packs == OWN else f" --packs {packs}")
    return 0


def _say(paper: Paper, folder: Path, files: list[str], where: str) -> None:
    code = folder.name
    paper.line(f"Made {folder} with {len(files)} files. Each says at its top what to do in it; this is their order:")
    paper.line(", ".join(files), indent=2)
    paper.line("As often as you like, while you fill them in:")
    paper.line(f'tallymark pack try {code} "a sentence in your language"{where}', indent=2)
    paper.line(f"tallymark pack check {code}{where}", indent=2)
