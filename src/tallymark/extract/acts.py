"""Acts: what reports say that is no count. Inspections, alleged violations, denials."""

from __future__ import annotations

from collections.abc import Sequence

from tallymark.extract.draft import Draft
from tallymark.extract.sentences import Sentence
from tallymark.rules import Engine, Line


def find_acts(text: str, line: Line, engine: Engine, sentences: Sequence[Sentence]) -> list[Draft]:
    """Return the drafts of the acts of a report."""
    return list(_denials(line, engine, sentences))


def _denials(line: Line, engine: Engine, sentences: Sequence[Sentence]) -> list[Draft]:
    found: list[Draft] = []
    for sentence in sentences:
        for rule, pattern in engine.rules.get("denials", ()):
            for match in pattern.finditer(line.symbols, sentence.first, sentence.last):
                first, last = match.start("cue"), match.end("what")
                if not any(draft.unit == first for draft in found):
                    found.append(
                        Draft(
                            measure="denied",
                            start=line.starts[first],
                            end=line.ends[last - 1],
                            sentence=sentence,
                            unit=first,
                            cue=(line.starts[first], line.ends[first]),
                            rules=(rule.id,),
                        )
                    )
    return found
