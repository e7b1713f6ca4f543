"""The ledger's tables: columns to search by, and beside them each noun whole, as JSON, so that nothing is lost."""

from __future__ import annotations

import sqlalchemy as sa

from tallymark.ledger.texts import from_stored, to_stored

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Words(sa.types.TypeDecorator[str]):
    """Text that may hold anything a Python string can."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Escape what the database does not take."""
        return None if value is None else to_stored(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Undo the escape."""
        return None if value is None else from_stored(value)


# Byte order, so that the start of an id is a range of ids on every database.
Id = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")

Exact = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("command", Words, nullable=False),
    sa.Column("version", Words, nullable=False),
    sa.Column("pack", Words, nullable=False),
    sa.Column("started", sa.String(40), nullable=False),
    sa.Column("ended", sa.String(40)),
    sa.Column("counts", sa.Text),
)

# `metadata_hash` is compared with the readings': a report that has become better known is read again.
reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("text", Words, nullable=False),
    sa.Column("title", Words),
    sa.Column("source", Words),
    sa.Column("url", Words),
    sa.Column("published", Words),
    sa.Column("language", Words),
    sa.Column("language_given", sa.Boolean, nullable=False),
    sa.Column("extractor", Words, nullable=False),
    sa.Column("first_name", Words, nullable=False),
    sa.Column("metadata_hash", Id, nullable=False),
    sa.Index(None, "published", "id", "source"),
)

origins = sa.Table(
    "origins",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("report", Id, sa.ForeignKey("reports.id"), nullable=False, index=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("stem", Words, nullable=False, index=True),
    sa.Column("source", Words),
    sa.Column("url", Words),
    sa.Column("published", Words),
    sa.Column("encoding", Words, nullable=False),
)

# A reading is never deleted: the next one of the same report names it in `supersedes` and becomes the current one.
readings = sa.Table(
    "readings",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("report", Id, sa.ForeignKey("reports.id"), nullable=False),
    sa.Column("pack", Words, nullable=False),
    sa.Column("run", Id, sa.ForeignKey("runs.id")),
    sa.Column("metadata_hash", Id, nullable=False),
    sa.Column("content_hash", Id, nullable=False),
    sa.Column("supersedes", Id, sa.ForeignKey("readings.id"), unique=True),
    sa.Column("is_current", sa.Boolean, nullable=False),
)
_current = sa.Index("uq_readings_current", readings.c.report, unique=True, sqlite_where=sa.text("is_current = 1"))


def complete_for(dialect: str) -> None:
    """Say of the tables what only one kind of database needs to know before they are made.

    Whatever is said of PostgreSQL loads the library's part for it, which a ledger in a file can do without.
    """
    if dialect == "postgresql":
        _current.dialect_options["postgresql"]["where"] = sa.text("is_current")


# A claim's id does not depend on the pack, so two readings may hold the same claim with different parts.
# `value` and `value_max` are for searching; the exact decimals stand in `body`.
claims = sa.Table(
    "claims",
    metadata,
    sa.Column("reading", Id, sa.ForeignKey("readings.id"), primary_key=True),
    sa.Column("id", Id, primary_key=True, index=True),
    sa.Column("report", Id, sa.ForeignKey("reports.id"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("span_start", sa.Integer, nullable=False),
    sa.Column("span_end", sa.Integer, nullable=False),
    sa.Column("quote", Words, nullable=False),
    sa.Column("measure", Words, nullable=False, index=True),
    sa.Column("value", sa.Double),
    sa.Column("value_max", sa.Double),
    sa.Column("bound", sa.String(20)),
    sa.Column("unit", Words),
    sa.Column("item", Words),
    sa.Column("model", Words),
    sa.Column("place", Words, index=True),
    sa.Column("period", Words),
    sa.Column("holder", Words),
    sa.Column("stance", sa.String(20), nullable=False),
    sa.Column("scope", sa.String(20), nullable=False),
    sa.Column("part_of", Id),
    sa.Column("headline", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index(None, "report", "position", "id"),
)

# `found_in` is the reading, or the stage, that met the problem: the same problem may be met by several.
problems = sa.Table(
    "problems",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("found_in", Id, primary_key=True),
    sa.Column("reading", Id, sa.ForeignKey("readings.id"), index=True),
    sa.Column("kind", Words, nullable=False),
    sa.Column("name", Words),
    sa.Column("report", Id, index=True),
    sa.Column("body", sa.Text, nullable=False),
)

# `reports` is how many reports tell the story.
stories = sa.Table(
    "stories",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("title", Words, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("reports", sa.Integer, nullable=False, server_default="0"),
    sa.Index(None, "position", "id"),
)
# In the orders in which the overview shows them.
sa.Index("ix_stories_reports_id", stories.c.reports.desc(), stories.c.id)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("story", Id, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("report", Id, sa.ForeignKey("reports.id"), primary_key=True, index=True),
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("story", Id, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("left_report", Id, nullable=False),
    sa.Column("right_report", Id, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    sa.Index(None, "left_report", "kind"),
)

# `kind`, `places` and `days` are what questions ask of a tally (alike.py).
# Tallies and findings name their story without a foreign key, since each derived set is replaced by itself; the
# story is empty for a finding that spans several.
tallies = sa.Table(
    "tallies",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("story", Id, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("measure", Words, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("low", sa.Double),
    sa.Column("best", sa.Double),
    sa.Column("high", sa.Double),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("kind", Exact, nullable=False, server_default=""),
    sa.Column("places", Exact, nullable=False, server_default=""),
    sa.Column("days", Exact, nullable=False, server_default=""),
    sa.Index(None, "story", "position", "id"),
    sa.Index(None, "measure", "kind", "places", "days", "id"),
    sa.Index(None, "measure", "kind", "days", "id"),
)

series = sa.Table(
    "series",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("measure", Words, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index(None, "position", "id"),
)

findings = sa.Table(
    "findings",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("story", Id, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("weight", sa.Integer, nullable=False),
    sa.Column("sentence", Words, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index(None, "story", "position", "id"),
)

sa.Index(
    "ix_findings_weight_kind_story_position",
    findings.c.weight.desc(), findings.c.kind, findings.c.story, findings.c.position,
)  # fmt: skip

# One row at most: a hash of what stories, tallies, series and findings were all worked out from. It goes when any of
# them is replaced, and comes back when all of them have been.
derivations = sa.Table(
    "derivations",
    metadata,
    sa.Column("derived", Id, primary_key=True),
    sa.Column("basis", Id, nullable=False),
)

# One row at most: how many there were of everything, as JSON, when `entry` was the last entry of the chain.
held = sa.Table(
    "held",
    metadata,
    sa.Column("entry", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("counts", sa.Text, nullable=False),
)

judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("about", Id, nullable=False, index=True),
    sa.Column("decision", sa.String(20), nullable=False),
    sa.Column("decided_by", Words, nullable=False),
    sa.Column("decided_at", Words, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index(None, "decided_at", "id"),
)

# Only ever added to. `content` is the hash of what an entry names in `subject`: of a report's text, of a reading's
# claims and problems, of the changes that have its number.
entries = sa.Table(
    "entries",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("subject", Id, nullable=False, index=True),
    sa.Column("content", Id, nullable=False),
    sa.Column("run", Id, index=True),
    sa.Column("recorded_at", sa.String(40), nullable=False),
    sa.Column("previous", Id, nullable=False),
    sa.Column("hash", Id, nullable=False),
)

# What a thing that is worked out again and again (or filled in) said from an entry on; without a body it was gone.
changes = sa.Table(
    "changes",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("noun", sa.String(20), nullable=False),
    sa.Column("id", Id, nullable=False),
    sa.Column("body", sa.Text),
    sa.Index(None, "noun", "id", "seq"),
)

# The words of each report as they are searched; what finds them fast is made by dialects.py and can be made anew.
searchable = sa.Table(
    "searchable",
    metadata,
    sa.Column("report", Id, sa.ForeignKey("reports.id"), primary_key=True),
    sa.Column("folded", sa.Text, nullable=False),
)
