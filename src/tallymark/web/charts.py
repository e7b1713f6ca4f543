"""The drawing of a running total: where its points, its steps and the marks of its axis stand."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from tallymark.model import Point, Series
from tallymark.web.plain import counted, date_words, drawable, group_of, measure_words, number
from tallymark.web.view import FindingView, Jump, PointView, SeriesView

WIDTH, HEIGHT = 520, 240
LEFT, RIGHT, TOP, BOTTOM = 52, 500, 26, 204
_ALL_LABELLED = 7
_DATE_ROOM = 88
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def day_number(said: str | None) -> int | None:
    """Return a date as a count of days, the first of what it may mean, or None where there is none.

    >>> day_number("2022-11") == day_number("2022-11-01"), day_number("about then")
    (True, None)
    """
    met = _ISO.match(said or "")
    if met is None:
        return None
    year, month, day = (int(part) if part else 1 for part in met.groups())
    try:
        return datetime.date(year, month, day).toordinal()
    except ValueError:
        return None


def series_view(
    series: Series, key: str, jump: Callable[[str], Jump | None], findings: tuple[FindingView, ...] = ()
) -> SeriesView:
    """Return a running total as a chart and a table; `jump` gives the link to a claim's words, if it is on the page."""
    points = sorted(series.points, key=lambda point: (day_number(point.said) is None, day_number(point.said) or 0))
    drawn = {
        rank: (day, point)
        for rank, point in enumerate(points)
        if (day := day_number(point.said)) is not None and drawable(point.value)
    }
    days = {day for day, _ in drawn.values()}
    places = dict(zip(drawn, _places(list(drawn.values())), strict=True)) if len(days) > 1 else {}
    views = _points(points, places, jump)
    return SeriesView(
        key=key,
        measure=measure_words(series.measure),
        subject=series.subject,
        baseline=series.baseline,
        group=group_of(series.measure),
        points=views,
        path=_steps(list(places.values())) if places else None,
        ticks=_ticks(max(point.value for _, point in drawn.values())) if places else (),
        summary=_summary(points),
        findings=findings,
    )


def _summary(points: Sequence[Point]) -> str:
    """Return the chart in one sentence, for those who do not see it."""
    dated = [point for point in points if day_number(point.said) is not None]
    told = [f"{number(point.value)} ({_when(point)})" for point in (*dated[:1], *dated[1:][-1:])]
    falls = sum(_falls(points, rank) for rank in range(len(points)))
    parts = (
        f"{counted(len(points), 'value')}, from {' to '.join(told)}" if told else counted(len(points), "value"),
        f"{len(points) - len(dated)} without a date" if len(dated) < len(points) else "",
        f"it goes down {counted(falls, 'time')}" if falls else "",
    )
    return "; ".join(part for part in parts if part) + "."


def _falls(points: Sequence[Point], rank: int) -> bool:
    """Tell whether a point is lower than the one before it; of one without a date nobody knows what was before."""
    return rank > 0 and day_number(points[rank].said) is not None and points[rank].value < points[rank - 1].value


def _when(point: Point) -> str:
    """Return when a value was said."""
    return "date not known" if point.said is None else date_words(point.said)


def _places(dated: Sequence[tuple[int, Point]]) -> list[tuple[float, float]]:
    """Return where each dated point stands; the scale of values starts at 0, so that heights compare."""
    first, last = dated[0][0], dated[-1][0]
    top = float(_axis_end(max(point.value for _, point in dated)))
    return [
        (
            round(LEFT + (RIGHT - LEFT) * (day - first) / max(1, last - first), 1),
            round(BOTTOM - (BOTTOM - TOP) * max(0.0, float(point.value)) / top, 1),
        )
        for day, point in dated
    ]


def _axis_end(largest: Decimal) -> Decimal:
    """Return the end of the axis: the next multiple of the step between its marks."""
    step = _step(largest)
    return step * max(1, math.ceil(largest / step)) if largest > 0 else Decimal(1)


def _step(largest: Decimal) -> Decimal:
    """Return the distance between marks: 1, 2 or 5 times a power of ten, so that there are at most five.

    >>> [number(_step(Decimal(largest))) for largest in (2728, 9)]
    ['1,000', '2']
    """
    if largest <= 0:
        return Decimal(1)
    power = Decimal(10) ** (largest.adjusted() - 1)
    return next(power * many for many in (1, 2, 5, 10, 20, 50) if largest / (power * many) <= 5)


def _ticks(largest: Decimal) -> tuple[tuple[float, str], ...]:
    """Return the marks of the axis: where each stands and what it says."""
    step, end = _step(largest), _axis_end(largest)
    many = int(end / step)
    return tuple(
        (round(BOTTOM - (BOTTOM - TOP) * rank / max(1, many), 1), number(step * rank)) for rank in range(many + 1)
    )


def _steps(places: Sequence[tuple[float, float]]) -> str:
    """Return the line: a value holds until the next one is said."""
    (x, y), *rest = places
    return f"M{x} {y}" + "".join(f"H{x}V{y}" for x, y in rest)


def _points(
    points: Sequence[Point], places: Mapping[int, tuple[float, float]], jump: Callable[[str], Jump | None]
) -> tuple[PointView, ...]:
    """Return the points in words; those that are drawn, which `places` holds by rank, with their places."""
    views = []
    last_dated = float("-inf")
    for rank, point in enumerate(points):
        x, y = places.get(rank, (None, None))
        fell = _falls(points, rank)
        last = rank == max(places, default=None)
        dated = x is not None and (last or (x - last_dated >= _DATE_ROOM and RIGHT - x >= _DATE_ROOM))
        last_dated = x if dated and x is not None else last_dated
        views.append(
            PointView(
                said=_when(point),
                value=number(point.value),
                jumps=tuple(link for claim in point.claims if (link := jump(claim)) is not None),
                fell=fell,
                x=x,
                y=y,
                label=len(places) <= _ALL_LABELLED or rank == 0 or last or fell,
                date_label=point.said if dated else None,
            )
        )
    return tuple(views)
