"""Additional deployment: requests, their financing and their approvals."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE additions (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        school_id INTEGER NOT NULL,
        school_year INTEGER NOT NULL,
        number INTEGER NOT NULL,
        status TEXT NOT NULL,
        worker_type TEXT NOT NULL,
        hours_per_week INTEGER,
        weeks INTEGER,
        starts_on TEXT,
        ends_on TEXT,
        motivation TEXT NOT NULL,
        evidence TEXT NOT NULL,
        asks_school_organisation TEXT NOT NULL,
        asks_school_name TEXT NOT NULL,
        asks_school_function TEXT NOT NULL,
        asks_welfare_organisation TEXT NOT NULL,
        asks_welfare_name TEXT NOT NULL,
        asks_welfare_function TEXT NOT NULL,
        addressee TEXT NOT NULL,
        requested_on TEXT,
        rate INTEGER,
        accountability TEXT NOT NULL,
        accountable_when TEXT NOT NULL,
        accountable_to TEXT NOT NULL,
        evaluate_on TEXT,
        decided_on TEXT,
        decision_note TEXT NOT NULL,
        outcome TEXT NOT NULL,
        evaluated_on TEXT,
        paper_kept_at TEXT NOT NULL,
        previous_id INTEGER,
        changed_at TEXT NOT NULL,
        frozen_control TEXT NOT NULL,
        canonical BLOB,
        CONSTRAINT ck_additions_status CHECK (status IN ('concept', 'aangevraagd', 'toegekend',
            'afgewezen', 'geëvalueerd', 'gestopt', 'verlengd')),
        CONSTRAINT ck_additions_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
        CONSTRAINT ck_additions_frozen_whole CHECK ((canonical IS NULL) = (frozen_control = '')),
        CONSTRAINT ck_additions_frozen_in_time CHECK ((status IN ('concept', 'aangevraagd',
            'afgewezen')) = (frozen_control = '')),
        CONSTRAINT ck_additions_number CHECK (number >= 1),
        CONSTRAINT ck_additions_school_year CHECK (school_year BETWEEN 2000 AND 2200),
        CONSTRAINT ck_additions_hours_per_week CHECK (hours_per_week BETWEEN 1 AND 6000),
        CONSTRAINT ck_additions_weeks CHECK (weeks BETWEEN 1 AND 5300),
        CONSTRAINT ck_additions_rate CHECK (rate BETWEEN 0 AND 100000),
        CONSTRAINT ck_additions_previous_id CHECK (previous_id <> id),
        CONSTRAINT fk_additions_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id),
        CONSTRAINT fk_additions_previous_id_additions FOREIGN KEY(previous_id) REFERENCES additions
            (id)
    ) STRICT
    """,
    "CREATE INDEX ix_additions_previous_id ON additions (previous_id)",
    """CREATE UNIQUE INDEX ix_additions_school_id_school_year_number
    ON additions (school_id, school_year, number)""",
    "CREATE INDEX ix_additions_school_year ON additions (school_year)",
    """
    CREATE TABLE addition_steps (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        addition_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        from_status TEXT NOT NULL,
        to_status TEXT NOT NULL,
        reason TEXT NOT NULL,
        CONSTRAINT ck_addition_steps_from_status CHECK (from_status IN ('concept', 'aangevraagd',
            'toegekend', 'afgewezen', 'geëvalueerd', 'gestopt', 'verlengd')),
        CONSTRAINT ck_addition_steps_to_status CHECK (to_status IN ('concept', 'aangevraagd',
            'toegekend', 'afgewezen', 'geëvalueerd', 'gestopt', 'verlengd')),
        CONSTRAINT fk_addition_steps_addition_id_additions FOREIGN KEY(addition_id) REFERENCES
            additions (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_addition_steps_addition_id ON addition_steps (addition_id)",
    """
    CREATE TABLE addition_reasons (
        kind TEXT NOT NULL,
        addition_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_addition_reasons PRIMARY KEY (addition_id, position),
        CONSTRAINT ck_addition_reasons_kind CHECK (kind IN ('kansengelijkheid',
            'onderwijsachterstand', 'omgevingsfactoren', 'anders')),
        CONSTRAINT fk_addition_reasons_addition_id_additions FOREIGN KEY(addition_id) REFERENCES
            additions (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE addition_goals (
        text TEXT NOT NULL,
        addition_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_addition_goals PRIMARY KEY (addition_id, position),
        CONSTRAINT fk_addition_goals_addition_id_additions FOREIGN KEY(addition_id) REFERENCES
            additions (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE addition_contributions (
        funder TEXT NOT NULL,
        name TEXT NOT NULL,
        amount INTEGER,
        share INTEGER,
        note TEXT NOT NULL,
        addition_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_addition_contributions PRIMARY KEY (addition_id, position),
        CONSTRAINT ck_addition_contributions_funder CHECK (funder IN ('gemeente', 'school',
            'samenwerkingsverband', 'welzijnsorganisatie', 'anders')),
        CONSTRAINT ck_addition_contributions_amount CHECK (amount >= 0),
        CONSTRAINT ck_addition_contributions_share CHECK (share BETWEEN 0 AND 10000),
        CONSTRAINT fk_addition_contributions_addition_id_additions FOREIGN KEY(addition_id)
            REFERENCES additions (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE addition_approvals (
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        name TEXT NOT NULL,
        function TEXT NOT NULL,
        agreed_on TEXT,
        addition_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_addition_approvals PRIMARY KEY (addition_id, position),
        CONSTRAINT ck_addition_approvals_role CHECK (role IN ('school', 'welzijnsorganisatie',
            'gemeente')),
        CONSTRAINT fk_addition_approvals_addition_id_additions FOREIGN KEY(addition_id) REFERENCES
            additions (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE addition_deviations (
        rule TEXT NOT NULL,
        subject TEXT NOT NULL,
        reason TEXT NOT NULL,
        who TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        addition_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_addition_deviations PRIMARY KEY (addition_id, position),
        CONSTRAINT fk_addition_deviations_addition_id_additions FOREIGN KEY(addition_id) REFERENCES
            additions (id) ON DELETE CASCADE
    ) STRICT
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
