"""The peer: quantulum3, which finds quantities and units in English text. It is a guest and may be missing."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import warnings
from collections.abc import Callable
from typing import NamedTuple

HOW = """\
quantulum3 is not installed here: its column is left out. An environment with it, apart from your own:

    uv venv /tmp/bench && uv pip install --python /tmp/bench --group bench --editable .
    /tmp/bench/bin/python benchmarks/extract_speed.py

(its classifier is optional: add quantulum3[classifier]==0.10.0 and scikit-learn==1.8.0, which made its model)"""


class Peer(NamedTuple):
    """The peer's name with its version and way of working, and the function that counts the quantities in a text.

    `failed` counts the texts on which it raised: they keep their place in its time.
    """

    name: str
    read: Callable[[str], int]
    failed: list[str]


def find_peer() -> Peer | None:
    """Return quantulum3, or None where it is not installed.

    With its optional classifier (scikit-learn) it weighs unit names that mean two things; without, it takes the first.
    """
    if importlib.util.find_spec("quantulum3") is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that its optional classifier is missing
        parser = importlib.import_module("quantulum3.parser")
        classifier = importlib.import_module("quantulum3.classifier")
    how = "with its classifier" if classifier.USE_CLF else "without its classifier"
    failed: list[str] = []

    def read(text: str) -> int:
        try:
            return len(parser.parse(text))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            failed.append(f"{type(error).__name__}: {error}")  # seen on odd numerals; not ours to mend
            return 0

    return Peer(f"quantulum3 {importlib.metadata.version('quantulum3')}, {how}", read, failed)
