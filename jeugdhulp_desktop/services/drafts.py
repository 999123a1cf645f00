"""What is typed and not saved yet, kept inside the vault: for a lock, a crash, a power cut (F24, F25)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jeugdhulp_desktop.domain.drafts import PLACE, KeptDraft
from jeugdhulp_desktop.storage.bin_queries import records_in
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.erasure_queries import is_of_erased
from jeugdhulp_desktop.storage.setting_queries import delete_draft, load_drafts, store_draft

# The forms of what can be thrown away, and the tables of their records.
_TABLES = {
    "case": "cases", "case-action": "cases", "contact": "contact_moments", "action": "actions",
    "agreement": "agreements", "addition": "additions", "checklist": "checklist_runs",
}  # fmt: skip
_BASE, _TYPED = "base_version", "typed"


class DraftService:
    """The drafts of one vault. They change no record: nothing is announced, no audit line is written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self, form: str, record_id: int | None, content: Mapping[str, Any], base_version: int, at: datetime
    ) -> None:
        """Keep what stands in a form, in place of what was kept of it; ``at`` with its time zone.

        What belongs to something that was erased is not kept: an editor of it may still stand open.
        ``base_version`` is the version of the record that is edited, 0 for a new one.
        """
        with self._database.write_draft() as connection:
            if is_of_erased(connection, form, record_id or 0, content):
                return
            store_draft(connection, form, record_id, {_BASE: base_version, _TYPED: content}, at)

    def load(self, form: str, record_id: int | None) -> KeptDraft | None:
        """What was typed in this form; None when nothing is."""
        return next((each for each in self.all() if (each.form, each.record_id) == (form, record_id)), None)

    def all(self) -> list[KeptDraft]:
        """Everything that was typed and not saved, the newest first."""
        return [each for each in self._found() if each.form != PLACE]

    def drop(self, form: str, record_id: int | None) -> None:
        """Forget it: it was saved, or thrown away."""
        with self._database.write_draft() as connection:
            delete_draft(connection, form, record_id)

    def keep_place(self, place: Mapping[str, Any], at: datetime) -> None:
        """Keep where one is: ids by the name of what they are of, and words of the program; never a text.

        A place in something that was erased is not kept, and what was kept before stays.
        """
        self.keep(PLACE, None, place, 0, at)

    def drop_place(self) -> None:
        """One leaves in order: the next start begins at the beginning."""
        self.drop(PLACE, None)

    def place(self) -> KeptDraft | None:
        """Where one was when the program ended without being closed, or the vault was locked."""
        return next((each for each in self._found() if each.form == PLACE), None)

    def _found(self) -> list[KeptDraft]:
        with self._database.read() as connection:
            found = load_drafts(connection)
        return [
            KeptDraft(form, record_id, kept[_BASE], at, kept[_TYPED]) for form, record_id, kept, at in found
        ]

    def drop_gone(self, form: str, record_id: int) -> None:
        """Its record is gone: forget it, unless that lies in the bin. Then it comes back with it."""
        with self._database.read() as connection:
            kept = record_id in records_in(connection).get(_TABLES.get(form, ""), ())
        if not kept:
            self.drop(form, record_id)
