"""Where the reports of a story count something, in the order of their words, and what stands next to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tallymark.model import Claim, Span
from tallymark.reconcile.told import Told

# What stands no further apart than so many code points is told together.
TOGETHER = 160
# Of so many sites on either side of one it is asked whether they are the same in another version.
NEIGHBOURS = 2


class Site(NamedTuple):
    """One number of a report's body, or one act, with the claims that are made of it: what is found and cleared."""

    report: str
    span: Span
    claims: tuple[Claim, ...]


class Company(NamedTuple):
    """Whether two sites are told next to the same: before both, behind both, or before one and behind the other."""

    before: bool
    behind: bool
    across: bool


class Sites:
    """The sites of a story, by report in the order of the words, and by the id of each claim of a body."""

    def __init__(self, told: Told) -> None:
        self.by_report: dict[str, list[Site]] = {name: _sites(given) for name, given in told.by_report.items()}
        every = [site for sites in self.by_report.values() for site in sites]
        self.of: dict[str, Site] = {claim.id: site for site in every for claim in site.claims}
        self._rank = {
            (site.report, site.span): at for sites in self.by_report.values() for at, site in enumerate(sites)
        }

    def company(self, one: Site, other: Site, counted: Mapping[str, str]) -> Company:
        """Return where neighbours of two sites count the same.

        `counted` names by the id of a claim the group that it counts for.
        """
        left, right = self._around(one), self._around(other)
        before, behind = (_matched(left[side], right[side], counted) for side in (0, 1))
        across = _matched([*left[0], *left[1]], [*right[0], *right[1]], counted)
        return Company(before > 0, behind > 0, across > before + behind)

    def _around(self, site: Site) -> tuple[list[Site], list[Site]]:
        """Return the sites that are told together with one, those before it and those behind it, nearest first."""
        sites, at = self.by_report[site.report], self._rank[site.report, site.span]
        before = sites[max(0, at - NEIGHBOURS) : at][::-1]
        return _together(site, before), _together(site, sites[at + 1 : at + 1 + NEIGHBOURS])


def _sites(claims: Iterable[Claim]) -> list[Site]:
    by_span: defaultdict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.headline:
            figure = None if claim.figure is None else claim.figure.span
            by_span[claim.span if figure is None else figure].append(claim)
    rows = [Site(given[0].report, span, tuple(given)) for span, given in by_span.items()]
    return sorted(rows, key=lambda site: (site.span.start, site.span.end))


def _together(site: Site, others: Sequence[Site]) -> list[Site]:
    """Return of the sites on one side those that no gap parts from it."""
    out: list[Site] = []
    last = site.span
    for other in others:
        if max(other.span.start - last.end, last.start - other.span.end) > TOGETHER:
            break
        out.append(other)
        last = other.span
    return out


def _matched(ones: Iterable[Site], others: Sequence[Site], counted: Mapping[str, str]) -> int:
    """Return how many sites of one version count what a site of the other counts, each of them once."""
    rest = list(others)
    for one in ones:
        groups = {counted[claim.id] for claim in one.claims}
        found = next((other for other in rest if any(counted[claim.id] in groups for claim in other.claims)), None)
        if found is not None:
            rest.remove(found)
    return len(others) - len(rest)
