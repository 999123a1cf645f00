"""A backup counts only when it was opened; whatever goes wrong, nothing half stands under its name."""

import json
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, MadeByNewerVersion, NotOurFile
from jeugdhulp_desktop.domain.pupils import PupilName
from jeugdhulp_desktop.storage.backup import (
    SUFFIX,
    backup_name,
    make_backup,
    prove_backup,
    read_header,
    read_manifest,
)
from jeugdhulp_desktop.storage.engine import Database, open_database
from jeugdhulp_desktop.storage.migrate import Chain, create_vault_database
from tests.databases import KEY, NOW, VAULT_ID, add_case, add_pupil, add_school

HEADER = b"header of the vault"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def filled(database: Database) -> Database:
    """A vault with a school, a pupil and two cases."""
    school_id = add_school(database)
    add_case(database, school_id, add_pupil(database, school_id, PupilName("Zoë", "", "Kanarie")))
    add_case(database, school_id)
    return database


def test_a_backup_holds_manifest_header_and_database_and_can_be_opened(
    filled: Database, folder: Path, tmp_path: Path
) -> None:
    proven = make_backup(filled, folder, HEADER, NOW)
    assert read_header(proven.path) == HEADER
    with zipfile.ZipFile(proven.path) as packed:
        assert packed.namelist() == ["vault.header", "vault.db", "manifest.json"]
        assert {member.compress_type for member in packed.infolist()} == {zipfile.ZIP_STORED}
        packed.extract("vault.db", tmp_path / "restored")
    restored = open_database(tmp_path / "restored" / "vault.db", KEY, VAULT_ID)
    with closing(restored), restored.maintenance() as raw:
        assert raw.execute("SELECT count(*) FROM cases").fetchone()[0] == 2


def test_the_manifest_tells_counts_and_dates_without_a_key_and_no_pupils(
    filled: Database, folder: Path
) -> None:
    manifest = read_manifest(make_backup(filled, folder, HEADER, NOW).path)
    assert manifest.made_at == NOW
    assert manifest.revision == Chain.of().newest
    assert manifest.vault_id == VAULT_ID.hex()
    assert (manifest.counts["schools"], manifest.counts["cases"]) == (1, 2)
    assert "pupils" not in manifest.counts


def test_nothing_of_a_record_can_be_read_in_a_backup(filled: Database, folder: Path) -> None:
    content = make_backup(filled, folder, HEADER, NOW).path.read_bytes()
    for word in (b"Kanarie", b"kanarie", b"De Wissel", b"SQLite format"):
        assert word not in content


def test_after_a_backup_only_the_backup_stands_in_the_folder(filled: Database, folder: Path) -> None:
    proven = make_backup(filled, folder, HEADER, NOW)
    assert [file.name for file in folder.iterdir()] == [proven.path.name]
    assert proven.path.name == backup_name(NOW) == f"2026-09-15T141003Z{SUFFIX}"
    assert proven.path.stat().st_mode & 0o077 == 0


def test_a_backup_can_be_made_while_the_vault_goes_on(filled: Database, folder: Path) -> None:
    with filled.read():
        first = make_backup(filled, folder, HEADER, NOW)
    add_school(filled, "Later")
    second = make_backup(filled, folder, HEADER, NOW + timedelta(minutes=1))
    assert (first.manifest.counts["schools"], second.manifest.counts["schools"]) == (1, 2)


def test_what_an_interrupted_backup_left_is_removed_and_other_files_stay(
    filled: Database, folder: Path
) -> None:  # F21, F26
    folder.mkdir()
    (folder / f"2026-01-01T000000Z{SUFFIX}.deel").write_bytes(b"half")
    (folder / f"2026-01-01T000000Z{SUFFIX}.deel.db").write_bytes(b"half")
    (folder / "vakantie.zip").write_bytes(b"not ours")
    proven = make_backup(filled, folder, HEADER, NOW)
    assert sorted(file.name for file in folder.iterdir()) == [proven.path.name, "vakantie.zip"]


def test_a_vault_that_fails_a_proof_gives_no_backup_and_the_old_one_stays(
    filled: Database, folder: Path
) -> None:
    old = make_backup(filled, folder, HEADER, NOW).path
    with filled.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("UPDATE cases SET last_contact_on = '2026-01-01' WHERE id = 1")
        raw.execute("PRAGMA query_only = ON")
    with pytest.raises(DamagedDatabase) as caught:
        make_backup(filled, folder, HEADER, NOW + timedelta(minutes=1))
    assert caught.value.reason == "backup-last-contact"
    assert list(folder.iterdir()) == [old]


def test_a_vault_of_an_older_version_can_be_backed_up_before_it_is_migrated(
    filled: Database, folder: Path
) -> None:  # F13
    with filled.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("UPDATE alembic_version SET version_num = '0000'")
        raw.execute("DROP INDEX ix_schools_brin")
    made = make_backup(filled, folder, HEADER, NOW)
    assert made.manifest.revision == "0000"


def test_a_missing_index_in_a_vault_of_this_version_gives_no_backup(filled: Database, folder: Path) -> None:
    with filled.maintenance() as raw:
        raw.execute("PRAGMA query_only = OFF")
        raw.execute("DROP INDEX ix_schools_brin")
    with pytest.raises(DamagedDatabase) as told:
        make_backup(filled, folder, HEADER, NOW)
    assert told.value.reason == "backup-schema"


def test_a_folder_that_cannot_be_made_is_a_disk_problem(filled: Database, tmp_path: Path) -> None:  # F16, F21
    (tmp_path / "backups").write_bytes(b"a file stands here")
    with pytest.raises(DiskProblem):
        make_backup(filled, tmp_path / "backups", HEADER, NOW)


