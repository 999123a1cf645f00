import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from jeugdhulp_desktop.paths import program_folder
from jeugdhulp_desktop.security import hardening
from jeugdhulp_desktop.security.hardening import harden_process, measures

PROGRAM = """
import ctypes, os, resource, sys
from jeugdhulp_desktop.security.hardening import harden_process
print(*harden_process())
print(oct(os.umask(0o077)), resource.getrlimit(resource.RLIMIT_CORE))
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.fixture(autouse=True)
def _own_process_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> "object":
    """These measures last as long as the process, so the test run takes none of them itself."""
    monkeypatch.setattr(os, "umask", lambda mode: 0)
    monkeypatch.setattr(hardening, "_taken", [])
    if sys.platform != "win32":
        import resource

        monkeypatch.setattr(resource, "setrlimit", lambda *_: None)


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux does is seen on Linux")
def test_a_linux_process_writes_for_its_user_only_dumps_no_core_and_is_not_read() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["umask no-core-dumps not-dumpable", "0o77 (0, 0)", "0"]


@pytest.mark.parametrize(("answer", "taken"), [(0, True), (-1, False)])
def test_linux_is_asked_to_keep_other_processes_out(
    monkeypatch: pytest.MonkeyPatch, answer: int, taken: bool
) -> None:
    import ctypes

    asked: list[tuple[int, ...]] = []

    def prctl(*arguments: int) -> int:
        asked.append(arguments)
        return answer

    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(prctl=prctl))
    assert ("not-dumpable" in harden_process("linux")) is taken
    assert asked == [(4, 0, 0, 0, 0)]


class Kernel32:
    """What Windows answers; not seen on Windows itself."""

    def __init__(self, answer: int) -> None:
        self.answer, self.modes, self.policies = answer, [], []

    def SetErrorMode(self, mode: int) -> None:
        self.modes.append(mode)

    def WerSetFlags(self, flags: int) -> int:
        return self.answer if flags == 1 else -1

    def SetDllDirectoryW(self, folder: str) -> int:
        return folder == ""

    def SetProcessMitigationPolicy(self, policy: int, flags: bytes, size: int) -> int:
        self.policies.append((policy, flags, size))
        return self.answer == 0


@pytest.mark.parametrize(("answer", "taken"), [(0, True), (5, False)])
def test_windows_is_asked_to_send_no_memory_away(
    monkeypatch: pytest.MonkeyPatch, answer: int, taken: bool
) -> None:
    import ctypes

    kernel32 = Kernel32(answer)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    assert ("quiet-crashes" in harden_process("win32")) is taken
    assert kernel32.modes == [3]
    assert measures("win32") == {"quiet-crashes": taken, "own-libraries": taken}
    assert kernel32.policies == [(10, b"\x06\0\0\0", 4)]


def test_what_holds_is_told_measure_by_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    harden_process("linux")
    if sys.platform != "win32":
        assert measures("linux") == {"umask": True, "no-core-dumps": True, "not-dumpable": False}
    assert measures("another") == {"umask": True}


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux does is seen on Linux")
@pytest.mark.parametrize("arguments", [["check", "/nergens"], []], ids=["command", "window"])
def test_command_and_window_both_take_the_measures(own_home: Path, arguments: list[str]) -> None:
    program = (
        "import sys; from jeugdhulp_desktop.security import hardening\n"
        "from PySide6.QtWidgets import QApplication\n"
        "QApplication.exec = lambda *_: 0\n"
        "from jeugdhulp_desktop.start import main; main(sys.argv[1:])\n"
        "print(*hardening.measures().values())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=program_folder(), capture_output=True, text=True,
        check=True, input="een zin die nergens past\n",
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "True True True"


def test_f62_a_measure_that_does_not_exist_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    monkeypatch.setattr(ctypes, "windll", None, raising=False)
    monkeypatch.setitem(sys.modules, "resource", None)
    assert harden_process("win32") == ("umask",)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    assert harden_process("linux") == ("umask",)
    monkeypatch.setitem(sys.modules, "ctypes", None)
    assert harden_process("linux") == ("umask",)
    assert harden_process("win32") == ("umask",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("refusal", [OSError, ValueError])
def test_f62_a_measure_that_is_refused_is_left_out(
    monkeypatch: pytest.MonkeyPatch, refusal: type[Exception]
) -> None:
    import resource

    def refused(*_: object) -> None:
        raise refusal

    monkeypatch.setattr(resource, "setrlimit", refused)
    assert harden_process("darwin") == ("umask",)
