"""What the migration library runs: the connection comes from the caller, who holds the transaction."""

from __future__ import annotations

from alembic import context

from tallymark.ledger.revision import TABLE


def _run() -> None:
    context.configure(connection=context.config.attributes["connection"], version_table=TABLE)
    with context.begin_transaction():
        context.run_migrations()


# The migration library loads this file by its path; imported as a part of the package, it must do nothing.
if not __name__.startswith("tallymark"):
    _run()
