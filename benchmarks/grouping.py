"""Grouping at size: minutes, memory and pairs compared for 10,000, 100,000 and more made-up claims.

Each size runs in a process of its own. What is measured is grouping alone, without reading; the reports and claims are
made as they are asked for, and the making is counted in. The stories found are scored against those that were made.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from made_claims import Made, made_claims, made_story
from measuring import ROOT, block, must, ran, table, timed
from tallymark.collate.blocks import MOST
from tallymark.collate.links import Scorer
from tallymark.collate.stories import stories_of
from tallymark.model import Claim, Report
from tallymark.run.shelf import Shelf

sys.path.insert(0, str(ROOT))
from tests.scoring import b_cubed

SIZES = "10000,100000"


def main() -> None:
    """Measure, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=SIZES, help=f"how many claims, with commas between ({SIZES})")
    parser.add_argument("--one", type=int, help="measure one size in this process, and print it as JSON")
    typed = parser.parse_args()
    if typed.one is not None:
        print(json.dumps(measured(typed.one)))
        return
    sizes = sorted(int(size) for size in typed.sizes.split(","))
    heads = ["claims", "reports", "minutes", "ms a report", "peak MB", "pairs compared a report", "stories", "B³ F1"]
    rows = [_apart(size) for size in sizes]
    print(block(table(heads, [cells for cells, _ in rows]), _growth(sizes, [minutes for _, minutes in rows])))


def _apart(size: int) -> tuple[list[str], float]:
    """Measure one size in a process of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), "--one", str(size)]
    with tempfile.TemporaryDirectory() as name:
        printed = Path(name) / "printed.json"
        took = must(ran(command, stdout=printed), command)
        got = json.loads(printed.read_text(encoding="utf-8"))
    each = 1000 * got["seconds"] / got["reports"]
    cells = [f"{got['claims']:,}", f"{got['reports']:,}", f"{got['seconds'] / 60:.1f}", f"{each:.1f}"]
    cells += [f"{took.peak_mb:.0f}", f"{got['pairs'] / got['reports']:.1f}", f"{got['stories']:,}", f"{got['f1']:.3f}"]
    return cells, got["seconds"] / 60


def _growth(sizes: Sequence[int], minutes: Sequence[float]) -> str:
    bound = f"A report is compared with at most {MOST} later ones."
    if len(sizes) < 2:
        return bound
    power = math.log(minutes[-1] / minutes[-2]) / math.log(sizes[-1] / sizes[-2])
    return f"{bound} Between the two largest sizes time grows as the number of claims to the power {power:.2f}."


def measured(size: int) -> dict[str, float]:
    """Return what grouping so many claims took in this process, by its own time, and what it came to."""
    counting = _Counting(Scorer.joins)
    Scorer.joins = lambda self, left, right: counting(self, left, right)  # type: ignore[method-assign]
    story_of: dict[str, int] = {}
    held = 0

    def reports() -> Iterator[Report]:
        nonlocal held
        for made in made_claims(size):
            story_of[made.report.id] = made.story
            held += len(made.claims)
            yield made.report

    def claims_of(ids: Sequence[str]) -> Mapping[str, Sequence[Claim]]:
        wanted = set(ids)
        stories = {story_of[report] for report in ids}
        made: list[Made] = [each for story in stories for each in made_story(story)]
        return {each.report.id: each.claims for each in made if each.report.id in wanted}

    with Shelf() as shelf:
        found, _, seconds = timed(
            lambda: {
                report: number
                for number, story in enumerate(stories_of(reports(), claims_of, shelf=shelf))
                for report in story.reports
            }
        )
    f1 = _f1(story_of, found)
    return {
        "claims": held, "reports": len(found), "seconds": seconds, "pairs": counting.pairs,
        "stories": len(set(found.values())), "f1": f1,
    }  # fmt: skip


def _f1(wanted: Mapping[str, int], found: Mapping[str, int]) -> float:
    named: defaultdict[str, str] = defaultdict(str, {report: str(story) for report, story in wanted.items()})
    precision, recall = b_cubed(named, {report: str(story) for report, story in found.items()})
    return 2 * precision * recall / (precision + recall)


class _Counting:
    """Counts how many pairs are compared."""

    def __init__(self, joins: object) -> None:
        self._joins, self.pairs = joins, 0

    def __call__(self, scorer: Scorer, left: int, right: int) -> float | None:
        self.pairs += 1
        return self._joins(scorer, left, right)  # type: ignore[operator,no-any-return]


if __name__ == "__main__":
    main()
