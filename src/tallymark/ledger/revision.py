"""Which revisions of the tables this program knows, and which one a ledger has: asked without the migration library."""

from __future__ import annotations

import sqlalchemy as sa

from tallymark.ledger.errors import newer_than_known, not_a_ledger

# In the order in which they were written; a test holds this list against the migration scripts.
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006")
NEWEST = KNOWN[-1]
TABLE = "tallymark_revision"

_REVISION = sa.table(TABLE, sa.column("version_num", sa.String(32)))


def stored_revision(connection: sa.Connection, where: str) -> str | None:
    """Return the ledger's revision, or None where the database is empty.

    Raises LedgerError where the database holds something else, or was written by a newer program.
    """
    tables = sa.inspect(connection).get_table_names()
    if TABLE not in tables:
        if tables:
            raise not_a_ledger(where)
        return None
    revisions = list(connection.execute(sa.select(_REVISION.c.version_num)).scalars())
    if len(revisions) != 1:
        raise not_a_ledger(where)
    if revisions[0] not in KNOWN:
        raise newer_than_known(where, str(revisions[0]), NEWEST)
    return str(revisions[0])
