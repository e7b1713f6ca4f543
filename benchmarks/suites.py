"""What is printed of one outside suite: the share that is right by language, what was left out, and what is misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from measuring import against, table


def suite_told(
    name: str, results: Iterable[tuple[str, int, Sequence[str]]], left: Counter[str], bar: float, misses: int
) -> Iterator[str]:
    """Yield the table of a suite, the share of all, the cases left out by reason, and some misread ones of a language.

    `results` are by language how many cases there are, and a line for each that is misread. A language without a case
    that is measured counts as missed.
    """
    rows, wrong, right, every = [], [], 0, 0
    for language, count, bad in results:
        share = 1 - len(bad) / count if count else 0.0
        rows.append([language, count, count - len(bad), f"{share:.3f}", against(share >= bar)])
        right, every = right + count - len(bad), every + count
        wrong += [f"- {language}{line}" for line in bad[:misses]]
    yield table([f"{name}, bar {bar}", "cases", "right", "share", ""], rows)
    if every:
        yield f"All together: {right} of {every}, {right / every:.3f}."
    yield "Left out: " + "; ".join(f"{reason} ({count})" for reason, count in left.most_common() if count) + "."
    if wrong:
        yield "\n".join(wrong)
