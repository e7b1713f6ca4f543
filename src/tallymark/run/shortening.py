"""One number as a person reads it: the tallies that a question is not about are counted, and not read."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from tallymark.ledger import Ledger
from tallymark.ledger.alike import Alike
from tallymark.model import (
    Answer,
    Counted,
    CountedInShort,
    InShort,
    LeftInShort,
    LeftOut,
    Question,
    Tally,
    Why,
    content_id,
)
from tallymark.packs import cache
from tallymark.reconcile import answer
from tallymark.reconcile.asked import unasked
from tallymark.run.answering import check, inside, key_of

# So many are shown: of what counts, of what is left out for one reason, and of what one running total contains.
COUNTED, LEFT, ITEMS = 100, 12, 12
# An answer that takes more tallies than this is kept in the user's cache folder until the ledger changes.
_MANY = 2_000
# With more stories than this, what tells what again is asked of all stories at once.
_STORIES = 5_000
_NOT_ASKED = frozenset({Why.OTHER_PLACE, Why.OTHER_PERIOD, Why.OTHER_KIND})
_REASONS = {why: place for place, why in enumerate(Why)}


def total_in_short(
    ledger: Ledger,
    *,
    measure: str,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    item: str | None = None,
    people: str | None = None,
) -> InShort:
    """Return the same as `total`, shortened; it takes no longer for all that it does not count."""
    check(measure, since, until, item, people)
    state = ledger.changed("stories", "tallies", "series")
    key = content_id("total", *_made_by(), *state, measure, place, since, until, item, people)
    content = cache.kept(f"total-{measure}", key)
    if content is not None:
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(content, type=InShort)
    groups = ledger.alike(measure, *(["places"] if place is not None else ["days"] if since or until else []))
    told = {key for group in groups for key in group.sample.places}
    asked = Question(
        measure=measure, place=None if place is None else key_of(place, told), since=since, until=until,
        item=item, people=people,
    )  # fmt: skip
    short, looked_at = _worked_out(ledger, asked, groups)
    if looked_at > _MANY:
        with contextlib.suppress(UnicodeEncodeError):  # half of a surrogate pair cannot be kept
            cache.keep(f"total-{measure}", key, msgspec.msgpack.encode(short))
    return short


def _made_by() -> tuple[str, str]:
    """Return hashes of what makes an answer of what a ledger holds."""
    house = Path(cache.__file__).parent.parent
    return cache.source_hash(house / "reconcile"), cache.source_hash(house / "packs" / "domains", "*.yaml")


def _worked_out(ledger: Ledger, asked: Question, groups: Iterable[Alike]) -> tuple[InShort, int]:
    """Return the answer, and how many tallies it took; the groups tell tallies apart by all that the question asks.

    Where a place is asked for, that is all but the days: of what lies there these are looked at tally by tally.
    """
    of_groups = asked if asked.place is None else msgspec.structs.replace(asked, since=None, until=None)
    about: list[Alike] = []
    left: defaultdict[Why, list[Alike]] = defaultdict(list)
    for group in groups:
        why = unasked(of_groups, group.sample, inside)
        (about if why is None else left[why]).append(group)
    tallies = list(ledger.tallies_in(asked.measure, about))
    stories = {tally.story for tally in tallies}
    retold = ledger.retold(sorted(stories) if len(stories) <= _STORIES else None)
    told = answer(asked, tallies, retold, inside, ledger.series(measure=asked.measure))
    more = {
        why: (
            sum(group.tallies for group in some),
            () if why in _NOT_ASKED else ledger.first_tallies_in(asked.measure, some, LEFT),
        )
        for why, some in left.items()
    }
    return in_short(told, more), len(tallies)


def in_short(told: Answer, more: Mapping[Why, tuple[int, Sequence[Tally]]] | None = None) -> InShort:
    """Return an answer shortened; `more` are left out besides, by reason: how many, and those that were told first."""
    named = {one.tally.id: one.tally for one in told.counted}
    named |= {one.tally.id: one.tally for one in told.left_out}
    counts = Counter(one.why for one in told.left_out)
    firsts: dict[Why, list[tuple[Tally, Tally | None]]] = {}
    for left, alike in itertools.groupby(told.left_out, key=lambda one: one.why):
        firsts[left] = [] if left in _NOT_ASKED else _first(alike, named)
    for why, (count, first) in (more or {}).items():
        counts[why] += count
        pairs: list[tuple[Tally, Tally | None]] = [*firsts.get(why, ()), *((tally, None) for tally in first)]
        firsts[why] = sorted(pairs, key=lambda pair: (pair[0].said or "", pair[0].id))[:LEFT]
    return InShort(
        question=told.question,
        low=told.low,
        best=told.best,
        high=told.high,
        tallies=len(told.counted),
        claims=len({claim for one in told.counted for claim in one.tally.claims}),
        counted=tuple(_counted(one, named) for one in told.counted[:COUNTED]),
        left_out=tuple(
            LeftInShort(why=why, count=counts[why], first=tuple(firsts[why]))
            for why in sorted(counts, key=lambda why: _REASONS[why])
        ),
    )


def _first(some: Iterable[LeftOut], named: Mapping[str, Tally]) -> list[tuple[Tally, Tally | None]]:
    return [(one.tally, named.get(one.because or "")) for one in itertools.islice(some, LEFT)]


def _counted(one: Counted, named: Mapping[str, Tally]) -> CountedInShort:
    items = tuple(named[item] for item in one.itemised[:ITEMS])
    return CountedInShort(tally=one.tally, itemised=len(one.itemised), items=items, rest=one.rest)
