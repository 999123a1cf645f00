"""F60: whatever goes wrong, the log tells where and never about whom."""

import logging
import sys
import threading
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

from jeugdhulp_desktop import paths
from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.log import (
    BYTES_A_FILE,
    FILE_NAME,
    QuietFormatter,
    describe_error,
    log_unexpected,
    older_file,
    start_log,
)

CANARY = "Noor-Kanarie"
_ours = logging.getLogger("jeugdhulp_desktop.test")


class Colour(Enum):
    RED = "red"


@pytest.fixture
def log(own_home: Path) -> Iterator[Path]:
    """The log file of this test, open for writing."""
    end = start_log(paths.log_folder())
    yield paths.log_folder() / FILE_NAME
    end()


def fail_with(name: str) -> None:
    text = f"about {name}"
    raise ValueError(text, name)


def caught(name: str) -> BaseException:
    """An error whose message, cause, notes and local variables hold ``name``."""
    with pytest.raises(LookupError) as second:
        try:
            fail_with(name)
        except ValueError as first:
            first.add_note(name)
            raise LookupError(name) from first
    return second.value


def test_f60_a_name_in_arguments_errors_causes_and_locals_is_nowhere_in_the_log(log: Path) -> None:
    _ours.info("opened %s with %d cases", CANARY, 12)
    _ours.warning("values %s", {"name": CANARY})
    _ours.error("named %(name)s", {"name": CANARY})
    _ours.error("while saving", exc_info=caught(CANARY))
    logging.getLogger("sqlalchemy.engine").error("INSERT %s", CANARY)
    logging.getLogger("elsewhere").error(f"glued {CANARY}", exc_info=caught(CANARY))  # noqa: G004
    log_unexpected(caught(CANARY))
    sys.excepthook(LookupError, caught(CANARY), None)
    lines = log.read_text(encoding="utf-8")
    assert CANARY not in lines
    assert "opened <str> with 12 cases" in lines
    assert "LookupError\ncaused by ValueError" in lines


def test_f60_an_error_in_a_thread_is_logged_and_names_nobody(log: Path) -> None:
    thread = threading.Thread(target=fail_with, args=(CANARY,), name=CANARY)
    thread.start()
    thread.join()
    lines = log.read_text(encoding="utf-8")
    assert "ValueError" in lines
    assert CANARY not in lines


def test_an_error_is_described_by_the_lines_of_our_own_it_passed(tmp_path: Path) -> None:
    with pytest.raises(DiskProblem) as problem:
        write_whole(tmp_path / ("x" * 300), b"")
    told = describe_error(problem.value)
    assert told.splitlines()[0] == "jeugdhulp_desktop.domain.errors.DiskProblem"
    assert "files.py:" in told
    assert "in write_whole" in told
    assert "contextlib" not in told


def test_errors_that_cause_each_other_are_described_once() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert describe_error(first).splitlines() == ["ValueError", "caused by KeyError"]


def test_numbers_flags_and_enum_values_are_told(log: Path) -> None:
    _ours.info("%d lines in %.1f s, theme %s, %s", 3, 0.25, Colour.RED, True)
    assert "3 lines in 0.2 s, theme Colour.RED, True" in log.read_text(encoding="utf-8")


def test_a_sentence_that_does_not_fit_its_arguments_is_a_place() -> None:
    record = logging.LogRecord(_ours.name, logging.ERROR, "cases.py", 7, "%s and %s", (CANARY,), None)
    assert QuietFormatter().format(record).endswith(f"ERROR {_ours.name} cases:7")


def test_the_log_stays_small(log: Path) -> None:
    for number in range(20_000):
        _ours.info("line %d of a program that talks a lot and fills a disk", number)
    files = list(log.parent.iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size <= BYTES_A_FILE + 200 for file in files)
    assert log.stat().st_size < BYTES_A_FILE


def test_the_newest_lines_are_in_the_log_and_older_ones_in_the_files_beside_it(log: Path) -> None:
    for number in range(4_000):
        _ours.info("line %d of a program that talks a lot and fills a disk", number)
    read = [file.read_text(encoding="utf-8") for file in (older_file(log, 1), log)]
    numbers = [int(line.split(" line ")[1].split()[0]) for text in read for line in text.splitlines()]
    assert numbers == list(range(4_000))


def test_a_folder_that_cannot_be_written_leaves_no_log_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    end = start_log(tmp_path / "file" / "log")
    _ours.error("nobody reads this")
    end()


def test_after_the_end_python_reports_errors_as_before() -> None:
    before = sys.excepthook, threading.excepthook
    start_log(paths.log_folder())()
    assert (sys.excepthook, threading.excepthook) == before
