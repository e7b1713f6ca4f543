"""The ledger's reports and claims as the stages want them, fetched when they are looked at and not before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

import msgspec

from tallymark.ledger import Ledger
from tallymark.model import Claim, Report

V = TypeVar("V")

OPENING = 400


class _Kept(Mapping[str, V]):
    """A mapping whose values are fetched by id; the last `keep` of them stay at hand."""

    def __init__(self, ids: Sequence[str], fetch: Callable[[str], V], keep: int) -> None:
        self._ids = dict.fromkeys(ids)
        self._fetch = fetch
        self._keep = keep
        self._recent: OrderedDict[str, V] = OrderedDict()

    def __getitem__(self, key: str) -> V:
        """Return the value of an id; KeyError where the ledger did not have it when this was made."""
        if key in self._recent:
            self._recent.move_to_end(key)
            return self._recent[key]
        if key not in self._ids:
            raise KeyError(key)
        value = self._recent[key] = self._fetch(key)
        if len(self._recent) > self._keep:
            self._recent.popitem(last=False)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class HeldReports(Sequence[Report]):
    """Every report of a ledger, in the order of their ids; a few texts are in memory at a time."""

    def __init__(self, ledger: Ledger, ids: Sequence[str], *, keep: int = 256) -> None:
        self._ledger = ledger
        self._ids = ids
        self._by_id: _Kept[Report] = _Kept(ids, ledger.report, keep)

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        """Return the report at a place; a slice is read at once."""
        if isinstance(index, slice):
            return [self._by_id[key] for key in self._ids[index]]
        return self._by_id[self._ids[index]]

    def __iter__(self) -> Iterator[Report]:
        """Yield the reports page by page; those that came in since this was made are passed over."""
        held = set(self._ids)
        return (report for report in self._ledger.reports() if report.id in held)

    def __len__(self) -> int:
        return len(self._ids)


def opening(report: Report) -> Report:
    """Return a report with no more of its text than names it: for stages that need to know of a report, not read it."""
    return msgspec.structs.replace(report, text=report.text[:OPENING])


def held_claims(ledger: Ledger, ids: Sequence[str], *, keep: int = 1024) -> Mapping[str, Sequence[Claim]]:
    """Return the claims of every report by the report's id, fetched when they are asked for."""
    return _Kept(ids, lambda report: tuple(ledger.claims(report)), keep)
