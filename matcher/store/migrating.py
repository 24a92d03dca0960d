"""Bringing the tables up to date with Alembic, without an ini file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from matcher.store.problems import StoreError

SCRIPTS = Path(__file__).parent / "migrations"
VERSIONS = "matcher_schema"  # the table that says which version the tables are


def config() -> Config:
    """Alembic's configuration, made here."""
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest version, in the transaction of the connection.

    Raises
    ------
    StoreError
        When the tables were made by a newer version of this program.
    """
    made = config()
    script = ScriptDirectory.from_config(made)
    here = MigrationContext.configure(
        connection, opts={"version_table": VERSIONS}
    ).get_current_revision()
    if here == script.get_current_head():
        return
    if here is not None and here not in {r.revision for r in script.walk_revisions()}:
        raise StoreError(
            f"de database is gemaakt door een nieuwere versie ({here}); werk dit programma bij"
        )
    made.attributes["connection"] = connection
    command.upgrade(made, "head")
