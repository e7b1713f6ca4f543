"""The columns of each kind of CSV file, in their order, and how a row fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Cell = Any
Fill = Callable[[Mapping[str, Any]], Cell]

BETWEEN = " | "


def joined(values: Iterable[Any]) -> str:
    """Return several values in one cell.

    >>> joined(["civilian", None, 3])
    'civilian |  | 3'
    """
    return BETWEEN.join("" if value is None else str(value) for value in values)


def _field(*path: str) -> Fill:
    """Return what fills a column with the value at the path, or with nothing where a part of it is missing."""

    def fill(row: Mapping[str, Any]) -> Cell:
        value: Any = row
        for name in path:
            value = None if value is None else value[name]
        return value

    return fill


def _each(*path: str) -> Fill:
    """Return what fills a column with the last field of the path, of each item of the list that the rest leads to."""
    *to_list, name = path

    def fill(row: Mapping[str, Any]) -> Cell:
        items = _field(*to_list)(row)
        return joined(item[name] for item in items or ())

    return fill


def _list(*path: str) -> Fill:
    return lambda row: joined(_field(*path)(row) or ())


def _officials(row: Mapping[str, Any]) -> Cell:
    officials = _field("inspection", "officials")(row) or ()
    told = (
        ", ".join(part for part in (official["rank"], official["name"], official["office"]) if part)
        for official in officials
    )
    return joined(told)


def _within(row: Mapping[str, Any]) -> Cell:
    return joined(", ".join(place["within"]) for place in row["place"])


def _plain(*names: str) -> dict[str, Fill]:
    return {name: _field(name) for name in names}


CLAIMS: dict[str, Fill] = {
    **_plain("id", "report", "start", "end", "quote", "measure", "value", "value_max", "bound", "unit"),
    "item": _field("item", "id"),
    "item_words": _field("item", "words"),
    "model": _field("model", "words"),
    "made_in": _field("made_in", "words"),
    "made_when": _field("made_when", "words"),
    "people": _each("people", "id"),
    "people_words": _each("people", "words"),
    "place": _each("place", "name"),
    "place_id": _each("place", "id"),
    "place_within": _within,
    "place_relation": _each("place", "relation"),
    "period": _field("period", "edtf"),
    "period_words": _field("period", "words"),
    "period_anchor": _field("period", "anchor"),
    "period_basis": _field("period", "basis"),
    "attribution": _each("attribution", "name"),
    "attribution_kind": _each("attribution", "kind"),
    "attribution_cue": _each("attribution", "cue"),
    **_plain("stance", "scope", "part_of"),
    "total_of": _list("total_of"),
    "headline": _field("headline"),
    "figure_start": _field("figure", "start"),
    "figure_end": _field("figure", "end"),
    "implied": _field("figure", "implied"),
    "officials": _officials,
    "groups": _each("inspection", "groups", "words"),
    "invited_by": _field("inspection", "invited_by", "words"),
    "agreement": _field("violation", "agreement", "words"),
    "provision": _field("violation", "provision", "words"),
    "violation_by": _field("violation", "by", "words"),
    "found_by": _list("found_by"),
    "pack": _field("pack"),
}
STORIES: dict[str, Fill] = _plain("report", "story")
TALLIES: dict[str, Fill] = {
    **_plain("id", "story", "measure", "subject", "low", "best", "high", "unit", "item"),
    "people": _list("people"),
    **_plain("place", "period", "scope", "rule", "sources", "implied", "whole"),
    "sum_of": _list("sum_of"),
    "minus": _list("minus"),
    "claims": _list("claims"),
}
SERIES: dict[str, Fill] = {
    **_plain("id", "measure", "subject", "baseline"),
    "said": _field("point", "said"),
    "value": _field("point", "value"),
    "claims": _list("point", "claims"),
}
FINDINGS: dict[str, Fill] = {
    **_plain("id", "kind", "story", "sentence", "weight", "suggests"),
    "tallies": _list("tallies"),
    "reports": _each("sides", "report"),
    "quotes": _each("sides", "quote"),
    "claims": _each("sides", "claim"),
}
PROBLEMS: dict[str, Fill] = _plain("id", "kind", "reason", "name", "report", "start", "end", "quote")

FILLS: dict[str, dict[str, Fill]] = {
    "claims": CLAIMS,
    "stories": STORIES,
    "tallies": TALLIES,
    "series": SERIES,
    "findings": FINDINGS,
    "problems": PROBLEMS,
}
COLUMNS: dict[str, tuple[str, ...]] = {kind: tuple(fills) for kind, fills in FILLS.items()}


def flat(kind: str, row: Mapping[str, Any]) -> Iterator[list[Cell]]:
    """Yield the cells of each CSV line of a row: one line, except that a series has one for each of its points."""
    rows = ({**row, "point": point} for point in row["points"]) if kind == "series" else (row,)
    for one in rows:
        yield [fill(one) for fill in FILLS[kind].values()]
