"""Unlocking: from the keys to the painted list of cases, beside the same window on a database that is open.

The passphrase is left out: Argon2id takes as long as it should. The floor builds the same window with the
same page over a fresh connection that is handed in: no header, lock, probes, migration, or anything that
opening a vault looks after. Both have the list painted with its lines, so what is beside it waits its turn.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from jeugdhulp_desktop.compose import _session, open_session
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.security.files import VaultFiles
from jeugdhulp_desktop.security.header_file import read_vault_info
from jeugdhulp_desktop.security.kdf import TESTING
from jeugdhulp_desktop.security.keys import VaultKeys
from jeugdhulp_desktop.security.vault import create_vault
from jeugdhulp_desktop.services.session import Session
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.storage.engine import open_database
from jeugdhulp_desktop.ui.cases.page import CasesPage
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.page_list import pages
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress
from jeugdhulp_desktop.ui.workplace import Workplace
from jeugdhulp_desktop.ui.year_choice import YearChoice
from tests.benchmarks.filled_vault import fill_vault
from tests.benchmarks.harness import Row, Seconds

NOW = datetime(2026, 9, 15, 8, 42, tzinfo=UTC)
PUPILS, CASES, CONTACTS = 2_000, 375, 20_000  # of the cases four in five are open: 300


def rows(folder: Path) -> Iterator[Row]:
    """One row, at the limit of issue 4."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # the platform knows no size hints
    app = QApplication.instance() or QApplication([])
    dress(app, ThemeChoice.LIGHT, 100)  # type: ignore[arg-type]
    vault = folder / "kluis"
    keys, _code = create_vault(vault, name="Kluis", passphrase="vier woorden op rij", cost=TESTING)
    fill_vault(
        VaultFiles(vault).database, pupils=PUPILS, cases=CASES, contacts=CONTACTS, key=keys.data_key,
        vault_id=keys.vault_id,
    ).close()  # fmt: skip
    open_session(vault, keys, report_folder=folder / "rapporten", clock=_now).close()  # as any but the first
    yield Row(
        "unlock without Argon2id, to the painted list of 300 open cases",
        lambda: handed_in(vault, keys, folder / "rapporten"),
        lambda: unlocked(vault, keys, folder / "rapporten"),
        limit=1.5,
    )


def unlocked(vault: Path, keys: VaultKeys, reports: Path) -> Seconds:
    """As the program does when the passphrase was right."""
    tasks, places, watch = Tasks(), [], PaintedLines()
    laptop = Laptop()

    def opened(session: Session) -> None:
        place = Workplace(session, tasks, Privacy(), laptop)
        places.append(place)
        shown(place.window)
        place.begin("cases")
        watch.on(place.window)

    def job() -> Session:
        return open_session(vault, keys, report_folder=reports, clock=_now)

    began = time.perf_counter()
    tasks.run(tasks, job, opened)
    took = watch.until_painted(began)
    (place,) = places
    place.leave()
    _take_away(place.window, tasks, place.session.close)
    return took


def handed_in(vault: Path, keys: VaultKeys, reports: Path) -> Seconds:
    """The same window and page, and a database that was opened a moment ago, off the clock."""
    files = VaultFiles(vault)
    database = open_database(files.database, keys.data_key, keys.vault_id, clock=_now)
    session = _session(
        files, keys, database, read_vault_info(vault), report_folder=reports, clock=_now,
        on_close=lambda: None,
    )  # fmt: skip
    with database.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    tasks, watch = Tasks(), PaintedLines()
    began = time.perf_counter()
    context = PageContext(tasks, Privacy(), YearChoice(SchoolYear.of(session.today())), session.now)
    window = MainWindow(pages(), context)
    shown(window)
    window.open_with(session, "cases")
    watch.on(window)
    took = watch.until_painted(began)
    _take_away(window, tasks, database.close)
    return took


class PaintedLines(QObject):
    """Sees the first paint of the list of cases that has its lines."""

    def __init__(self) -> None:
        super().__init__()
        self._page: CasesPage | None = None
        self._painted = False

    def on(self, window: MainWindow) -> None:
        """Look at the page that stands there."""
        page = window.page()
        assert isinstance(page, CasesPage)
        self._page = page
        view = page.list.table.findChild(QTableView)
        assert view is not None
        view.viewport().installEventFilter(self)

    def until_painted(self, began: float) -> Seconds:
        """The seconds from ``began`` until then."""
        while not self._painted:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            if time.perf_counter() - began > 60:
                raise RuntimeError("no case was painted within a minute")
        return Seconds(time.perf_counter() - began)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._page is not None and self._page.list.model.lines():
            self._painted = True
        return False


def shown(window: QWidget) -> None:
    """At the size of a usual laptop."""
    window.resize(1366, 690)
    window.show()


def _take_away(window: MainWindow, tasks: Tasks, close: Callable[[], object]) -> None:
    tasks.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    close()


def _now() -> datetime:
    return NOW
