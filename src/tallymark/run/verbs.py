"""The four verbs as Python says them: each returns its records and the problems met, and keeps nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tallymark.model import Claim, Problem, Report, Story

if TYPE_CHECKING:
    from tallymark.reconcile import Reconciled


def read(
    *paths: str | os.PathLike[str],
    text: str | None = None,
    title: str | None = None,
    source: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> tuple[list[Report], list[Problem]]:
    """Return the reports of files and folders, or of one `text`, and the problems met.

    What the inputs do not say about themselves is taken from `title`, `source`, `url`, `published` (an ISO date or
    the known part of one) and `language`. A text that comes under several names is one report. Raises `TypeError`
    where neither a path nor a text is given, or both.
    """
    from tallymark.read import Metadata, read_bytes
    from tallymark.run.intake import take_in

    if bool(paths) == (text is not None):
        raise TypeError("read() takes paths, or text=, and not both")
    defaults = Metadata(title=title, source=source, url=url, published=published, language=language)
    reports: dict[str, Report] = {}
    problems: list[Problem] = []
    if text is not None:
        pairs, problems = read_bytes("text.txt", text.encode("utf-8", "replace"), defaults=defaults)
        return [report for report, _ in pairs], problems
    for entry in take_in([os.fspath(path) for path in paths], defaults=defaults, stdin=None):
        if isinstance(entry, Problem):
            problems.append(entry)
        else:
            reports.setdefault(entry[0].id, entry[0])
    return list(reports.values()), problems


def extract(report: Report) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of a report, in the order of its text, and the words that were not understood."""
    from tallymark.packs import load_packs
    from tallymark.run.understanding import understood

    return understood(report, load_packs())


def collate(reports: Sequence[Report], claims: Iterable[Claim]) -> tuple[list[Story], list[Problem]]:
    """Return the stories that the reports tell, each with the reports that render it. `claims` are all of theirs."""
    from tallymark.collate import collate as collate_with

    return collate_with(reports, by_report(reports, claims))


def reconcile(stories: Story | Iterable[Story], reports: Iterable[Report], claims: Iterable[Claim]) -> Reconciled:
    """Return the tallies, series, findings and problems of a story, or of many with the totals that run through them.

    `reports` and `claims` may hold those of other stories too; these are left aside. Raises `KeyError` where a report
    of a story is missing.
    """
    from tallymark.reconcile import Reconciled, reconcile_series
    from tallymark.reconcile import reconcile as reconcile_one
    from tallymark.run.written import PackWords

    told = [stories] if isinstance(stories, Story) else list(stories)
    given = {report.id: report for report in reports}
    said = by_report(given.values(), claims)
    results = [reconcile_one(story, given, said, words=PackWords()) for story in told]
    series, of_series = reconcile_series(told, given, said)
    findings = {found.id: found for result in results for found in result.findings}
    findings.update((found.id, found) for found in of_series)
    return Reconciled(
        tallies=tuple(tally for result in results for tally in result.tallies),
        series=series,
        findings=tuple(sorted(findings.values(), key=lambda found: -found.weight)),
        problems=tuple(problem for result in results for problem in result.problems),
    )


def by_report(reports: Iterable[Report], claims: Iterable[Claim]) -> Mapping[str, Sequence[Claim]]:
    """Return the claims of each of the reports by the report's id; a report without claims has none."""
    found: dict[str, list[Claim]] = {report.id: [] for report in reports}
    for claim in claims:
        if claim.report in found:
            found[claim.report].append(claim)
    return found
