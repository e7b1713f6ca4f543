"""Whether memory stays flat as the reports grow in number: the peak of `extract` and `run`, each in its own process.

`tallymark extract --format jsonl` streams: it holds one report at a time. `tallymark run` writes to a ledger that it
begins anew for each size; it holds what grouping into stories needs of every report, and no texts.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from made_reports import write_reports
from measuring import TALLYMARK, against, block, must, ran, table

SIZES = "1000,10000,50000"
# Flat: between the two largest numbers of reports the peak grows to at most this many times. Caches that remember words
# and names up to a limit fill with the first thousands; whatever held the reports themselves would grow with them.
BAR = 1.25


def main() -> None:
    """Measure, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help=f"how many reports, with commas between ({SIZES})")
    parser.add_argument("--verbs", default="extract,run", help="extract, run, or both (extract,run)")
    typed = parser.parse_args()
    sizes = sorted(int(size) for size in typed.sizes.split(","))
    verbs = typed.verbs.split(",")
    rows = []
    peaks: dict[str, list[float]] = {verb: [] for verb in verbs}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            megabytes = write_reports(folder / "reports.jsonl", size) / 1e6
            for verb in verbs:
                took = must(ran(_command(verb, size, folder), cwd=folder), ["tallymark", verb])
                peaks[verb].append(took.peak_mb)
                rate = f"{size / took.seconds:,.0f}"
                rows.append([verb, f"{size:,}", f"{megabytes:.1f}", f"{took.peak_mb:.0f}", f"{took.seconds:.1f}", rate])
    rows.sort(key=lambda row: verbs.index(row[0]))
    heads = ["", "reports", "input MB", "peak MB", "seconds", "reports/s"]
    print(block(table(heads, rows), *(_verdict(verb, sizes, peaks[verb]) for verb in verbs)))


def _command(verb: str, size: int, folder: Path) -> list[str]:
    paths = [str(folder / "reports.jsonl")]
    if verb == "extract":
        return [*TALLYMARK, verb, "--quiet", "--format", "jsonl", *paths]
    return [*TALLYMARK, verb, "--quiet", "--ledger", str(folder / f"{size}.db"), *paths]


def _verdict(verb: str, sizes: list[int], peaks: list[float]) -> str:
    if len(sizes) < 2:
        return f"`{verb}`: one size says nothing of growth."
    growth = peaks[-1] / peaks[-2]
    each = (peaks[-1] - peaks[0]) * 1024 / (sizes[-1] - sizes[0])
    return (
        f"`{verb}`: from {sizes[-2]:,} to {sizes[-1]:,} reports the peak grows to {growth:.2f} times what it was; from "
        f"{sizes[0]:,} on by {each:.2f} kB a report. Flat (at most {BAR} times): {against(growth <= BAR)}."
    )


if __name__ == "__main__":
    main()
