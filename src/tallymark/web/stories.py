"""A story on the page: its versions in the order of their dates, its claims numbered, its tallies, its findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tallymark.model import Claim, Link, Side, Span, Story
from tallymark.web.claims import chain_words, claim_rows, said, voices_of
from tallymark.web.findings import by_weight, finding_view, side_anchor
from tallymark.web.nouns import Nouns
from tallymark.web.plain import counted, date_words, group_of, id_words, listed, measure_words
from tallymark.web.reasons import LINKED, why
from tallymark.web.tallies import in_tree_order, scales, tally_view, with_voices_once
from tallymark.web.versions import letter_of, version_view
from tallymark.web.view import ClaimView, FindingView, Jump, StoryView, TallyView, VersionView

_NAMED = 4
"""How many sources, outlets and figures the sentence at the head of a story names before it counts the rest."""


class StoryPage:
    """Everything of one story, worked out once in the order in which one part needs the other.

    `n` is the story's rank on the page; ids on the page start with `sN`. `series_of` maps the ids of claims that are
    points of a running total to the anchor of its chart.
    """

    def __init__(self, story: Story, n: int, nouns: Nouns, series_of: Mapping[str, str]) -> None:
        self.story, self.n, self.nouns, self.key = story, n, nouns, f"s{n}"
        known = [nouns.reports[report] for report in story.reports if report in nouns.reports]
        self.reports = sorted(known, key=lambda report: (report.published or "9999", report.id))
        self.letters = {report.id: letter_of(rank) for rank, report in enumerate(self.reports)}
        self.claims = [claim for report in self.reports for claim in nouns.said_in.get(report.id, ())]
        self.ranks = {claim.id: rank for rank, claim in enumerate(self.claims)}
        self.ordered = in_tree_order(nouns.tallies.get(story.id, []), self.ranks)
        self.marks = self._marks()
        self.views = {claim.id: self._claim(claim) for claim in self.claims}
        self.tallies = self._tallies(series_of)
        self.findings = by_weight(nouns.findings.get(story.id, []))

    def view(self, *, opened: bool) -> StoryView:
        """Return the finished story; `opened` says whether it stands open when the page is opened."""
        findings = self._findings()
        weights = Counter(finding.weight for finding in findings)
        days = sorted({report.published for report in self.reports if report.published is not None})
        counted_claims = {claim for tally, _ in self.ordered for claim in tally.claims}
        outlets = [self.nouns.outlet(report.id) for report in self.reports]
        return StoryView(
            n=self.n,
            key=self.key,
            id=self.story.id,
            kind=id_words(self.story.kind),
            title=self.story.title or self._what() or "A story without figures",
            who=self._who(),
            what=self._what(),
            published_by=_some(list(dict.fromkeys(outlets)), "outlet"),
            dates=" to ".join(dict.fromkeys(date_words(day) for day in (*days[:1], *days[-1:]))),
            versions=self._versions(),
            tallies=self.tallies,
            others=tuple(view for claim, view in self.views.items() if claim not in counted_claims),
            findings=findings,
            links=tuple(self._link(link) for link in self.story.links),
            measures=tuple(sorted({claim.measure for claim in self.claims})),
            claims=len(self.claims),
            weights=(weights[2], weights[1], weights[0]),
            open=opened,
            judged=self.nouns.decisions(self.story.id),
        )

    def _marks(self) -> dict[str, tuple[str, ...]]:
        """Return what stands at each claim's words: the numbers of its tallies, or a letter of its own."""
        marks: dict[str, tuple[str, ...]] = {}
        for n, (tally, _) in enumerate(self.ordered, start=1):
            for claim in tally.claims:
                if claim in self.ranks:
                    marks[claim] = (*marks.get(claim, ()), str(n))
        alone = [claim.id for claim in self.claims if claim.id not in marks]
        return marks | {claim: (letter_of(rank).lower(),) for rank, claim in enumerate(alone)}

    def _claim(self, claim: Claim) -> ClaimView:
        """Return one claim with its lines."""
        outlet = self.nouns.outlet(claim.report)
        places = {one.id: (f"#{self.key}c{self.ranks[one.id]}", said(one)) for one in self._near(claim)}
        return ClaimView(
            n=self.ranks[claim.id],
            key=self.key,
            id=claim.id,
            said=said(claim),
            quote=claim.span.quote,
            group=group_of(claim.measure),
            marks=",".join(self.marks[claim.id]),
            same=self.marks[claim.id],
            letter=self.letters[claim.report],
            outlet=outlet,
            rows=claim_rows(claim, outlet, places),
            judged=self.nouns.decisions(claim.id),
        )

    def _near(self, claim: Claim) -> list[Claim]:
        """Return the claims of the story that a claim is a part of or sums."""
        ids = (*((claim.part_of,) if claim.part_of is not None else ()), *claim.total_of)
        return [self.nouns.claims[one] for one in ids if one in self.ranks]

    def _tallies(self, series_of: Mapping[str, str]) -> tuple[TallyView, ...]:
        """Return the lines of the table."""
        siblings = {tally.id: tally for tally, _ in self.ordered}
        ends = scales(self.ordered)
        return with_voices_once(
            tally_view(
                tally,
                n=n,
                key=f"{self.key}t{n}",
                depth=depth,
                end=ends.get(tally.id),
                siblings=siblings,
                views=self.views,
                versions=len(self.reports),
                series=next((series_of[claim] for claim in tally.claims if claim in series_of), None),
                nouns=self.nouns,
            )
            for n, (tally, depth) in enumerate(self.ordered, start=1)
        )

    def _findings(self) -> tuple[FindingView, ...]:
        """Return the findings, the gravest first."""
        keyed = ((f"{self.key}f{rank}", finding) for rank, finding in enumerate(self.findings))
        return tuple(finding_view(finding, key, self._jump, self.nouns) for key, finding in keyed)

    def _jump(self, side: Side, anchor: str) -> Jump:
        """Return the link to a side; a side in a report that the story does not have leads nowhere."""
        return Jump(
            href=f"#{anchor}" if side.report in self.letters else None,
            quote=side.span.quote,
            letter=self.letters.get(side.report, ""),
            outlet=self.nouns.outlet(side.report),
        )

    def _sides(self, report_id: str) -> dict[str, Span]:
        """Return the spans of the findings' sides in one report, by anchor."""
        return {
            side_anchor(f"{self.key}f{rank}", order): side.span
            for rank, finding in enumerate(self.findings)
            for order, side in enumerate(finding.sides)
            if side.report == report_id
        }

    def _versions(self) -> tuple[VersionView, ...]:
        """Return the versions, earliest first."""
        return tuple(
            version_view(
                report,
                letter=self.letters[report.id],
                key=f"{self.key}v{rank}",
                claims=[self.views[claim.id] for claim in self.nouns.said_in.get(report.id, ())],
                sides=self._sides(report.id),
                nouns=self.nouns,
            )
            for rank, report in enumerate(self.reports)
        )

    def _who(self) -> str:
        """Return who says so: the chains of sources that carry most claims."""
        chains = Counter(voices_of(claim, self.nouns.outlet(claim.report)) for claim in self.claims)
        named = sorted((chain for chain in chains if chain), key=lambda chain: (-chains[chain], chain))
        return _some([chain_words(chain) for chain in named], "other source", "; ")

    def _what(self) -> str:
        """Return what is said: the figures that stand under no other."""
        roots = [
            tally for tally, depth in zip(self.tallies, (depth for _, depth in self.ordered), strict=True) if depth == 0
        ]
        said_so = [f"{tally.best} {tally.subject}" for tally in roots if tally.best and not tally.implied]
        return _some(said_so, "more figure", ", ")

    def _link(self, link: Link) -> str:
        """Return in words why two reports tell one story."""
        left, right = (self.letters.get(one) or self.nouns.outlet(one) for one in (link.left, link.right))
        verb = LINKED.get(link.kind, LINKED["same"])
        told = [claim for one in (link.left, link.right) for claim in self.nouns.said_in.get(one, ())]
        return f"{left} {verb} {right} (score {link.score:.2f}). {why(link, told)}".strip()


def _some(names: list[str], more: str, between: str | None = None) -> str:
    """Return the first few names and the count of the rest."""
    shown = names[:_NAMED]
    rest = [counted(len(names) - _NAMED, more)] if len(names) > _NAMED else []
    return listed([*shown, *rest]) if between is None else between.join([*shown, *rest])


def measures_shown(stories: tuple[StoryView, ...]) -> tuple[tuple[str, str], ...]:
    """Return the measures that occur, each with its words, in the order of the words."""
    found = {measure for story in stories for measure in story.measures}
    return tuple(sorted(((measure, measure_words(measure)) for measure in found), key=lambda pair: pair[1]))
