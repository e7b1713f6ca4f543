"""Run every benchmark and write what each prints into its section of benchmarks/RESULTS.md.

Only what stands between a section's two marks is replaced: what people wrote around it stays. A benchmark that fails
leaves its section as it was, and the exit status says so.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from measuring import ROOT

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
SECTIONS = tuple(re.findall(r"<!-- begin (\w+) -->", RESULTS.read_text(encoding="utf-8")))


def main() -> int:
    """Run the benchmarks that were asked for; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", metavar="NAME", help=f"some of {', '.join(SECTIONS)} (all)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file to write into")
    parser.add_argument("--quick", action="store_true", help="few rounds and small sizes: to see that all of it runs")
    typed = parser.parse_args()
    if unknown := set(typed.only) - set(SECTIONS):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    failed = [name for name in typed.only or SECTIONS if not _written(name, typed.results, quick=typed.quick)]
    if failed:
        print(f"failed, and left as they were: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


_QUICK = {
    "ledger_speed": ["--recorded", "80", "--held", "800"],
    "faults": ["--kills", "1", "--times", "1"],
    "cases_score": ["--no-stories"],
    "numerals": ["--step", "500", "--languages", "en"],
    "dates": ["--languages", "en"],
    "story_suites": ["--only", "labelled"],
    "planted": ["--each", "1", "--languages", "hr"],
    "arrival": ["--orders", "1", "--labelled", "2"],
    "grouping": ["--sizes", "200,400"],
    "changed_numbers": [],
    "extract_speed": ["--rounds", "1", "--reports", "3", "--alone"],
    "every_pack": ["--rounds", "1", "--reports", "2"],
    "memory": ["--sizes", "5,10"],
    "startup": ["--times", "1"],
}


def _written(name: str, results: Path, *, quick: bool) -> bool:
    print(f"{name} ...", file=sys.stderr, flush=True)
    command = [sys.executable, str(ROOT / "benchmarks" / f"{name}.py"), *(_QUICK[name] if quick else ())]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        return False
    text = results.read_text(encoding="utf-8")
    results.write_text(filled(text, name, done.stdout), encoding="utf-8")
    return True


def filled(text: str, name: str, block: str) -> str:
    """Return the text with a block between the marks of a section; without such marks there is no place for it.

    >>> print(filled("before\\n<!-- begin a -->\\nold\\n<!-- end a -->\\nbehind", "a", "new"))
    before
    <!-- begin a -->
    new
    <!-- end a -->
    behind
    """
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    new, count = re.subn(
        rf"{begin}\n.*?{end}", lambda _: f"{begin}\n{block.strip()}\n{end}", text, count=1, flags=re.DOTALL
    )
    if not count:
        raise SystemExit(f"no section for {name}: it is marked by {begin} and {end}, each on a line of its own")
    return new


if __name__ == "__main__":
    sys.exit(main())
