"""Acts: what reports say that is no count. Inspections, alleged violations, denials."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from tallymark.extract.draft import Draft
from tallymark.extract.inspections import find_inspections
from tallymark.extract.sentences import Sentence
from tallymark.extract.violations import find_violations
from tallymark.rules import Engine, Line


def find_acts(text: str, words: Line, line: Line, engine: Engine, sentences: Sequence[Sentence]) -> list[Draft]:
    """Return the drafts of the acts of a report.

    `words` is the line before counts were read: these would take "Article 1" for a figure.
    """
    drafts = _denials(line, engine, sentences)
    for find, measure in ((find_inspections, "inspected"), (find_violations, "violated")):
        for act in find(text, words, engine):
            unit = bisect_right(line.starts, act.start) - 1
            drafts.append(
                Draft(
                    measure=measure,
                    start=act.start,
                    end=act.end,
                    sentence=next(s for s in sentences if s.first <= unit < s.last),
                    unit=unit,
                    cue=act.cue,
                    inspection=act.inspection,
                    violation=act.violation,
                    rules=(act.rule,),
                )
            )
    return drafts


def _denials(line: Line, engine: Engine, sentences: Sequence[Sentence]) -> list[Draft]:
    found: list[Draft] = []
    rules = engine.rules_for("denials", line.letters)
    for sentence in sentences if rules else ():
        for rule, pattern in rules:
            for match in pattern.finditer(line.symbols, sentence.first, sentence.last):
                first, last = _around(match)
                if not any(draft.unit == first for draft in found):
                    found.append(
                        Draft(
                            measure="denied",
                            start=line.starts[first],
                            end=line.ends[last - 1],
                            sentence=sentence,
                            unit=first,
                            cue=(line.starts[match.start("cue")], line.ends[match.start("cue")]),
                            rules=(rule.id,),
                        )
                    )
    return found


def _around(match: re.Match[str]) -> tuple[int, int]:
    """Return the units of a denial: what is denied stands behind its cue, or before it where the verb comes last."""
    cue, what = match.span("cue"), match.span("what")
    return min(cue[0], what[0]), max(cue[1], what[1])
