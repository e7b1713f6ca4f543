"""How an older ledger is brought to the newest revision: the only file at run time that loads the migration library."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def config() -> Config:
    """Return the migration library's settings: where the scripts are, and no file of its own."""
    settings = Config()
    # The settings are read with interpolation, in which a percent sign must be doubled.
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def migrate(connection: sa.Connection) -> None:
    """Bring the tables to the newest revision, inside the transaction that the connection is in."""
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
