"""F22: one window a user; what a second start leaves behind, and what a crash does not."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from jeugdhulp_desktop import instance as module
from jeugdhulp_desktop import paths
from jeugdhulp_desktop.instance import Instance, Request, allow_to_come_forward, same_folder
from jeugdhulp_desktop.locks import NoLocks


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Instance]:
    """The window that is open, in a folder of its own."""
    made = Instance(tmp_path / "window")
    assert made.take()
    yield made
    made.release()


def test_f22_a_second_start_is_heard_once_with_the_vault_it_was_asked_for(
    first: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = tmp_path / "Kluis #1 van Zoë"
    vault.mkdir()
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "van het bureaublad")
    second = Instance(first.folder)
    assert not second.take()
    assert not second.ask(vault)
    assert first.answer() == Request(vault, "van het bureaublad")
    assert first.answer() is None


def test_f22_what_a_second_start_leaves_is_for_this_user_only_and_gone_when_read(
    first: Instance, tmp_path: Path
) -> None:
    Instance(first.folder).ask(None)
    assert stat.S_IMODE(first.folder.stat().st_mode) == 0o700
    for file in first.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first.answer()
    assert [file.name for file in first.folder.iterdir()] == ["lock"]


def test_f22_a_window_that_closed_meanwhile_leaves_its_place_to_who_asked(first: Instance) -> None:
    second = Instance(first.folder)
    assert not second.take()
    first.release()
    assert second.ask(None)
    assert second.answer() is None, "what it asked of the other is no request to itself"
    second.release()


def test_f22_a_request_to_a_window_that_is_gone_is_forgotten_at_the_next_start(first: Instance) -> None:
    Instance(first.folder).ask(None)
    first.release()
    third = Instance(first.folder)
    assert third.take()
    assert third.answer() is None
    third.release()


@pytest.mark.parametrize("content", [b"", b"half {", b"[]", b"\xff", b'{"vault": "x"}'])
def test_a_request_that_cannot_be_read_still_brings_the_window_forward(
    first: Instance, content: bytes
) -> None:
    (first.folder / "request").write_bytes(content)
    assert first.answer() == Request()


def test_a_vault_that_is_not_there_is_not_asked_for(first: Instance, tmp_path: Path) -> None:
    for vault in (tmp_path / "nergens", Path("met\0nul")):
        Instance(first.folder).ask(vault)
        assert first.answer() == Request()


def test_where_nothing_can_be_written_or_locked_every_start_is_a_first_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    assert Instance(tmp_path / "file" / "window").take()

    def no_locks(_descriptor: int) -> bool:
        raise NoLocks

    monkeypatch.setattr(module, "lock_byte", no_locks)
    for _start in range(2):
        each = Instance(tmp_path / "window")
        assert each.take()
        each.release()


def test_each_home_has_a_window_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    tried = []
    for home in ("een", "twee"):
        monkeypatch.setenv("JEUGDHULP_HOME", str(tmp_path / home))
        tried.append(paths.runtime_folder())
    monkeypatch.delenv("JEUGDHULP_HOME")
    assert paths.runtime_folder() == tmp_path / "run" / "jeugdhulp-desktop"
    assert len({*tried, paths.runtime_folder()}) == 3


class User32:
    """Windows' own words for it; not seen on Windows itself."""

    def __init__(self) -> None:
        self.allowed: list[int] = []

    def AllowSetForegroundWindow(self, process: int) -> int:
        self.allowed.append(process)
        return 1


def test_windows_is_told_which_process_may_come_forward(first: Instance) -> None:
    user32 = User32()
    assert first._holder() == os.getpid()
    assert allow_to_come_forward(first._holder(), user32)
    assert not allow_to_come_forward(0, user32)
    assert user32.allowed == [os.getpid()]


def test_a_folder_is_the_same_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "kluis").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kluis")
    assert same_folder(tmp_path / "kluis", tmp_path / "link")
    assert not same_folder(tmp_path, tmp_path / "kluis")
    assert not same_folder(tmp_path / "weg", tmp_path / "weg")
