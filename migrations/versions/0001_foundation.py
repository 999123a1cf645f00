"""The foundation: vault, relations, pupils, cases, agreements, checklists and the audit trail.

Every table is STRICT; what a column may hold is said in its CHECK. A new vault begins here.
"""

from alembic import op

revision = "0001"
down_revision = None

SETTINGS = (
    """
    CREATE TABLE settings (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_settings PRIMARY KEY (name),
        CONSTRAINT ck_settings_value CHECK (json_valid(value))
    ) STRICT
    """,
)

DRAFTS = (
    """
    CREATE TABLE drafts (
        form TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        content TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        CONSTRAINT pk_drafts PRIMARY KEY (form, record_id),
        CONSTRAINT ck_drafts_content CHECK (json_valid(content))
    ) STRICT
    """,
)

COLUMN_MAPPINGS = (
    """
    CREATE TABLE column_mappings (
        headings TEXT NOT NULL,
        mapping TEXT NOT NULL,
        used_at TEXT NOT NULL,
        CONSTRAINT pk_column_mappings PRIMARY KEY (headings),
        CONSTRAINT ck_column_mappings_mapping CHECK (json_valid(mapping))
    ) STRICT
    """,
)

AUDIT_LINES = (
    """
    CREATE TABLE audit_lines (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        record_id INTEGER
    ) STRICT
    """,
    "CREATE INDEX ix_audit_lines_subject_record_id ON audit_lines (subject, record_id)",
)

SCHOOLS = (
    """
    CREATE TABLE schools (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        school_type TEXT NOT NULL,
        brin TEXT NOT NULL,
        board TEXT NOT NULL,
        swv TEXT NOT NULL,
        municipality TEXT NOT NULL,
        area TEXT NOT NULL,
        pupil_count INTEGER,
        counted_on TEXT,
        coordinator_word TEXT NOT NULL,
        is_mine INTEGER NOT NULL,
        CONSTRAINT ck_schools_school_type CHECK (school_type IN ('kinderopvang', 'bao', 'sbo', 'so',
            'vo', 'pro', 'vso', 'mbo')),
        CONSTRAINT ck_schools_is_mine CHECK (is_mine IN (0, 1)),
        CONSTRAINT ck_schools_pupil_count CHECK (pupil_count >= 0)
    ) STRICT
    """,
    "CREATE INDEX ix_schools_brin ON schools (brin)",
    "CREATE UNIQUE INDEX ix_schools_only_mine ON schools (is_mine) WHERE is_mine = 1",
)

PARTIES = (
    """
    CREATE TABLE parties (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        search_key TEXT NOT NULL,
        kind TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        note TEXT NOT NULL,
        CONSTRAINT ck_parties_kind CHECK (kind IN ('school', 'welzijnsorganisatie', 'gemeente',
            'samenwerkingsverband', 'jeugdgezondheidszorg', 'jeugdhulpaanbieder', 'informeel',
            'overig'))
    ) STRICT
    """,
    "CREATE INDEX ix_parties_sort_key ON parties (sort_key)",
)

PEOPLE = (
    """
    CREATE TABLE people (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        search_key TEXT NOT NULL,
        role TEXT NOT NULL,
        party_id INTEGER,
        school_id INTEGER,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        days TEXT NOT NULL,
        worker_type TEXT,
        skj_registered INTEGER NOT NULL,
        active_from TEXT,
        active_until TEXT,
        CONSTRAINT ck_people_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
        CONSTRAINT ck_people_skj_registered CHECK (skj_registered IN (0, 1)),
        CONSTRAINT ck_people_days CHECK (days NOT GLOB '*[^0-6]*'),
        CONSTRAINT fk_people_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_people_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id)
    ) STRICT
    """,
    "CREATE INDEX ix_people_party_id ON people (party_id)",
    "CREATE INDEX ix_people_school_id ON people (school_id)",
    "CREATE INDEX ix_people_sort_key ON people (sort_key)",
)

