"""Reports with claims built by hand: parts of a claim are named by their words, and found in the text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tallymark.model import (
    Bound,
    Claim,
    Figure,
    Holder,
    Inspection,
    Mention,
    Official,
    Period,
    Place,
    Report,
    Scope,
    Span,
    Stance,
    Violation,
    claim_id,
)


class Telling:
    """A report and the claims that are said to stand in it, in the order they are added."""

    def __init__(self, text: str, **metadata: Any) -> None:
        self.report = Report.of(text, **{"language": "en", **metadata})
        self.claims: list[Claim] = []

    def span(self, words: str, after: int = 0) -> Span:
        """Return the place of words in the text, the first one from `after`; words that are not there are a mistake."""
        start = self.report.text.index(words, after)
        return Span.of(self.report.text, start, start + len(words))

    def says(self, measure: str, quote: str, value: str | int | None = None, **parts: Any) -> Claim:
        """Add a claim that stands at `quote`; its other parts are given by words of the text, see `_built`."""
        whole = self.span(quote)
        figure = self._figure(whole, value, parts)
        claim = Claim(
            id=claim_id(self.report.id, measure, whole, figure),
            report=self.report.id,
            measure=measure,
            span=whole,
            figure=figure,
            order=len(self.claims),
            **{name: self._built(name, given, whole) for name, given in parts.items()},
        )
        self.claims.append(claim)
        return claim

    def _figure(self, whole: Span, value: str | int | None, parts: dict[str, Any]) -> Figure | None:
        bound = parts.pop("bound", Bound.EXACTLY)
        most, unit, numeral = parts.pop("value_max", None), parts.pop("unit", None), parts.pop("numeral", None)
        if value is None and bound is Bound.EXACTLY:
            return None
        number = None if value is None else Decimal(str(value).replace(",", ""))
        words = numeral or (str(value) if str(value) in whole.quote else None)
        at = None if words is None else self.span(words, whole.start)
        top = None if most is None else Decimal(most)
        return Figure(value=number, value_max=top, bound=bound, unit=unit, span=at)

    def _built(self, name: str, given: Any, whole: Span) -> Any:
        """Return a part of a claim: `item=("mine", "mines")` is an id and its words, `places=[("KLM", "Kolmesh")]`
        ids and names, `period=("2022-11-23", "November 23")` an EDTF date and its words, `by=["the ministry"]` holders
        by their words, `part_of=claim` a claim."""
        match name:
            case "item" | "model":
                return self._mention(given)
            case "people":
                return tuple(self._mention(each) for each in given)
            case "places":
                return tuple(Place(id=id_, name=words, span=self.span(words)) for id_, words in given)
            case "period":
                edtf, words, *basis = given
                return Period(edtf=edtf, span=self.span(words), basis=basis[0] if basis else "text")
            case "attribution":
                return tuple(Holder(name=words, kind=kind, span=self.span(words)) for kind, words in given)
            case "part_of":
                return given.id
            case "total_of":
                return tuple(each.id for each in given)
            case "officials" | "headline" | "scope" | "stance":
                return given
            case "inspection":
                return Inspection(officials=tuple(Official(span=self.span(words), name=words) for words in given))
            case "violation":
                return self._violation(*given)
        raise AssertionError(f"no part of a claim is called {name} at {whole.quote!r}")

    def _mention(self, given: tuple[str | None, str]) -> Mention:
        id_, words = given
        return Mention(id=id_, span=self.span(words))

    def _violation(self, agreement: str, provision: tuple[str | None, str] | None) -> Violation:
        return Violation(
            agreement=Mention(id="agreement", span=self.span(agreement)),
            provision=None if provision is None else self._mention(provision),
        )


def by_report(tellings: Sequence[Telling]) -> dict[str, list[Claim]]:
    """Return the claims of reports, by the id of the report."""
    return {each.report.id: each.claims for each in tellings}


__all__ = ["Bound", "Scope", "Stance", "Telling", "by_report"]
