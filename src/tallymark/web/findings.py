"""Findings as a reader meets them: the gravest first, each with the words on its sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallymark.model import Finding, Side
from tallymark.web.nouns import Nouns
from tallymark.web.plain import id_words
from tallymark.web.view import FindingView, Jump

WEIGHTS = {2: "contradicts", 1: "needs a look", 0: "for the record"}


def by_weight(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings by weight, then by kind, then by where their words stand."""
    return sorted(
        findings,
        key=lambda one: (-one.weight, one.kind, min((side.span.start for side in one.sides), default=0), one.id),
    )


def finding_view(finding: Finding, key: str, jump: Callable[[Side, str], Jump], nouns: Nouns) -> FindingView:
    """Return one finding; `jump` makes the link to a side from the side and its anchor (`KEYw0`, `KEYw1` …).

    The sides stand in the order of the versions they are in.
    """
    weight = max(0, min(2, finding.weight))
    sides = [jump(side, side_anchor(key, rank)) for rank, side in enumerate(finding.sides)]
    return FindingView(
        key=key,
        id=finding.id,
        kind=finding.kind,
        kind_words=id_words(finding.kind),
        weight=weight,
        weight_words=WEIGHTS[weight],
        sentence=finding.sentence,
        suggests=finding.suggests,
        sides=tuple(sorted(sides, key=lambda side: (len(side.letter), side.letter))),
        judged=nouns.decisions(finding.id),
    )


def side_anchor(key: str, rank: int) -> str:
    """Return the anchor of a finding's side with this rank."""
    return f"{key}w{rank}"
