"""What the vault keeps for itself: its settings, the last backup, drafts and remembered column mappings."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from jeugdhulp_desktop.domain.backup_keeping import KeepRules
from jeugdhulp_desktop.domain.backups import BackupProof, BackupProofs
from jeugdhulp_desktop.domain.canonical import canonical_bytes, from_canonical
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.domain.rollovers import MovedGroups
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.vault_settings import VaultSettings
from jeugdhulp_desktop.storage.tables.vault import ColumnMappingRow, DraftRow, SettingRow

_SETTINGS, _BACKUP, _GENERATION = "vault-settings", "last-backup", "header-generation"
_AWAY, _PROOFS = "last-backup-away", "backup-proofs"
_KEEPING, _DRILL = "backup-keeping", "last-drill"
_EARLIER, _ORIGIN = "earlier-vault-ids", "origin-vault-id"
_MOVED = "groups-moved"  # by school


def load_settings(connection: Connection) -> VaultSettings:
    """The settings of the vault, or their defaults."""
    kept = _load(connection, _SETTINGS)
    return from_canonical(VaultSettings, kept) if kept else VaultSettings()


def store_settings(connection: Connection, settings: VaultSettings) -> None:
    """Keep the settings as a whole."""
    _store(connection, _SETTINGS, canonical_bytes(settings).decode())


def load_last_backup(connection: Connection) -> Backup | None:
    """The last backup that was proven."""
    kept = _load(connection, _BACKUP)
    return from_canonical(Backup, kept) if kept else None


def store_last_backup(connection: Connection, backup: Backup) -> None:
    """Keep it, once it is proven and has its name."""
    _store(connection, _BACKUP, canonical_bytes(backup).decode())


def load_backup_away(connection: Connection) -> Backup | None:
    """The last one that was copied to the second place and read back there."""
    kept = _load(connection, _AWAY)
    return from_canonical(Backup, kept) if kept else None


def store_backup_away(connection: Connection, backup: Backup) -> None:
    """Keep it, once it stands there whole."""
    _store(connection, _AWAY, canonical_bytes(backup).decode())


def load_backup_proofs(connection: Connection) -> dict[str, BackupProof]:
    """What came of looking at backups again, by place and file name."""
    kept = _load(connection, _PROOFS)
    return dict(from_canonical(BackupProofs, kept).of) if kept else {}


def store_backup_proofs(connection: Connection, proofs: Mapping[str, BackupProof]) -> None:
    """Keep them all."""
    _store(connection, _PROOFS, canonical_bytes(BackupProofs(proofs)).decode())


def load_keep_rules(connection: Connection) -> KeepRules:
    """How long backups stay, or the usual."""
    kept = _load(connection, _KEEPING)
    return from_canonical(KeepRules, kept) if kept else KeepRules()


def store_keep_rules(connection: Connection, rules: KeepRules) -> None:
    """Keep another choice."""
    _store(connection, _KEEPING, canonical_bytes(rules).decode())


def load_last_drill(connection: Connection) -> date | None:
    """The local day on which putting a backup back was practised last."""
    kept = _load(connection, _DRILL)
    return date.fromisoformat(json.loads(kept)) if kept else None


def store_last_drill(connection: Connection, day: date) -> None:
    """Remember it."""
    _store(connection, _DRILL, json.dumps(day.isoformat()))


def forget_backups(connection: Connection) -> None:
    """None is known, here or in the second place: those that are there open with another key."""
    connection.execute(delete(SettingRow).where(SettingRow.name.in_((_BACKUP, _AWAY, _PROOFS))))


def load_earlier_ids(connection: Connection) -> tuple[str, ...]:
    """The ids that this vault had before a new key gave it another, in hex, the first one first."""
    kept = _load(connection, _EARLIER)
    return tuple(json.loads(kept)) if kept else ()


def store_earlier_id(connection: Connection, vault_id: str) -> None:
    """Remember the id that ends: what other places know this vault by moves along."""
    _store(connection, _EARLIER, json.dumps([*load_earlier_ids(connection), vault_id]))


def store_origin(connection: Connection, vault_id: str) -> None:
    """This vault came out of the one with ``vault_id``, which goes on living: its ids are not ours.

    Only the calendar goes on with the first of them. What a laptop or a stick keeps for them stays with them.
    """
    _store(connection, _ORIGIN, json.dumps(load_first_id(connection, vault_id)))
    connection.execute(delete(SettingRow).where(SettingRow.name == _EARLIER))


def load_first_id(connection: Connection, vault_id: str) -> str:
    """The id by which a calendar knows the dates of the vault that has ``vault_id`` now."""
    kept = _load(connection, _ORIGIN)
    return str(json.loads(kept)) if kept else (*load_earlier_ids(connection), vault_id)[0]


def load_generation(connection: Connection) -> int:
    """The generation of the header this database last saw, so that an old header put back is noticed (F6)."""
    kept = _load(connection, _GENERATION)
    return int(kept) if kept else 0


def store_generation(connection: Connection, generation: int) -> None:
    """Keep the generation of the header that was just written."""
    _store(connection, _GENERATION, str(generation))


def load_moved_groups(connection: Connection, school_id: int) -> MovedGroups | None:
    """To which school year the groups of a school were moved, and when; None when never."""
    kept = _load(connection, f"{_MOVED}-{school_id}")
    if kept is None:
        return None
    year, at = json.loads(kept)
    return MovedGroups(SchoolYear.parse(year), datetime.fromisoformat(at))


def store_moved_groups(connection: Connection, school_id: int, moved: MovedGroups) -> None:
    """Remember that they were moved, so that they never move twice."""
    _store(connection, f"{_MOVED}-{school_id}", json.dumps([moved.year.code, moved.at.isoformat()]))


def store_draft(
    connection: Connection, form: str, record_id: int | None, content: Mapping[str, Any], at: datetime
) -> None:
    """Keep what was typed, in place of what was kept before."""
    added = insert(DraftRow).values(
        form=form, record_id=record_id or 0, content=json.dumps(content, ensure_ascii=False), saved_at=at
    )
    connection.execute(
        added.on_conflict_do_update(
            index_elements=("form", "record_id"),
            set_={"content": added.excluded.content, "saved_at": added.excluded.saved_at},
        )
    )


def delete_draft(connection: Connection, form: str, record_id: int | None) -> None:
    """Forget what was typed; it was saved, or given up."""
    connection.execute(delete(DraftRow).where(DraftRow.form == form, DraftRow.record_id == (record_id or 0)))


def load_drafts(connection: Connection) -> list[tuple[str, int | None, Mapping[str, Any], datetime]]:
    """Form, record (None for a new one), what was typed, and when it was kept; the newest first."""
    rows = connection.execute(
        select(DraftRow.form, DraftRow.record_id, DraftRow.content, DraftRow.saved_at).order_by(
            DraftRow.saved_at.desc()
        )
    )
    return [(form, record_id or None, json.loads(content), at) for form, record_id, content, at in rows]


def load_column_mapping(connection: Connection, headings: str) -> Mapping[str, Any] | None:
    """The mapping used before for a list with exactly these headings."""
    kept = connection.scalar(select(ColumnMappingRow.mapping).where(ColumnMappingRow.headings == headings))
    return json.loads(kept) if kept else None


def store_column_mapping(
    connection: Connection, headings: str, mapping: Mapping[str, Any], at: datetime
) -> None:
    """Remember a mapping for the next list with these headings."""
    added = insert(ColumnMappingRow).values(
        headings=headings, mapping=json.dumps(mapping, ensure_ascii=False), used_at=at
    )
    connection.execute(
        added.on_conflict_do_update(
            index_elements=("headings",),
            set_={"mapping": added.excluded.mapping, "used_at": added.excluded.used_at},
        )
    )


def _load(connection: Connection, name: str) -> bytes | None:
    kept = connection.scalar(select(SettingRow.value).where(SettingRow.name == name))
    return kept.encode() if kept is not None else None


def _store(connection: Connection, name: str, value: str) -> None:
    added = insert(SettingRow).values(name=name, value=value)
    connection.execute(
        added.on_conflict_do_update(index_elements=("name",), set_={"value": added.excluded.value})
    )
