"""Run by Alembic: migrates over the connection that index.truth hands it."""

from alembic import context

from index import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables.metadata)
context.run_migrations()
