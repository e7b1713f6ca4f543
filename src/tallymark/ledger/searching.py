"""Search over reports and claims: words folded alike in all languages, and what claims say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tallymark.ledger.bodies import from_body
from tallymark.ledger.dialects import holding, index_words
from tallymark.ledger.pages import Reading
from tallymark.ledger.schema import claims, findings, readings, reports, searchable, versions
from tallymark.ledger.texts import to_stored
from tallymark.model import Claim
from tallymark.packs.places.spelling import fold_name

# Accents and vowel signs written by themselves part no word.
_WORD = re.compile("\\w[\\w\u0300-\u036f\u064b-\u065f\u0670\u00ad]*")
_MOST_CLAIMS = 12  # of one report; it may have hundreds


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is searched for: every word, and whatever of the rest is given.

    `places` are keys of places that the words may mean: reports with claims there are found by the words too. `since`
    and `until` are dates of publication.
    """

    words: str = ""
    places: tuple[str, ...] = ()
    measure: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    stance: str | None = None
    finding: str | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was found, and those of its claims that are what was searched for."""

    report: str
    source: str | None
    published: str | None
    title: str | None
    claims: tuple[Claim, ...]


def folded(text: str) -> str:
    """Return the words of a text as they are searched: small, without accents, one letter for its variants.

    >>> folded("Kəlbəcər — ЕЩЁ 350 mines!") == folded("kəlbəcər еще 350 MINES")
    True
    """
    return " ".join(word for part in _WORD.findall(text) for word in fold_name(part).split())


def record(connection: sa.Connection, texts: Iterable[tuple[str, str]]) -> None:
    """Make the texts of new reports searchable; `texts` are ids and texts."""
    rows = [{"report": report, "folded": to_stored(folded(text))} for report, text in texts]
    if rows:
        connection.execute(sa.insert(searchable), rows)
        index_words(connection, [row["report"] for row in rows])


def find(reading: Reading, query: Query, limit: int) -> Iterator[Hit]:
    """Yield the reports that are found, the last published first, at most so many."""
    words = folded(query.words).split()
    with reading() as connection:
        wanted = sa.select(reports.c.id, reports.c.source, reports.c.published, reports.c.title)
        for condition in _of_reports(connection, query, words):
            wanted = wanted.where(condition)
        wanted = wanted.order_by(sa.func.coalesce(reports.c.published, "").desc(), reports.c.id).limit(limit)
        found = connection.execute(wanted).all()
        said = _claims(connection, query, [row.id for row in found])
    for row in found:
        yield Hit(
            report=row.id, source=row.source, published=row.published, title=row.title,
            claims=tuple(_nearest(said.get(row.id, []), words)),
        )  # fmt: skip


def _of_reports(connection: sa.Connection, query: Query, words: Sequence[str]) -> Iterator[sa.ColumnElement[bool]]:
    if words:
        with_words = reports.c.id.in_(holding(connection, words))
        there = reports.c.id.in_(_current(claims.c.report).where(claims.c.place.in_(query.places)))
        yield sa.or_(with_words, there) if query.places else with_words
    if query.source is not None:
        yield sa.func.lower(reports.c.source).contains(query.source.lower(), autoescape=True)
    if query.since is not None:
        yield reports.c.published >= query.since
    if query.until is not None:
        yield reports.c.published < f"{query.until}\U0010ffff"
    if query.finding is not None:
        stories = sa.select(findings.c.story).where(findings.c.kind == query.finding)
        yield reports.c.id.in_(sa.select(versions.c.report).where(versions.c.story.in_(stories)))
    conditions = list(_of_claims(query))
    if conditions:
        yield reports.c.id.in_(_current(claims.c.report).where(*conditions))


def _of_claims(query: Query) -> Iterator[sa.ColumnElement[bool]]:
    for column, wanted in ((claims.c.measure, query.measure), (claims.c.stance, query.stance)):
        if wanted is not None:
            yield column == wanted
    if query.place is not None:
        yield claims.c.place == query.place


def _current(*columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(*columns).join(readings, readings.c.id == claims.c.reading).where(readings.c.is_current)


def _claims(connection: sa.Connection, query: Query, found: Sequence[str]) -> dict[str, list[Claim]]:
    out: dict[str, list[Claim]] = {}
    told = _current(claims.c.report, claims.c.body).where(claims.c.report.in_(found), *_of_claims(query))
    for row in connection.execute(told.order_by(claims.c.report, claims.c.position, claims.c.id)):
        out.setdefault(row.report, []).append(from_body(row.body, Claim))
    return out


def _nearest(said: Sequence[Claim], words: Sequence[str]) -> list[Claim]:
    """Return the claims in whose words most of the words stand, those that stand first before others."""
    ranked = sorted(said, key=lambda claim: -sum(word in folded(claim.span.quote).split() for word in words))
    return ranked[:_MOST_CLAIMS]
