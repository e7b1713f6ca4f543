"""The words of every report can be searched, and claims by their place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tallymark.ledger.dialects import index_words_anew, make_word_index
from tallymark.ledger.searching import folded
from tallymark.ledger.texts import from_stored, to_stored

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
_AT_ONCE = 200


def upgrade() -> None:
    """Make the table and its index, and fold the texts that are there."""
    op.create_index("ix_claims_place", "claims", ["place"])
    table = op.create_table(
        "searchable",
        sa.Column("report", _ID, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_searchable"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_searchable_report"),
    )
    connection = op.get_bind()
    make_word_index(connection)
    after = ""
    while True:
        query = sa.text("SELECT id, text FROM reports WHERE id > :after ORDER BY id LIMIT :most")
        found = connection.execute(query, {"after": after, "most": _AT_ONCE}).all()
        if not found:
            break
        rows = [{"report": row.id, "folded": to_stored(folded(from_stored(row.text)))} for row in found]
        connection.execute(sa.insert(table), rows)
        after = found[-1].id
    index_words_anew(connection)


def downgrade() -> None:
    """Take them away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_searchable_words")
    else:
        op.execute("DROP TABLE searching")
    op.drop_table("searchable")
    op.drop_index("ix_claims_place", "claims")
