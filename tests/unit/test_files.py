"""A file is there whole or not at all, and the disk's answer is told by name."""

import errno
import os
import stat
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problem, make_folder, read_start, write_whole


def test_a_written_file_is_the_new_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "map" / "bestand"
    write_whole(file, b"oud")
    write_whole(file, b"nieuw")
    assert file.read_bytes() == b"nieuw"
    assert [each.name for each in file.parent.iterdir()] == ["bestand"]


def test_a_place_that_is_a_folder_stays_one_and_leaves_no_part_behind(tmp_path: Path) -> None:
    (tmp_path / "bestand" / "erin").mkdir(parents=True)
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / "bestand", b"x")
    assert problem.value.code == "denied"
    assert [each.name for each in tmp_path.iterdir()] == ["bestand"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_f16_a_full_disk_has_its_own_name() -> None:
    with pytest.raises(OSError) as full, Path("/dev/full").open("wb", buffering=0) as disk:
        disk.write(b"x")
    assert disk_problem(full.value, Path("/x")).code == "full"


def test_a_name_that_is_too_long_has_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / ("x" * 300), b"x")
    assert problem.value.code == "too-long"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EROFS, "denied"), (errno.ENOENT, "missing"), (errno.EBUSY, "locked"), (errno.EIO, "read-error")],
)
def test_what_the_disk_answers_becomes_a_code(number: int, code: str) -> None:
    assert disk_problem(OSError(number, "x"), Path("/x")).code == code


def test_windows_says_in_a_number_of_its_own_that_another_program_holds_the_file() -> None:
    error = OSError(errno.EACCES, "x")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
    assert disk_problem(error, Path("/x")).code == "locked"


def test_f60_a_disk_problem_tells_no_path_to_a_log(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / ("Sanne" * 80), b"x")
    assert "Sanne" not in str(problem.value)
    assert problem.value.__cause__ is None
    assert problem.value.__suppress_context__


def _held(monkeypatch: pytest.MonkeyPatch, *, times: int, number: int, winerror: int | None = None) -> None:
    """The next ``times`` renames find the file held by another program."""
    real, left = os.replace, [times]

    def replace(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            error = OSError(number, "held")
            if winerror is not None:
                error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize(("number", "winerror"), [(errno.EBUSY, None), (errno.EACCES, 32), (errno.EACCES, 5)])
def test_f19_a_file_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, winerror: int | None
) -> None:
    write_whole(tmp_path / "bestand", b"oud")
    _held(monkeypatch, times=3, number=number, winerror=winerror)
    pauses: list[float] = []
    write_whole(tmp_path / "bestand", b"nieuw", pause=pauses.append)
    assert (tmp_path / "bestand").read_bytes() == b"nieuw"
    assert pauses == [0.05, 0.1, 0.2]


def test_f19_a_file_that_stays_held_is_told_and_never_written_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "bestand", b"oud")
    _held(monkeypatch, times=99, number=errno.EACCES, winerror=32)
    pauses: list[float] = []
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / "bestand", b"nieuw", pause=pauses.append)
    assert problem.value.code == "locked"
    assert sum(pauses) < 2
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"bestand": b"oud"}


def test_a_rename_that_is_not_allowed_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _held(monkeypatch, times=1, number=errno.EACCES)
    pauses: list[float] = []
    with pytest.raises(DiskProblem):
        write_whole(tmp_path / "bestand", b"nieuw", pause=pauses.append)
    assert pauses == []


def test_f18_a_file_system_that_cannot_sync_folders_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sync_of_folders_answers(monkeypatch, errno.EINVAL)
    write_whole(tmp_path / "bestand", b"nieuw")
    assert (tmp_path / "bestand").read_bytes() == b"nieuw"


def test_f17_a_folder_that_breaks_under_the_sync_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sync_of_folders_answers(monkeypatch, errno.EIO)
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / "bestand", b"nieuw")
    assert problem.value.code == "read-error"


def test_f17_a_disk_that_gives_back_something_else_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "bestand", b"oud")
    _lies_about(monkeypatch, ".deel")
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / "bestand", b"nieuw")
    assert problem.value.code == "read-error"
    monkeypatch.undo()
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"bestand": b"oud"}


def test_f17_a_disk_that_loses_the_file_after_the_rename_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lies_about(monkeypatch, "bestand")
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / "bestand", b"nieuw")
    assert problem.value.code == "read-error"


def test_the_start_of_a_file_is_read_and_no_file_is_none(tmp_path: Path) -> None:
    write_whole(tmp_path / "bestand", b"12345")
    assert read_start(tmp_path / "bestand", 3) == b"123"
    assert read_start(tmp_path / "geen", 3) is None
    assert read_start(tmp_path / "bestand" / "geen", 3) is None
    with pytest.raises(DiskProblem):
        read_start(tmp_path, 3)


def _sync_of_folders_answers(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, "folder")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


def _lies_about(monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"rot" if path.name.endswith(ending) else real(path))


def test_the_bytes_are_on_the_disk_before_they_take_the_place_of_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut may come right after the rename: file synced, then renamed, then the folder synced."""
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def noted_sync(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def noted_replace(self: Path, target: Path) -> Path:
        done.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write_whole(tmp_path / "bestand", b"nieuw")
    assert done == (["file", "rename"] if os.name == "nt" else ["file", "rename", "folder"])


def test_f15_a_new_folder_outlives_a_power_cut_with_every_folder_it_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    sync = os.fsync

    def noted_sync(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted_sync)
    inner = tmp_path / "een" / "twee"
    make_folder(inner, 0o700)
    assert synced == ([] if os.name == "nt" else [tmp_path.stat().st_ino, (tmp_path / "een").stat().st_ino])
    assert stat.S_IMODE(inner.stat().st_mode) & 0o077 == 0 or os.name == "nt"
    synced.clear()
    make_folder(inner)
    assert synced == []
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "bestand")
