"""The same reports in any order and any number of runs, and what a ledger comes to then."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tallymark.extract
from tallymark.ledger import Ledger
from tallymark.model import Claim, Problem, Report
from tallymark.packs import Packs
from tallymark.run.pipeline import run

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LABELLED = Path(__file__).parent.parent / "cases" / "reports"
_MOST_RUNS = 5
Came = dict[str, list[object]]


def inputs(folder: Path, labelled: int) -> list[str]:
    """Return the paths of the samples, and of so many labelled reports, which are written into the folder."""
    paths = [str(path) for path in sorted(SAMPLES.iterdir()) if not path.name.endswith(".meta.json")]
    lines = (LABELLED / "en.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[:labelled]:
        case = json.loads(line)
        row = {"id": case["id"], "text": case["text"], "url": case.get("url"), "published": case.get("date")}
        path = folder / f"{case['id']}.json"
        path.write_text(json.dumps({name: value for name, value in row.items() if value}), encoding="utf-8")
        paths.append(str(path))
    return paths


def parted(paths: Sequence[str], seed: int) -> list[list[str]]:
    """Return the paths in a random order, split at random into one to five runs; one seed gives one order.

    >>> sorted(path for part in parted(["a", "b", "c"], 7) for path in part)
    ['a', 'b', 'c']
    """
    chance = random.Random(seed)
    order = chance.sample(list(paths), len(paths))
    cuts = sorted(chance.sample(range(1, len(order)), min(len(order) - 1, chance.randrange(_MOST_RUNS))))
    return [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]


def came_to(runs: Sequence[Sequence[str]]) -> Came:
    """Return what a new ledger derives from the reports of several runs, one after the other."""
    with Ledger.open(":memory:") as ledger:
        for paths in runs:
            run(paths, ledger)
        return {
            "reports": sorted(report.id for report in ledger.reports()),
            "claims": sorted(claim.id for claim in ledger.claims()),
            "stories": list(ledger.stories()),
            "tallies": list(ledger.tallies()),
            "series": list(ledger.series()),
            "findings": list(ledger.findings()),
        }


@contextmanager
def read_once() -> Iterator[None]:
    """While this lasts, the claims of each report are found once and remembered: they depend on its text alone."""
    honest = tallymark.extract.extract
    tallymark.extract.extract = _remembering(honest)
    try:
        yield
    finally:
        tallymark.extract.extract = honest


_Extract = Callable[[Report, Packs], tuple[list[Claim], list[Problem]]]


def _remembering(honest: _Extract) -> _Extract:
    known: dict[str, tuple[list[Claim], list[Problem]]] = {}

    def extract(report: Report, packs: Packs) -> tuple[list[Claim], list[Problem]]:
        if report.id not in known:
            known[report.id] = honest(report, packs)
        return known[report.id]

    return extract
