"""Every paper that is made: the report folder, the prints that are kept, the register, the letterhead.

The report folder and the kept prints knew agreements alone; now they know a kind of paper and what it is
about. Such a subject is no foreign key any more: whoever deletes it lets go of its file and its print.
"""

from alembic import op

revision = "0006"
down_revision = "0005"

NEW_TABLES = (
    """
    CREATE TABLE logos (
        sha256 TEXT NOT NULL,
        png BLOB NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        CONSTRAINT pk_logos PRIMARY KEY (sha256),
        CONSTRAINT ck_logos_sha256 CHECK (length(sha256) = 64),
        CONSTRAINT ck_logos_dimensions CHECK (width > 0 AND height > 0)
    ) STRICT
    """,
    """
    CREATE TABLE letterhead (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        logo TEXT,
        CONSTRAINT ck_letterhead_one CHECK (id = 1),
        CONSTRAINT ck_letterhead_address CHECK (json_valid(address)),
        CONSTRAINT fk_letterhead_logo_logos FOREIGN KEY(logo) REFERENCES logos (sha256)
    ) STRICT
    """,
    "CREATE INDEX ix_letterhead_logo ON letterhead (logo)",
    """
    CREATE TABLE papers (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        control TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        title TEXT NOT NULL,
        school_name TEXT NOT NULL,
        school_year INTEGER NOT NULL,
        number INTEGER NOT NULL,
        status TEXT NOT NULL,
        pages INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        frozen_at TEXT,
        filed_at TEXT,
        printed_at TEXT,
        saved_at TEXT,
        CONSTRAINT ck_papers_kind CHECK (kind IN ('schoolafspraak', 'aanvullende inzet',
            'tussenrapport', 'juniblad', 'urenoverzicht', 'overzicht', 'begeleidende brief')),
        CONSTRAINT ck_papers_control CHECK (length(control) = 16),
        CONSTRAINT ck_papers_sha256 CHECK (length(sha256) = 64),
        CONSTRAINT ck_papers_pages CHECK (pages > 0)
    ) STRICT
    """,
    "CREATE UNIQUE INDEX ix_papers_control_sha256 ON papers (control, sha256)",
    "CREATE INDEX ix_papers_kind_subject_id ON papers (kind, subject_id)",
    "CREATE INDEX ix_papers_school_year ON papers (school_year)",
    "CREATE INDEX ix_papers_sha256 ON papers (sha256)",
)

DOCUMENTS = (
    """
    CREATE TABLE new_documents (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        subject_id INTEGER,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        content TEXT NOT NULL,
        made_at TEXT NOT NULL,
        settled INTEGER NOT NULL,
        CONSTRAINT ck_documents_settled CHECK (settled IN (0, 1)),
        CONSTRAINT ck_documents_kind CHECK (kind IN ('schoolafspraak', 'aanvullende inzet',
            'tussenrapport', 'juniblad', 'urenoverzicht', 'overzicht', 'begeleidende brief')),
        CONSTRAINT ck_documents_size CHECK (size > 0),
        CONSTRAINT ck_documents_sha256 CHECK (length(sha256) = 64)
    ) STRICT
    """,
    """
    INSERT INTO new_documents
    SELECT id, 'schoolafspraak', agreement_id, file_name, sha256, size, modified_ns, content, made_at, settled
    FROM documents
    """,
    "DROP TABLE documents",
    "ALTER TABLE new_documents RENAME TO documents",
    "CREATE INDEX ix_documents_file_name ON documents (file_name)",
    "CREATE UNIQUE INDEX ix_documents_kind_subject_id ON documents (kind, subject_id)",
)

KEPT_PRINTS = (
    """
    CREATE TABLE new_kept_prints (
        kind TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        control TEXT NOT NULL,
        pdf BLOB NOT NULL,
        made_at TEXT NOT NULL,
        CONSTRAINT pk_kept_prints PRIMARY KEY (kind, subject_id),
        CONSTRAINT ck_kept_prints_kind CHECK (kind IN ('schoolafspraak', 'aanvullende inzet',
            'tussenrapport', 'juniblad', 'urenoverzicht', 'overzicht', 'begeleidende brief')),
        CONSTRAINT ck_kept_prints_control CHECK (length(control) = 16)
    ) STRICT
    """,
    """
    INSERT INTO new_kept_prints
    SELECT 'schoolafspraak', agreement_id, control, pdf, made_at FROM kept_prints
    """,
    "DROP TABLE kept_prints",
    "ALTER TABLE new_kept_prints RENAME TO kept_prints",
)


def upgrade() -> None:
    """Make three tables, and give the two that knew agreements alone their wider form with all their rows."""
    for statement in (*NEW_TABLES, *DOCUMENTS, *KEPT_PRINTS):
        op.execute(statement)
