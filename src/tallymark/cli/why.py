"""Say of two reports why they tell one story, or why they do not.

REPORT is a report's id, or the start of one, as `tallymark show story` gives it. What
met in both, what spoke against and what each weighed are worked out over again from all
reports of the ledger, as `tallymark collate` does it.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.cli.lookup import Lookup
    from tallymark.model import Comparison, Link

_VERDICTS = {
    "same": "They tell one story.",
    "copy": "They tell one story, and their texts are nearly the same.",
    "repeats": "They tell two stories, and one tells figures of the other again.",
    "apart": "They tell two stories.",
}
_LOOKED = {
    "compared": "They were compared, because both have:",
    "nothing_in_common": "They were not compared: they have nothing in common for which reports are compared.",
    "too_little_in_common": "They were not compared: one thing in common is too little unless it is a rare figure.",
    "far_apart_in_a_crowd": (
        "They were not compared: very many reports have what they have in common, and others lie nearer in time."
    ),
    "others_have_more_in_common": "They were not compared: many other reports have more in common with one of them.",
    "copy_of_a_compared_text": "One of them was not compared: its text was, for all of its copies.",
}
_MEETINGS = {
    "word": "a word that weighs much in both",
    "name": "a name that weighs much in both",
    "text": "a run of five words",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("reports", nargs=2, metavar="REPORT", help="a report's id, or the start of one")


def do(options: Options) -> int:
    """Say why; return the exit status."""
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli.lookup import Lookup
        from tallymark.run.answering import UnclearQuestionError
        from tallymark.run.comparing import why

        try:
            told = why(ledger, *options.reports)
        except UnclearQuestionError as error:
            raise UsageError(str(error)) from error
        if options.json:
            print_json(comparison_row(told))
        else:
            _say(Paper(), told, Lookup(ledger))
    return 0


def comparison_row(told: Comparison) -> dict[str, Any]:
    """Return a comparison as a row for programs."""
    import msgspec

    row: dict[str, Any] = msgspec.to_builtins(told)
    link: dict[str, Any] = row.pop("link")
    own = {name: link[name] for name in ("score", "met", "against")}
    return {"reports": row.pop("reports"), "stories": row.pop("stories"), "verdict": row.pop("verdict"), **own, **row}


def _say(paper: Paper, told: Comparison, lookup: Lookup) -> None:
    from tallymark.cli.lookup import short
    from tallymark.web.reasons import written_places

    claims = [claim for report in told.reports for claim in lookup.ledger.claims(report)]
    places = written_places(claims)
    for report, held in zip(told.reports, told.claims, strict=True):
        without = "" if held else ", without a claim: grouped by its numbers, names and words alone"
        paper.line(f"{lookup.version(report)} ({short(report)}){without}", hang=2)
    paper.line(_VERDICTS[told.verdict], style="strong")
    for story in dict.fromkeys(told.stories):
        paper.line(f"{lookup.ledger.story(story).title} ({short(story)})", indent=2, hang=2)
    _say_score(paper, told, places)
    _say_links(paper, told, lookup)
    paper.heading("Whether they were compared")
    paper.line(_LOOKED[told.looked.value], indent=2, hang=2)
    paper.columns(_meetings(told, places), indent=4)


def _say_score(paper: Paper, told: Comparison, places: Mapping[str, str]) -> None:
    from tallymark.web.reasons import reason_words

    link = told.link
    for heading, reasons in (("What met", link.met), ("What spoke against", link.against)):
        paper.heading(heading, f"{sum(weight for _, weight in reasons):.2f} in all" if reasons else "nothing")
        paper.columns([(f"{weight:.2f}", reason_words(name, dict(places))) for name, weight in reasons], right=(0,))
    paper.heading("Score", f"{link.score:.2f}; two reports tell one story from {told.needed:.2f} on")
    if told.agreement is not None:
        paper.line(
            f"The reports of their stories are linked with {told.agreement:.2f} on average; stories are joined from "
            f"{told.agreement_needed:.2f} on.",
            indent=2,
        )
    if told.verdict == "apart" and told.retold:
        paper.line(
            f"The figures that both tell weigh {told.retold:.2f}; of two that are compared one tells the other's again "
            f"from {told.retold_needed:.2f} on.",
            indent=2,
        )


def _say_links(paper: Paper, told: Comparison, lookup: Lookup) -> None:
    """Show over which other reports two versions come together, and what one of two stories tells again."""
    if told.chain and told.chain != (told.link,):
        paper.heading("What joins them in their story")
        _say_each(paper, told.chain, lookup)
    if told.repeats:
        paper.heading("What is told again")
        _say_each(paper, told.repeats, lookup)


def _say_each(paper: Paper, links: Iterable[Link], lookup: Lookup) -> None:
    from tallymark.web.reasons import LINKED, why

    for link in links:
        claims = [claim for report in (link.left, link.right) for claim in lookup.ledger.claims(report)]
        kind = LINKED.get(link.kind, LINKED["same"])
        ends = f"{lookup.version(link.left)} {kind} {lookup.version(link.right)}"
        paper.line(f"{ends} (score {link.score:.2f}). {why(link, claims)}", indent=2, hang=2)


def _meetings(told: Comparison, places: Mapping[str, str]) -> list[Sequence[str]]:
    """Return a row for each thing that two reports may be compared for, and how many reports have it.

    Words, names and runs of words are counted and not named.
    """
    from tallymark.web.plain import counted
    from tallymark.web.reasons import reason_words

    rows: list[Sequence[str]] = []
    for what, group in itertools.groupby(sorted(told.meetings, key=lambda met: met.what), key=lambda met: met.what):
        having = sorted(meeting.reports for meeting in group)
        many = f"{having[0]:,} to " if having[0] != having[-1] else ""
        named = _MEETINGS.get(what) or reason_words(what, dict(places))
        times = "" if len(having) == 1 else f" ({len(having)} of them)"
        rows.append((f"{named}{times}", f"in {many}{counted(having[-1], 'report')}"))
    return rows
