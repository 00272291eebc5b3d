"""Run by Alembic: makes the migrations in the transaction that it is given."""

from alembic import context

from scheduler.publishing.store.schema import METADATA, VERSIONS

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSIONS,
)
with context.begin_transaction():
    context.run_migrations()
