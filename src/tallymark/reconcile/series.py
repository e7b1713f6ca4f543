"""The successive values of one running total: which went down, and which is an old value with a new date."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from tallymark.model import Finding, Point, Series, Side, content_id
from tallymark.packs.wording import date_words, number, subject
from tallymark.reconcile.sentences import CONTRADICTS, LOOK, finding
from tallymark.reconcile.subjects import subjects_of
from tallymark.reconcile.totals import Key, Total


class _Value(msgspec.Struct, frozen=True):
    """One value on one day, with those who tell it."""

    said: str | None
    value: Decimal
    totals: tuple[Total, ...]


def followed(key: Key, totals: Iterable[Total]) -> Iterator[tuple[Series, list[tuple[int, Finding]]]]:
    """Yield the series of one key that have two values or more, each with its findings and the ranks of their stories.

    A finding is of a total that falls, or of a value that another story tells again with a new date, and belongs to
    the story of the later value.
    """
    for told in subjects_of(totals):
        values = _values(told)
        if len(values) > 1:
            series = _series(key, values)
            yield series, list(_checked(series, values))


def _values(totals: Iterable[Total]) -> list[_Value]:
    """Return the values of a total in the order they were told; what is not dated comes last."""
    by_value: defaultdict[tuple[str, Decimal], list[Total]] = defaultdict(list)
    for total in totals:
        by_value[(total.published or "")[:10], total.value].append(total)
    rows = [
        _Value(said or None, value, tuple(sorted(group, key=lambda total: total.claim)))
        for (said, value), group in by_value.items()
    ]
    return sorted(rows, key=lambda row: (row.said is None, row.said or "", row.value))


def _series(key: Key, values: Sequence[_Value]) -> Series:
    first = values[0].totals[0]
    return Series(
        id=content_id("series", key, first.claim),
        measure=key[0],
        subject=subject(key[0], first.item, first.people),
        baseline=key[3],
        points=tuple(
            Point(said=row.said, value=row.value, claims=tuple(total.claim for total in row.totals)) for row in values
        ),
    )


def _checked(series: Series, values: Sequence[_Value]) -> Iterator[tuple[int, Finding]]:
    """Yield what a reader must know of each step of a series from one dated value to the next."""
    dated = [row for row in values if row.said is not None]
    for earlier, later in itertools.pairwise(dated):
        if later.value < earlier.value and all(total.exact for total in (*earlier.totals, *later.totals)):
            yield _step("total_fell", CONTRADICTS, series, earlier, later)
        elif later.value == earlier.value and _new_date(earlier, later):
            yield _step("total_repeated", LOOK, series, earlier, later)


def _new_date(earlier: _Value, later: _Value) -> bool:
    """Say whether a value is told again as of another day: in another story, and not within days of the first."""
    stories = [{total.story for total in row.totals} for row in (earlier, later)]
    return not stories[0] & stories[1] and (earlier.said or "")[:10] != (later.said or "")[:10]


def _step(kind: str, weight: int, series: Series, earlier: _Value, later: _Value) -> tuple[int, Finding]:
    return later.totals[0].rank, finding(
        kind,
        later.totals[0].story,
        [Side(report=total.report, span=total.span, claim=total.claim) for total in (*earlier.totals, *later.totals)],
        weight=weight,
        subject=series.subject,
        earlier=number(earlier.value),
        later=number(later.value),
        was=date_words(earlier.said or ""),
        now=date_words(later.said or ""),
        who=earlier.totals[0].name,
        others=later.totals[0].name,
    )
