"""One number over many stories, with low and high, and the tree behind it.

The tree shows what was counted and what was not, and why.

Each thing is counted once: a part with its whole, a figure told again with its first
telling, and what lies within a running total with that total.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.model import Answer, Counted, CountedInShort, InShort, LeftInShort, Tally

_REASONS = {
    "part": "a part of something counted",
    "repeat": "told again of something counted",
    "earlier": "an earlier value of a running total that is counted",
    "contained": "within a running total that is counted",
    "overlaps": "counts some of what a running total does that is counted",
    "unplaced": "perhaps within a running total that is counted: the words do not say where it lies",
    "denied": "rejected by all who tell it",
    "no_number": "without a number",
    "implied": "implied, stated by nobody",
    "wider_place": "of a wider place: what of it lies in the one asked for is not said",
    "wider_period": "of a longer time: what of it falls in the one asked for is not said",
    "no_place": "of a place that the words do not give",
    "no_date": "of a time that the words do not give",
    "other_place": "of other places",
    "other_period": "of other times",
    "other_kind": "of other kinds",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("--measure", required=True, metavar="MEASURE", help="what is counted: killed, found …")
    parser.add_argument("--place", metavar="NAME", help="in this place only: a name, or a gazetteer's id")
    parser.add_argument("--since", metavar="DATE", help="from this day, month or year on: 2023-06")
    parser.add_argument("--until", metavar="DATE", help="up to the end of this day, month or year")
    parser.add_argument("--item", metavar="ITEM", help="this kind of ordnance only: anti_personnel_mine")
    parser.add_argument("--people", metavar="KIND", help="these people only: civilian, child …")


def do(options: Options) -> int:
    """Answer the question; return the exit status."""
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.run.answering import UnclearQuestionError, total
        from tallymark.run.shortening import total_in_short

        narrowed = {
            "place": options.place,
            "since": options.since,
            "until": options.until,
            "item": options.item,
            "people": options.people,
        }
        try:
            if options.json:
                print_json(answer_row(total(ledger, measure=options.measure, **narrowed)))
            else:
                _say(Paper(), total_in_short(ledger, measure=options.measure, **narrowed), options)
        except UnclearQuestionError as error:
            raise UsageError(str(error)) from error
    return 0


def answer_row(answer: Answer) -> Mapping[str, object]:
    """Return an answer as a row for programs: the question, the number, and the ids behind it."""
    import msgspec

    asked = msgspec.structs.asdict(answer.question)
    return {
        "question": {name: value for name, value in asked.items() if value is not None},
        "low": _written(answer.low),
        "best": _written(answer.best),
        "high": _written(answer.high),
        "counted": [_counted_row(one) for one in answer.counted],
        "left_out": [
            {"tally": one.tally.id, "best": _written(one.tally.best), "why": one.why.value, "because": one.because}
            for one in answer.left_out
        ],
    }


def _counted_row(one: Counted) -> Mapping[str, object]:
    low, best, high = (_written(value) for value in (one.tally.low, one.tally.best, one.tally.high))
    return {
        "tally": one.tally.id,
        "low": low,
        "best": best,
        "high": high,
        "itemised": list(one.itemised),
        "rest": _written(one.rest),
    }


def _written(value: object) -> str | None:
    return None if value is None else str(value)


def _say(paper: Paper, answer: InShort, options: Options) -> None:
    from tallymark.web.plain import counted, measure_words

    asked = answer.question
    narrowed = [words for words in (options.place, asked.item, asked.people) if words]
    days = " ".join(
        words for words in (asked.since and f"since {asked.since}", asked.until and f"until {asked.until}") if words
    )
    paper.line(
        f"{_number(answer)} {measure_words(asked.measure)}"
        + "".join(f", {words}" for words in (*narrowed, days) if words),
        style="strong",
    )
    left_out = sum(left.count for left in answer.left_out)
    paper.line(
        f"from {counted(answer.tallies, 'tally', 'tallies')} with {counted(answer.claims, 'claim')}; "
        f"{counted(left_out, 'tally', 'tallies')} left out"
    )
    if answer.counted:
        paper.heading("Counted", "each once")
    for one in answer.counted:
        _say_counted(paper, one)
    _more(paper, answer.tallies - len(answer.counted))
    left_by = {left.why.value: left for left in answer.left_out}
    for reason, words in _REASONS.items():
        if reason in left_by:
            paper.heading(f"Left out: {words}", f"{left_by[reason].count:,}")
            _say_left(paper, left_by[reason])


def _more(paper: Paper, count: int) -> None:
    if count > 0:
        paper.line(f"and {count:,} more: --json lists them all", indent=2)


def _number(answer: InShort) -> str:
    from tallymark.web.plain import number

    best = number(answer.best)
    if answer.low == answer.best == answer.high:
        return best
    low = "at most" if answer.low is None else f"low {number(answer.low)}"
    high = "at least" if answer.high is None else f"high {number(answer.high)}"
    return f"{best} ({low}, {high})"


def _say_counted(paper: Paper, one: CountedInShort) -> None:
    from tallymark.web.plain import number

    paper.line(_tally_words(one.tally), indent=2, hang=2)
    if one.rest is not None and (one.itemised or one.tally.scope != "new"):
        paper.line(
            f"of which itemised by stories: {one.itemised}; not itemised: {number(one.rest or Decimal(0))}",
            indent=4,
            hang=2,
        )
        for item in one.items:
            paper.line(_tally_words(item), indent=6, hang=2)


def _say_left(paper: Paper, left: LeftInShort) -> None:
    for tally, because in left.first:
        more = "" if because is None else f" — counted in {_short(because)}"
        paper.line(_tally_words(tally) + more, indent=2, hang=2)
    if left.first:
        _more(paper, left.count - len(left.first))


def _short(tally: Tally) -> str:
    from tallymark.web.plain import number

    return f"{number(tally.best) if tally.best is not None else 'no number'} {tally.subject}"


def _tally_words(tally: Tally) -> str:
    from tallymark.cli.lookup import short
    from tallymark.web.plain import date_words

    said = None if tally.said is None else f"told {date_words(tally.said)}"
    period = None if tally.period is None else date_words(tally.period)
    running = "running total" if tally.scope == "running_total" else None
    told = [part for part in (tally.place, running, period, said, short(tally.story)) if part]
    return f"{_short(tally)}: {' · '.join(told)}"
