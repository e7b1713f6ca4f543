"""Which reports are copies of one text that very many outlets took over: one of them is compared with the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallymark.collate.links import SAME, Scorer

# Of reports that share a run of words without being copies, so many stand for texts of their own.
TEXTS = 4


def copies(crowds: Iterable[Sequence[int]], scorer: Scorer) -> dict[int, int]:
    """Return for each report that is a copy of a much-copied text the earlier report that it is a copy of.

    `crowds` are the numbers of reports that share a run of words, each in the order of time.
    """
    original: dict[int, int] = {}
    for crowd in crowds:
        texts: list[int] = []
        for number in crowd:
            if number in original:
                continue
            for text in texts:
                if _is_copy(text, number, scorer):
                    original[number] = text
                    break
            else:
                if len(texts) < TEXTS:
                    texts.append(number)
    return original


def _is_copy(text: int, number: int, scorer: Scorer) -> bool:
    if not scorer.alike(text, number):
        return False
    link = scorer.link(min(text, number), max(text, number))
    return link.kind == "copy" and link.score >= SAME
