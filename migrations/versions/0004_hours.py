"""Hours: planned and realised, per worker, week and kind."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    """
    CREATE TABLE hour_weeks (
        school_id INTEGER NOT NULL,
        monday TEXT NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT pk_hour_weeks PRIMARY KEY (school_id, monday),
        CONSTRAINT ck_hour_weeks_monday CHECK (monday IS date(monday, 'weekday 1')),
        CONSTRAINT fk_hour_weeks_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id)
            ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE hour_entries (
        school_id INTEGER NOT NULL,
        monday TEXT NOT NULL,
        person_id INTEGER NOT NULL,
        worker_type TEXT NOT NULL,
        deployment TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        hours INTEGER NOT NULL,
        CONSTRAINT pk_hour_entries PRIMARY KEY (school_id, monday, person_id, worker_type, deployment, kind,
            state),
        CONSTRAINT fk_hour_entries_school_id_monday_hour_weeks FOREIGN KEY(school_id, monday) REFERENCES
            hour_weeks (school_id, monday) ON DELETE CASCADE,
        CONSTRAINT ck_hour_entries_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
        CONSTRAINT ck_hour_entries_deployment CHECK (deployment IN ('basis', 'aanvullend')),
        CONSTRAINT ck_hour_entries_kind CHECK (kind IN ('individueel', 'groep', 'overleg', 'leerkracht',
            'overig')),
        CONSTRAINT ck_hour_entries_state CHECK (state IN ('gepland', 'gerealiseerd')),
        CONSTRAINT ck_hour_entries_hours CHECK (hours BETWEEN 1 AND 6000),
        CONSTRAINT fk_hour_entries_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_hour_entries_person_id ON hour_entries (person_id)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