SCHOOL_CONTACTS = (
    """
    CREATE TABLE school_contacts (
        school_id INTEGER NOT NULL,
        part TEXT NOT NULL,
        person_id INTEGER NOT NULL,
        CONSTRAINT pk_school_contacts PRIMARY KEY (school_id, part),
        CONSTRAINT ck_school_contacts_part CHECK (part IN ('contact', 'deputy')),
        CONSTRAINT fk_school_contacts_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_school_contacts_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
    ) STRICT
    """,
    "CREATE INDEX ix_school_contacts_person_id ON school_contacts (person_id)",
)

PUPILS = (
    """
    CREATE TABLE pupils (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        school_id INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        first TEXT NOT NULL,
        prefix TEXT NOT NULL,
        last TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        search_key TEXT NOT NULL,
        birth_date TEXT,
        birth_date_unknown INTEGER NOT NULL,
        group_name TEXT NOT NULL,
        year_group TEXT NOT NULL,
        left_on TEXT,
        CONSTRAINT ck_pupils_birth_date_unknown CHECK (birth_date_unknown IN (0, 1)),
        CONSTRAINT fk_pupils_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id)
    ) STRICT
    """,
    "CREATE UNIQUE INDEX ix_pupils_key ON pupils (school_id, \"key\") WHERE key <> ''",
    "CREATE INDEX ix_pupils_sort_key_search_key ON pupils (sort_key, search_key)",
)

IMPORTS = (
    """
    CREATE TABLE imports (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        school_id INTEGER NOT NULL,
        imported_at TEXT NOT NULL,
        kind TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        school_year TEXT NOT NULL,
        new_count INTEGER NOT NULL,
        changed_count INTEGER NOT NULL,
        unchanged_count INTEGER NOT NULL,
        gone_count INTEGER NOT NULL,
        undone_at TEXT,
        CONSTRAINT ck_imports_kind CHECK (kind IN ('edexml', 'csv', 'xlsx')),
        CONSTRAINT fk_imports_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id) ON
            DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_imports_school_id_id ON imports (school_id, id)",
)

IMPORT_CHANGES = (
    """
    CREATE TABLE import_changes (
        import_id INTEGER NOT NULL,
        pupil_id INTEGER NOT NULL,
        kind TEXT NOT NULL,
        "before" TEXT,
        version_after INTEGER NOT NULL,
        CONSTRAINT pk_import_changes PRIMARY KEY (import_id, pupil_id),
        CONSTRAINT ck_import_changes_before CHECK (before IS NULL OR json_valid(before)),
        CONSTRAINT ck_import_changes_kind CHECK (kind IN ('new', 'changed', 'erased')),
        CONSTRAINT fk_import_changes_import_id_imports FOREIGN KEY(import_id) REFERENCES imports (id)
            ON DELETE CASCADE
    ) STRICT
    """,
)

CASES = (
    """
    CREATE TABLE cases (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        number TEXT NOT NULL,
        school_id INTEGER NOT NULL,
        pupil_id INTEGER,
        status TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        search_key TEXT NOT NULL,
        last_contact_on TEXT,
        next_review_on TEXT,
        municipality TEXT NOT NULL,
        question TEXT NOT NULL,
        picklist_version INTEGER NOT NULL,
        summary TEXT NOT NULL,
        referrer TEXT,
        signalled_on TEXT,
        referred_on TEXT,
        first_talk_on TEXT,
        started_on TEXT,
        ended_on TEXT,
        lead_id INTEGER,
        collective INTEGER NOT NULL,
        indicated_help TEXT NOT NULL,
        ground TEXT,
        no_parent_ground TEXT,
        outcome TEXT,
        without_help TEXT,
        closing_note TEXT NOT NULL,
        previous_case_id INTEGER,
        CONSTRAINT ck_cases_status CHECK (status IN ('signaal', 'aanmelding', 'intake', 'actief',
            'afgesloten')),
        CONSTRAINT ck_cases_referrer CHECK (referrer IN ('leerkracht of mentor',
            'IB''er of zorgcoördinator', 'ouder', 'leerling zelf', 'jeugdarts of JGZ', 'leerplicht',
            'gemeente of CJG', 'overig')),
        CONSTRAINT ck_cases_indicated_help CHECK (indicated_help IN ('ja', 'nee', 'onbekend')),
        CONSTRAINT ck_cases_ground CHECK (ground IN ('speciale begeleiding',
            'uitdrukkelijke toestemming', 'wettelijke plicht', 'vitaal belang')),
        CONSTRAINT ck_cases_no_parent_ground CHECK (no_parent_ground IN ('jongere is 16 of ouder',
            'veiligheid', 'gezag ligt elders', 'niet bereikbaar')),
        CONSTRAINT ck_cases_outcome CHECK (outcome IN ('volgens plan',
            'advies gegeven, geen inzet nodig', 'toegeleid', 'ingetrokken', 'voortijdig, in overleg',
            'eenzijdig door jongere of ouders', 'eenzijdig door aanbieder', 'externe omstandigheden')),
        CONSTRAINT ck_cases_without_help CHECK (without_help IN ('ja', 'nee', 'onbekend')),
        CONSTRAINT ck_cases_collective CHECK (collective IN (0, 1)),
        CONSTRAINT ck_cases_number CHECK (number GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]*'),
        CONSTRAINT fk_cases_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id),
        CONSTRAINT fk_cases_pupil_id_pupils FOREIGN KEY(pupil_id) REFERENCES pupils (id),
        CONSTRAINT fk_cases_lead_id_people FOREIGN KEY(lead_id) REFERENCES people (id),
        CONSTRAINT fk_cases_previous_case_id_cases FOREIGN KEY(previous_case_id) REFERENCES cases (id)
            ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_cases_last_contact_on ON cases (last_contact_on)",
    "CREATE INDEX ix_cases_lead_id ON cases (lead_id)",
    "CREATE INDEX ix_cases_list ON cases (sort_key, id, search_key, status)",
    "CREATE UNIQUE INDEX ix_cases_number ON cases (number)",
    "CREATE INDEX ix_cases_previous_case_id ON cases (previous_case_id)",
    "CREATE INDEX ix_cases_pupil_id ON cases (pupil_id)",
    "CREATE INDEX ix_cases_school_id ON cases (school_id)",
    "CREATE INDEX ix_cases_status_next_review_on ON cases (status, next_review_on)",
)

