"""How many changed numbers are seen between two translations of one sentence, and how often equal ones seem changed.

DEMETR's sentences with replaced numbers lie in ../shared/bench beside the checkout and are no part of the project. Each
has a reference, a faithful translation of another hand, and the same translation after its numbers were replaced, where
it has any. Found are those of the replaced ones that differ from the reference; a false alarm is a faithful translation
that does. Beside it stands what comparing the runs of digits in both would give.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from measuring import ROOT, against, block, table
from tallymark.extract.written import find_written
from tallymark.packs import load_packs
from tallymark.rules import Engine, engine_of
from tallymark.rules.renderings import compare_numbers

BENCH = ROOT.parent / "shared" / "bench" / "demetr" / "critical_id10_numbers_replaced.json"
FOUND_BAR, ALARM_BAR = 0.97, 0.015
Pair = tuple[str, str]


def main() -> None:
    """Compare every pair, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=BENCH, help="DEMETR's file of replaced numbers")
    parser.add_argument("--misses", action="store_true", help="list the pairs that were not told as they are")
    typed = parser.parse_args()
    print(block(*told(typed.pairs, typed.misses)))


def told(path: Path, misses: bool) -> Iterator[str]:
    """Yield the table, and what it leaves open."""
    if not path.is_file():
        yield "DEMETR: skipped, no folder of outside sentences beside the checkout"
        return
    rows = json.loads(path.read_text(encoding="utf-8"))
    changed = [(row["eng_sent"], row["pert_sent"]) for row in rows if row["mt_sent"] != row["pert_sent"]]
    faithful = [(row["eng_sent"], row["mt_sent"]) for row in rows]
    engine = engine_of(load_packs(), "en")
    if engine is None:
        raise SystemExit("there is no English pack")
    ours = ours_with(engine)
    cells = [[f"**{name}**" if says is ours else name, *_cells(says, changed, faithful)] for name, says in (
        ("Tallymark", ours), ("the set of runs of digits", digits_differ),
    )]  # fmt: skip
    yield table(["", f"found, of {len(changed)}", "share", f"false alarms, of {len(faithful)}", "share"], cells)
    found, alarms = (_share(ours, pairs) for pairs in (changed, faithful))
    yield (
        f"Found, bar {FOUND_BAR}: {against(found >= FOUND_BAR)}. "
        f"False alarms, bar {ALARM_BAR}: {against(alarms <= ALARM_BAR)}."
    )
    if misses:
        yield "\n".join(f"- missed: {left} | {right}" for left, right in changed if not ours(left, right))
        yield "\n".join(f"- false: {left} | {right}" for left, right in faithful if ours(left, right))


def ours_with(engine: Engine) -> Callable[[str, str], bool]:
    """Return what says whether the numbers of two texts differ, by the pack of their language."""

    def differ(left: str, right: str) -> bool:
        return compare_numbers(find_written(left, engine), find_written(right, engine)).changed

    return differ


def digits_differ(left: str, right: str) -> bool:
    """Say whether the runs of digits in two texts differ, as sets."""
    return set(re.findall(r"\d+", left)) != set(re.findall(r"\d+", right))


def _share(says: Callable[[str, str], bool], pairs: Sequence[Pair]) -> float:
    return sum(says(*pair) for pair in pairs) / len(pairs)


def _cells(says: Callable[[str, str], bool], changed: Sequence[Pair], faithful: Sequence[Pair]) -> list[object]:
    counts = [sum(says(*pair) for pair in pairs) for pairs in (changed, faithful)]
    return [counts[0], f"{counts[0] / len(changed):.3f}", counts[1], f"{counts[1] / len(faithful):.1%}"]


if __name__ == "__main__":
    main()
