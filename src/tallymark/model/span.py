"""A place in a report's text and the words that stand there."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """`start` and `end` count code points from the start of a report's text; `end` is exclusive.

    A span read back from storage is trusted; one that is made is made by `Span.of`, which slices the text.
    """

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of `text[start:end]`; an empty or impossible place is a broken invariant.

        >>> Span.of("nine mines", 0, 4)
        Span(start=0, end=4, quote='nine')
        >>> Span.of("nine mines", 4, 4)
        Traceback (most recent call last):
        ...
        ValueError: no words at 4:4 of a text of 10
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words at {start}:{end} of a text of {len(text)}")
        return cls(start, end, text[start:end])

    def stands_in(self, text: str) -> bool:
        """Say whether the quote is what the text has at this place."""
        return text[self.start : self.end] == self.quote

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end
