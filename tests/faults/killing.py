"""Ending a copy of this process at the n-th file it touches, and telling which that was."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "open")


def kill_at(point: int, told: int) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook that writes the ``point``-th step to ``told`` and kills this process at it."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        flags = arguments[2] if event == "open" else 0
        if event not in _CHANGES:
            return
        if event == "open" and not (isinstance(flags, int) and flags & _WRITING):
            return
        seen += 1
        if seen == point:
            os.write(told, f"{event} {Path(str(arguments[0])).name}".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def killed_in(work: Callable[[Callable[[], None]], object], point: int) -> str | None:
    """Do ``work`` in a copy of this process; which step it was killed at, None when it got to the end.

    ``work`` is given the function that begins counting: what it does before that is not killed.
    """
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda: sys.addaudithook(kill_at(point, there)))
        except BaseException:  # noqa: BLE001 - whatever it is, this copy of the test must end here
            os._exit(1)
        os._exit(0)
    os.close(there)
    _, status = os.waitpid(child, 0)
    told = os.read(here, 200).decode()
    os.close(here)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return told
    assert os.waitstatus_to_exitcode(status) == 0
    return None
