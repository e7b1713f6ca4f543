"""Search over reports and claims: words folded alike in all languages, and what claims say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from tallymark.ledger.bodies import from_body
from tallymark.ledger.dialects import holding, holds, index_words
from tallymark.ledger.pages import Reading
from tallymark.ledger.schema import claims, findings, readings, reports, searchable, versions
from tallymark.ledger.texts import to_stored
from tallymark.model import Claim
from tallymark.packs.places.spelling import fold_name

# Accents and vowel signs written by themselves part no word.
_WORD = re.compile("\\w[\\w\u0300-\u036f\u064b-\u065f\u0670\u00ad]*")
_MOST_CLAIMS = 12  # of one report; it may have hundreds
_FEW = 2_000  # reports that are looked at one by one


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
        found = _found(connection, query, words, limit)
        said = _claims(connection, query, [row.id for row in found])
    for row in found:
        yield Hit(
            report=row.id, source=row.source, published=row.published, title=row.title,
            claims=tuple(_nearest(said.get(row.id, []), words)),
        )  # fmt: skip


def _found(connection: sa.Connection, query: Query, words: Sequence[str], limit: int) -> Sequence[Any]:
    """Return the reports in one of two ways, each slow where the other is quick.

    Where anything that is asked for stands in few reports, these are looked at, whenever they were published. Else the
    reports are gone through, the last published first, until enough are found.
    """
    wanted = sa.select(reports.c.id, reports.c.source, reports.c.published, reports.c.title)
    for condition in _conditions(connection, query, words):
        wanted = wanted.where(condition)
    few = _few(connection, query, words)
    if few is not None:
        # The same order as below, but by a word of its own: no index has it, so none is gone through.
        last_first = sa.func.coalesce(reports.c.published, "").desc(), reports.c.id.desc()
        return connection.execute(wanted.where(reports.c.id.in_(few)).order_by(*last_first).limit(limit)).all()
    dated = wanted.where(reports.c.published.is_not(None)).order_by(reports.c.published.desc(), reports.c.id.desc())
    found = connection.execute(dated.limit(limit)).all()
    if len(found) < limit and query.since is None and query.until is None:
        undated = wanted.where(reports.c.published.is_(None)).order_by(reports.c.id.desc())
        found = [*found, *connection.execute(undated.limit(limit - len(found)))]
    return found


def _few(connection: sa.Connection, query: Query, words: Sequence[str]) -> list[str] | None:
    """Return reports among which all that are found must be, or None where everything asked for stands in many."""
    ways: list[list[sa.Select[Any] | sa.TextualSelect]] = []
    if words:
        there = [sa.select(claims.c.report).where(claims.c.place.in_(query.places))] if query.places else []
        ways.append([holding(connection, words), *there])
    ways += [[sa.select(claims.c.report).where(column == said)] for column, said in _of_claims(query)]
    for way in ways:
        named = [sa.select(part.subquery().c.report).limit(_FEW + 1) for part in way]
        some = [list(connection.execute(part).scalars()) for part in named]
        if all(len(part) <= _FEW for part in some):
            return sorted({report for part in some for report in part})
    return None


def _conditions(connection: sa.Connection, query: Query, words: Sequence[str]) -> Iterator[sa.ColumnElement[bool]]:
    if words:
        held = holds(connection, words)
        yield sa.or_(held, _claimed(sa.func.coalesce(claims.c.place, "").in_(query.places))) if query.places else held
    if query.source is not None:
        yield sa.func.lower(reports.c.source).contains(query.source.lower(), autoescape=True)
    if query.since is not None:
        yield reports.c.published >= query.since
    if query.until is not None:
        yield reports.c.published < f"{query.until}\U0010ffff"
    if query.finding is not None:
        stories = sa.select(findings.c.story).where(findings.c.kind == query.finding)
        yield reports.c.id.in_(sa.select(versions.c.report).where(versions.c.story.in_(stories)))
    conditions = list(_said(query))
    if conditions:
        yield _claimed(*conditions)


def _of_claims(query: Query) -> list[tuple[sa.Column[Any], str]]:
    """Return what the claims must say, by their columns that have an index first."""
    pairs = ((claims.c.place, query.place), (claims.c.measure, query.measure), (claims.c.stance, query.stance))
    return [(column, said) for column, said in pairs if said is not None]


def _said(query: Query) -> Iterator[sa.ColumnElement[bool]]:
    """Yield the same as conditions on claims that are found by their report.

    They are put so that no index of their own answers them: the claims of a report are few, those of a measure many.
    """
    return (sa.func.coalesce(column, "") == said for column, said in _of_claims(query))


def _claimed(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Say of a report that it has a claim, in its current reading, which is so."""
    mine = sa.select(sa.literal(1)).select_from(claims.join(readings, readings.c.id == claims.c.reading))
    mine = mine.where(claims.c.report == reports.c.id, readings.c.is_current, *conditions)
    # Without an offset PostgreSQL may gather the claims of all reports before it looks at the first report.
    return mine.offset(0).exists()


def _claims(connection: sa.Connection, query: Query, found: Sequence[str]) -> dict[str, list[Claim]]:
    out: dict[str, list[Claim]] = {}
    told = sa.select(claims.c.report, claims.c.body).join(readings, readings.c.id == claims.c.reading)
    told = told.where(readings.c.is_current, claims.c.report.in_(found), *_said(query))
    for row in connection.execute(told.order_by(claims.c.report, claims.c.position, claims.c.id)):
        out.setdefault(row.report, []).append(from_body(row.body, Claim))
    return out


def _nearest(said: Sequence[Claim], words: Sequence[str]) -> list[Claim]:
    """Return the claims in whose words most of the words stand, those that stand first before others."""
    ranked = sorted(said, key=lambda claim: -sum(word in folded(claim.span.quote).split() for word in words))
    return ranked[:_MOST_CLAIMS]
