"""F13: a vault of every version that was ever released opens, is brought up to date and reads as it was."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jeugdhulp_desktop.compose import open_session
from jeugdhulp_desktop.domain.agreements import AgreementStatus
from jeugdhulp_desktop.domain.cases import CaseFilter
from jeugdhulp_desktop.domain.documents import PaperKey, PaperKind
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.security.vault import unlock_with_passphrase
from jeugdhulp_desktop.services.demo import DEMO_PASSPHRASE

RELEASED = sorted(
    folder for folder in (Path(__file__).parents[1] / "vaults").iterdir() if (folder / "vault.db").exists()
)


@pytest.mark.parametrize("released", RELEASED, ids=lambda folder: folder.name)
def test_f13_a_released_vault_opens_and_reads_as_it_was(released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kluis"
    shutil.copytree(released, folder)
    keys = unlock_with_passphrase(folder, DEMO_PASSPHRASE)
    session = open_session(
        folder, keys, report_folder=tmp_path / "rapporten", clock=lambda: datetime(2026, 9, 16, tzinfo=UTC)
    )
    try:
        lines = session.agreements.lines(SchoolYear(2026))
        signed = next(line for line in lines if line.status is AgreementStatus.SIGNED)
        assert signed.id is not None
        document = session.agreements.document(signed.id)
        assert document.agreement.frozen_control
        assert session.documents.pdf(PaperKey(PaperKind.AGREEMENT, signed.id)).startswith(b"%PDF")
        for line in lines:  # an open one reads otherwise in this program, so it bears another controlegetal
            if line.id is not None:
                due = session.documents.due(PaperKey(PaperKind.AGREEMENT, line.id))
                assert due.control == session.agreements.document(line.id).control
        ids = session.cases.find_ids(CaseFilter())
        assert len(ids) >= 3
        assert all(session.cases.view(case_id).draft.number for case_id in ids)
        assert session.checklists.lines(SchoolYear(2026))
        assert [proof.name for proof in session.backups.check() if not proof.ok] == []
    finally:
        session.close()


def test_at_least_one_vault_is_kept() -> None:
    assert RELEASED
