"""What labelled reports look like, and where in a report's text each label stands."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases"
SAMPLES = Path(__file__).parent.parent / "samples"

NUMERIC = frozenset(
    [
        "killed",
        "injured",
        "casualties",
        "found",
        "cleared",
        "destroyed",
        "laid",
        "produced",
        "transferred",
        "area_cleared",
    ]
)
_FIGURE_FIELDS = ("measure", "also", "value", "value_max", "bound", "unit", "quote", "nth", "uncertain")
_OBJECT_FIELDS = ("people", "item", "model", "place", "period", "anchor", "attribution", "stance", "scope", "part_of")
_ACT_FIELDS = ("officials", "invited_by", "agreement", "provision")
FIELDS = frozenset((*_FIGURE_FIELDS, *_OBJECT_FIELDS, *_ACT_FIELDS))
_NO_LANGUAGE = frozenset(["reports", "totals"])
# The words of the report collection for what Tallymark names otherwise.
_MEASURES = {"victims": "casualties", "planted": "laid", "visited": "inspected", "violation": "violated"}
_BOUNDS = {
    "exact": ("exactly",),
    "approx": ("about",),
    "at_least": ("at_least", "more_than"),
    "at_most": ("at_most", "less_than"),
    "range": ("between",),
}


def languages_with_cases() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder of cases: a folder is all it takes."""
    return tuple(sorted(path.name for path in CASES.iterdir() if path.is_dir() and path.name not in _NO_LANGUAGE))


class LabelError(ValueError):
    """A label that does not say which words it means."""


@dataclass(frozen=True)
class Label:
    """What a reader finds at one place of a text. `expects` holds only the parts that the label states."""

    measure: str
    value: Decimal | None
    start: int
    end: int
    quote: str
    also: frozenset[str] = frozenset()
    uncertain: bool = False
    expects: Mapping[str, Any] = field(default_factory=dict)

    @property
    def measures(self) -> frozenset[str]:
        """Every measure that the same words support."""
        return self.also | {self.measure}

    @property
    def numeric(self) -> bool:
        return self.measure in NUMERIC


@dataclass(frozen=True)
class Labelled:
    """A report with its labels: `other` is True where nothing in it counts ordnance or victims."""

    id: str
    text: str
    labels: tuple[Label, ...]
    story: str
    language: str = "en"
    title: str | None = None
    published: str | None = None
    other: bool = False


def read_yaml(path: Path) -> Any:
    """Return a YAML file with every scalar as text: YAML's own `no`, dates and numbers would change what is written."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def number(value: object) -> Decimal | None:
    """Return a stated value as a number, or None where the label says that there is none.

    >>> number("1.5"), number("null"), number(None)
    (Decimal('1.5'), None, None)
    """
    return None if value in (None, "null", "") else Decimal(str(value))


def find_quote(text: str, quote: str, nth: int | None = None) -> tuple[int, int]:
    """Return where a quote stands, counting in code points.

    >>> find_quote("two mines, two shells", "two", 2)
    (11, 14)
    >>> find_quote("two mines, two shells", "two")
    Traceback (most recent call last):
    ...
    tests.labelled.LabelError: 'two' stands 2 times: say which (nth)
    """
    places = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    if not places:
        raise LabelError(f"{quote!r} is not in the text")
    if nth is None and len(places) > 1:
        raise LabelError(f"{quote!r} stands {len(places)} times: say which (nth)")
    if nth is not None and not 1 <= nth <= len(places):
        raise LabelError(f"{quote!r} has no occurrence {nth}")
    start = places[(nth or 1) - 1]
    return start, start + len(quote)


def label_of(text: str, row: Mapping[str, Any]) -> Label:
    """Return the label that one row of a YAML file states about a text."""
    if unknown := set(row) - FIELDS:
        raise LabelError(f"no such field: {sorted(unknown)}")
    if "bound" in row and number(row["value"]) is None and row["bound"] == "exactly":
        raise LabelError(f"no value cannot be exact: {row}")
    start, end = find_quote(text, row["quote"], int(row["nth"]) if "nth" in row else None)
    kept = {k: v for k, v in row.items() if k not in {"measure", "value", "quote", "nth", "also", "uncertain"}}
    return Label(
        measure=row["measure"],
        value=number(row["value"]),
        start=start,
        end=end,
        quote=row["quote"],
        also=frozenset(row.get("also", ())),
        uncertain=row.get("uncertain") == "true",
        expects=kept,
    )


def label_of_gold(row: Mapping[str, Any], text: str) -> Label:
    """Return the label that one gold row of the report collection states."""
    start, end = row["span"]
    expects: dict[str, Any] = {"bound": _BOUNDS[row.get("qualifier", "exact")], "value_max": row.get("value_max")}
    expects |= {k: row[k] for k in ("place", "model", "unit") if row.get(k)}
    if row.get("attributed_to"):
        expects["attribution"] = [row["attributed_to"]]
    if "of_which" in row:
        expects["part"] = bool(row["of_which"])
    return Label(
        measure=_MEASURES.get(row["kind"], row["kind"]),
        value=number(row["value"]),
        start=start,
        end=end,
        quote=text[start:end],
        also=frozenset(_MEASURES.get(k, k) for k in row.get("also_kinds", ())),
        uncertain=bool(row.get("uncertain")),
        expects=expects,
    )


def read_collection(path: Path) -> Iterator[Labelled]:
    """Yield the labelled reports of a JSON Lines file, one object a line."""
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        case = json.loads(line)
        for row in case["gold"]:
            start, end = row["span"]
            if case["text"][start:end] != row["surface"]:
                raise LabelError(f"{case['id']}: {row['surface']!r} does not stand at {row['span']}")
        yield Labelled(
            id=case["id"],
            text=case["text"],
            labels=tuple(label_of_gold(row, case["text"]) for row in case["gold"]),
            story=case["story"],
            language=case["language"],
            title=case.get("title"),
            published=case.get("date"),
            other=bool(case.get("distractor")),
        )


@functools.cache
def read_sample_labels() -> dict[str, Any]:
    """Return what tests/cases/reports/samples.yaml says of each sample report, by its stem or id."""
    labels = read_yaml(CASES / "reports" / "samples.yaml")
    assert isinstance(labels, dict)
    return labels


def label_sample(stem: str, text: str, row: Mapping[str, Any]) -> Labelled:
    """Return a sample report with its labels put to their words in the text that was read."""
    return Labelled(
        id=stem,
        text=text,
        labels=tuple(label_of(text, claim) for claim in row["claims"]),
        story=row["story"],
        other=row.get("topic") == "other",
    )
