"""The report folder is kept in step in the background, one paper at a time, so that nobody waits for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from jeugdhulp_desktop.domain.documents import PaperKey, SyncResult, Written
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

PDF_AFTER = 2000  # ms after a save until the PDFs in the report folder are brought up to date
TOLD_FROM = 5  # papers; fewer are done before one has read that they are being made


class Upkeep(QObject):
    """All papers of all years. Between two papers the worker does what the user asks."""

    def __init__(self, session: "Session", tasks: Tasks, window: MainWindow) -> None:
        super().__init__(window)
        self._session, self._tasks, self._window = session, tasks, window
        self._todo: list[PaperKey] = []
        self._count = 0
        self._stopped = False
        self._timer = QTimer(self, singleShot=True, interval=PDF_AFTER)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin in a moment; what was begun before goes on from what is out of date then."""
        self._stopped = False
        self._timer.start()

    def stop(self) -> None:
        """Do not begin another paper, until something changes again."""
        self._stopped = True
        self._timer.stop()
        self._todo = []
        self._window.messages.remove("upkeep")

    def _look(self) -> None:
        self._tasks.run(self._window, self._session.documents.stale, self._begin, latest="upkeep")

    def _begin(self, stale: Sequence[PaperKey]) -> None:
        self._todo, self._count = list(stale), len(stale)
        self._next()

    def _next(self) -> None:
        if self._stopped:
            return
        if not self._todo:
            self._window.messages.remove("upkeep")
            self._tasks.run(self._window, self._session.documents.sync, self._finished, latest="upkeep")
            return
        if self._count >= TOLD_FROM:
            self._say()
        key, sync = self._todo.pop(0), self._session.documents.sync
        self._tasks.run(self._window, lambda: sync([key]), lambda _results: self._next(), latest="upkeep")

    def _say(self) -> None:
        done = self._count - len(self._todo)
        text = f"De pdf's in de rapportmap worden bijgewerkt: {done} van {self._count}. Je kunt doorwerken."
        self._window.show_message(Message(text, acts=(Act("Stoppen", self.stop),), key="upkeep"))

    def _finished(self, results: Sequence[SyncResult]) -> None:
        """Tell only what needs a choice; the rest stands on the page Rapporten."""
        kept = sum(each.outcome is Written.KEPT_BOTH for each in results)
        failed = sum(each.outcome is Written.FAILED for each in results)
        if not kept and not failed:
            self._window.messages.remove("reports")
            return
        look = (Act("Rapporten bekijken", lambda: self._window.open_page("documents")),)
        if failed:
            text = "Een pdf in de rapportmap kon niet worden bijgewerkt. Er is niets overschreven."
        else:
            text = "Iemand anders heeft een pdf in de rapportmap veranderd. De onze staat er nu naast."
        self._window.show_message(Message(text, "warn", acts=look, key="reports"))
