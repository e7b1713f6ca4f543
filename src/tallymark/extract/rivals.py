"""Rivals: two rules that give one span different values, whichever of them is asked first.

That a narrow rule stands before a wide one is order; that two rules read the same words differently is a contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tallymark.extract.clauses import clauses_in
from tallymark.extract.countrules import CountRules
from tallymark.extract.counts import Count, count_of, find_counts
from tallymark.extract.edtf import parse_date
from tallymark.extract.moments import Moment, Reading
from tallymark.extract.passes import Pass
from tallymark.extract.periods import Hit, Read, find_hits
from tallymark.extract.sentences import find_sentences
from tallymark.rules import Engine, Line

# Kinds of counts that all count people.
_PEOPLE = frozenset(["person", "event", "lives"])


class Rival(NamedTuple):
    """The units `first` up to `last`, which one rule reads as one thing and another as another."""

    first: int
    last: int
    rule: str
    reads: str
    other: str
    other_reads: str


def rival_counts(text: str, line: Line, engine: Engine) -> Iterator[Rival]:
    """Yield where another rule reads another figure, or another kind of thing, in the very words of a count."""
    rules = engine.once(CountRules)
    for chunk in find_counts(text, line, engine)[0]:
        kept = chunk.thing
        for match, groups in rules.every(line.symbols, chunk.first):
            if match.end() != chunk.last or not isinstance(kept, Count) or groups.rule.id == kept.rule:
                continue
            count = count_of(text, line, engine, rules, match, groups)
            if count is not None and _differ(count, kept):
                yield Rival(chunk.first, chunk.last, kept.rule, _said(kept), count.rule, _said(count))


def _differ(one: Count, two: Count) -> bool:
    """Say whether two counts differ; of a bare number the clause says what it counts, so it is of any kind."""
    kinds = {"person" if count.kind in _PEOPLE else count.kind for count in (one, two)}
    return _figure(one) != _figure(two) or (len(kinds) > 1 and "bare" not in kinds)


def _figure(count: Count) -> str:
    value = "some" if count.value is None else format(count.value.normalize(), "f")
    upper = "" if count.amount is None or count.amount.value_max is None else f" to {count.amount.value_max}"
    return f"{count.bound.value.replace('_', ' ')} {value}{upper}"


def _said(count: Count) -> str:
    return f"{_figure(count)} ({count.kind})"


def rival_dates(text: str, line: Line, engine: Engine, published: str | None) -> Iterator[Rival]:
    """Yield where another rule of the same pass reads another date in the very words of one."""
    reading = Reading(text, line, engine, parse_date(published))
    found: list[Rival] = []

    def watch(step: Pass, symbols: str, read: Read, hits: Sequence[Hit]) -> None:
        for hit in hits:
            for rule, pattern in step.rules:
                match = pattern.match(symbols, hit.first) if rule.id != hit.rules[-1] else None
                got = read(rule, match) if match is not None and match.end() == hit.last else None
                if got is not None and got[2:] == (hit.first, hit.last) and _date(got[0]) != _date(hit.moment):
                    found.append(Rival(hit.first, hit.last, hit.rules[-1], _date(hit.moment), rule.id, _date(got[0])))

    find_hits(reading, watch)
    yield from found


def _date(moment: Moment) -> str:
    """Say what a moment is, so that two that come to the same are said alike."""
    parts = [f"from {_day(moment.low)}" if moment.high or moment.open == "after" else _day(moment.low)]
    parts += [f"to {_day(moment.high)}"] if moment.high is not None else []
    parts += [moment.form] if moment.form in ("clock", "name", "aside") else []
    parts += [f"{moment.step[1]} {moment.step[0]}"] if moment.step is not None else []
    return " ".join(parts)


def _day(date: object) -> str:
    return "-".join("?" if part is None else str(part) for part in date) if isinstance(date, tuple) else str(date)


def rival_clauses(text: str, line: Line, engine: Engine) -> Iterator[Rival]:
    """Yield where two clauses of the very same words give a count different measures, and neither adds to the other."""
    line = Line(line.folded, line.symbols, line.starts, line.ends, list(line.things))  # clauses put counts into it
    for sentence in find_sentences(text, line, engine):
        said: dict[tuple[tuple[int, int], int], dict[str, tuple[str, ...]]] = defaultdict(dict)
        for rule, span, readings in clauses_in(line, engine, sentence):
            if not rule.gives.get("adds"):
                for reading in readings:
                    said[span, reading.unit].setdefault(rule.id, reading.measures)
        for (span, _), by_rule in said.items():
            (first, measures), *others = by_rule.items()
            for other, its in others:
                if its != measures:
                    yield Rival(*span, first, " and ".join(measures), other, " and ".join(its))


def words_of(text: str, line: Line, rival: Rival) -> str:
    """Return the words that two rules read differently."""
    return re.sub(r"\s+", " ", text[line.starts[rival.first] : line.ends[rival.last - 1]])
