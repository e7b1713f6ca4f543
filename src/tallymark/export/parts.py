"""How the parts of nouns are told in a row: numbers as JSON has them, words with their place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tallymark.model import Mention, Span

Row = dict[str, Any]

# JSON readers commonly hold whole numbers in 64 bits.
_WHOLE_DIGITS = 18


def number(value: Decimal | None) -> int | float | Decimal | None:
    """Return the value as the plainest number that is exactly it, or None where it is none.

    >>> number(Decimal("1119")), number(Decimal("1119.0")), number(Decimal("1644.6"))
    (1119, 1119, 1644.6)
    >>> number(Decimal("0.12345678901234567890"))
    Decimal('0.12345678901234567890')
    >>> number(None), number(Decimal("NaN"))
    (None, None)
    """
    if value is None or not value.is_finite():
        return None
    if value.adjusted() < _WHOLE_DIGITS and value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else value


def words(span: Span | None) -> Row | None:
    """Return the words of a span with their place in the report.

    >>> words(Span(0, 4, "nine"))
    {'words': 'nine', 'start': 0, 'end': 4}
    """
    return None if span is None else {"words": span.quote, "start": span.start, "end": span.end}


def concept(mention: Mention | None) -> Row | None:
    """Return a concept's id and the words that name it.

    >>> concept(Mention(id="mine", span=Span(5, 10, "mines")))
    {'id': 'mine', 'words': 'mines', 'start': 5, 'end': 10}
    """
    if mention is None:
        return None
    return {"id": mention.id, "words": mention.span.quote, "start": mention.span.start, "end": mention.span.end}


def people(mention: Mention) -> Row:
    """Return what kind of people is meant; words that name no known kind may be somebody's name and stay out.

    >>> people(Mention(id=None, span=Span(0, 8, "Jane Doe")))
    {'id': None, 'words': None, 'start': 0, 'end': 8}
    """
    row = {"id": mention.id, "words": mention.span.quote, "start": mention.span.start, "end": mention.span.end}
    return row if mention.id is not None else row | {"words": None}
