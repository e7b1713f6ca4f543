"""What the versions of one story tell, by claim and by report, and what each version is called in a sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

import msgspec

from tallymark.model import Claim, Report, Side, Span, Story
from tallymark.packs.wording import listed, phrase

OPENING_WORDS = 6


class Told(msgspec.Struct, frozen=True):
    """A story with its reports and claims. `original` maps each report to the one it is a copy of, or to itself.

    `by_report` holds the claims of each report, and `parts_of` by its id those that a claim is the whole of.
    """

    story: Story
    reports: Mapping[str, Report]
    claims: tuple[Claim, ...]
    by_id: Mapping[str, Claim]
    by_report: Mapping[str, tuple[Claim, ...]]
    parts_of: Mapping[str, list[Claim]]
    original: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, story: Story, reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]) -> Told:
        """Arrange a story's claims by report and by their rank there; the order they come in does not matter."""
        told = {name: reports[name] for name in sorted(story.reports)}
        by_report = {
            name: tuple(sorted(claims.get(name, ()), key=lambda claim: (claim.order, claim.span, claim.id)))
            for name in told
        }
        ordered = tuple(claim for given in by_report.values() for claim in given)
        parts_of: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in ordered:
            if claim.part_of is not None:
                parts_of[claim.part_of].append(claim)
        return cls(
            story=story,
            reports=told,
            claims=ordered,
            by_id={claim.id: claim for claim in ordered},
            by_report=by_report,
            parts_of=parts_of,
            original=_originals(story),
            names=_names(told, by_report),
        )

    def source_of(self, report: str) -> str:
        """Return what stands behind a report as a source: its outlet, once for all its reports and their copies."""
        original = self.original[report]
        return _outlet(self.reports[original]) or original

    def sources(self, claims: Iterable[Claim]) -> int:
        """Return how many independent outlets stand behind claims; a copy adds none."""
        return len({self.source_of(claim.report) for claim in claims})

    def who(self, claims: Iterable[Claim]) -> str:
        """Return in words who says claims: the versions, and whom most of them cite."""
        given = list(claims)
        versions = listed(sorted({self.names[claim.report] for claim in given}))
        cited = Counter(speaker for claim in given if (speaker := speaker_of(claim)) is not None)
        if not cited:
            return versions
        most = min(cited, key=lambda name: (-cited[name], name))
        return phrase("who_cites", versions=versions, speaker=most)

    def versions(self, reports: Iterable[str]) -> str:
        """Return versions by name, as an enumeration."""
        return listed(sorted({self.names[report] for report in reports}))


def speaker_of(claim: Claim) -> str | None:
    """Return who stands behind a claim: the last of its chain that is no outlet, or None where nobody is named."""
    for holder in reversed(claim.attribution):
        if holder.kind != "outlet" and holder.span is not None:
            return holder.name
    return None


def side(claim: Claim, span: Span | None = None) -> Side:
    """Return the side of a finding on which a claim stands, at the claim's words or at a part of them."""
    return Side(report=claim.report, span=claim.span if span is None else span, claim=claim.id)


def sides(claims: Iterable[Claim]) -> tuple[Side, ...]:
    """Return a side for each claim, in the order of the reports and the words."""
    return tuple(side(claim) for claim in sorted(claims, key=lambda claim: (claim.report, claim.span, claim.id)))


def _originals(story: Story) -> dict[str, str]:
    """Return for each report the one that stands for it and its copies: the one with the smallest id."""
    towards = {name: name for name in story.reports}

    def original(name: str) -> str:
        while towards[name] != name:
            towards[name] = towards[towards[name]]
            name = towards[name]
        return name

    for link in story.links:
        if link.kind == "copy" and link.left in towards and link.right in towards:
            one, other = sorted((original(link.left), original(link.right)))
            towards[other] = one
    return {name: original(name) for name in story.reports}


def _outlet(report: Report) -> str | None:
    if report.source is not None:
        return report.source
    host = urlsplit(report.url).hostname if report.url is not None and "[" not in report.url else None
    return None if host is None else host.removeprefix("www.")


def _names(reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]) -> dict[str, str]:
    """Return what each report is called: its outlet, else the outlet its claims name, else its opening words.

    Two reports of one outlet are told apart by their opening words as well.
    """
    named: dict[str, str] = {}
    for name, report in reports.items():
        outlets = Counter(
            holder.name for claim in claims[name] for holder in claim.attribution if holder.kind == "outlet"
        )
        heard = min(outlets, key=lambda outlet: (-outlets[outlet], outlet)) if outlets else None
        named[name] = _outlet(report) or heard or phrase("who_opens", words=_opening(report))
    twice = Counter(named.values())
    return {
        name: label if twice[label] == 1 else phrase("who_twice", name=label, words=_opening(reports[name]))
        for name, label in named.items()
    }


def _opening(report: Report) -> str:
    words = (report.title or report.text).split()
    return " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "")
