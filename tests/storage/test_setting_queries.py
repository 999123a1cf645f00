"""What the vault keeps for itself comes back in its own types."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.relations import WorkerType
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.storage.audit import Action, load_audit_lines
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.setting_queries import (
    delete_draft,
    load_column_mapping,
    load_drafts,
    load_generation,
    load_last_backup,
    load_settings,
    store_column_mapping,
    store_draft,
    store_generation,
    store_last_backup,
    store_settings,
)
from tests.databases import NOW


def test_a_new_vault_has_defaults(database: Database) -> None:
    with database.read() as reading:
        assert load_settings(reading) == VaultSettings()
        assert load_last_backup(reading) is None
        assert load_generation(reading) == 0
        assert load_drafts(reading) == []


def test_settings_come_back_with_exact_hours_and_types(database: Database) -> None:
    settings = VaultSettings(
        "Ilse Vermeer",
        "IB'er",
        "hoogeveen",
        (10, 15),
        cycle={"halfway": (1, 20), "needs": ()},
        holiday_region="noord",
        budgets={"2026-2027": {WorkerType.JMW: Decimal("1460.25"), WorkerType.JP: Decimal(320)}},
        roster_kept=False,
        recovery_confirmed=True,
    )
    with database.write(Action.SAVE_SETTINGS) as connection:
        store_settings(connection, VaultSettings(user_name="Eerst"))
        store_settings(connection, settings)
        assert load_settings(connection) == settings


def test_the_last_backup_and_the_generation_replace_what_was_kept(database: Database) -> None:
    backup = Backup("2026-09-15T16:10:03", 12, 3, "x.jeugdhulp-backup")
    with database.write(Action.MAKE_BACKUP) as connection:
        store_last_backup(connection, Backup("2026-09-01T00:00:00", 1, 1, "y"))
        store_last_backup(connection, backup)
        store_generation(connection, 2)
        store_generation(connection, 7)
        assert (load_last_backup(connection), load_generation(connection)) == (backup, 7)


def test_what_was_typed_is_kept_by_form_and_record_until_it_is_saved(database: Database) -> None:
    later = NOW + timedelta(minutes=1)
    with database.write_draft() as connection:
        store_draft(connection, "contact", None, {"fact": "Eerst"}, NOW)
        store_draft(connection, "contact", None, {"fact": "Zoë 😀"}, NOW)
        store_draft(connection, "case", 3, {"summary": "x"}, later)
    with database.read() as connection:
        kept = [("case", 3, {"summary": "x"}, later), ("contact", None, {"fact": "Zoë 😀"}, NOW)]
        assert load_drafts(connection) == kept
    with database.write_draft() as connection:
        delete_draft(connection, "contact", None)
        delete_draft(connection, "contact", 99)
        assert load_drafts(connection) == kept[:1]


def test_a_draft_writes_no_audit_line_and_is_no_part_of_a_use_case(database: Database) -> None:
    with database.write_draft() as connection:
        store_draft(connection, "case", 3, {"summary": "x"}, NOW)
        assert [line.action for line in load_audit_lines(connection)] == ["create-vault"]
    with database.write(Action.SAVE_SETTINGS), pytest.raises(RuntimeError), database.write_draft():
        pass


def test_a_mapping_of_columns_is_remembered_by_its_headings(database: Database) -> None:
    with database.write(Action.IMPORT_PUPILS) as connection:
        store_column_mapping(connection, "naam|klas", {"naam": "name"}, NOW)
        store_column_mapping(connection, "naam|klas", {"naam": "name", "klas": "group"}, NOW)
        assert load_column_mapping(connection, "naam|klas") == {"naam": "name", "klas": "group"}
        assert load_column_mapping(connection, "naam") is None
