"""Find reports and claims by words and by what is claimed.

tallymark search kelbajar mines           both words, however they are spelled
tallymark search --measure killed --since 2023-05 --source courier
tallymark search --finding sum_does_not_close

Accents, capitals and variants of letters make no difference, and a place is found under
all of its names. The last word may be the beginning of one.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_ledger
from tallymark.cli.options import Options
from tallymark.cli.rows import print_json_lines
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.cli.lookup import Lookup
    from tallymark.ledger.searching import Hit

_SHOWN = 100
_FILTERS = (
    ("--measure", "MEASURE", "with claims of this measure: killed, found …"),
    ("--place", "NAME", "with claims at this place"),
    ("--since", "DATE", "published on this day or later"),
    ("--until", "DATE", "published on this day or earlier"),
    ("--source", "NAME", "published by an outlet with this in its name"),
    ("--stance", "STANCE", "with claims that are asserted, alleged, denied, disputed or estimated"),
    ("--finding", "KIND", "in a story with such a finding: figure_differs …"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what only this verb takes."""
    parser.add_argument("words", metavar="WORD", nargs="*", help="words that a report must hold, all of them")
    for flag, metavar, says in _FILTERS:
        parser.add_argument(flag, metavar=metavar, help=says)


def do(options: Options) -> int:
    """Show what is found; return the exit status."""
    wanted = (options.measure, options.place, options.since, options.until, options.source, options.stance)
    if not options.words and not any(wanted) and not options.finding:
        raise UsageError("say what to search for: words, or --measure, --place, --since … (tallymark search --help)")
    with open_ledger(options, read_only=True) as ledger:
        from tallymark.cli.lookup import Lookup
        from tallymark.ledger.searching import Query
        from tallymark.run.answering import place_keys

        query = Query(
            words=" ".join(options.words),
            places=tuple(key for word in options.words for key in place_keys(word)),
            measure=options.measure or None,
            place=None if options.place is None else next(iter(place_keys(options.place)), options.place),
            since=options.since,
            until=options.until,
            source=options.source,
            stance=options.stance,
            finding=options.finding,
        )
        lookup = Lookup(ledger)
        hits = list(ledger.search(query, _SHOWN))
        lookup.fetch(hit.report for hit in hits)
        if options.json:
            from tallymark.export import claim_row

            print_json_lines(
                {
                    "report": hit.report,
                    "stem": lookup.stem(hit.report),
                    "source": hit.source,
                    "published": hit.published,
                }
                | {"claims": [claim_row(claim, lookup.stem(hit.report)) for claim in hit.claims]}
                for hit in hits
            )
        else:
            _say(Paper(), hits, lookup)
    return 0


def _say(paper: Paper, hits: list[Hit], lookup: Lookup) -> None:
    from tallymark.cli.lookup import short, words_of
    from tallymark.web.claims import said

    if not hits:
        paper.line("Nothing found.")
    for hit in hits:
        paper.heading(lookup.version(hit.report), short(hit.report))
        if hit.title:
            paper.line(hit.title, indent=2, hang=2)
        for claim in hit.claims:
            paper.line(f"{said(claim)}, {words_of(claim.span, claim)} ({short(claim.id)})", indent=4, hang=2)
    if len(hits) == _SHOWN:
        paper.line(f"These are the last {_SHOWN} published; narrow the search to see others.", style="faint")
