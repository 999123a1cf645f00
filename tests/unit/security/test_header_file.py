import hashlib
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DamagedHeader,
    DiskProblem,
    MadeByNewerVersion,
    NotOurFile,
)
from jeugdhulp_desktop.security.header import LARGEST, MAGIC
from jeugdhulp_desktop.security.vault import (
    check_database_belongs,
    read_vault_info,
    recover_header,
    unlock_with_passphrase,
    unlock_with_recovery_code,
)
from tests.unit.security.conftest import PASSPHRASE, Vault, make_vault


def damage(folder: Path) -> str:
    with pytest.raises(DamagedHeader) as damaged:
        read_vault_info(folder)
    return damaged.value.reason


def newer() -> bytes:
    body = MAGIC + struct.pack(">H", 3) + b"whatever a later version keeps here" + bytes(32)
    return body + hashlib.sha256(body).digest()


@pytest.mark.parametrize("name", ["vault.header", "vault.db", "foto.jpg"])
@pytest.mark.parametrize(
    "content",
    [b"", b"SQLite format 3\0" + bytes(4080), b"\xff\xd8\xff\xe0 JFIF", bytes(range(256)) * 16, b"JHVAULT"],
    ids=["empty", "plain SQLite", "JPEG", "another program's SQLCipher", "a text"],
)
def test_f11_a_folder_with_something_else_is_not_ours(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotOurFile):
        read_vault_info(tmp_path)
    with pytest.raises(NotOurFile):
        unlock_with_passphrase(tmp_path, PASSPHRASE)
    assert (tmp_path / name).read_bytes() == content


def test_f11_no_folder_an_empty_one_and_a_file_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for folder in (tmp_path, tmp_path / "none", tmp_path / "file"):
        with pytest.raises(NotOurFile):
            read_vault_info(folder)


def test_f11_plain_sqlite_in_the_place_of_the_database_is_never_opened(vault: Vault) -> None:
    vault.files.database.write_bytes(b"SQLite format 3\0" + bytes(4080))
    with pytest.raises(NotOurFile):
        read_vault_info(vault.folder)
    with pytest.raises(NotOurFile):
        check_database_belongs(vault.folder)


@pytest.mark.parametrize("length", [0, 15])
def test_f11_a_database_of_no_bytes_is_damaged_and_no_new_one(vault: Vault, length: int) -> None:
    vault.files.database.write_bytes(vault.keys.vault_id[:length])
    with pytest.raises(DamagedDatabase) as damaged:
        check_database_belongs(vault.folder)
    assert damaged.value.reason == "too-short"


def test_a_database_that_is_not_made_yet_and_one_that_belongs_are_fine(vault: Vault) -> None:
    check_database_belongs(vault.folder)
    vault.give_database()
    check_database_belongs(vault.folder)
    assert read_vault_info(vault.folder).vault_id == vault.keys.vault_id


def test_f06_the_header_of_another_school_is_noticed_and_ours_brought_back(
    vault: Vault, tmp_path: Path
) -> None:
    other = make_vault(tmp_path / "Andere school")
    vault.give_database()
    foreign = other.files.header.read_bytes()
    vault.files.header.write_bytes(foreign)
    assert damage(vault.folder) == "other-vault"
    assert recover_header(vault.folder).vault_id == vault.keys.vault_id
    assert unlock_with_passphrase(vault.folder, PASSPHRASE) == vault.keys
    assert (vault.folder / "vault.header.apart-1").read_bytes() == foreign  # it may be their only one


def test_f06_a_copy_of_another_school_is_refused(vault: Vault, tmp_path: Path) -> None:
    other = make_vault(tmp_path / "Andere school")
    vault.give_database()
    vault.files.header.unlink()
    vault.files.header_backup.write_bytes(other.files.header.read_bytes())
    with pytest.raises(DamagedHeader) as damaged:
        recover_header(vault.folder)
    assert damaged.value.reason == "other-vault"
    assert not vault.files.header.exists()


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_f06_a_header_flipped_or_cut_anywhere_is_noticed_and_brought_back(
    shared_vault: Vault, data: st.DataObject
) -> None:
    vault, files = shared_vault, shared_vault.files
    sound = files.header_backup.read_bytes()
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(sound) - 1))
        broken = sound[:at] + bytes([sound[at] ^ data.draw(st.integers(1, 255))]) + sound[at + 1 :]
    else:
        broken = sound[: data.draw(st.integers(0, len(sound) - 1))]
    files.header.write_bytes(broken)
    assert damage(vault.folder) in {"checksum", "magic"}
    recover_header(vault.folder)
    assert files.header.read_bytes() == sound
    assert unlock_with_recovery_code(vault.folder, vault.code.text) == vault.keys


