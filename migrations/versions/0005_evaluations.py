"""The evaluation of an agreement, halfway and at the end: its lines and its lessons."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS: tuple[str, ...] = (
    """
    CREATE TABLE evaluations (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        school_id INTEGER NOT NULL,
        school_year INTEGER NOT NULL,
        moment TEXT NOT NULL,
        agreement_number INTEGER NOT NULL,
        held_on TEXT,
        present TEXT NOT NULL,
        went_well TEXT NOT NULL,
        could_improve TEXT NOT NULL,
        proposal TEXT NOT NULL,
        securing TEXT NOT NULL,
        effect_short TEXT NOT NULL,
        effect_middle TEXT NOT NULL,
        effect_long TEXT NOT NULL,
        finished_on TEXT,
        changed_at TEXT NOT NULL,
        frozen_control TEXT NOT NULL,
        figures BLOB,
        canonical BLOB,
        CONSTRAINT ck_evaluations_moment CHECK (moment IN ('tussentijds', 'eind')),
        CONSTRAINT ck_evaluations_frozen_whole CHECK ((finished_on IS NULL) = (canonical IS NULL)),
        CONSTRAINT ck_evaluations_frozen_control CHECK ((canonical IS NULL) = (frozen_control =
            '')),
        CONSTRAINT ck_evaluations_figures CHECK ((canonical IS NULL) = (figures IS NULL)),
        CONSTRAINT ck_evaluations_agreement_number CHECK (agreement_number >= 1),
        CONSTRAINT ck_evaluations_school_year CHECK (school_year BETWEEN 2000 AND 2200),
        CONSTRAINT fk_evaluations_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id)
    ) STRICT
    """,
    """CREATE UNIQUE INDEX ix_evaluations_school_id_school_year_moment
    ON evaluations (school_id, school_year, moment)""",
    "CREATE INDEX ix_evaluations_school_year ON evaluations (school_year)",
    """
    CREATE TABLE evaluation_lines (
        "key" TEXT NOT NULL,
        subject TEXT NOT NULL,
        agreed TEXT NOT NULL,
        figure TEXT NOT NULL,
        answer TEXT,
        explanation TEXT NOT NULL,
        to_do TEXT NOT NULL,
        evaluation_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_evaluation_lines PRIMARY KEY (evaluation_id, position),
        CONSTRAINT ck_evaluation_lines_answer CHECK (answer IN ('gerealiseerd', 'deels', 'niet',
            'n.v.t.')),
        CONSTRAINT fk_evaluation_lines_evaluation_id_evaluations FOREIGN KEY(evaluation_id)
            REFERENCES evaluations (id) ON DELETE CASCADE
    ) STRICT
    """,
    """CREATE UNIQUE INDEX ix_evaluation_lines_evaluation_id_key
    ON evaluation_lines (evaluation_id, "key")""",
    """
    CREATE TABLE evaluation_lessons (
        text TEXT NOT NULL,
        evaluation_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_evaluation_lessons PRIMARY KEY (evaluation_id, position),
        CONSTRAINT fk_evaluation_lessons_evaluation_id_evaluations FOREIGN KEY(evaluation_id)
            REFERENCES evaluations (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE evaluation_steps (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        evaluation_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        reason TEXT NOT NULL,
        CONSTRAINT fk_evaluation_steps_evaluation_id_evaluations FOREIGN KEY(evaluation_id)
            REFERENCES evaluations (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_evaluation_steps_evaluation_id ON evaluation_steps (evaluation_id)",
)


def upgrade() -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        op.execute(statement)