def test_a_folder_that_vanishes_during_the_backup_is_a_disk_problem(
    filled: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # F21
    folder.mkdir()
    unplugged = folder.with_name("unplugged")
    real = zipfile.ZipFile.writestr

    def pull_out(self: zipfile.ZipFile, name: str, data: bytes | str) -> None:
        if folder.exists():
            folder.rename(unplugged)
        real(self, name, data)

    monkeypatch.setattr(zipfile.ZipFile, "writestr", pull_out)
    with pytest.raises(DiskProblem):
        make_backup(filled, folder, HEADER, NOW)
    assert not list(unplugged.glob(f"*{SUFFIX}"))


# --- a backup that is not what it was ---


def _rewrite(path: Path, change: dict[str, bytes], leave_out: str = "") -> None:
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in (members | change).items():
            if name != leave_out:
                packed.writestr(name, content)


def test_one_changed_byte_in_the_packed_database_is_found(filled: Database, folder: Path) -> None:
    proven = make_backup(filled, folder, HEADER, NOW)
    content = bytearray(proven.path.read_bytes())
    content[len(content) // 2] ^= 1
    proven.path.write_bytes(content)
    with pytest.raises(DamagedDatabase) as caught:
        prove_backup(proven.path, filled)
    assert caught.value.reason == "backup-bytes"


def test_another_database_packed_with_a_right_checksum_of_the_zip_is_found(
    filled: Database, folder: Path
) -> None:
    first = make_backup(filled, folder, HEADER, NOW)
    add_school(filled, "Later")
    second = make_backup(filled, folder, HEADER, NOW + timedelta(minutes=1))
    with zipfile.ZipFile(second.path) as packed:
        _rewrite(first.path, {"vault.db": packed.read("vault.db")})
    with pytest.raises(DamagedDatabase) as caught:
        prove_backup(first.path, filled)
    assert caught.value.reason == "backup-bytes"


def test_counts_that_were_changed_in_the_manifest_are_found(filled: Database, folder: Path) -> None:
    proven = make_backup(filled, folder, HEADER, NOW)
    with zipfile.ZipFile(proven.path) as packed:
        told = json.loads(packed.read("manifest.json"))
    told["counts"]["cases"] = 300
    _rewrite(proven.path, {"manifest.json": json.dumps(told).encode()})
    with pytest.raises(DamagedDatabase) as caught:
        prove_backup(proven.path, filled)
    assert caught.value.reason == "backup-counts"


def test_a_backup_of_another_vault_cannot_be_proven_with_this_key(
    filled: Database, folder: Path, tmp_path: Path
) -> None:  # F29
    with closing(create_vault_database(tmp_path / "other.db", b"o" * 32, b"p" * 16)) as other:
        proven = make_backup(other, folder, HEADER, NOW)
    with pytest.raises(NotOurFile):
        prove_backup(proven.path, filled)


def test_proving_leaves_no_copy_behind(filled: Database, folder: Path, tmp_path: Path) -> None:
    proven = make_backup(filled, folder, HEADER, NOW)
    scratch = tmp_path / "scratch" / "copy.db"
    scratch.parent.mkdir()
    assert prove_backup(proven.path, filled, scratch) == proven.manifest
    assert not list(scratch.parent.iterdir())


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04" + b"\0" * 60])
def test_a_file_that_is_no_backup_is_not_ours(
    filled: Database, tmp_path: Path, content: bytes
) -> None:  # F29
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    for read in (read_manifest, read_header, lambda path: prove_backup(path, filled)):
        with pytest.raises(NotOurFile):
            read(path)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b'{"format": "1"}', b'{"format": 1}', b'{"format": 1, "made_at": 5}', b" " * 70_000],
)
def test_a_manifest_that_is_none_is_not_ours(filled: Database, folder: Path, manifest: bytes) -> None:  # F29
    proven = make_backup(filled, folder, HEADER, NOW)
    _rewrite(proven.path, {"manifest.json": manifest})
    with pytest.raises(NotOurFile):
        read_manifest(proven.path)


@pytest.mark.parametrize("member", ["manifest.json", "vault.header", "vault.db"])
def test_a_backup_without_one_of_its_members_is_not_ours(
    filled: Database, folder: Path, member: str
) -> None:  # F29
    proven = make_backup(filled, folder, HEADER, NOW)
    _rewrite(proven.path, {}, leave_out=member)
    with pytest.raises(NotOurFile):
        read_header(proven.path) if member == "vault.header" else prove_backup(proven.path, filled)


def test_a_backup_of_a_newer_form_is_told_with_its_version(filled: Database, folder: Path) -> None:
    proven = make_backup(filled, folder, HEADER, NOW)
    _rewrite(proven.path, {"manifest.json": b'{"format": 2, "program": "3.1"}'})
    with pytest.raises(MadeByNewerVersion) as caught:
        read_manifest(proven.path)
    assert caught.value.found == "3.1"


def test_a_missing_backup_is_a_disk_problem(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as caught:
        read_manifest(tmp_path / "gone")
    assert caught.value.code == "missing"


@pytest.mark.parametrize(
    ("at", "value"),
    [(6, 99), (8, 1), (8, 32), (10, 8), (10, 1)],
    ids=["a version of zip", "a password", "a patch", "a compression", "an unknown compression"],
)
def test_f29_a_directory_that_asks_for_what_no_backup_has_is_refused_by_name(
    filled: Database, folder: Path, at: int, value: int
) -> None:
    path = make_backup(filled, folder, HEADER, NOW).path
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")  # the first member of the directory
    content[entry + at] = value
    path.write_bytes(content)
    with pytest.raises(NotOurFile):
        read_manifest(path)
    with pytest.raises((NotOurFile, DamagedDatabase)):
        prove_backup(path, filled)
