"""The first tables.

Written out, not taken from `tallymark.ledger.schema`: that file is today's shape, this one stays as it was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")
# SQLite uses a partial index only for a condition written as the index has it.
_CURRENT_IN_SQLITE = sa.text("is_current = 1")
_CURRENT = sa.text("is_current")


def upgrade() -> None:
    """Make the tables of an empty ledger."""
    _create_runs()
    _create_reports()
    _create_origins()
    _create_readings()
    _create_claims()
    _create_problems()
    _create_stories()
    _create_versions()
    _create_links()
    _create_tallies()
    _create_series()
    _create_findings()
    _create_judgements()


def downgrade() -> None:
    """Refuse: a ledger is never taken back to nothing."""
    raise NotImplementedError("the first revision has none before it")


def _create_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", _ID, nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("started", sa.String(40), nullable=False),
        sa.Column("ended", sa.String(40)),
        sa.Column("counts", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", _ID, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("language_given", sa.Boolean(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("metadata_hash", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )


def _create_origins() -> None:
    op.create_table(
        "origins",
        sa.Column("id", _ID, nullable=False),
        sa.Column("report", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_origins_report"),
        sa.PrimaryKeyConstraint("id", name="pk_origins"),
    )
    op.create_index("ix_origins_report", "origins", ["report"])
    op.create_index("ix_origins_stem", "origins", ["stem"])


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("id", _ID, nullable=False),
        sa.Column("report", _ID, nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("run", _ID),
        sa.Column("metadata_hash", _ID, nullable=False),
        sa.Column("content_hash", _ID, nullable=False),
        sa.Column("supersedes", _ID),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_readings_report"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_readings_run"),
        sa.ForeignKeyConstraint(["supersedes"], ["readings.id"], name="fk_readings_supersedes"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.UniqueConstraint("supersedes", name="uq_readings_supersedes"),
    )
    op.create_index(
        "uq_readings_current",
        "readings",
        ["report"],
        unique=True,
        sqlite_where=_CURRENT_IN_SQLITE,
        postgresql_where=_CURRENT,
    )


def _create_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("reading", _ID, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("report", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("value", sa.Double()),
        sa.Column("value_max", sa.Double()),
        sa.Column("bound", sa.String(20)),
        sa.Column("unit", sa.Text()),
        sa.Column("item", sa.Text()),
        sa.Column("model", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("period", sa.Text()),
        sa.Column("holder", sa.Text()),
        sa.Column("stance", sa.String(20), nullable=False),
        sa.Column("scope", sa.String(20), nullable=False),
        sa.Column("part_of", _ID),
        sa.Column("headline", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_claims_reading"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_claims_report"),
        sa.PrimaryKeyConstraint("reading", "id", name="pk_claims"),
    )
    op.create_index("ix_claims_id", "claims", ["id"])
    op.create_index("ix_claims_measure", "claims", ["measure"])
    op.create_index("ix_claims_report_position_id", "claims", ["report", "position", "id"])


def _create_problems() -> None:
    op.create_table(
        "problems",
        sa.Column("id", _ID, nullable=False),
        sa.Column("found_in", _ID, nullable=False),
        sa.Column("reading", _ID),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("report", _ID),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_problems_reading"),
        sa.PrimaryKeyConstraint("id", "found_in", name="pk_problems"),
    )
    op.create_index("ix_problems_reading", "problems", ["reading"])
    op.create_index("ix_problems_report", "problems", ["report"])


def _create_stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_position_id", "stories", ["position", "id"])


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("story", _ID, nullable=False),
        sa.Column("report", _ID, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_versions_report"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_versions_story", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story", "report", name="pk_versions"),
    )
    op.create_index("ix_versions_report", "versions", ["report"])


def _create_links() -> None:
    op.create_table(
        "links",
        sa.Column("story", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("left_report", _ID, nullable=False),
        sa.Column("right_report", _ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_links_story", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story", "position", name="pk_links"),
    )


def _create_tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("id", _ID, nullable=False),
        sa.Column("story", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("low", sa.Double()),
        sa.Column("best", sa.Double()),
        sa.Column("high", sa.Double()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tallies"),
    )
    op.create_index("ix_tallies_story_position_id", "tallies", ["story", "position", "id"])


def _create_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
    )
    op.create_index("ix_series_position_id", "series", ["position", "id"])


def _create_findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", _ID, nullable=False),
        sa.Column("story", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
    )
    op.create_index("ix_findings_story_position_id", "findings", ["story", "position", "id"])


def _create_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", _ID, nullable=False),
        sa.Column("about", _ID, nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
    )
    op.create_index("ix_judgements_about", "judgements", ["about"])
    op.create_index("ix_judgements_decided_at_id", "judgements", ["decided_at", "id"])
