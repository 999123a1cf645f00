"""The rest of the agreement: all seventeen sections, and the school's own text blocks.

Five tables of the first version get more columns or a wider CHECK. SQLite changes a table by a new one beside
it: the rows over, the old one dropped, its name taken.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

NEW_TABLES = (
    """
    CREATE TABLE agreement_texts (
        agreement_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        CONSTRAINT pk_agreement_texts PRIMARY KEY (agreement_id, name),
        CONSTRAINT ck_agreement_texts_text CHECK (text <> ''),
        CONSTRAINT fk_agreement_texts_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_items (
        agreement_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        CONSTRAINT pk_agreement_items PRIMARY KEY (agreement_id, name, position),
        CONSTRAINT fk_agreement_items_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_left_out (
        section TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_left_out PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_left_out_section CHECK (section IN ('heading', 'parties', 'purpose',
            'analysis', 'deployments', 'tasks', 'themes', 'offers', 'additions', 'route',
            'families', 'privacy', 'measures', 'finance', 'evaluation', 'term', 'signing')),
        CONSTRAINT fk_agreement_left_out_agreement_id_agreements FOREIGN KEY(agreement_id)
            REFERENCES agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_terms (
        agreement_id INTEGER NOT NULL,
        starts_on TEXT,
        ends_on TEXT,
        CONSTRAINT pk_agreement_terms PRIMARY KEY (agreement_id),
        CONSTRAINT fk_agreement_terms_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_policies (
        title TEXT NOT NULL,
        party TEXT NOT NULL,
        dated TEXT,
        until TEXT,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_policies PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_policies_agreement_id_agreements FOREIGN KEY(agreement_id)
            REFERENCES agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_risks (
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_risks PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_risks_kind CHECK (kind IN ('kansengelijkheid',
            'onderwijsachterstand', 'omgevingsfactoren', 'anders')),
        CONSTRAINT fk_agreement_risks_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_figures (
        code TEXT NOT NULL,
        label TEXT NOT NULL,
        value TEXT NOT NULL,
        "before" TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_figures PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_figures_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_meetings (
        name TEXT NOT NULL,
        frequency TEXT NOT NULL,
        dates TEXT NOT NULL,
        present TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_meetings PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_meetings_agreement_id_agreements FOREIGN KEY(agreement_id)
            REFERENCES agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_rates (
        worker_type TEXT NOT NULL,
        per_hour INTEGER,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_rates PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_rates_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
        CONSTRAINT ck_agreement_rates_per_hour CHECK (per_hour >= 0),
        CONSTRAINT fk_agreement_rates_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_contributions (
        funder TEXT NOT NULL,
        name TEXT NOT NULL,
        amount INTEGER,
        share INTEGER,
        note TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_contributions PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_contributions_funder CHECK (funder IN ('gemeente', 'school',
            'samenwerkingsverband', 'welzijnsorganisatie', 'anders')),
        CONSTRAINT ck_agreement_contributions_amount CHECK (amount >= 0),
        CONSTRAINT ck_agreement_contributions_share CHECK (share BETWEEN 0 AND 10000),
        CONSTRAINT fk_agreement_contributions_agreement_id_agreements FOREIGN KEY(agreement_id)
            REFERENCES agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE agreement_conditions (
        text TEXT NOT NULL,
        result TEXT NOT NULL,
        target TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_conditions PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_conditions_agreement_id_agreements FOREIGN KEY(agreement_id)
            REFERENCES agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE text_blocks (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        title TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        field TEXT NOT NULL,
        text TEXT NOT NULL,
        CONSTRAINT ck_text_blocks_title CHECK (title <> '')
    ) STRICT
    """,
    "CREATE INDEX ix_text_blocks_field_sort_key ON text_blocks (field, sort_key)",
)

# Each: the table, its new form, the columns that get a value of their own, its indexes.
REBUILT: tuple[tuple[str, str, dict[str, str], tuple[str, ...]], ...] = (
    (
        "agreement_deployments",
        """
        CREATE TABLE new_agreement_deployments (
            worker_type TEXT NOT NULL,
            kind TEXT NOT NULL,
            worker_id INTEGER,
            worker_name TEXT NOT NULL,
            organisation TEXT NOT NULL,
            hours_per_week INTEGER,
            weeks INTEGER,
            place TEXT NOT NULL,
            consulting_hour TEXT NOT NULL,
            replacement TEXT NOT NULL,
            on_call INTEGER NOT NULL,
            agreement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            CONSTRAINT pk_agreement_deployments PRIMARY KEY (agreement_id, position),
            CONSTRAINT ck_agreement_deployments_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
            CONSTRAINT ck_agreement_deployments_kind CHECK (kind IN ('basis', 'aanvullend')),
            CONSTRAINT ck_agreement_deployments_on_call CHECK (on_call IN (0, 1)),
            CONSTRAINT ck_agreement_deployments_hours_per_week CHECK (hours_per_week BETWEEN 1 AND
                6000),
            CONSTRAINT ck_agreement_deployments_weeks CHECK (weeks BETWEEN 1 AND 5300),
            CONSTRAINT fk_agreement_deployments_worker_id_people FOREIGN KEY(worker_id) REFERENCES
                people (id),
            CONSTRAINT fk_agreement_deployments_agreement_id_agreements FOREIGN KEY(agreement_id)
                REFERENCES agreements (id) ON DELETE CASCADE
        ) STRICT
        """,
        {"consulting_hour": "''"},
        ("CREATE INDEX ix_agreement_deployments_worker_id ON agreement_deployments (worker_id)",),
    ),
    (
        "agreement_presences",
        """
        CREATE TABLE new_agreement_presences (
            weekday INTEGER NOT NULL,
            part TEXT NOT NULL,
            worker_type TEXT NOT NULL,
            times TEXT NOT NULL,
            place TEXT NOT NULL,
            agreement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            CONSTRAINT pk_agreement_presences PRIMARY KEY (agreement_id, position),
            CONSTRAINT ck_agreement_presences_part CHECK (part IN ('ochtend', 'middag')),
            CONSTRAINT ck_agreement_presences_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
            CONSTRAINT ck_agreement_presences_weekday CHECK (weekday BETWEEN 0 AND 6),
            CONSTRAINT fk_agreement_presences_agreement_id_agreements FOREIGN KEY(agreement_id)
                REFERENCES agreements (id) ON DELETE CASCADE
        ) STRICT
        """,
        {"place": "''"},
        (),
    ),
    (
        "agreement_expectations",
        """
        CREATE TABLE new_agreement_expectations (
            role TEXT NOT NULL,
            text TEXT NOT NULL,
            agreement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            CONSTRAINT pk_agreement_expectations PRIMARY KEY (agreement_id, position),
            CONSTRAINT ck_agreement_expectations_role CHECK (role IN ('school', 'welzijnsorganisatie',
                'gemeente', 'ouders', 'kinderopvang', 'samenwerkingsverband')),
            CONSTRAINT fk_agreement_expectations_agreement_id_agreements FOREIGN KEY(agreement_id)
                REFERENCES agreements (id) ON DELETE CASCADE
        ) STRICT
        """,
        {},
        (),
    ),
    (
        "agreement_themes",
        """
        CREATE TABLE new_agreement_themes (
            "key" TEXT NOT NULL,
            title TEXT NOT NULL,
            why TEXT NOT NULL,
            goal TEXT NOT NULL,
            target_group TEXT NOT NULL,
            indicator TEXT NOT NULL,
            target TEXT NOT NULL,
            lead TEXT NOT NULL,
            period TEXT NOT NULL,
            priority INTEGER,
            goal_kind TEXT NOT NULL,
            baseline TEXT NOT NULL,
            source TEXT NOT NULL,
            measured_on TEXT,
            made_with TEXT NOT NULL,
            youth_owned INTEGER NOT NULL,
            agreement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            CONSTRAINT pk_agreement_themes PRIMARY KEY (agreement_id, position),
            CONSTRAINT ck_agreement_themes_goal_kind CHECK (goal_kind IN ('vaardigheid', 'kennis',
                'welbevinden', 'omgeving')),
            CONSTRAINT ck_agreement_themes_youth_owned CHECK (youth_owned IN (0, 1)),
            CONSTRAINT ck_agreement_themes_priority CHECK (priority BETWEEN 1 AND 3),
            CONSTRAINT fk_agreement_themes_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
                agreements (id) ON DELETE CASCADE
        ) STRICT
        """,
        {
            "priority": "NULL",
            "goal_kind": "'vaardigheid'",
            "baseline": "''",
            "source": "''",
            "measured_on": "NULL",
            "made_with": "''",
            "youth_owned": "0",
        },
        (
            """CREATE UNIQUE INDEX ix_agreement_themes_agreement_id_key
            ON agreement_themes (agreement_id, "key")""",
        ),
    ),
    (
        "agreement_offers",
        """
        CREATE TABLE new_agreement_offers (
            "key" TEXT NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            performer TEXT NOT NULL,
            planning TEXT NOT NULL,
            group_count INTEGER,
            sessions INTEGER,
            minutes INTEGER,
            max_participants INTEGER,
            volunteers INTEGER NOT NULL,
            setting TEXT NOT NULL,
            domain TEXT NOT NULL,
            costs INTEGER,
            agreement_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            CONSTRAINT pk_agreement_offers PRIMARY KEY (agreement_id, position),
            CONSTRAINT ck_agreement_offers_kind CHECK (kind IN ('training', 'les', 'ouderavond',
                'spreekuur', 'activiteit')),
            CONSTRAINT ck_agreement_offers_setting CHECK (setting IN ('groep op school',
                'groep in de buurt', 'individueel')),
            CONSTRAINT ck_agreement_offers_domain CHECK (domain IN ('welzijn', 'zorg', 'onderwijs',
                'veiligheid')),
            CONSTRAINT ck_agreement_offers_volunteers CHECK (volunteers IN (0, 1)),
            CONSTRAINT ck_agreement_offers_group_count CHECK (group_count >= 1),
            CONSTRAINT ck_agreement_offers_sessions CHECK (sessions >= 1),
            CONSTRAINT ck_agreement_offers_minutes CHECK (minutes >= 1),
            CONSTRAINT ck_agreement_offers_max_participants CHECK (max_participants >= 1),
            CONSTRAINT ck_agreement_offers_costs CHECK (costs >= 0),
            CONSTRAINT fk_agreement_offers_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
                agreements (id) ON DELETE CASCADE
        ) STRICT
        """,
        {"setting": "'groep op school'", "domain": "'welzijn'", "costs": "NULL"},
        (
            """CREATE UNIQUE INDEX ix_agreement_offers_agreement_id_key
            ON agreement_offers (agreement_id, "key")""",
        ),
    ),
)


def upgrade() -> None:
    """Make the new tables and widen five; the rows that are there get what they meant until now."""
    for statement in NEW_TABLES:
        op.execute(statement)
    for name, table, added, indexes in REBUILT:
        op.execute(table)
        kept = [row[1] for row in op.get_bind().exec_driver_sql(f"PRAGMA table_info({name})")]
        quoted = ", ".join(f'"{column}"' for column in [*kept, *added])
        values = ", ".join([*(f'"{column}"' for column in kept), *added.values()])
        op.execute(f"INSERT INTO new_{name} ({quoted}) SELECT {values} FROM {name}")  # noqa: S608
        op.execute(f"DROP TABLE {name}")
        op.execute(f"ALTER TABLE new_{name} RENAME TO {name}")
        for index in indexes:
            op.execute(index)
