"""What the overview shows of a ledger, asked of the database: the first of many, and how many of which kind."""

from __future__ import annotations

import sqlalchemy as sa

from tallymark.ledger.bodies import from_body
from tallymark.ledger.problems import NOT_SUPERSEDED
from tallymark.ledger.schema import findings, links, problems, readings, stories, versions
from tallymark.model import Finding, Story


def foremost_stories(connection: sa.Connection, most: int) -> list[Story]:
    """Return the stories that most reports tell."""
    told = sa.func.count()
    ranked = sa.select(versions.c.story).group_by(versions.c.story).order_by(told.desc(), versions.c.story).limit(most)
    ids = list(connection.execute(ranked).scalars())
    found = connection.execute(sa.select(stories.c.body).where(stories.c.id.in_(ids))).scalars()
    return [from_body(body, Story) for body in found]


def loudest_findings(connection: sa.Connection, most: int) -> list[Finding]:
    """Return the findings of the greatest weight."""
    keys = (findings.c.weight.desc(), findings.c.kind, findings.c.story, findings.c.position)
    found = connection.execute(sa.select(findings.c.body).order_by(*keys).limit(most)).scalars()
    return [from_body(body, Finding) for body in found]


def finding_weights(connection: sa.Connection) -> dict[int, int]:
    """Return how many findings there are of each weight."""
    query = sa.select(findings.c.weight, sa.func.count()).group_by(findings.c.weight)
    return {row[0]: row[1] for row in connection.execute(query)}


def problem_kinds(connection: sa.Connection) -> dict[str, int]:
    """Return how many problems there are of each kind, without those of superseded readings."""
    query = sa.select(problems.c.kind, sa.func.count(problems.c.id.distinct())).outerjoin(readings)
    return {row[0]: row[1] for row in connection.execute(query.where(NOT_SUPERSEDED).group_by(problems.c.kind))}


def retold(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return the pairs of stories of which the first tells figures of the second again."""
    later, earlier = versions.alias(), versions.alias()
    query = (
        sa.select(later.c.story, earlier.c.story)
        .select_from(links)
        .join(later, later.c.report == links.c.left_report)
        .join(earlier, earlier.c.report == links.c.right_report)
        .where(links.c.kind == "repeats")
        .distinct()
    )
    return [(row[0], row[1]) for row in connection.execute(query) if row[0] != row[1]]
