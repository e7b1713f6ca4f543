"""What stands first in a ledger, and what its stories tell of each other, asked of the database."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from tallymark.ledger.bodies import from_body
from tallymark.ledger.pages import batches
from tallymark.ledger.schema import findings, links, stories, versions
from tallymark.model import Finding, Story


def foremost_stories(connection: sa.Connection, most: int) -> list[Story]:
    """Return the stories that most reports tell."""
    ranked = sa.select(stories.c.body).order_by(stories.c.reports.desc(), stories.c.id).limit(most)
    return [from_body(body, Story) for body in connection.execute(ranked).scalars()]


def loudest_findings(connection: sa.Connection, most: int) -> list[Finding]:
    """Return the findings of the greatest weight."""
    keys = (findings.c.weight.desc(), findings.c.kind, findings.c.story, findings.c.position)
    found = connection.execute(sa.select(findings.c.body).order_by(*keys).limit(most)).scalars()
    return [from_body(body, Finding) for body in found]


def retold(connection: sa.Connection, stories_: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Return the pairs of stories of which the first, one of some, tells figures of the second again."""
    later, earlier = versions.alias(), versions.alias()
    query = (
        sa.select(later.c.story, earlier.c.story)
        .select_from(links)
        .join(later, later.c.report == links.c.left_report)
        .join(earlier, earlier.c.report == links.c.right_report)
        .where(links.c.kind == "repeats")
        .distinct()
    )
    some = [query] if stories_ is None else [query.where(later.c.story.in_(batch)) for batch in batches(stories_)]
    return [(row[0], row[1]) for part in some for row in connection.execute(part) if row[0] != row[1]]
