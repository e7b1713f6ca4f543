"""The ledger in lines of text: the overview, and each of its parts."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tallymark.cli.lookup import Lookup, by_id, short, words_of
from tallymark.cli.terminal import Paper
from tallymark.model import Claim, Finding, Problem, Side, Story, Tally
from tallymark.web.claims import chain_words, said, voices_of
from tallymark.web.plain import counted, date_words, id_words, measure_words, number
from tallymark.web.tallies import formula, in_tree_order, spread_words

if TYPE_CHECKING:
    from tallymark.ledger import Ledger

# As many of each as an overview shows before it says how to see the rest.
STORIES_SHOWN = 12
FINDINGS_SHOWN = 8
# As many reports are got from the ledger at once; a story may have thousands.
FETCHED = 500

_WEIGHTS = {2: "contradicts", 1: "needs a look", 0: "for the record"}


def rows(ledger: Ledger, topic: str | None, story_id: str) -> Iterator[dict[str, Any]]:
    """Yield what `--json` gives: one object for the overview and for a story, a row each for the rest."""
    from tallymark.cli.ledger_rows import rows_of, story_row, whole_story

    lookup = Lookup(ledger)
    match topic:
        case None:
            yield dict(ledger.counts())
        case "story":
            yield whole_story(ledger.story(story_id), lookup)
        case "stories":
            yield from (story_row(one, lookup) for one in ledger.stories())
        case _:
            yield from rows_of(ledger, topic)


def overview(paper: Paper, ledger: Ledger) -> None:
    """Show what the ledger holds, its first stories, what contradicts in them, and how to see more."""
    counts = ledger.counts()
    kinds = (("reports", "report", None), ("claims", "claim", None), ("stories", "story", "stories"))
    more = (("tallies", "tally", "tallies"), ("series", "running total", None), ("findings", "finding", None))
    held = ", ".join(counted(counts.get(key, 0), one, many) for key, one, many in (*kinds, *more))
    paper.line(f"{ledger.name} holds {held}.", style="strong")
    lookup = Lookup(ledger)
    foremost = ledger.foremost_stories(STORIES_SHOWN)
    lookup.fetch(itertools.islice((report for one in foremost for report in one.reports), FETCHED))
    foremost = sorted(_in_order(foremost, lookup), key=lambda one: -len(one.reports))
    if foremost:
        paper.heading("Stories", "those that most reports tell first")
        for one in foremost:
            paper.line(f"– {_title(one)} ({counted(len(one.reports), 'version')}, {short(one.id)})", indent=2, hang=2)
        _rest(paper, counts["stories"] - STORIES_SHOWN, "tallymark show stories")
    weights = ledger.finding_weights()
    if weights:
        paper.heading("Findings", _weights(weights))
        for finding in _by_weight(ledger.loudest_findings(FINDINGS_SHOWN)):
            paper.line(f"– {finding.sentence}", indent=2, hang=2)
        _rest(paper, sum(weights.values()) - FINDINGS_SHOWN, "tallymark show findings")
    kinds_met = ledger.problem_kinds()
    if kinds_met:
        said_so = ", ".join(f"{id_words(kind)} {count:,}" for kind, count in sorted(kinds_met.items()))
        paper.heading(f"{counted(counts['problems'], 'problem')}", f"{said_so}: tallymark show problems")
    paper.line()
    paper.line("One story: tallymark show story ID. One claim: tallymark explain ID.", style="faint")


def stories(paper: Paper, ledger: Ledger) -> None:
    """Show every story with its versions, the earliest published first."""
    lookup = Lookup(ledger)
    ordered = _in_order(ledger.stories(), lookup)
    if not ordered:
        paper.line("The ledger holds no stories: tallymark run PATH… reads reports and groups them.")
    for one in ordered:
        _headline(paper, one)
        for report in one.reports:
            paper.line(lookup.version(report), indent=6, hang=2)


def tallies(paper: Paper, ledger: Ledger) -> None:
    """Show every thing counted, story by story."""
    lookup = Lookup(ledger)
    shown = 0
    for one in _in_order(ledger.stories(), lookup):
        counted_here = list(ledger.tallies(one.id))
        if counted_here:
            paper.heading(one.title or short(one.id), short(one.id))
            _tally_table(paper, ledger, one, counted_here)
            shown += len(counted_here)
    if not shown:
        paper.line("The ledger holds no tallies.")


def findings(paper: Paper, ledger: Ledger) -> None:
    """Show every finding with the words on its sides, what contradicts first."""
    told = _by_weight(ledger.findings())
    if not told:
        paper.line("The ledger holds no findings.")
    lookup = Lookup(ledger)
    for weight, group in itertools.groupby(told, key=lambda finding: finding.weight):
        held = list(group)
        paper.heading(_WEIGHTS.get(weight, str(weight)).capitalize(), f"{len(held):,}")
        for finding in held:
            _finding(paper, finding, lookup)


def problems(paper: Paper, ledger: Ledger) -> None:
    """Show what was not read or not understood, by kind."""
    met = sorted(ledger.problems(), key=lambda problem: (problem.kind, problem.name or "", problem.id))
    if not met:
        paper.line("No problems.")
    lookup = Lookup(ledger)
    for kind, group in itertools.groupby(met, key=lambda problem: problem.kind):
        held = list(group)
        paper.heading(id_words(kind).capitalize(), f"{len(held):,}")
        reasons: dict[str, list[Problem]] = {}
        for problem in held:
            reasons.setdefault(problem.reason, []).append(problem)
        for reason, alike in reasons.items():
            _problems_alike(paper, reason, alike, lookup)


def runs(paper: Paper, ledger: Ledger) -> None:
    """Show every run, oldest first: when, which command, what it changed."""
    shown = list(ledger.runs())
    if not shown:
        paper.line("No runs.")
    for run in shown:
        changed = ", ".join(f"{count:,} {name}" for name, count in run.counts.items() if count) or "nothing new"
        ended = changed if run.ended is not None else "broken off, or still going on"
        paper.columns([(short(run.id), run.started, run.command, ended)])


def _problems_alike(paper: Paper, reason: str, alike: list[Problem], lookup: Lookup) -> None:
    """Show problems of one reason: the reason is said once."""
    if len(alike) == 1:
        where = ": ".join(part for part in _where(alike[0], lookup) if part)
        paper.line(f"{where}: {reason}" if where else reason, indent=2, hang=4)
        return
    paper.line(f"{reason}:", indent=2, hang=4)
    paper.columns(sorted(_where(problem, lookup) for problem in alike), indent=6)


def story(paper: Paper, ledger: Ledger, story_id: str) -> None:
    """Show one story: who tells it, every claim of each version, what is counted, what is found."""
    one = ledger.story(story_id)
    lookup = Lookup(ledger)
    paper.line(one.title or id_words(one.kind), style="strong")
    paper.line(f"{one.kind}, {counted(len(one.reports), 'version')}, {one.id}", style="faint")
    for report in one.reports:
        paper.heading(lookup.version(report), short(report))
        claims = sorted(ledger.claims(report), key=lambda claim: (claim.order, claim.id))
        paper.columns([_claim_row(claim, lookup) for claim in claims])
    _links(paper, ledger, one, lookup)
    held = list(ledger.tallies(one.id))
    if held:
        paper.heading("Tallies", "each thing counted once")
        _tally_table(paper, ledger, one, held)
    told = _by_weight(ledger.findings(one.id))
    if told:
        paper.heading("Findings", _weights(Counter(finding.weight for finding in told)))
        for finding in told:
            _finding(paper, finding, lookup)


def _links(paper: Paper, ledger: Ledger, one: Story, lookup: Lookup) -> None:
    """Show why the versions stand together, and which other reports repeat their figures."""
    from tallymark.web.reasons import LINKED, why

    if one.links:
        paper.heading("Why these stand together", "what met and what spoke against, with weights")
    for link in sorted(one.links, key=lambda link: (link.kind == "repeats", -link.score, link.left, link.right)):
        claims = [claim for report in (link.left, link.right) for claim in ledger.claims(report)]
        ends = f"{lookup.version(link.left)} {LINKED.get(link.kind, LINKED['same'])} {lookup.version(link.right)}"
        paper.line(f"{ends} (score {link.score:.2f}). {why(link, claims)}", indent=2, hang=2)


def _in_order(stories_: Iterable[Story], lookup: Lookup) -> list[Story]:
    return sorted(stories_, key=lambda one: (lookup.first_published(one), one.title, one.id))


def _title(one: Story) -> str:
    return one.title or f"A {one.kind}"


def _headline(paper: Paper, one: Story) -> None:
    paper.heading(_title(one), f"{counted(len(one.reports), 'version')}, {short(one.id)}")


def _rest(paper: Paper, count: int, command: str) -> None:
    if count > 0:
        paper.line(f"and {count:,} more: {command}", indent=2, style="faint")


def _by_weight(told: Iterable[Finding]) -> list[Finding]:
    return sorted(told, key=lambda finding: -finding.weight)


def _weights(kinds: Mapping[int, int]) -> str:
    return ", ".join(
        f"{count:,} {_WEIGHTS.get(weight, weight)}" for weight, count in sorted(kinds.items(), reverse=True)
    )


def _finding(paper: Paper, finding: Finding, lookup: Lookup) -> None:
    paper.line(f"– {finding.sentence}", indent=2, hang=2)
    if finding.suggests is not None:
        paper.line(f"Suggested reading: {finding.suggests}", indent=6, hang=2)
    for side in finding.sides:
        paper.line(f"{lookup.outlet(side.report)}: {_side_words(side, lookup)}", indent=6, hang=2, style="faint")


def _side_words(side: Side, lookup: Lookup) -> str:
    claim = None if side.claim is None else lookup.ledger.claim(side.claim)
    return words_of(side.span, claim) + ("" if side.claim is None else f"  {short(side.claim)}")


def _where(problem: Problem, lookup: Lookup) -> tuple[str, str]:
    """Return the name of the input or report that a problem is with, and the words."""
    name = problem.name
    if name is None and problem.report is not None:
        name = lookup.stem(problem.report)
    return name or "", "" if problem.span is None else f"“{problem.span.quote[:80]}”"


def _claim_row(claim: Claim, lookup: Lookup) -> tuple[str, str, str]:
    who = chain_words(voices_of(claim, lookup.outlet(claim.report)))
    when = "" if claim.period is None or claim.period.edtf is None else date_words(claim.period.edtf)
    where = "; ".join(place.name for place in claim.places)
    headline = "in the headline" if claim.headline else ""
    part = "part of a whole" if claim.part_of is not None else ""
    told = " · ".join(word for word in (where, when, who, part, headline) if word)
    return short(claim.id), said(claim), told


def _tally_table(paper: Paper, ledger: Ledger, one: Story, held: list[Tally]) -> None:
    claims = [claim for report in one.reports for claim in ledger.claims(report)]
    rank = {claim.id: number_ for number_, claim in enumerate(claims)}
    by_claim, by_tally = by_id(claims), by_id(held)
    table = []
    for tally, depth in in_tree_order(held, rank):
        best = "–" if tally.best is None else number(tally.best, tally.unit)
        reports = {by_claim[claim].report for claim in tally.claims if claim in by_claim}
        how = formula(tally, by_tally)
        told = (
            "implied, stated nowhere" if tally.implied else f"{len(reports)} of {counted(len(one.reports), 'version')}"
        )
        date = "" if tally.period is None else date_words(tally.period)
        notes = (_subject(tally, depth), tally.place, date, told, how and f"= {how}")
        words = " · ".join(note for note in notes if note)
        table.append((best, spread_words(tally), words))
    paper.columns(table, right=(0,))


def _subject(tally: Tally, depth: int) -> str:
    """Return what is counted, set in by its depth under its wholes with spaces at which no line is broken."""
    measure = measure_words(tally.measure)
    named = tally.subject if measure in tally.subject else f"{tally.subject}, {measure}"
    return "\N{NO-BREAK SPACE}" * 2 * depth + named
