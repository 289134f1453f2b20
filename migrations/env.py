"""Alembic's way in: compares with and changes the database behind the connection it is given."""

from alembic import context

from callcenter.storage.tables import metadata
from migrations.words import render

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by writing it anew
    render_item=render,
    compare_type=True,
)
context.run_migrations()
