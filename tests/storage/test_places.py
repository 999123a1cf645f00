"""F20: what kind of place a folder is, asked of other machines than this one."""

import os
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.storage.places import Machine, drive_type, is_remote, look_at, mount_of, read_mounts

ROOT = "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"


def linux(folder: Path, kind: str, device: str = "0:50", **more: object) -> Machine:
    """A Linux on which ``folder`` is a mount of this kind."""
    point = str(folder).replace(" ", "\\040")
    mounts = f"{ROOT}28 27 {device} / {point} rw,relatime shared:7 - {kind} //school/schijf rw\nhalf a line\n"
    return Machine("linux", lambda: mounts, environment={}, **more)  # type: ignore[arg-type]


def windows(*drives: tuple[str, int], environment: dict[str, str] | None = None) -> Machine:
    """A Windows with these drives."""
    known = dict(drives)
    return Machine("win32", lambda: "", lambda root: known.get(root, 3), environment or {})


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse", "fuse.rclone"])
def test_f20_a_share_is_remote_and_what_is_inside_it_too(tmp_path: Path, kind: str) -> None:
    share = tmp_path / "schijf van de school"
    machine = linux(share, kind)
    assert look_at(share / "Jeugdhulp" / "Kluis", machine) == Place(remote=True)
    assert is_remote(share / "Jeugdhulp" / "Kluis" / "vault.db", machine)
    assert not is_remote(tmp_path / "schijf van de school 2", machine)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "fuseblk", "tmpfs", "overlay", "fuse.gocryptfs"])
def test_a_disk_of_this_computer_is_not(tmp_path: Path, kind: str) -> None:
    assert look_at(tmp_path / "Kluis", linux(tmp_path, kind)).is_plain


def test_the_nearest_mount_counts_and_of_two_on_one_folder_the_last(tmp_path: Path) -> None:
    inner = tmp_path / "share" / "disk"
    lines = [
        f"1 0 0:1 / {tmp_path}/share rw - cifs //a rw",
        f"2 1 8:1 / {inner} rw - vfat /dev/sda1 rw",
        f"3 1 8:2 / {inner} rw - ext4 /dev/sda2 rw",
    ]
    machine = Machine("linux", lambda: "\n".join(lines), environment={})
    found = mount_of(inner / "Kluis", machine)
    assert found is not None
    assert (found.kind, found.device) == ("ext4", "8:2")
    assert mount_of(tmp_path / "elders", machine) is None
    assert not look_at(tmp_path / "elders", machine).removable


def test_a_link_to_a_share_is_remote(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "Documenten").symlink_to(tmp_path / "share")
    assert is_remote(tmp_path / "Documenten" / "Kluis", linux(tmp_path / "share", "nfs"))


@pytest.mark.parametrize(
    ("device", "flag", "removable"),
    [
        ("pci0000:00/usb1/1-2/block/sdb/sdb1", "0", True),
        ("pci0000:00/ata1/block/sdb/sdb1", "1", True),
        ("pci0000:00/ata1/block/sda/sda1", "0", False),
        ("virtual/block/dm-0", "", False),
    ],
)
def test_f20_a_stick_is_known_by_its_bus_or_because_its_disk_says_so(
    tmp_path: Path, device: str, flag: str, removable: bool
) -> None:
    real = tmp_path / "sys" / device
    real.mkdir(parents=True)
    if flag:
        (real.parent / "removable").write_text(f"{flag}\n")
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "8:17").symlink_to(real)
    machine = linux(tmp_path / "stick", "vfat", "8:17", devices=tmp_path / "dev")
    assert look_at(tmp_path / "stick" / "Kluis", machine) == Place(removable=removable)


def test_f20_windows_tells_by_the_kind_of_drive_and_a_share_by_its_name() -> None:
    machine = windows(("C:\\", 3), ("E:\\", 2), ("H:\\", 4))
    assert look_at(Path("C:\\Kluis"), machine).is_plain
    assert look_at(Path("E:\\Kluis"), machine) == Place(removable=True)
    for remote in ("H:\\Kluis", "\\\\server\\leraren\\Kluis", "\\\\?\\UNC\\server\\leraren\\Kluis"):
        assert is_remote(Path(remote), machine), remote
    assert not is_remote(Path("\\\\?\\C:\\Kluis"), machine)
    if os.name != "nt":
        assert drive_type("C:\\") == 0


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Stichting De Brug", "OneDrive"),
        ("onedrive", "OneDrive"),
        ("Dropbox (School)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Mijn Drive", "Google Drive"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("SURFdrive", "SURFdrive"),
        ("STACK", "STACK"),
        ("stack", ""),
        ("Onedriver", ""),
        ("Over Dropbox", ""),
    ],
)
def test_f20_a_synced_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert look_at(tmp_path / folder / "School" / "Kluis", linux(tmp_path, "ext4")).service == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".nextcloudsync.log", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".sync_5f3a09.db", "Nextcloud of ownCloud"),
        ("._sync_5f3a09.db", "Nextcloud of ownCloud"),
        (".stfolder", "Syncthing"),
        ("sync_5f3a09.db", ""),
    ],
)
def test_f20_or_by_what_its_program_leaves_in_it(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / "Werk").mkdir()
    (tmp_path / "Werk" / mark).touch()
    assert look_at(tmp_path / "Werk" / "School" / "Kluis", linux(tmp_path, "ext4")).service == service


def test_f20_onedrive_is_known_by_its_environment_under_any_name(tmp_path: Path) -> None:
    machine = Machine("linux", lambda: ROOT, environment={"OneDriveCommercial": str(tmp_path / "De Brug")})
    assert look_at(tmp_path / "De Brug" / "Kluis", machine).service == "OneDrive"
    assert look_at(tmp_path / "De Brug 2" / "Kluis", machine).is_plain


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "Documenten").symlink_to(tmp_path / "OneDrive")
    assert look_at(tmp_path / "Documenten" / "Kluis", linux(tmp_path, "ext4")).service == "OneDrive"


def test_a_share_is_not_searched_for_marks_since_it_may_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_arguments: object) -> object:
        raise AssertionError("a folder of the share was read")

    machine = linux(tmp_path, "nfs")
    with monkeypatch.context() as patched:  # tmp_path is cleared with the same scandir
        patched.setattr("jeugdhulp_desktop.storage.places.os.scandir", asked)
        assert look_at(tmp_path / "Kluis", machine) == Place(remote=True)


@pytest.mark.parametrize("place", [Path("relatief/Kluis"), Path("met\0nul"), Path("/nergens/Kluis")])
def test_any_path_gets_an_answer(place: Path) -> None:
    assert isinstance(look_at(place), Place)


def test_this_machine_answers_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "posix" and Path("/proc/self/mountinfo").exists():
        assert " / " in read_mounts()
        assert mount_of(tmp_path) is not None

    def refused(*_arguments: object, **_more: object) -> str:
        raise OSError

    monkeypatch.setattr(Path, "read_text", refused)
    assert read_mounts() == ""
    assert not is_remote(tmp_path)
