"""Which dates of a story lack their year, and what settled it where something did."""

from __future__ import annotations

from collections.abc import Sequence

from tallymark.model import Claim, Finding, Period, Side
from tallymark.packs.wording import date_words, listed, phrase
from tallymark.reconcile.sentences import LOOK, RECORD, finding
from tallymark.reconcile.told import Told, side


def dates_of(told: Told) -> list[Finding]:
    """Return at most two findings: the dates left open, and those that the publication date settled."""
    # "The end of the war" is no date that lacks its year: it is an event, and stays one.
    dated = [claim for claim in told.claims if claim.period is not None and claim.period.edtf is not None]
    open_ = [claim for claim in dated if _period(claim).basis == "open"]
    settled = [claim for claim in dated if _period(claim).basis == "publication"]
    out: list[Finding] = []
    if open_:
        suggested = _suggested(open_, settled)
        out.append(
            finding(
                "open_date",
                told.story.id,
                _sides(open_ + [claim for claim in settled if _month_day(claim) in map(_month_day, open_)]),
                weight=LOOK,
                suggests=suggested or None,
                wording="open_date_settled_elsewhere" if suggested else "open_date",
                words=_words(open_),
                who=told.versions(claim.report for claim in open_),
                suggested=suggested,
            )
        )
    if settled:
        out.append(
            finding(
                "date_settled",
                told.story.id,
                _sides(settled),
                weight=RECORD,
                readings=listed(_readings(settled)),
                who=listed([_published(told, report) for report in sorted({claim.report for claim in settled})]),
            )
        )
    return out


def _period(claim: Claim) -> Period:
    if claim.period is None:
        raise ValueError(f"{claim.id} has no period")
    return claim.period


def _words(claims: Sequence[Claim]) -> str:
    """Return the words of dates, each once, in the order of the text."""
    quotes = dict.fromkeys(" ".join(_period(claim).span.quote.split()) for claim in claims)
    return listed([f"“{quote}”" for quote in quotes])


def _sides(claims: Sequence[Claim]) -> tuple[Side, ...]:
    """Return a side for each place in a text where a date stands, though several claims lean on it."""
    at = {(claim.report, _period(claim).span): claim for claim in reversed(claims)}
    return tuple(side(claim, span) for (_, span), claim in sorted(at.items(), key=lambda row: row[0]))


def _month_day(claim: Claim) -> str:
    return (_period(claim).edtf or "")[4:]


def _readings(settled: Sequence[Claim]) -> list[str]:
    rows = {
        " ".join(_period(claim).span.quote.split()): _period(claim).edtf
        for claim in settled
        if _period(claim).edtf is not None
    }
    return [phrase("reads_as", words=words, date=date_words(edtf)) for words, edtf in rows.items() if edtf is not None]


def _suggested(open_: Sequence[Claim], settled: Sequence[Claim]) -> str:
    """Return how another version, which has a publication date, settles the same day or month."""
    days = {_month_day(claim) for claim in open_}
    dates = {_period(claim).edtf or "" for claim in settled if _month_day(claim) in days}
    return listed([date_words(date) for date in sorted(dates) if date])


def _published(told: Told, report: str) -> str:
    published = told.reports[report].published
    name = told.names[report]
    return name if published is None else phrase("who_published", name=name, date=date_words(published[:10]))
