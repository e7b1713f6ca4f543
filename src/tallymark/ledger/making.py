"""How the tables of a new ledger are made: as the schema has them, at the newest revision, in one go.

The migrations bring an older ledger to the same tables; a test holds the two against each other. A new one needs none
of them, nor the library that runs them.
"""

from __future__ import annotations

import sqlalchemy as sa

from tallymark.ledger.dialects import make_word_index
from tallymark.ledger.revision import NEWEST, TABLE
from tallymark.ledger.schema import complete_for, metadata


def make(connection: sa.Connection) -> None:
    """Make the tables of an empty ledger, inside the transaction that the connection is in."""
    complete_for(connection.dialect.name)
    metadata.create_all(connection, checkfirst=False)
    make_word_index(connection)
    revision = sa.Table(
        TABLE,
        sa.MetaData(),
        sa.Column("version_num", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("version_num", name=f"{TABLE}_pkc"),
    )
    revision.create(connection, checkfirst=False)
    connection.execute(revision.insert().values(version_num=NEWEST))
