"""What is compared of one report, now that it is known how rare each part of it is."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from tallymark.collate.features import Features
from tallymark.collate.rarity import Rarity
from tallymark.collate.shelf import Shelf
from tallymark.collate.shingles import Runs, Sample

# A figure of one report that is this telling is missed in the other, and makes news where it is no look back.
STRONG = 0.6
# So many reports are unpacked at a time: those compared one after the other lie close together in time.
AT_HAND = 128


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """What a mark tells where it stands, what it would tell anywhere (figures only), and how rare it is.

    `claimed` is True of a figure that stands in a claim.
    """

    weight: float
    plain: float
    rarity: float
    claimed: bool


class Weighed(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A report's marks with their rarity, and its words and names as vectors of length 1, heaviest first.

    `news` is True where the report claims a telling figure that is no look back. `of_its_day` says how rare the day of
    publication is, 0 where it is not known to the day. `happened` is the day of the first thing told as new.
    """

    report: str
    language: str | None
    published: str | None
    marks: dict[str, Mark]
    words: dict[str, float]
    names: dict[str, float]
    runs: Sample
    denied: float
    news: bool
    of_its_day: float = 0.0
    happened: str | None = None

    @classmethod
    def of(cls, features: Features, rarity: Rarity) -> Weighed:
        """Return what is compared of a report."""
        claimed = frozenset(features.claimed)
        return cls(
            report=features.report,
            language=features.language,
            published=features.published,
            marks={
                mark: Mark(weight, features.plain.get(mark, 0.0), rarity.mark(mark), mark in claimed)
                for mark, weight in features.marks.items()
            },
            words=rarity.word_vector(features),
            names=rarity.name_vector(features),
            runs=features.runs,
            denied=features.denied,
            of_its_day=rarity.published(features.published),
            happened=features.happened,
            news=any(features.marks[mark] >= STRONG for mark in claimed),
        )


class AtHand:
    """The reports of a shelf by their number, of which those asked for last are unpacked.

    `places` says where on the shelf each number stands.
    """

    def __init__(self, shelf: Shelf, places: Sequence[int]) -> None:
        unpack = msgspec.msgpack.Decoder(Weighed).decode

        @functools.lru_cache(maxsize=AT_HAND)
        def at_hand(number: int) -> tuple[Weighed, Runs]:
            weighed = unpack(shelf[places[number]])
            return weighed, Runs(weighed.runs.step, weighed.runs.runs)

        self.get = at_hand
