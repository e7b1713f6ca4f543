"""What all benchmarks share: where things lie, what the machine is, how a figure is taken and how it is printed."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "tests" / "cases" / "reports"
LABELLED = REPORTS / "en.jsonl"
SAMPLES = ROOT / "samples"

# The program as a user starts it: the script that was installed beside this Python, or else the module.
SCRIPT = Path(sys.executable).with_name("tallymark")
TALLYMARK = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-P", "-m", "tallymark"]

Result = TypeVar("Result")


class Ran(NamedTuple):
    """A command that ended: its exit status, seconds by the clock and of its own time, and the most memory it held."""

    status: int
    seconds: float
    own: float
    peak_mb: float


def ran(
    command: Sequence[str],
    *,
    cwd: Path | None = None,
    stdout: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Run a command in a process of its own and return what it took; its standard output goes to a file or nowhere.

    The peak is the kernel's own count for that process (its high-water mark of resident memory).
    """
    with Path(os.devnull if stdout is None else stdout).open("wb") as sink:
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.PIPE
        ) as child:
            said = b"" if child.stderr is None else child.stderr.read()
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
    if child.returncode:
        sys.stderr.write(said.decode("utf-8", "replace")[-2000:])
    return Ran(child.returncode, seconds, used.ru_utime + used.ru_stime, _megabytes(used))


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def must(ran_: Ran, command: Sequence[str]) -> Ran:
    """Return what a command took, or stop: the time of a command that failed says nothing."""
    if ran_.status:
        raise SystemExit(f"{' '.join(command)} ended with exit status {ran_.status}: nothing was measured")
    return ran_


def timed(work: Callable[[], Result]) -> tuple[Result, float, float]:
    """Return what the work came to, its seconds by the clock, and its seconds of this process's own time."""
    wall, own = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - wall, time.process_time() - own


def median(values: Iterable[float]) -> float:
    """Return the middle one of some figures."""
    return statistics.median(values)


def machine() -> str:
    """Say what the figures were taken on, naming no one's machine: processor cores, memory, Python, system."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    told = [f"{cores} cores", f"{memory:.0f} GB", python, f"{platform.system()} {platform.machine()}"]
    load = [f"load average {os.getloadavg()[0]:.1f}"] if hasattr(os, "getloadavg") else []
    return ", ".join([*told, *load])


def command_line(words: Sequence[str] | None = None) -> str:
    """Return the command as it was typed, with paths outside the project by their last name only."""
    typed = sys.argv[1:] if words is None else list(words)
    return " ".join(["python", f"benchmarks/{Path(sys.argv[0]).name}", *map(_shown, typed)])


def _shown(word: str) -> str:
    path = Path(word)
    if not path.is_absolute() and ".." not in path.parts:
        return word
    inside = path.resolve().is_relative_to(ROOT)
    return str(path.resolve().relative_to(ROOT)) if inside else f"…/{path.name}"


def block(*parts: str, words: Sequence[str] | None = None) -> str:
    """Return a Markdown block: the command, the day and the machine, and then the parts, a blank line between them."""
    day = datetime.now(UTC).date().isoformat()
    return "\n\n".join([f"`{command_line(words)}` · {day} · {machine()}", *parts]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; every column but the first is set to the right.

    >>> print(table(["measure", "F1"], [["killed", 0.9]]))
    | measure | F1 |
    |---|---:|
    | killed | 0.9 |
    """
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def against(holds: bool) -> str:
    """Say whether a bar was reached."""
    return "reached" if holds else "**missed**"
