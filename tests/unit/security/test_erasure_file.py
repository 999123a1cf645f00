"""The erasure journal beside the header: nobody without the key adds, changes or cuts a line."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.erasures import ErasedRecord, ErasureKind
from jeugdhulp_desktop.security.erasure_file import read_erasure_file, write_erasure_file
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.keys import VaultKeys

KEYS = VaultKeys(bytes(range(16)), bytes(range(32)), 1)
AT = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
CASE = ErasedRecord(ErasureKind.CASE, 7, "2026-0007", AT, AT, "verzoek van leerling of ouders", masked=True)
PUPIL = ErasedRecord(ErasureKind.PUPIL, 3, "", None, AT, "")


@pytest.fixture
def files(tmp_path: Path) -> VaultFiles:
    made = VaultFiles(tmp_path)
    write_erasure_file(made, KEYS, [CASE, PUPIL])
    return made


def test_the_lines_come_back_as_they_were(files: VaultFiles) -> None:
    assert read_erasure_file(files, KEYS) == (CASE, PUPIL)
    assert files.erasures.name == "vault.erased"


def test_no_file_is_no_journal(tmp_path: Path) -> None:
    assert read_erasure_file(VaultFiles(tmp_path), KEYS) is None


def test_every_flipped_byte_and_every_cut_is_noticed(files: VaultFiles) -> None:
    whole = files.erasures.read_bytes()
    for place in range(len(whole)):
        files.erasures.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read_erasure_file(files, KEYS) is None
        files.erasures.write_bytes(whole[:place])
        assert read_erasure_file(files, KEYS) is None


@pytest.mark.parametrize(
    "other",
    [replace(KEYS, data_key=bytes(32)), replace(KEYS, vault_id=bytes(16))],
    ids=["another key", "another vault"],
)
def test_a_journal_of_another_key_or_vault_is_none_of_ours(files: VaultFiles, other: VaultKeys) -> None:
    assert read_erasure_file(files, other) is None


def test_a_journal_of_a_later_format_is_left_unread(
    files: VaultFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jeugdhulp_desktop.security.erasure_file._VERSION", 2)
    write_erasure_file(files, KEYS, [CASE])
    monkeypatch.undo()
    assert read_erasure_file(files, KEYS) is None
