"""A file is there whole or not at all, and the disk's answer is told by name."""

import errno
from pathlib import Path

import pytest

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import disk_problem, write_whole


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
