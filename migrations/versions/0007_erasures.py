"""The erasure journal: which cases and pupils were erased for good, by id and date.

A backup of before still has them; putting it back erases them in it again.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    """
    CREATE TABLE erasures (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        number TEXT NOT NULL,
        created_at TEXT,
        erased_at TEXT NOT NULL,
        reason TEXT NOT NULL,
        masked INTEGER NOT NULL,
        CONSTRAINT ck_erasures_kind CHECK (kind IN ('case', 'pupil')),
        CONSTRAINT ck_erasures_masked CHECK (masked IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX ix_erasures_kind_record_id_erased_at ON erasures (kind, record_id, erased_at)",
)


def upgrade() -> None:
    """Make the table."""
    for statement in STATEMENTS:
        op.execute(statement)
