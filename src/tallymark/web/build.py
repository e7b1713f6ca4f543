"""How the nouns become the page: which story comes first, which running total belongs to whom, what is left over."""

from __future__ import annotations

from tallymark.model import Finding, Problem, Side, Story
from tallymark.version import __version__
from tallymark.web.charts import series_view
from tallymark.web.findings import by_weight, finding_view
from tallymark.web.nouns import Nouns
from tallymark.web.plain import GROUPS, counted, group_of, id_words
from tallymark.web.stories import StoryPage, measures_shown
from tallymark.web.versions import version_view
from tallymark.web.view import Jump, PageView, ProblemView, StoryView, VersionView

ALL_OPEN = 3
"""Up to so many stories stand open when the page is opened; of more, only the first."""


def build(nouns: Nouns) -> PageView:
    """Return the page of these nouns; the same nouns in any order give the same page."""
    series_of = {
        claim: f"r{n}" for n, series in enumerate(nouns.series) for point in series.points for claim in point.claims
    }
    ordered = sorted(nouns.stories, key=lambda story: _first_to_read(story, nouns))
    pages = [StoryPage(story, n, nouns, series_of) for n, story in enumerate(ordered, start=1)]
    stories = tuple(page.view(opened=len(pages) <= ALL_OPEN or page.n == 1) for page in pages)
    jumps = {claim: _jump(page, claim) for page in reversed(pages) for claim in page.views}
    loose = _loose(nouns, pages)
    return PageView(
        version=__version__,
        packs=tuple(sorted({claim.pack for claim in nouns.claims.values() if claim.pack})),
        counts=_counts(nouns),
        stories=stories,
        series=tuple(series_view(one, f"r{n}", jumps.get) for n, one in enumerate(nouns.series)),
        findings=tuple(
            finding_view(finding, f"x{rank}", lambda side, _: _side(side, jumps, nouns), nouns)
            for rank, finding in enumerate(_of_no_story(nouns))
        ),
        problems=tuple(_problem(problem, pages, loose, nouns) for problem in nouns.problems),
        loose=loose,
        groups=tuple(
            (group, name)
            for group, (name, _) in GROUPS.items()
            if any(group_of(claim.measure) == group for claim in nouns.claims.values())
        ),
        measures=measures_shown(stories),
        kinds=_kinds(stories),
    )


def _first_to_read(story: Story, nouns: Nouns) -> tuple[object, ...]:
    """Return the rank of a story: most contradictions first, then most versions, then the latest."""
    contradictions = sum(finding.weight >= 2 for finding in nouns.findings.get(story.id, ()))
    days = [report.published or "" for one in story.reports if (report := nouns.reports.get(one)) is not None]
    latest = max(days, default="")
    return (-contradictions, -len(story.reports), [-ord(letter) for letter in latest], story.id)


def _jump(page: StoryPage, claim: str) -> Jump:
    """Return the link to a claim's words."""
    view = page.views[claim]
    return Jump(href=f"#{page.key}c{view.n}", quote=view.quote, letter=view.letter, outlet=view.outlet)


def _side(side: Side, jumps: dict[str, Jump], nouns: Nouns) -> Jump:
    """Return the link to a side of a finding that belongs to no story: to its claim's words, where it names one."""
    known = None if side.claim is None else jumps.get(side.claim)
    if known is not None:
        return known
    return Jump(href=None, quote=side.span.quote, letter="", outlet=nouns.outlet(side.report))


def _of_no_story(nouns: Nouns) -> list[Finding]:
    """Return the findings that no story on the page shows."""
    shown = {story.id for story in nouns.stories}
    return by_weight([one for story, findings in nouns.findings.items() if story not in shown for one in findings])


def _loose(nouns: Nouns, pages: list[StoryPage]) -> tuple[VersionView, ...]:
    """Return the reports that are in no story."""
    told = {report.id for page in pages for report in page.reports}
    left = sorted((report for one, report in nouns.reports.items() if one not in told), key=lambda report: report.id)
    return tuple(
        version_view(report, letter="", key=f"l{n}", claims=[], sides={}, nouns=nouns) for n, report in enumerate(left)
    )


def _problem(problem: Problem, pages: list[StoryPage], loose: tuple[VersionView, ...], nouns: Nouns) -> ProblemView:
    """Return a problem with where it is."""
    places = {report.id: f"#{page.key}v{rank}" for page in pages for rank, report in enumerate(page.reports)}
    places |= {version.report: f"#{version.key}" for version in loose}
    names = [origin.name for origin in nouns.origins.get(problem.report or "", ())]
    return ProblemView(
        kind=id_words(problem.kind),
        reason=problem.reason,
        where=problem.name or ", ".join(names) or problem.report or "",
        quote=None if problem.span is None else problem.span.quote,
        href=None if problem.report is None else places.get(problem.report),
    )


def _counts(nouns: Nouns) -> tuple[tuple[str, str], ...]:
    """Return what was read, each count with its noun."""
    findings = sum(len(of_one) for of_one in nouns.findings.values())
    tallies = sum(len(of_one) for of_one in nouns.tallies.values())
    pairs = (
        counted(len(nouns.reports), "report"),
        counted(len(nouns.stories), "story", "stories"),
        counted(len(nouns.claims), "claim"),
        counted(tallies, "tally", "tallies"),
        counted(findings, "finding"),
        counted(len(nouns.problems), "problem"),
    )
    return tuple((pair.split(" ")[0], pair.split(" ")[1]) for pair in pairs)


def _kinds(stories: tuple[StoryView, ...]) -> tuple[tuple[str, str], ...]:
    """Return the kinds of finding that occur, each with its words."""
    found = {(finding.kind, finding.kind_words) for story in stories for finding in story.findings}
    return tuple(sorted(found, key=lambda pair: pair[1]))
