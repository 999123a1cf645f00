"""What can be read of the encryption of a disk: on machines described here, and on this one."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from jeugdhulp_desktop.services import disk_encryption as module
from jeugdhulp_desktop.services.disk_encryption import DiskEncryption, Disks, ask_program, disk_encryption
from jeugdhulp_desktop.storage.places import Machine

SWAPS = "Filename\tType\tSize\tUsed\tPriority\n"


class Linux:
    """A Linux with these block devices, as /sys tells them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.devices = folder / "dev"
        self.devices.mkdir()
        self.mounts = ""
        self.swaps = SWAPS

    def device(self, number: str, uuid: str = "", on: Sequence[str] = ()) -> None:
        place = self._folder / "real" / number
        (place / "slaves").mkdir(parents=True)
        if uuid:
            (place / "dm").mkdir()
            (place / "dm" / "uuid").write_text(f"{uuid}\n")
        for each in on:
            (place / "slaves" / each).symlink_to(self._folder / "real" / each)
        (self.devices / number).symlink_to(place)

    def mount(self, point: str, number: str, source: str = "none", kind: str = "ext4") -> None:
        self.mounts += f"1 0 {number} / {point} rw - {kind} {source} rw\n"

    def answer(self) -> DiskEncryption:
        (self._folder / "swaps").write_text(self.swaps)
        machine = Machine("linux", lambda: self.mounts, environment={}, devices=self.devices)
        return disk_encryption(Disks(machine, self._folder / "swaps"))


@pytest.fixture
def linux(tmp_path: Path) -> Linux:
    made = Linux(tmp_path)
    made.device("8:2")
    made.device("253:0", "CRYPT-LUKS2-0123-luks", ["8:2"])
    made.device("253:1", "LVM-abc", ["253:0"])
    made.device("8:3")
    return made


def test_luks_is_found_at_once_and_under_a_logical_volume(linux: Linux) -> None:
    linux.mount("/", "253:0")
    assert linux.answer() is DiskEncryption.ON
    linux.mount("/", "253:1")
    assert linux.answer() is DiskEncryption.ON


def test_a_bare_partition_is_not_encrypted(linux: Linux) -> None:
    linux.mount("/", "8:3")
    assert linux.answer() is DiskEncryption.OFF


def test_a_volume_over_two_disks_of_which_one_is_bare_is_not(linux: Linux) -> None:
    linux.device("253:2", "LVM-def", ["253:0", "8:3"])
    linux.mount("/", "253:2")
    assert linux.answer() is DiskEncryption.OFF


@pytest.mark.parametrize(
    ("swap", "answer"),
    [
        ("/swapfile file 1 0 -2\n", DiskEncryption.ON),
        ("/bare/swapfile file 1 0 -2\n", DiskEncryption.PARTLY),
        ("/dev/zram0 partition 1 0 100\n", DiskEncryption.ON),
        ("half\n", DiskEncryption.ON),
    ],
)
def test_memory_that_is_written_to_a_bare_disk_is_told(
    linux: Linux, swap: str, answer: DiskEncryption
) -> None:
    linux.mount("/", "253:1")
    linux.mount("/bare", "8:3")
    linux.swaps += swap
    assert linux.answer() is answer


def test_a_file_system_with_a_number_of_its_own_is_found_by_what_it_is_mounted_from(
    linux: Linux, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = {"/dev/mapper/luks": "253:0", "/dev/swap": "8:3"}
    monkeypatch.setattr(module, "_number_of", lambda source: numbers.get(str(source)))
    linux.mount("/", "0:31", "/dev/mapper/luks", "btrfs")
    assert linux.answer() is DiskEncryption.ON
    linux.swaps += "/dev/swap partition 1 0 -2\n"
    assert linux.answer() is DiskEncryption.PARTLY


def test_what_has_no_device_is_unknown_and_not_called_safe(linux: Linux) -> None:
    assert linux.answer() is DiskEncryption.UNKNOWN
    linux.mount("/", "0:31", "overlay", "overlay")
    assert linux.answer() is DiskEncryption.UNKNOWN
    assert module._number_of(Path("/nergens")) is None


def asked_of(platform: str, answer: str) -> tuple[DiskEncryption, list[Sequence[str]]]:
    commands: list[Sequence[str]] = []

    def ask(command: Sequence[str]) -> str:
        commands.append(command)
        return answer

    return disk_encryption(Disks(Machine(platform, lambda: "", environment={}), ask=ask)), commands


@pytest.mark.parametrize(
    ("answer", "state"),
    [("1", "on"), ("2", "off"), ("3", "partly"), ("5", "partly"), ("", "unknown"), ("7", "unknown")],
)
def test_windows_is_asked_without_a_window_and_by_the_full_path(answer: str, state: str) -> None:
    told, commands = asked_of("win32", answer)
    assert told == state
    assert commands[0][0].endswith("\\System32\\WindowsPowerShell\\v1.0\\powershell.exe")
    assert "-NonInteractive" in commands[0]


@pytest.mark.parametrize(
    ("answer", "state"), [("FileVault is On.", "on"), ("FileVault is Off.", "off"), ("", "unknown")]
)
def test_a_mac_is_asked_for_filevault(answer: str, state: str) -> None:
    assert asked_of("darwin", answer) == (state, [("/usr/bin/fdesetup", "status")])


def test_another_system_is_unknown() -> None:
    assert asked_of("plan9", "") == ("unknown", [])


def test_a_program_that_is_not_there_fails_or_hangs_answers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask_program((sys.executable, "-c", "print(' ja ')")) == "ja"
    assert ask_program((sys.executable, "-c", "print('nee'); raise SystemExit(3)")) == ""
    assert ask_program(("/nergens/fdesetup", "status")) == ""

    def hangs(*_arguments: object, **_more: object) -> None:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(subprocess, "run", hangs)
    assert ask_program(("x",)) == ""


def test_this_machine_gives_an_answer() -> None:
    assert disk_encryption() in DiskEncryption
