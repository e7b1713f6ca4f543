"""The reports that render one statement or one incident."""

from __future__ import annotations

import msgspec


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Why two reports tell one story: the features that met and their weights, what spoke against, and the score.

    `kind` is `same` (one story), `copy` (syndicated text) or `repeats` (an old total told again: never merged).
    """

    left: str
    right: str
    kind: str
    score: float
    met: tuple[tuple[str, float], ...] = ()
    against: tuple[tuple[str, float], ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A story and its versions: the ids of the reports that render it, in the order of their ids.

    `id` is the hash of the reports' ids. `kind` is `statement` or `incident`. `title` is a sentence of the program's
    own that names what the versions share, never a report's headline.
    """

    id: str
    reports: tuple[str, ...]
    kind: str = "statement"
    title: str = ""
    links: tuple[Link, ...] = ()
