"""Why two reports stand in one story, or do not."""

from __future__ import annotations

import enum

import msgspec

from tallymark.model.story import Link


class Looked(enum.Enum):
    """Whether grouping compared two reports by themselves, and what kept it from that where it did not."""

    COMPARED = "compared"
    NOTHING = "nothing_in_common"
    LITTLE = "too_little_in_common"
    FAR = "far_apart_in_a_crowd"
    OUTRANKED = "others_have_more_in_common"
    COPY = "copy_of_a_compared_text"


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """Something for which two reports may be compared, and how many `reports` have it.

    `what` is a mark as in a link ("figure 1119"), or only `word`, `name` or `text`: names of persons stay in the text.
    """

    what: str
    reports: int


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Why two reports stand in one story, or do not; `reports` and their `stories` in the order they were asked for.

    `verdict` is `same` (one story), `copy` (one story, near-identical text), `repeats` (two stories, one of which tells
    figures of the other again) or `apart`. `link` is that of the two reports by themselves, its kind as its score has
    it; from the score `needed` on two reports tell one story. `meetings` are what both may be compared for. `chain`
    holds the links that lead in a story from one report to the other, `repeats` those between their two stories.
    `agreement` is how strongly the reports of two groups were linked on average when these were not joined, and
    `agreement_needed` how strongly they would have to be. `retold` is what the figures weigh that both tell, and
    `retold_needed` what they must weigh for one story to repeat the other. `claims` counts the claims of each report.
    """

    reports: tuple[str, str]
    stories: tuple[str, str]
    verdict: str
    link: Link
    needed: float
    looked: Looked
    meetings: tuple[Meeting, ...] = ()
    chain: tuple[Link, ...] = ()
    repeats: tuple[Link, ...] = ()
    agreement: float | None = None
    agreement_needed: float
    retold: float
    retold_needed: float
    claims: tuple[int, int] = (0, 0)
