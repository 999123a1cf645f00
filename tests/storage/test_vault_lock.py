"""One writer per vault: a second one is told who holds it, a crash holds nothing (F22)."""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DiskProblem, VaultInUse
from jeugdhulp_desktop.locks import NoLocks, lock_byte
from jeugdhulp_desktop.storage.vault_lock import (
    LOCK_NAME,
    Holder,
    VaultLock,
    boot_id,
    process_start,
)

SINCE = "2026-09-15T16:10:03"
HERE, THERE = "a" * 32, "b" * 32


def no_locks(_: int) -> bool:
    """A folder on a network drive that knows no locks."""
    raise NoLocks


def _hold(folder: str, pipe: Connection) -> None:
    VaultLock(Path(folder)).acquire(SINCE)
    pipe.send(os.getpid())
    pipe.recv()


@pytest.fixture
def other_process(tmp_path: Path) -> Iterator[multiprocessing.process.BaseProcess]:
    """A process that holds the vault in ``tmp_path``."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_hold, args=(str(tmp_path), there))
    process.start()
    assert here.recv() == process.pid
    yield process
    process.kill()
    process.join()
    for end in (here, there):
        end.close()


def test_a_second_one_is_told_who_holds_the_vault_and_since_when(tmp_path: Path) -> None:
    first, second = VaultLock(tmp_path), VaultLock(tmp_path)
    first.acquire(SINCE)
    with pytest.raises(VaultInUse) as caught:
        second.acquire("2026-09-15T17:00:00")
    assert (caught.value.pid, caught.value.since) == (os.getpid(), SINCE)
    first.release()
    second.acquire("2026-09-15T17:00:00")
    second.release()


def test_a_killed_process_holds_nothing(
    tmp_path: Path, other_process: multiprocessing.process.BaseProcess
) -> None:
    lock = VaultLock(tmp_path)
    with pytest.raises(VaultInUse) as caught:
        lock.acquire(SINCE)
    assert caught.value.pid == other_process.pid
    other_process.kill()
    other_process.join()
    lock.acquire(SINCE)
    lock.release()


def test_the_lock_of_a_living_process_counts_where_the_folder_knows_no_locks(
    tmp_path: Path, other_process: multiprocessing.process.BaseProcess
) -> None:
    with pytest.raises(VaultInUse):
        VaultLock(tmp_path, HERE, take=no_locks).acquire(SINCE)
    other_process.kill()
    other_process.join()
    lock = VaultLock(tmp_path, HERE, take=no_locks)
    lock.acquire(SINCE)
    lock.release()


@pytest.mark.parametrize("changed", [{"boot": "another start"}, {"started": "1"}, {"started": ""}])
def test_a_number_that_another_process_has_now_does_not_hold_the_vault(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    holder = vars(Holder.this_process(SINCE, HERE)) | changed
    (tmp_path / LOCK_NAME).write_text(json.dumps(holder))
    lock = VaultLock(tmp_path, HERE, take=no_locks)
    lock.acquire(SINCE)
    lock.release()


@pytest.mark.parametrize("content", [b"", b"half writt", b"[]", b'{"pid": "x"}', b"\xff\xfe"])
def test_a_lock_file_that_says_nothing_holds_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LOCK_NAME).write_bytes(content)
    for take in (None, no_locks):
        lock = VaultLock(tmp_path, take=take) if take else VaultLock(tmp_path)
        lock.acquire(SINCE)
        lock.release()


def test_a_holder_that_cannot_be_read_is_told_without_a_name(tmp_path: Path) -> None:
    first = VaultLock(tmp_path)
    first.acquire(SINCE)
    (tmp_path / LOCK_NAME).write_bytes(b"half")
    with pytest.raises(VaultInUse) as caught:
        VaultLock(tmp_path).acquire(SINCE)
    assert (caught.value.pid, caught.value.since) == (0, "")
    first.release()


def test_releasing_twice_or_before_acquiring_is_nothing(tmp_path: Path) -> None:
    lock = VaultLock(tmp_path)
    lock.release()
    lock.acquire(SINCE)
    lock.release()
    lock.release()
    assert (tmp_path / LOCK_NAME).read_bytes() == b""


def test_a_folder_that_is_not_there_is_a_disk_problem(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as caught:
        VaultLock(tmp_path / "gone").acquire(SINCE)
    assert caught.value.code == "missing"


def test_a_process_is_known_by_its_start_and_a_machine_by_its_own() -> None:
    assert process_start(os.getpid()) == process_start(os.getpid()) != ""
    assert process_start(2**22 + 1) == ""
    assert boot_id() == boot_id()


# --- another computer (F20, F22)

WHO = "Ilse Vermeer"


def held_elsewhere(folder: Path, **changed: object) -> None:
    """The lock file as a computer in another room wrote it."""
    holder = Holder(4711, "its own start", "815", SINCE, THERE, WHO)
    (folder / LOCK_NAME).write_text(json.dumps(vars(holder) | changed))


@pytest.mark.parametrize("take", [lock_byte, no_locks], ids=["locks", "no locks"])
def test_a_vault_that_another_computer_has_open_is_refused_with_name_and_time_f20_f22(
    tmp_path: Path, take: Callable[[int], bool]
) -> None:
    held_elsewhere(tmp_path)
    for changed in ({}, {"pid": os.getpid(), "boot": boot_id(), "started": process_start(os.getpid())}):
        held_elsewhere(tmp_path, **changed)
        with pytest.raises(VaultInUse) as caught:
            VaultLock(tmp_path, HERE, take=take).acquire("2026-09-15T17:00:00")
        told = caught.value
        assert (told.who, told.since, told.elsewhere, told.may_be_gone) == (WHO, SINCE, True, False)
    assert WHO in (tmp_path / LOCK_NAME).read_text()


@pytest.mark.parametrize("take", [lock_byte, no_locks], ids=["locks", "no locks"])
def test_only_the_user_may_say_that_the_other_computer_is_gone_and_only_after_a_day_f22(
    tmp_path: Path, take: Callable[[int], bool]
) -> None:
    held_elsewhere(tmp_path)
    lock = VaultLock(tmp_path, HERE, take=take)
    with pytest.raises(VaultInUse) as young:
        lock.acquire("2026-09-16T16:10:03", other_is_gone=True)
    assert not young.value.may_be_gone
    with pytest.raises(VaultInUse) as old:
        lock.acquire("2026-09-16T16:10:04")
    assert old.value.may_be_gone
    lock.acquire("2026-09-16T16:10:04", other_is_gone=True)
    lock.release()


def test_a_clock_that_runs_ahead_elsewhere_makes_no_lock_old(tmp_path: Path) -> None:
    held_elsewhere(tmp_path, since="2027-01-01T00:00:00+01:00")
    with pytest.raises(VaultInUse) as caught:
        VaultLock(tmp_path, HERE).acquire(SINCE, other_is_gone=True)
    assert not caught.value.may_be_gone


def test_a_lock_of_another_computer_without_a_readable_moment_can_be_given_up(tmp_path: Path) -> None:
    held_elsewhere(tmp_path, since="gisteren")
    lock = VaultLock(tmp_path, HERE)
    with pytest.raises(VaultInUse) as caught:
        lock.acquire(SINCE)
    assert caught.value.may_be_gone
    lock.acquire(SINCE, other_is_gone=True)
    lock.release()


def test_a_crash_of_this_computer_needs_no_answer(tmp_path: Path) -> None:
    held_elsewhere(tmp_path, machine=HERE)
    lock = VaultLock(tmp_path, HERE)
    lock.acquire(SINCE)
    lock.release()


def test_who_really_works_in_it_here_cannot_be_said_to_be_gone_f22(
    tmp_path: Path, other_process: multiprocessing.process.BaseProcess
) -> None:
    assert other_process.pid is not None
    held_elsewhere(tmp_path)  # the process holds the lock of the system, whatever the file says
    with pytest.raises(VaultInUse) as caught:
        VaultLock(tmp_path, HERE).acquire("2026-10-01T08:00:00", other_is_gone=True)
    assert not caught.value.may_be_gone


def test_a_lock_from_before_computers_were_told_apart_counts_here_only_for_this_start_of_it(
    tmp_path: Path,
) -> None:
    held_elsewhere(tmp_path, machine="", boot=boot_id())
    lock = VaultLock(tmp_path, HERE, take=no_locks)
    lock.acquire(SINCE)
    lock.release()
    held_elsewhere(tmp_path, machine="")
    with pytest.raises(VaultInUse) as caught:
        lock.acquire(SINCE)
    assert caught.value.elsewhere


def test_the_name_of_the_user_is_told_and_gone_with_the_lock(tmp_path: Path) -> None:
    first = VaultLock(tmp_path, HERE)
    first.tell_who("niemand houdt iets vast")
    assert not (tmp_path / LOCK_NAME).exists()
    first.acquire(SINCE)
    first.tell_who(WHO)
    with pytest.raises(VaultInUse) as caught:
        VaultLock(tmp_path, HERE).acquire(SINCE)
    assert (caught.value.who, caught.value.elsewhere) == (WHO, False)
    first.release()
    assert (tmp_path / LOCK_NAME).read_bytes() == b""
