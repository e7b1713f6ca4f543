"""How long the program takes to answer from the shell: its version, its help, and a run on two short reports.

Every figure is the middle one of several starts, each a process of its own, timed from outside.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from measuring import SAMPLES, TALLYMARK, against, block, median, must, ran, table

REPORTS = (SAMPLES / "harsen-1-courier.txt", SAMPLES / "harsen-2-machine.txt")
BARS = {"tallymark --version": 0.15, "tallymark run": 1.5}
ROOMS = ("tallymark", "tallymark.model", "tallymark.packs", "tallymark.read", "tallymark.extract", "tallymark.collate",
         "tallymark.reconcile", "tallymark.ledger", "tallymark.web")  # fmt: skip
_IMPORT = re.compile(r"import time:\s*\d+ \|\s*(\d+) \| (\S+)$", re.MULTILINE)


def main() -> None:
    """Measure, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="reports to run on (two of the samples)")
    parser.add_argument("--times", type=int, default=10, help="how many starts each figure is the middle of (10)")
    typed = parser.parse_args()
    paths = [str(path.resolve()) for path in typed.paths or REPORTS]
    told = [[name, *figures] for name, figures in _commands(paths, typed.times)]
    heads = ["from the shell", "median s", "fastest", "slowest", "own s, median", "peak MB", "bar"]
    imports = [[f"import {room}", f"{_imported(room, typed.times):.0f}"] for room in ROOMS]
    about = f"The run reads {len(paths)} paths into a new ledger each time; the bare interpreter is the floor."
    print(block(about, table(heads, told), table(["imports, in a new process", "median ms"], imports)))


def _commands(paths: Sequence[str], times: int) -> list[tuple[str, list[str]]]:
    with tempfile.TemporaryDirectory() as name:
        made = iter(range(times))

        def run_anew() -> list[str]:
            return [*TALLYMARK, "run", "--quiet", "--ledger", str(Path(name) / f"{next(made)}.db"), *paths]

        commands: dict[str, Callable[[], list[str]]] = {
            "python -c pass": lambda: [sys.executable, "-c", "pass"],
            "tallymark --version": lambda: [*TALLYMARK, "--version"],
            "tallymark --help": lambda: [*TALLYMARK, "--help"],
            "tallymark run": run_anew,
        }
        return [(shown, _figures(shown, command, times)) for shown, command in commands.items()]


def _figures(shown: str, command: Callable[[], list[str]], times: int) -> list[str]:
    took = [must(ran(command()), [shown]) for _ in range(times)]
    seconds = [one.seconds for one in took]
    bar = BARS.get(shown)
    verdict = "" if bar is None else f"{bar} s: {against(median(seconds) <= bar)}"
    own = median(one.own for one in took)
    figures = [f"{figure:.3f}" for figure in (median(seconds), min(seconds), max(seconds), own)]
    return [*figures, f"{max(one.peak_mb for one in took):.0f}", verdict]


def _imported(room: str, times: int) -> float:
    """Return how many milliseconds a room takes to import with all that it imports, by Python's own count."""
    took = []
    for _ in range(times):
        command = [sys.executable, "-X", "importtime", "-c", f"import {room}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        took.append(sum(int(micro) for micro, name in _IMPORT.findall(said) if name == room.partition(".")[0]) / 1000)
        if "." in room:
            took[-1] += sum(int(micro) for micro, name in _IMPORT.findall(said) if name == room) / 1000
    return median(took)


if __name__ == "__main__":
    main()
