import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from jeugdhulp_desktop.security.hardening import harden_process

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
        self.answer, self.modes = answer, []

    def SetErrorMode(self, mode: int) -> None:
        self.modes.append(mode)

    def WerSetFlags(self, flags: int) -> int:
        return self.answer if flags == 1 else -1


@pytest.mark.parametrize(("answer", "taken"), [(0, True), (5, False)])
def test_windows_is_asked_to_send_no_memory_away(
    monkeypatch: pytest.MonkeyPatch, answer: int, taken: bool
) -> None:
    import ctypes

    kernel32 = Kernel32(answer)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    assert ("quiet-crashes" in harden_process("win32")) is taken
    assert kernel32.modes == [3]


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
