"""Everything that is recorded becomes an entry of a chain, and what is worked out anew keeps what it said before."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
_SEQ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
# What an older ledger holds is sealed as it stands, by the ids of what never changes in it.
_ADOPTED = ("reports", "origins", "readings", "judgements", "runs")


def upgrade() -> None:
    """Make the tables; what is there already is adopted by one entry, the first."""
    op.create_table(
        "entries",
        sa.Column("seq", _SEQ, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", _ID, nullable=False),
        sa.Column("content", _ID, nullable=False),
        sa.Column("run", _ID),
        sa.Column("recorded_at", sa.String(40), nullable=False),
        sa.Column("previous", _ID, nullable=False),
        sa.Column("hash", _ID, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_entries"),
    )
    op.create_index("ix_entries_subject", "entries", ["subject"])
    op.create_index("ix_entries_run", "entries", ["run"])
    op.create_table(
        "changes",
        sa.Column("seq", _SEQ, nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("noun", sa.String(20), nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("body", sa.Text),
        sa.PrimaryKeyConstraint("seq", "position", name="pk_changes"),
    )
    op.create_index("ix_changes_noun_id_seq", "changes", ["noun", "id", "seq"])
    _adopt()


def _adopt() -> None:
    connection = op.get_bind()
    told, count = hashlib.sha256(), 0
    for table in _ADOPTED:
        for (identity,) in connection.execute(sa.text(f"SELECT id FROM {table} ORDER BY id")):
            told.update(f"{table} {identity}\n".encode())
            count += 1
    if not count:
        return
    at, content, beginning = datetime.now(UTC).isoformat(timespec="seconds"), told.hexdigest(), "0" * 64
    sealed = hashlib.sha256("\n".join(("1", "adopted", "ledger", content, "", at, beginning)).encode()).hexdigest()
    connection.execute(
        sa.text(
            "INSERT INTO entries (seq, kind, subject, content, run, recorded_at, previous, hash) "
            "VALUES (1, 'adopted', 'ledger', :content, NULL, :at, :beginning, :sealed)"
        ),
        {"content": content, "at": at, "beginning": beginning, "sealed": sealed},
    )


def downgrade() -> None:
    """Give up the chain."""
    op.drop_table("changes")
    op.drop_table("entries")
