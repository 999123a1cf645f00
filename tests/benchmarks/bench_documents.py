"""Keeping the report folder in step: a hundred agreements of which none or one changed."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind, Written
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.agreements import AgreementService
from jeugdhulp_desktop.services.changes import Changes
from jeugdhulp_desktop.services.documents import DocumentService
from jeugdhulp_desktop.services.schools import SchoolService
from jeugdhulp_desktop.storage.engine import Database
from jeugdhulp_desktop.storage.migrate import create_vault_database
from tests.agreements import IN_ORDER
from tests.benchmarks.filled_vault import KEY, VAULT_ID
from tests.benchmarks.harness import Row, Seconds

AGREEMENTS = 100
WRITTEN = 10  # so many are written a round, and counted tenfold: each is written on its own
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


class _Folder:
    """A vault with so many agreements, and its report folder."""

    def __init__(self, database: Database, folder: Path, agreements: int) -> None:
        changes = Changes()
        self.agreements = AgreementService(database, changes, lambda: NOW)
        self.documents = DocumentService(database, changes, lambda: NOW, folder)
        schools = SchoolService(database, changes)
        self.keys = []
        for number in range(agreements):
            school = schools.save(SchoolDraft(f"VSO De Proef {number}", SchoolType.VSO, swv="SWV"))
            kept = self.agreements.save(replace(IN_ORDER, school_id=school))
            self.keys.append(PaperKey(PaperKind.AGREEMENT, kept.id or 0))
        self.documents.sync()
        self._words = count()

    def change_one(self) -> None:
        """Other words in the last agreement, not measured."""
        kept = self.agreements.load(self.keys[-1].id)
        self.agreements.save(replace(kept, aim=f"Andere woorden, {next(self._words)}."))

    def round_with_one_changed(self) -> Seconds:
        """What a round takes: the paper is drawn, and the list of all papers too."""
        self.change_one()
        start = time.perf_counter()
        results = self.documents.sync()
        spent = time.perf_counter() - start
        written = [each.key.kind for each in results if each.outcome is Written.WRITTEN]
        if written != [PaperKind.AGREEMENT, PaperKind.INDEX]:
            raise RuntimeError(f"measured something else: {written}")
        return Seconds(spent)


def rows(folder: Path) -> Iterator[Row]:
    """Two rows, at the limits of the issues: 5 % of writing, and twice a vault of one agreement."""
    database = create_vault_database(folder / "vault.db", KEY, VAULT_ID)
    alone = create_vault_database(folder / "alone.db", KEY, VAULT_ID)
    try:
        many = _Folder(database, folder / "rapporten", AGREEMENTS)
        one = _Folder(alone, folder / "rapport", 1)

        def write() -> Seconds:
            for key in many.keys[:WRITTEN]:
                path = many.documents.path_of(key)
                if path is not None:
                    path.unlink()
            start = time.perf_counter()
            results = many.documents.sync(many.keys[:WRITTEN])
            spent = time.perf_counter() - start
            _expect({each.outcome for each in results}, Written.WRITTEN)
            return Seconds(spent * AGREEMENTS / WRITTEN)

        def look() -> None:
            _expect({each.outcome for each in many.documents.sync()}, Written.UNCHANGED)

        yield Row("100 unchanged agreements against writing them", write, look, limit=0.05)
        yield Row(
            "one changed among 100 against one alone",
            one.round_with_one_changed,
            many.round_with_one_changed,
            limit=2.0,
        )
    finally:
        alone.close()
        database.close()


def _expect(outcomes: set[Written], outcome: Written) -> None:
    if outcomes != {outcome}:
        raise RuntimeError(f"measured something else: {outcomes}")
