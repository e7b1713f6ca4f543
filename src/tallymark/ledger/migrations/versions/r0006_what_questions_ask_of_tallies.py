"""Beside each tally stands what questions ask of it, so that what they are not about is counted and not read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tallymark.ledger.alike import columns_of
from tallymark.ledger.bodies import from_body
from tallymark.model import Tally

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_AT_ONCE = 1_000


def upgrade() -> None:
    """Make the columns, fill them from the tallies that are there, and index them."""
    for name in ("kind", "places", "days"):
        op.add_column("tallies", sa.Column(name, _EXACT, nullable=False, server_default=""))
    connection = op.get_bind()
    after = ""
    while True:
        query = sa.text("SELECT id, body FROM tallies WHERE id > :after ORDER BY id LIMIT :most")
        found = connection.execute(query, {"after": after, "most": _AT_ONCE}).all()
        if not found:
            break
        rows = [{"id": row.id, **columns_of(from_body(row.body, Tally))} for row in found]
        connection.execute(
            sa.text("UPDATE tallies SET kind = :kind, places = :places, days = :days WHERE id = :id"), rows
        )
        after = found[-1].id
    wide = ["measure", "kind", "places", "days", "id"]
    op.create_index("ix_tallies_measure_kind_places_days_id", "tallies", wide)
    op.create_index("ix_tallies_measure_kind_days_id", "tallies", ["measure", "kind", "days", "id"])
    op.create_index("ix_links_left_report_kind", "links", ["left_report", "kind"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_links_left_report_kind", "links")
    op.drop_index("ix_tallies_measure_kind_days_id", "tallies")
    op.drop_index("ix_tallies_measure_kind_places_days_id", "tallies")
    for name in ("days", "places", "kind"):
        op.drop_column("tallies", name)
