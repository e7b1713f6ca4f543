"""What is shown first is found by an index, and how many there are of everything is kept with the last entry."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes, and count the reports of every story."""
    op.create_index("ix_reports_published_id_source", "reports", ["published", "id", "source"])
    op.add_column("stories", sa.Column("reports", sa.Integer, nullable=False, server_default="0"))
    op.execute("UPDATE stories SET reports = (SELECT count(*) FROM versions WHERE versions.story = stories.id)")
    op.create_index("ix_stories_reports_id", "stories", [sa.text("reports DESC"), "id"])
    weights: list[str | sa.TextClause] = [sa.text("weight DESC"), "kind", "story", "position"]
    op.create_index("ix_findings_weight_kind_story_position", "findings", weights)
    op.create_table(
        "held",
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False, autoincrement=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_held"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("held")
    op.drop_index("ix_findings_weight_kind_story_position", "findings")
    op.drop_index("ix_stories_reports_id", "stories")
    op.drop_column("stories", "reports")
    op.drop_index("ix_reports_published_id_source", "reports")
