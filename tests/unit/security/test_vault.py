import stat
import sys
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import (
    DamagedHeader,
    DiskProblem,
    NotOurFile,
    NotValid,
    WrongPassphrase,
    WrongRecoveryCode,
)
from jeugdhulp_desktop.security.header import SlotKind
from jeugdhulp_desktop.security.header_file import read_header
from jeugdhulp_desktop.security.kdf import TESTING, KdfCost
from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.security.vault import (
    VaultFiles,
    create_vault,
    read_vault_info,
    unlock_with_passphrase,
    unlock_with_recovery_code,
)
from tests.unit.security.conftest import PASSPHRASE, Vault


def refusal(folder: Path, name: str = "De Regenboog", passphrase: str = PASSPHRASE) -> list[tuple[str, str]]:
    with pytest.raises(NotValid) as refused:
        create_vault(folder, name=name, passphrase=passphrase, cost=TESTING)
    return [(each.field, each.code) for each in refused.value.problems]


def test_a_new_vault_opens_with_its_passphrase_and_with_its_recovery_code(vault: Vault) -> None:
    assert unlock_with_passphrase(vault.folder, PASSPHRASE) == vault.keys
    assert unlock_with_recovery_code(vault.folder, vault.code.text) == vault.keys
    assert (len(vault.keys.data_key), len(vault.keys.vault_id), vault.keys.generation) == (32, 16, 1)


def test_a_new_vault_says_what_it_is_before_it_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "é # %" / "Kluis"
    keys, _ = create_vault(
        folder, name=" Zoë's school\n", passphrase=PASSPHRASE, cost=TESTING, demo=True, shared_account=True
    )
    info = read_vault_info(folder)
    assert (info.name, info.vault_id, info.generation) == ("Zoë's school", keys.vault_id, 1)
    assert (info.demo, info.shared_account, info.recovery_confirmed) == (True, True, False)
    assert info.slot_kinds == (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
    assert not info.has_keyring
    assert not info.change_unfinished


def test_a_new_vault_is_a_header_with_its_copy_and_a_note_and_no_database(vault: Vault) -> None:
    files = vault.files
    assert {path.name for path in vault.folder.iterdir()} == {
        "vault.header",
        "vault.header.bak",
        "LEESMIJ.txt",
    }
    assert files.header.read_bytes() == files.header_backup.read_bytes()
    assert "Kopieer nooit losse bestanden; gebruik Back-up." in files.readme.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists, not in modes")
def test_a_new_vault_is_for_this_user_only(vault: Vault) -> None:
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(vault.files.header.stat().st_mode) == 0o600


def test_the_names_of_the_files_are_those_of_the_note(vault: Vault) -> None:
    files = VaultFiles(vault.folder)
    names = [files.database, files.header, files.header_backup, files.backups, files.readme, files.lock]
    assert [path.relative_to(vault.folder).as_posix() for path in names] == [
        "vault.db",
        "vault.header",
        "vault.header.bak",
        "backups",
        "LEESMIJ.txt",
        "vault.lock",
    ]


def test_two_vaults_share_no_key_no_id_and_no_code(vault: Vault, tmp_path: Path) -> None:
    keys, code = create_vault(tmp_path / "other", name="x", passphrase=PASSPHRASE, cost=TESTING)
    assert keys.data_key != vault.keys.data_key
    assert keys.vault_id != vault.keys.vault_id
    assert code != vault.code


def test_f11_a_vault_is_never_made_over_another(vault: Vault) -> None:
    before = vault.files.header.read_bytes()
    assert refusal(vault.folder) == [("folder", "vault-exists")]
    vault.files.header.unlink()  # the copy alone is a vault still
    assert refusal(vault.folder) == [("folder", "vault-exists")]
    vault.files.header_backup.unlink()
    vault.give_database()  # so is our note beside a database
    assert refusal(vault.folder) == [("folder", "vault-exists")]
    vault.files.header.write_bytes(before)
    assert unlock_with_passphrase(vault.folder, PASSPHRASE) == vault.keys


@pytest.mark.parametrize("name", ["vault.db", "vault.header", "vault.header.bak"])
@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"\xff\xd8\xff\xe0 JFIF"])
def test_f11_a_file_of_another_program_is_never_written_over(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotOurFile):
        create_vault(tmp_path, name="x", passphrase=PASSPHRASE, cost=TESTING)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {name: content}


def test_f11_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "vault.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotOurFile):
        create_vault(tmp_path, name="x", passphrase=PASSPHRASE, cost=TESTING)


