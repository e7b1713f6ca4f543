"""A number with its bound and unit, as the words give it."""

from __future__ import annotations

import enum
from decimal import Decimal

import msgspec

from tallymark.model.span import Span


class Bound(enum.Enum):
    """How the words tie a number to the thing counted."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    UNKNOWN = "unknown"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """`value` is None where the words name an amount without a number ("dozens", "several").

    `value_max` is the upper end of a range (bound `between`). `unit` is None for things and people, else one of
    the domain's units ("km2", "ha", "m2"). `numeral` is False where the count stands in no numeral ("a sergeant").
    `implied` is True where the value was worked out from other figures and is stated nowhere.
    """

    value: Decimal | None
    value_max: Decimal | None = None
    bound: Bound = Bound.EXACTLY
    unit: str | None = None
    span: Span | None = None
    numeral: bool = True
    implied: bool = False

    @property
    def low(self) -> Decimal | None:
        """The least the words allow, or None where they set no lower end.

        >>> Figure(value=Decimal(5), bound=Bound.AT_MOST).low is None
        True
        """
        if self.bound in (Bound.AT_MOST, Bound.LESS_THAN):
            return None
        return self.value

    @property
    def high(self) -> Decimal | None:
        """The most the words allow, or None where they set no upper end.

        >>> Figure(value=Decimal(5), bound=Bound.AT_LEAST).high is None
        True
        """
        if self.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
            return None
        return self.value if self.value_max is None else self.value_max
