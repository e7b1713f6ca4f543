"""Origin: where and when ordnance was made, kept apart from where and when it was found."""

from __future__ import annotations

from typing import NamedTuple

from tallymark.extract.sentences import Sentence
from tallymark.model import Mention, Span
from tallymark.rules import Engine, Line


class Origin(NamedTuple):
    """What a sentence says of the making of ordnance: the unit of the verb, the country and the year as written.

    `ahead` says that the verb stands before what was made ("2021-ci ildə istehsal edilmiş 350 mina").
    """

    unit: int
    where: Mention | None
    when: Mention | None
    ahead: bool = False

    def is_of(self, unit: int, symbols: str, counted: str) -> bool:
        """Say whether what is counted at a unit is what was made: no other count stands between the two."""
        first, last = (self.unit, unit) if self.ahead else (unit, self.unit)
        return first < last and counted not in symbols[first + 1 : last]


def find_origins(text: str, line: Line, engine: Engine, sentence: Sentence) -> list[Origin]:
    """Return what a sentence says of the making of ordnance, in order; nothing is said by the verb alone."""
    found: dict[int, Origin] = {}
    for rule, pattern in engine.rules.get("origin", ()):
        for match in pattern.finditer(line.symbols, sentence.first, sentence.last):
            made = match.start("made")
            where, when = (_mention(text, line, *match.span(name)) for name in ("where", "when"))
            before = found.get(made, Origin(made, None, None))
            if where or when:
                found[made] = Origin(made, before.where or where, before.when or when, "ahead" in rule.gives)
    return [found[made] for made in sorted(found)]


def _mention(text: str, line: Line, first: int, last: int) -> Mention | None:
    if first < 0 or first == last:
        return None
    return Mention(id=None, span=Span.of(text, line.starts[first], line.ends[last - 1]))
