"""Keeping the report folder in step: a hundred agreements that did not change, beside writing them."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind, Written
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolType
from jeugdhulp_desktop.services.agreements import AgreementService
from jeugdhulp_desktop.services.changes import Changes
from jeugdhulp_desktop.services.documents import DocumentService
from jeugdhulp_desktop.services.schools import SchoolService
from jeugdhulp_desktop.storage.migrate import create_vault_database
from tests.agreements import IN_ORDER
from tests.benchmarks.filled_vault import KEY, VAULT_ID
from tests.benchmarks.harness import Row, Seconds

AGREEMENTS = 100
WRITTEN = 10  # so many are written a round, and counted tenfold: each is written on its own
NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)


def rows(folder: Path) -> Iterator[Row]:
    """One row, at the limit of the issue: 5 % of writing."""
    database = create_vault_database(folder / "vault.db", KEY, VAULT_ID)
    try:
        changes = Changes()
        schools = SchoolService(database, changes)
        agreements = AgreementService(database, changes, lambda: NOW)
        documents = DocumentService(database, changes, lambda: NOW, folder / "rapporten")
        keys = []
        for number in range(AGREEMENTS):
            school = schools.save(SchoolDraft(f"VSO De Proef {number}", SchoolType.VSO, swv="SWV"))
            kept = agreements.save(replace(IN_ORDER, school_id=school))
            keys.append(PaperKey(PaperKind.AGREEMENT, kept.id or 0))
        documents.sync()

        def write() -> Seconds:
            for key in keys[:WRITTEN]:
                path = documents.path_of(key)
                if path is not None:
                    path.unlink()
            start = time.perf_counter()
            results = documents.sync(keys[:WRITTEN])
            spent = time.perf_counter() - start
            _expect({each.outcome for each in results}, Written.WRITTEN)
            return Seconds(spent * AGREEMENTS / WRITTEN)

        def look() -> None:
            _expect({each.outcome for each in documents.sync()}, Written.UNCHANGED)

        yield Row("100 unchanged agreements against writing them", write, look, limit=0.05)
    finally:
        database.close()


def _expect(outcomes: set[Written], outcome: Written) -> None:
    if outcomes != {outcome}:
        raise RuntimeError(f"measured something else: {outcomes}")
