"""Run by Alembic; the connection and its transaction come from ``Database.migrate``."""

from alembic import context

from matcher.store.migrating import VERSIONS

context.configure(connection=context.config.attributes["connection"], version_table=VERSIONS)
with context.begin_transaction():
    context.run_migrations()
