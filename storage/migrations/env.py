"""How Alembic runs our migrations: on the connection that storage gives it, within that connection's transaction."""

from alembic import context

from storage.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Migrations run from the program, not from Alembic's command line: `dealcoach run` applies them.")
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
