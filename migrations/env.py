"""Run by Alembic inside the one transaction that storage/migrate.py opened; there is no other way."""

from alembic import context

from jeugdhulp_desktop.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a column: the table is rebuilt
    transactional_ddl=True,  # SQLite can, whatever Alembic thinks; the transaction is ours
)
context.run_migrations()
