"""Texts of about two kilobytes, made of the labelled and the sample reports: what extraction is timed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from labelled_cases import read_cases

LENGTH = 2_000


def two_kilobytes(texts: Iterable[str], length: int = LENGTH) -> Iterator[str]:
    """Yield texts of about `length` code points: reports joined until they are long enough, cut behind a word.

    What is cut off begins the next text, so that no two hold the same words; the last is left out if it is short.

    >>> list(two_kilobytes(["nine mines", "one shell here"], 16))
    ['nine mines\\n\\none']
    """
    held = ""
    for text in texts:
        held = f"{held}\n\n{text}" if held else text
        while len(held) > length:
            cut = held.rfind(" ", 0, length + 1)
            cut = length if cut < length // 2 else cut
            yield held[:cut]
            held = held[cut:].lstrip()


def english_texts(labelled: Path, samples: Path) -> list[str]:
    """Return the texts of the labelled reports, and of the plain-text samples, in order of their names."""
    texts = [case["text"] for case in read_cases(labelled, ["en"])]
    return texts + [path.read_text(encoding="utf-8") for path in sorted(samples.glob("*.txt"))]