def test_f06_a_missing_header_is_noticed_and_brought_back(vault: Vault) -> None:
    vault.files.header.unlink()
    assert damage(vault.folder) == "missing"
    recover_header(vault.folder)
    assert unlock_with_passphrase(vault.folder, PASSPHRASE) == vault.keys
    assert not (vault.folder / "vault.header.apart-1").exists()


@pytest.mark.parametrize("left", [b"", bytes(300), b"\xff\xd8 JFIF"])
def test_f06_without_header_and_copy_our_note_beside_the_database_says_that_a_vault_was_here(
    vault: Vault, left: bytes
) -> None:
    vault.give_database()
    vault.files.header.write_bytes(left)
    vault.files.header_backup.write_bytes(left)
    assert damage(vault.folder) == "magic"
    vault.files.header.unlink()
    vault.files.header_backup.unlink()
    assert damage(vault.folder) == "missing"
    with pytest.raises(DamagedHeader) as damaged:
        recover_header(vault.folder)
    assert damaged.value.reason == "no-copy"


def test_f06_the_header_of_a_backup_serves_when_the_copy_is_gone_too(vault: Vault) -> None:
    from_backup = vault.files.header.read_bytes()
    vault.give_database()
    vault.files.header.write_bytes(b"")
    vault.files.header_backup.unlink()
    with pytest.raises(DamagedHeader):
        recover_header(vault.folder, source=b"no header at all")
    recover_header(vault.folder, source=from_backup)
    assert unlock_with_passphrase(vault.folder, PASSPHRASE) == vault.keys


def test_f06_a_damaged_copy_is_refused_and_the_damaged_header_stays(vault: Vault) -> None:
    whole = vault.files.header.read_bytes()
    broken = whole[:-1] + bytes([whole[-1] ^ 1])
    vault.files.header.write_bytes(broken)
    vault.files.header_backup.write_bytes(broken)
    with pytest.raises(DamagedHeader) as damaged:
        recover_header(vault.folder)
    assert damaged.value.reason == "checksum"
    assert vault.files.header.read_bytes() == broken


def test_a_sound_header_is_never_replaced_by_its_copy(vault: Vault) -> None:
    vault.files.header_backup.write_bytes(b"older")
    before = vault.files.header.read_bytes()
    assert recover_header(vault.folder).name == "De Regenboog"
    assert vault.files.header.read_bytes() == before


def test_a_second_header_set_aside_does_not_replace_the_first(vault: Vault) -> None:
    for content in (b"first", b"second"):
        vault.files.header.write_bytes(content)
        recover_header(vault.folder)
    apart = [(vault.folder / f"vault.header.apart-{number}").read_bytes() for number in (1, 2)]
    assert apart == [b"first", b"second"]


def test_f12_a_vault_of_a_newer_version_is_told_and_left_alone(vault: Vault) -> None:
    vault.files.header.write_bytes(newer())
    for ask in (read_vault_info, recover_header, check_database_belongs):
        with pytest.raises(MadeByNewerVersion) as found:
            ask(vault.folder)
        assert found.value.found == "3"
    assert vault.files.header.read_bytes() == newer()


def test_a_header_of_a_gigabyte_is_not_read_whole(vault: Vault) -> None:
    with vault.files.header.open("r+b") as file:
        file.truncate(1024**3)
    assert damage(vault.folder) == "checksum"
    assert LARGEST < 100_000


def test_f18_a_header_that_may_not_be_read_is_a_problem_of_the_disk(vault: Vault) -> None:
    vault.files.header.unlink()
    vault.files.header.mkdir()
    with pytest.raises(DiskProblem) as problem:
        read_vault_info(vault.folder)
    assert problem.value.code == "denied"


def test_reading_about_a_vault_touches_nothing(vault: Vault) -> None:
    vault.give_database()
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.folder.iterdir()}
    read_vault_info(vault.folder)
    check_database_belongs(vault.folder)
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.folder.iterdir()}
    assert before == after