CASE_QUESTIONS = (
    """
    CREATE TABLE case_questions (
        case_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        CONSTRAINT pk_case_questions PRIMARY KEY (case_id, position),
        CONSTRAINT ck_case_questions_position CHECK (position IN (0, 1)),
        CONSTRAINT fk_case_questions_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id) ON
            DELETE CASCADE
    ) STRICT
    """,
)

CASE_WORKERS = (
    """
    CREATE TABLE case_workers (
        case_id INTEGER NOT NULL,
        person_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_case_workers PRIMARY KEY (case_id, person_id),
        CONSTRAINT fk_case_workers_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE
            CASCADE,
        CONSTRAINT fk_case_workers_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
    ) STRICT
    """,
    "CREATE INDEX ix_case_workers_person_id ON case_workers (person_id)",
)

CONTACT_MOMENTS = (
    """
    CREATE TABLE contact_moments (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        happened_on TEXT NOT NULL,
        kind TEXT NOT NULL,
        place TEXT NOT NULL,
        with_whom TEXT NOT NULL,
        parents INTEGER NOT NULL,
        with_text TEXT NOT NULL,
        minutes INTEGER,
        fact TEXT NOT NULL,
        agreed TEXT NOT NULL,
        bsn_confirmed INTEGER NOT NULL,
        CONSTRAINT ck_contact_moments_kind CHECK (kind IN ('gesprek', 'telefoon', 'mail of bericht',
            'huisbezoek', 'kijken in de klas', 'overleg', 'gedeeld', 'notitie')),
        CONSTRAINT ck_contact_moments_place CHECK (place IN ('school', 'thuis', 'wijk', 'online',
            'telefoon')),
        CONSTRAINT ck_contact_moments_parents CHECK (parents IN (0, 1)),
        CONSTRAINT ck_contact_moments_bsn_confirmed CHECK (bsn_confirmed IN (0, 1)),
        CONSTRAINT ck_contact_moments_minutes CHECK (minutes > 0),
        CONSTRAINT ck_contact_moments_with_whom CHECK (json_valid(with_whom)),
        CONSTRAINT fk_contact_moments_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id) ON
            DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_contact_moments_case_id_happened_on ON contact_moments (case_id, happened_on)",
)

AGREEMENTS = (
    """
    CREATE TABLE agreements (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        school_id INTEGER NOT NULL,
        school_year INTEGER NOT NULL,
        number INTEGER NOT NULL,
        status TEXT NOT NULL,
        dated TEXT,
        author TEXT NOT NULL,
        public INTEGER NOT NULL,
        structure_id TEXT NOT NULL,
        change_reason TEXT NOT NULL,
        facts_name TEXT NOT NULL,
        facts_school_type TEXT NOT NULL,
        facts_brin TEXT NOT NULL,
        facts_board TEXT NOT NULL,
        facts_swv TEXT NOT NULL,
        facts_municipality TEXT NOT NULL,
        facts_area TEXT NOT NULL,
        facts_contact_person TEXT NOT NULL,
        facts_pupil_count INTEGER,
        facts_counted_on TEXT,
        occasion TEXT NOT NULL,
        aim TEXT NOT NULL,
        theme_intro TEXT NOT NULL,
        monitoring_note TEXT NOT NULL,
        paper_kept_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        content_control TEXT NOT NULL,
        frozen_control TEXT NOT NULL,
        canonical BLOB,
        CONSTRAINT ck_agreements_status CHECK (status IN ('concept', 'ter bespreking',
            'ter ondertekening', 'ondertekend', 'afgesloten', 'vervallen')),
        CONSTRAINT ck_agreements_facts_school_type CHECK (facts_school_type IN ('kinderopvang', 'bao',
            'sbo', 'so', 'vo', 'pro', 'vso', 'mbo')),
        CONSTRAINT ck_agreements_public CHECK (public IN (0, 1)),
        CONSTRAINT ck_agreements_frozen_whole CHECK ((canonical IS NULL) = (frozen_control = '')),
        CONSTRAINT ck_agreements_frozen_in_time CHECK ((status IN ('concept', 'ter bespreking')) =
            (frozen_control = '')),
        CONSTRAINT ck_agreements_number CHECK (number >= 1),
        CONSTRAINT ck_agreements_school_year CHECK (school_year BETWEEN 2000 AND 2200),
        CONSTRAINT ck_agreements_facts_pupil_count CHECK (facts_pupil_count >= 0),
        CONSTRAINT fk_agreements_school_id_schools FOREIGN KEY(school_id) REFERENCES schools (id)
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX ix_agreements_one_in_force ON agreements (school_id, school_year) WHERE status
        IN ('ondertekend', 'afgesloten')
    """,
    """
    CREATE UNIQUE INDEX ix_agreements_one_in_work ON agreements (school_id, school_year) WHERE status IN
        ('concept', 'ter bespreking', 'ter ondertekening')
    """,
    """
    CREATE UNIQUE INDEX ix_agreements_school_id_school_year_number ON agreements (school_id,
        school_year, number)
    """,
    "CREATE INDEX ix_agreements_school_year ON agreements (school_year)",
)

AGREEMENT_PARTIES = (
    """
    CREATE TABLE agreement_parties (
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        person TEXT NOT NULL,
        function TEXT NOT NULL,
        email TEXT NOT NULL,
        phone TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_parties PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_parties_role CHECK (role IN ('school', 'welzijnsorganisatie',
            'gemeente')),
        CONSTRAINT fk_agreement_parties_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

AGREEMENT_DEPLOYMENTS = (
    """
    CREATE TABLE agreement_deployments (
        worker_type TEXT NOT NULL,
        kind TEXT NOT NULL,
        worker_id INTEGER,
        worker_name TEXT NOT NULL,
        organisation TEXT NOT NULL,
        hours_per_week INTEGER,
        weeks INTEGER,
        place TEXT NOT NULL,
        replacement TEXT NOT NULL,
        on_call INTEGER NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_deployments PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_deployments_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
        CONSTRAINT ck_agreement_deployments_kind CHECK (kind IN ('basis', 'aanvullend')),
        CONSTRAINT ck_agreement_deployments_on_call CHECK (on_call IN (0, 1)),
        CONSTRAINT ck_agreement_deployments_hours_per_week CHECK (hours_per_week BETWEEN 1 AND 6000),
        CONSTRAINT ck_agreement_deployments_weeks CHECK (weeks BETWEEN 1 AND 5300),
        CONSTRAINT fk_agreement_deployments_worker_id_people FOREIGN KEY(worker_id) REFERENCES people
            (id),
        CONSTRAINT fk_agreement_deployments_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_agreement_deployments_worker_id ON agreement_deployments (worker_id)",
)

AGREEMENT_PRESENCES = (
    """
    CREATE TABLE agreement_presences (
        weekday INTEGER NOT NULL,
        part TEXT NOT NULL,
        worker_type TEXT NOT NULL,
        times TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_presences PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_presences_part CHECK (part IN ('ochtend', 'middag')),
        CONSTRAINT ck_agreement_presences_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
        CONSTRAINT ck_agreement_presences_weekday CHECK (weekday BETWEEN 0 AND 6),
        CONSTRAINT fk_agreement_presences_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

AGREEMENT_TASKS = (
    """
    CREATE TABLE agreement_tasks (
        text TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_tasks PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_tasks_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

AGREEMENT_TASK_ANSWERS = (
    """
    CREATE TABLE agreement_task_answers (
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        worker_type TEXT NOT NULL,
        answer TEXT NOT NULL,
        CONSTRAINT pk_agreement_task_answers PRIMARY KEY (agreement_id, position, worker_type),
        CONSTRAINT fk_agreement_task_answers_agreement_id_position_agreement_tasks FOREIGN
            KEY(agreement_id, position) REFERENCES agreement_tasks (agreement_id, position) ON DELETE
            CASCADE,
        CONSTRAINT ck_agreement_task_answers_worker_type CHECK (worker_type IN ('JMW', 'JW', 'JP')),
        CONSTRAINT ck_agreement_task_answers_answer CHECK (answer IN ('ja', 'deels', 'nee', 'n.v.t.'))
    ) STRICT
    """,
)

AGREEMENT_EXPECTATIONS = (
    """
    CREATE TABLE agreement_expectations (
        role TEXT NOT NULL,
        text TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_expectations PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_expectations_role CHECK (role IN ('school', 'welzijnsorganisatie',
            'gemeente')),
        CONSTRAINT fk_agreement_expectations_agreement_id_agreements FOREIGN KEY(agreement_id)
            REFERENCES agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

AGREEMENT_THEMES = (
    """
    CREATE TABLE agreement_themes (
        "key" TEXT NOT NULL,
        title TEXT NOT NULL,
        why TEXT NOT NULL,
        goal TEXT NOT NULL,
        target_group TEXT NOT NULL,
        indicator TEXT NOT NULL,
        target TEXT NOT NULL,
        lead TEXT NOT NULL,
        period TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_themes PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_themes_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE UNIQUE INDEX ix_agreement_themes_agreement_id_key ON agreement_themes (agreement_id, "key")',
)

AGREEMENT_OFFERS = (
    """
    CREATE TABLE agreement_offers (
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
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_offers PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_offers_kind CHECK (kind IN ('training', 'les', 'ouderavond',
            'spreekuur', 'activiteit')),
        CONSTRAINT ck_agreement_offers_volunteers CHECK (volunteers IN (0, 1)),
        CONSTRAINT ck_agreement_offers_group_count CHECK (group_count >= 1),
        CONSTRAINT ck_agreement_offers_sessions CHECK (sessions >= 1),
        CONSTRAINT ck_agreement_offers_minutes CHECK (minutes >= 1),
        CONSTRAINT ck_agreement_offers_max_participants CHECK (max_participants >= 1),
        CONSTRAINT fk_agreement_offers_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    'CREATE UNIQUE INDEX ix_agreement_offers_agreement_id_key ON agreement_offers (agreement_id, "key")',
)

AGREEMENT_OFFER_THEMES = (
    """
    CREATE TABLE agreement_offer_themes (
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        place INTEGER NOT NULL,
        theme_key TEXT NOT NULL,
        CONSTRAINT pk_agreement_offer_themes PRIMARY KEY (agreement_id, position, place),
        CONSTRAINT fk_agreement_offer_themes_agreement_id_position_agreement_offers FOREIGN
            KEY(agreement_id, position) REFERENCES agreement_offers (agreement_id, position) ON DELETE
            CASCADE
    ) STRICT
    """,
)

AGREEMENT_MEASURES = (
    """
    CREATE TABLE agreement_measures (
        indicator TEXT NOT NULL,
        moment TEXT NOT NULL,
        source TEXT NOT NULL,
        report_to TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_measures PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_measures_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

AGREEMENT_SIGNATORIES = (
    """
    CREATE TABLE agreement_signatories (
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        name TEXT NOT NULL,
        function TEXT NOT NULL,
        place TEXT NOT NULL,
        signed_on TEXT,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_signatories PRIMARY KEY (agreement_id, position),
        CONSTRAINT ck_agreement_signatories_role CHECK (role IN ('school', 'welzijnsorganisatie',
            'gemeente')),
        CONSTRAINT fk_agreement_signatories_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

AGREEMENT_DEVIATIONS = (
    """
    CREATE TABLE agreement_deviations (
        rule TEXT NOT NULL,
        subject TEXT NOT NULL,
        reason TEXT NOT NULL,
        who TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        agreement_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT pk_agreement_deviations PRIMARY KEY (agreement_id, position),
        CONSTRAINT fk_agreement_deviations_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

DOCUMENTS = (
    """
    CREATE TABLE documents (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agreement_id INTEGER,
        file_name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        content TEXT NOT NULL,
        made_at TEXT NOT NULL,
        settled INTEGER NOT NULL,
        CONSTRAINT ck_documents_settled CHECK (settled IN (0, 1)),
        CONSTRAINT ck_documents_size CHECK (size > 0),
        CONSTRAINT ck_documents_sha256 CHECK (length(sha256) = 64),
        CONSTRAINT fk_documents_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES agreements
            (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX ix_documents_agreement_id ON documents (agreement_id)",
    "CREATE INDEX ix_documents_file_name ON documents (file_name)",
)

CHECKLIST_RUNS = (
    """
    CREATE TABLE checklist_runs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        template_id TEXT NOT NULL,
        template_version INTEGER NOT NULL,
        template TEXT NOT NULL,
        scope TEXT NOT NULL,
        case_id INTEGER,
        agreement_id INTEGER,
        moment TEXT NOT NULL,
        started_on TEXT NOT NULL,
        finished_on TEXT,
        next_on TEXT,
        CONSTRAINT ck_checklist_runs_scope CHECK (scope IN ('casus', 'afspraak')),
        CONSTRAINT ck_checklist_runs_moment CHECK (moment IN ('tussentijds', 'eind')),
        CONSTRAINT ck_checklist_runs_about_one CHECK ((case_id IS NULL) <> (agreement_id IS NULL)),
        CONSTRAINT ck_checklist_runs_scope_fits CHECK ((scope = 'casus') = (case_id IS NOT NULL)),
        CONSTRAINT ck_checklist_runs_finished_on CHECK (finished_on >= started_on),
        CONSTRAINT ck_checklist_runs_template CHECK (json_valid(template)),
        CONSTRAINT fk_checklist_runs_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE
            CASCADE,
        CONSTRAINT fk_checklist_runs_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_checklist_runs_agreement_id_started_on ON checklist_runs (agreement_id, started_on)",
    "CREATE INDEX ix_checklist_runs_case_id_started_on ON checklist_runs (case_id, started_on)",
    """
    CREATE UNIQUE INDEX ix_checklist_runs_open_agreement ON checklist_runs (agreement_id, template_id)
        WHERE finished_on IS NULL
    """,
    """
    CREATE UNIQUE INDEX ix_checklist_runs_open_case ON checklist_runs (case_id, template_id) WHERE
        finished_on IS NULL
    """,
    "CREATE INDEX ix_checklist_runs_started_on ON checklist_runs (started_on)",
)

CHECKLIST_REPLIES = (
    """
    CREATE TABLE checklist_replies (
        run_id INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        answer TEXT,
        explanation TEXT NOT NULL,
        evidence TEXT NOT NULL,
        evidence_contact_id INTEGER,
        CONSTRAINT pk_checklist_replies PRIMARY KEY (run_id, "key"),
        CONSTRAINT ck_checklist_replies_answer CHECK (answer IN ('ja', 'deels', 'nee', 'n.v.t.')),
        CONSTRAINT fk_checklist_replies_run_id_checklist_runs FOREIGN KEY(run_id) REFERENCES
            checklist_runs (id) ON DELETE CASCADE,
        CONSTRAINT fk_checklist_replies_evidence_contact_id_contact_moments FOREIGN
            KEY(evidence_contact_id) REFERENCES contact_moments (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_checklist_replies_evidence_contact_id ON checklist_replies (evidence_contact_id)",
)

ACTIONS = (
    """
    CREATE TABLE actions (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        what TEXT NOT NULL,
        person_id INTEGER,
        due_on TEXT,
        case_id INTEGER,
        agreement_id INTEGER,
        run_id INTEGER,
        done_on TEXT,
        CONSTRAINT fk_actions_person_id_people FOREIGN KEY(person_id) REFERENCES people (id),
        CONSTRAINT fk_actions_case_id_cases FOREIGN KEY(case_id) REFERENCES cases (id) ON DELETE CASCADE,
        CONSTRAINT fk_actions_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES agreements
            (id) ON DELETE CASCADE,
        CONSTRAINT fk_actions_run_id_checklist_runs FOREIGN KEY(run_id) REFERENCES checklist_runs (id)
            ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_actions_agreement_id ON actions (agreement_id)",
    "CREATE INDEX ix_actions_case_id ON actions (case_id)",
    "CREATE INDEX ix_actions_done_on_due_on ON actions (done_on, due_on)",
    "CREATE INDEX ix_actions_person_id ON actions (person_id)",
    "CREATE INDEX ix_actions_run_id ON actions (run_id)",
)

AGREEMENT_STEPS = (
    """
    CREATE TABLE agreement_steps (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        agreement_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        from_status TEXT NOT NULL,
        to_status TEXT NOT NULL,
        reason TEXT NOT NULL,
        CONSTRAINT ck_agreement_steps_from_status CHECK (from_status IN ('concept', 'ter bespreking',
            'ter ondertekening', 'ondertekend', 'afgesloten', 'vervallen')),
        CONSTRAINT ck_agreement_steps_to_status CHECK (to_status IN ('concept', 'ter bespreking',
            'ter ondertekening', 'ondertekend', 'afgesloten', 'vervallen')),
        CONSTRAINT fk_agreement_steps_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_agreement_steps_agreement_id ON agreement_steps (agreement_id)",
)

KEPT_PRINTS = (
    """
    CREATE TABLE kept_prints (
        agreement_id INTEGER NOT NULL,
        control TEXT NOT NULL,
        pdf BLOB NOT NULL,
        made_at TEXT NOT NULL,
        CONSTRAINT pk_kept_prints PRIMARY KEY (agreement_id),
        CONSTRAINT ck_kept_prints_control CHECK (length(control) = 16),
        CONSTRAINT fk_kept_prints_agreement_id_agreements FOREIGN KEY(agreement_id) REFERENCES
            agreements (id) ON DELETE CASCADE
    ) STRICT
    """,
)

TABLES = (
    SETTINGS,
    DRAFTS,
    COLUMN_MAPPINGS,
    AUDIT_LINES,
    SCHOOLS,
    PARTIES,
    PEOPLE,
    SCHOOL_CONTACTS,
    PUPILS,
    IMPORTS,
    IMPORT_CHANGES,
    CASES,
    CASE_QUESTIONS,
    CASE_WORKERS,
    CONTACT_MOMENTS,
    AGREEMENTS,
    AGREEMENT_STEPS,
    AGREEMENT_PARTIES,
    AGREEMENT_DEPLOYMENTS,
    AGREEMENT_PRESENCES,
    AGREEMENT_TASKS,
    AGREEMENT_TASK_ANSWERS,
    AGREEMENT_EXPECTATIONS,
    AGREEMENT_THEMES,
    AGREEMENT_OFFERS,
    AGREEMENT_OFFER_THEMES,
    AGREEMENT_MEASURES,
    AGREEMENT_SIGNATORIES,
    AGREEMENT_DEVIATIONS,
    DOCUMENTS,
    KEPT_PRINTS,
    CHECKLIST_RUNS,
    CHECKLIST_REPLIES,
    ACTIONS,
)


def upgrade() -> None:
    """Make every table; there are no rows yet."""
    for table in TABLES:
        for statement in table:
            op.execute(statement)
