"""How many English reports of two kilobytes one process reads a second, beside quantulum3 on the same texts.

Both read every text in turn, in one process and one run; rounds of the two alternate, so that whatever else the
machine does meets both. quantulum3 finds quantities and units; Tallymark finds claims with all their parts.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from measuring import LABELLED, SAMPLES, against, block, median, table, timed
from peer import HOW, Peer, find_peer
from report_texts import english_texts, two_kilobytes
from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import load_packs

BAR = 100
WARM_UP = 3


class Round(NamedTuple):
    """One reading of all texts: what was found, seconds by the clock, seconds of the process's own time."""

    found: int
    seconds: float
    own: float


def main() -> None:
    """Time, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each reads all texts (5)")
    parser.add_argument("--reports", type=int, default=1_000, help="read no more texts than this")
    parser.add_argument("--alone", action="store_true", help="without quantulum3")
    typed = parser.parse_args()
    texts = list(two_kilobytes(english_texts(LABELLED, SAMPLES)))
    warm, texts = texts[-WARM_UP:], texts[: min(typed.reports, len(texts) - WARM_UP)]
    peer = None if typed.alone else find_peer()
    if peer is None and not typed.alone:
        print(HOW, file=sys.stderr)
    readers = {"Tallymark": _reader()} | ({} if peer is None else {peer.name: peer.read})
    print(block(*told(texts, rounds_of(readers, warm, texts, typed.rounds), peer)))


def _reader() -> Callable[[str], int]:
    packs = load_packs(["en"])
    return lambda text: len(extract(Report.of(text, published="2023-06-15", language="en"), packs)[0])


def rounds_of(
    readers: dict[str, Callable[[str], int]], warm: Sequence[str], texts: Sequence[str], rounds: int
) -> dict[str, list[Round]]:
    """Return the rounds of each reader. They are warmed up on texts that are not timed: round one is at first sight."""
    for read in readers.values():
        for text in warm:
            read(text)
    out: dict[str, list[Round]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name, read in readers.items():
            gc.collect()
            out[name].append(Round(*timed(lambda read=read: sum(map(read, texts)))))  # type: ignore[misc]
    return out


def told(texts: Sequence[str], rounds: dict[str, list[Round]], peer: Peer | None) -> list[str]:
    """Return the table, and whether the bar was reached."""
    rows = []
    rates = {}
    for name, took in rounds.items():
        first, typical = len(texts) / took[0].seconds, len(texts) / median(one.seconds for one in took)
        own = median(one.own for one in took) / len(texts) * 1000
        rates[name] = (first, typical)
        rows.append([name, f"{first:,.1f}", f"{typical:,.1f}", f"{own:,.2f}", took[0].found])
    letters = sum(map(len, texts)) / len(texts)
    parts = [
        f"{len(texts)} texts of {letters:,.0f} letters on average; {len(next(iter(rounds.values())))} rounds each.",
        table(["", "reports/s, first round", "reports/s, median round", "own ms a report", "found"], rows),
    ]
    if peer is not None:
        first, typical = (ours / theirs for ours, theirs in zip(rates["Tallymark"], rates[peer.name], strict=True))
        parts.append(
            f"Tallymark reads **{typical:.0f} times** as many a second (first round: {first:.0f}); "
            f"the bar of {BAR} is {against(typical >= BAR)}."
        )
        if peer.failed:
            parts.append(f"{peer.name} raised on {len(peer.failed)} of its readings: {sorted(set(peer.failed))[0]}")
    return parts


if __name__ == "__main__":
    main()
