"""Locking: closing the whole Session, beside closing the same engine with its checkpoint alone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from jeugdhulp_desktop.compose import make_demo, open_session
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.services.session import Session
from tests.benchmarks.harness import Row, Seconds

TYPED = {"value": {"value": {"summary": "Moeder belde. " * 20}}, "unread": {}}


def rows(folder: Path) -> Iterator[Row]:
    """The practice vault, each time with a draft that was just kept and must reach the file."""
    vault = folder / "kluis"
    made = make_demo(vault, cost=TESTING)
    made.close()

    def opened() -> Session:
        session = open_session(vault, made.keys, report_folder=folder / "rapporten")
        session.drafts.keep("case", 1, TYPED, 1, session.now())
        session.cases.counts()
        return session

    def engine_alone() -> Seconds:
        session = opened()
        took = _timed(session.database.close)
        session.on_close()  # the lock of the vault, for the next one
        return took

    yield Row("lock against closing the engine", engine_alone, lambda: _timed(opened().close), 3)


def _timed(close: Callable[[], object]) -> Seconds:
    begun = time.perf_counter()
    close()
    return Seconds(time.perf_counter() - begun)
