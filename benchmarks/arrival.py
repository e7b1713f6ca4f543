"""Whether the order in which reports come changes anything: random orders and splits into runs, each in a new ledger.

The samples and labelled reports come in a random order, in one to five runs. What the ledger then holds of stories,
tallies, series, findings and ids is compared with what one run over all of them gives.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from measuring import ROOT, against, block, table, timed

sys.path.insert(0, str(ROOT))
from tests.run.arrival import came_to, inputs, parted, read_once


def main() -> None:
    """Compare, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=200, help="how many orders (200)")
    parser.add_argument("--labelled", type=int, default=30, help="how many labelled reports beside the samples (30)")
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, read_once():
        paths = inputs(Path(name), typed.labelled)
        wanted = came_to([paths])
        same: Counter[str] = Counter()
        _, seconds, _ = timed(lambda: [same.update(_alike(paths, seed, wanted)) for seed in range(typed.orders)])
    rows = [[what, len(rows), f"{same[what]} of {typed.orders}"] for what, rows in wanted.items()]
    verdict = against(all(same[what] == typed.orders for what in wanted))
    said = f"{typed.orders} orders of {len(paths)} inputs in one to five runs: {verdict}. They took {seconds:.0f} s."
    print(block(table(["", "held", "orders that gave the same"], rows), said))


def _alike(paths: list[str], seed: int, wanted: dict[str, list[object]]) -> list[str]:
    came = came_to(parted(paths, seed))
    return [what for what in wanted if came[what] == wanted[what]]


if __name__ == "__main__":
    main()
