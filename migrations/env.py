"""Run by Alembic inside the one transaction that storage/migrate.py opened; there is no other way.

SQLite changes a table by making a new one, carrying the rows over and dropping the old one. Write that out in
SQL: Alembic's batch operations forget STRICT and AUTOINCREMENT, and storage/migrate.py then takes everything
back, since the schema is not the promised one.
"""

from alembic import context

from jeugdhulp_desktop.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # SQLite can, whatever Alembic thinks; the transaction is ours
)
context.run_migrations()
