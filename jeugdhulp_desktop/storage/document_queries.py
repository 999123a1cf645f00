"""The register of the report folder: what was last written of each paper, and files that are to go."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind, Registered
from jeugdhulp_desktop.storage.tables.documents import DocumentRow
from jeugdhulp_desktop.storage.tables.vault import SettingRow

_KEPT_COPIES = "kept-copies"

_FACTS = ("file_name", "sha256", "size", "modified_ns", "content", "made_at", "settled")
_COLUMNS = tuple(getattr(DocumentRow, name) for name in _FACTS)


def load_registered(connection: Connection) -> dict[PaperKey, Registered]:
    """What was last written of every paper."""
    rows = connection.execute(
        select(DocumentRow.kind, DocumentRow.subject_id, *_COLUMNS).where(DocumentRow.subject_id.is_not(None))
    )
    keyed = ((PaperKey(kind, subject_id), facts) for kind, subject_id, *facts in rows)
    return {key: Registered(key, *facts) for key, facts in keyed}


def load_orphans(connection: Connection) -> list[tuple[int, Registered]]:
    """Files of what was deleted or has another name now, with the number of their line in the register."""
    rows = connection.execute(
        select(DocumentRow.id, *_COLUMNS).where(DocumentRow.subject_id.is_(None)).order_by(DocumentRow.id)
    )
    return [(line_id, Registered(None, *facts)) for line_id, *facts in rows]


def store_registered(connection: Connection, registered: Registered) -> None:
    """Keep what was written of a paper, in place of what was written before."""
    if registered.key is None:
        raise ValueError("an orphan is stored as one")
    key, facts = registered.key, _facts(registered)
    added = insert(DocumentRow).values(kind=key.kind, subject_id=key.id, **facts)
    connection.execute(added.on_conflict_do_update(index_elements=("kind", "subject_id"), set_=facts))


def store_orphan(connection: Connection, kind: PaperKind, registered: Registered) -> None:
    """Remember a file of ours that is to go: the paper has its file under another name now."""
    connection.execute(insert(DocumentRow).values(kind=kind, subject_id=None, **_facts(registered)))


def orphan_document(connection: Connection, key: PaperKey) -> None:
    """What the paper was about is deleted: its file goes at the next round, when it is still ours."""
    connection.execute(_of(key).values(subject_id=None))


def delete_orphan(connection: Connection, line_id: int) -> None:
    """Forget a file that is gone, or that is another's now."""
    connection.execute(delete(DocumentRow).where(DocumentRow.id == line_id))


def settle(connection: Connection, key: PaperKey) -> None:
    """The user chose to leave another's file where it is."""
    connection.execute(_of(key).values(settled=True))


def load_kept_copies(connection: Connection) -> set[str]:
    """Names of conflicted copies that the user chose to keep."""
    kept = connection.scalar(select(SettingRow.value).where(SettingRow.name == _KEPT_COPIES))
    return set(json.loads(kept)) if kept else set()


def store_kept_copies(connection: Connection, names: Collection[str]) -> None:
    """Keep which conflicted copies are not told again."""
    value = json.dumps(sorted(names), ensure_ascii=False)
    added = insert(SettingRow).values(name=_KEPT_COPIES, value=value)
    connection.execute(added.on_conflict_do_update(index_elements=("name",), set_={"value": value}))


def _of(key: PaperKey) -> Any:
    return update(DocumentRow).where(DocumentRow.kind == key.kind, DocumentRow.subject_id == key.id)


def _facts(registered: Registered) -> dict[str, Any]:
    return {name: getattr(registered, name) for name in _FACTS}
