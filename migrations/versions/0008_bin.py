"""The bin: what was thrown away stays thirty days, whole, and can be put back."""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS = (
    """
    CREATE TABLE bin_entries (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        case_id INTEGER,
        pupil_id INTEGER,
        pupil TEXT NOT NULL,
        facts TEXT NOT NULL,
        deleted_at TEXT NOT NULL,
        who TEXT NOT NULL,
        counted_on TEXT NOT NULL,
        days INTEGER NOT NULL,
        revision TEXT NOT NULL,
        content TEXT NOT NULL,
        CONSTRAINT ck_bin_entries_kind CHECK (kind IN ('case', 'contact', 'action', 'agreement', 'addition',
            'evaluation', 'checklist')),
        CONSTRAINT ck_bin_entries_facts CHECK (json_valid(facts)),
        CONSTRAINT ck_bin_entries_content CHECK (json_valid(content)),
        CONSTRAINT ck_bin_entries_days CHECK (days >= 0)
    ) STRICT
    """,
    "CREATE INDEX ix_bin_entries_case_id ON bin_entries (case_id)",
    "CREATE INDEX ix_bin_entries_pupil_id ON bin_entries (pupil_id)",
)


def upgrade() -> None:
    """Make the table."""
    for statement in STATEMENTS:
        op.execute(statement)