def test_f11_a_file_is_no_folder_for_a_vault(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(NotOurFile):
        create_vault(tmp_path / "foto.jpg", name="x", passphrase=PASSPHRASE, cost=TESTING)


def test_a_note_of_somebody_else_is_kept(tmp_path: Path) -> None:
    (tmp_path / "LEESMIJ.txt").write_text("mijn eigen briefje")
    create_vault(tmp_path, name="x", passphrase=PASSPHRASE, cost=TESTING)
    assert (tmp_path / "LEESMIJ.txt").read_text() == "mijn eigen briefje"
    assert unlock_with_passphrase(tmp_path, PASSPHRASE)


def test_what_cannot_be_a_vault_is_told_by_field(tmp_path: Path) -> None:
    assert refusal(tmp_path, name=" \t") == [("name", "required")]
    assert refusal(tmp_path, name="x" * 201) == [("name", "too-long")]
    assert refusal(tmp_path, passphrase="") == [("passphrase", "required")]
    assert refusal(tmp_path, passphrase="\ud800") == [("passphrase", "not-text")]
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_of_the_widest_letters_fits(tmp_path: Path) -> None:
    create_vault(tmp_path / "v", name="😀" * 200, passphrase=PASSPHRASE, cost=TESTING)
    assert read_vault_info(tmp_path / "v").name == "😀" * 200


def test_f33_a_name_with_broken_letters_is_mended(tmp_path: Path) -> None:
    create_vault(tmp_path / "v", name="De \ud800Regen\0boog", passphrase=PASSPHRASE, cost=TESTING)
    assert read_vault_info(tmp_path / "v").name == "De Regenboog"


def test_f07_a_vault_is_not_made_with_a_cost_that_would_not_open(tmp_path: Path) -> None:
    with pytest.raises(DamagedHeader):
        create_vault(tmp_path / "v", name="x", passphrase=PASSPHRASE, cost=KdfCost(1024, 1))
    assert not (tmp_path / "v").exists()


def test_f18_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as problem:
        create_vault(tmp_path / ("x" * 300), name="x", passphrase=PASSPHRASE, cost=TESTING)
    assert problem.value.code == "too-long"


@pytest.mark.parametrize(
    "passphrase",
    [
        "o'brien's \"hond\"; DROP TABLE \\",
        "nul\0nul\0nul\0nul",
        "😀🦊👩‍👩‍👧 emoji zijn letters",
        "x" * 1000,
        "  spaties aan beide kanten  ",
        "{}%s%n$1",
    ],
)
def test_f02_any_passphrase_opens_exactly_its_own_vault(tmp_path: Path, passphrase: str) -> None:
    keys, _ = create_vault(tmp_path / "v", name="x", passphrase=passphrase, cost=TESTING)
    assert unlock_with_passphrase(tmp_path / "v", passphrase) == keys
    for other in (passphrase + " ", passphrase[:-1], passphrase.swapcase() + "!"):
        with pytest.raises(WrongPassphrase):
            unlock_with_passphrase(tmp_path / "v", other)


def test_f03_a_passphrase_made_on_a_mac_opens_on_windows(tmp_path: Path) -> None:
    keys, _ = create_vault(tmp_path / "v", name="x", passphrase="Zoe\u0308 fietst naar zee", cost=TESTING)
    assert unlock_with_passphrase(tmp_path / "v", "Zo\u00eb fietst naar zee") == keys


def test_f01_twenty_wrong_tries_change_nothing_and_say_the_same(vault: Vault) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.folder.iterdir()}
    answers = set()
    for number in range(20):
        with pytest.raises(WrongPassphrase) as wrong:
            unlock_with_passphrase(vault.folder, f"een fietsbel zingt {number}")
        answers.add((str(wrong.value), wrong.value.args))
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in vault.folder.iterdir()}
    assert len(answers) == 1
    assert before == after
    assert unlock_with_recovery_code(vault.folder, vault.code.text) == vault.keys


def test_f02_a_broken_letter_is_a_wrong_passphrase(vault: Vault) -> None:
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(vault.folder, "\udcff")


def test_f10_the_recovery_code_may_be_typed_in_any_way(vault: Vault) -> None:
    assert unlock_with_recovery_code(vault.folder, vault.code.text.lower().replace("-", " ")) == vault.keys


def test_f10_a_wrong_group_is_named_before_anything_is_tried(vault: Vault) -> None:
    groups = [*vault.code.groups]
    groups[4] = "????"
    with pytest.raises(WrongRecoveryCode) as wrong:
        unlock_with_recovery_code(vault.folder, " ".join(groups))
    assert wrong.value.groups == (5,)


def test_f10_a_slip_that_the_group_itself_cannot_see_is_named_all_the_same(vault: Vault) -> None:
    slips = [(place, near) for place, near in vault.code.near_misses()]
    for place, near in (slips[0], slips[44], slips[119]):
        with pytest.raises(WrongRecoveryCode) as wrong:
            unlock_with_recovery_code(vault.folder, near.text)
        assert wrong.value.groups == (place,)


def test_f10_the_code_of_another_vault_has_no_wrong_groups_and_does_not_open(vault: Vault) -> None:
    with pytest.raises(WrongRecoveryCode) as wrong:
        unlock_with_recovery_code(vault.folder, RecoveryCode(bytes(16)).text)
    assert wrong.value.groups == ()


def test_the_data_key_does_not_show_itself(vault: Vault) -> None:
    shown = repr(vault.keys)
    assert vault.keys.data_key.hex() not in shown
    assert repr(vault.keys.data_key) not in shown


def test_nothing_of_passphrase_code_or_key_stands_in_the_folder(vault: Vault) -> None:
    secrets = (PASSPHRASE.encode(), vault.code.secret, vault.keys.data_key, vault.code.groups[0].encode())
    for path in vault.folder.iterdir():
        assert not [secret for secret in secrets if secret in path.read_bytes()]


def test_a_passphrase_slot_that_is_gone_is_a_wrong_passphrase_and_the_code_still_opens(vault: Vault) -> None:
    """What an attacker can do who mends the checksum: vandalism, which the proof under the key then shows."""
    from dataclasses import replace

    from jeugdhulp_desktop.security.header import pack

    _, header = read_header(vault.files)
    forged = replace(header, slots=header.slots_of(SlotKind.RECOVERY))
    vault.files.header.write_bytes(pack(forged, bytes(32)))
    with pytest.raises(WrongPassphrase):
        unlock_with_passphrase(vault.folder, PASSPHRASE)
    with pytest.raises(DamagedHeader) as damaged:
        unlock_with_recovery_code(vault.folder, vault.code.text)
    assert damaged.value.reason == "tampered"
