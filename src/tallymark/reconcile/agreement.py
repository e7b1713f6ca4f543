"""How well several coders agree, beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tallymark.model import Decision, Judgement


def alpha(units: Mapping[str, Mapping[str, str]]) -> float | None:
    """Return Krippendorff's alpha for nominal data, None where nothing can be said.

    `units` maps each thing to what each coder said of it; a thing that one coder alone judged says nothing. 1 is
    perfect agreement, 0 what chance would give. After Krippendorff, *Content Analysis* (2004), chapter 11.

    >>> alpha({"a": {"x": "right", "y": "right"}, "b": {"x": "wrong", "y": "wrong"}})
    1.0
    >>> alpha({"a": {"x": "right"}}) is None
    True
    """
    paired = [Counter(said.values()) for said in units.values() if len(said) > 1]
    total = sum(sum(said.values()) for said in paired)
    if not total:
        return None
    values = sum(paired, Counter())
    observed = sum(_disagreeing(said) / (sum(said.values()) - 1) for said in paired) / total
    expected = _disagreeing(values) / (total * (total - 1))
    return 1.0 - observed / expected if expected else 1.0


def _disagreeing(said: Counter[str]) -> int:
    """Return how many ordered pairs of values differ."""
    count = sum(said.values())
    return count * count - sum(one * one for one in said.values())


def coded(stand: Mapping[str, list[Judgement]]) -> dict[str, dict[str, str]]:
    """Return what each coder said of each thing, those who were unsure left out."""
    return {
        about: {one.by: one.decision.value for one in some if one.decision is not Decision.UNSURE}
        for about, some in stand.items()
    }
