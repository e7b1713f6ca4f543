"""What the stories, tallies, series and findings were worked out from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; the derived rows of an older ledger come from nothing that is known."""
    op.create_table(
        "derivations",
        sa.Column("derived", _ID, nullable=False),
        sa.Column("basis", _ID, nullable=False),
        sa.PrimaryKeyConstraint("derived", name="pk_derivations"),
    )


def downgrade() -> None:
    """Forget it: whoever derives next begins anew."""
    op.drop_table("derivations")
