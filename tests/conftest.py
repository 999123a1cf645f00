"""What holds for every test: no network, no screen, nothing of this laptop touched, nothing left running.

Sockets are off, a Qt warning and a Python warning fail a test (pyproject.toml), the order is random. Here:
the environment, and the hunt for threads that a test leaves behind. Fixtures that open a database stand at
the bottom, so that storage, services, exchange and the window share one migrated vault a run.
"""

import faulthandler
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt or asks the time. Users are in the Netherlands; no test depends on where it runs.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Europe/Amsterdam"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
os.environ.pop("JEUGDHULP_PASSPHRASE", None)
if hasattr(time, "tzset"):
    time.tzset()

import pytest
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile("house", deadline=None, print_blob=True)
hypothesis_settings.load_profile("house")

SECONDS_TO_END = 5.0
MEMORY, ROOM = Path("/dev/shm"), 3 << 30  # noqa: S108 - pytest makes a folder of its own in it
_TASKS = Path("/proc/self/task")
_THREADS_OF_LIBRARIES = ("Thread (pooled)", "QDBus", "QXcb", "gmain", "gdbus", "dconf", "pool-spawner")


def pytest_configure() -> None:
    """A crash inside Qt shows the Python lines that led to it; files stand in memory where there is room.

    Every commit waits for its disk, which takes half of the suite's time where the disk is busy.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    if not faulthandler.is_enabled():
        faulthandler.enable()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, log, vault and reports of this test, away from those of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JEUGDHULP_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    """Fails a test that leaves a thread running: the next test would get its answers."""
    before = _running_threads()
    yield
    deadline = time.monotonic() + SECONDS_TO_END
    pause = threading.Event()
    while left := _running_threads() - before:
        if time.monotonic() > deadline:
            pytest.fail(f"threads left running: {', '.join(sorted(name for _, name in left))}")
        pause.wait(0.01)


def _running_threads() -> set[tuple[int, str]]:
    """Python's threads and, where the kernel tells (Linux), Qt's, which bear the name of their QThread."""
    found = {
        (thread.ident or 0, thread.name)
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)  # a memory of a Qt thread, also of an ended one
    }
    if not _TASKS.is_dir():
        return found
    names = {int(task.name): _name(task) for task in _TASKS.iterdir()}
    unnamed = {
        names.get(os.getpid(), ""),
        "",
    }  # numeric libraries keep pools under the program's name
    return found | {
        (number, name)
        for number, name in names.items()
        if name not in unnamed and not name.startswith(_THREADS_OF_LIBRARIES)
    }


def _name(task: Path) -> str:
    try:
        return (task / "comm").read_text().strip()
    except OSError:  # it ended while we looked
        return ""


# --- One migrated, encrypted vault a run, copied for each test: added with the storage layer ---
