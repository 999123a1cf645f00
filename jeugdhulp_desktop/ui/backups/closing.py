"""Closing with a backup that is due: a quiet page until it stands, and Stoppen that leaves the old one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.backups import KeptUp
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui.frame import Frame
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.tasks import Cancelled, Step, Tasks
from jeugdhulp_desktop.ui.unlock.card import CardPage
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.progress import ThinBar

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

MAKING = "De back-up wordt gemaakt en gecontroleerd"
_FAILED = "De back-up is niet gelukt"
_NOT_COPIED = "De tweede plek heeft de back-up niet"
_KEPT = "Wat je bewaarde staat gewoon in de kluis."
_HERE = "Op deze computer staat hij wel."


class ClosingPage(CardPage):
    """What is going on, and the way out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(MAKING, "Daarna gaat het venster vanzelf dicht.", parent)
        self.title.setWordWrap(True)
        self.bar = ThinBar()
        self.bar.set_share(None)
        self.told = TextBlock("", "body")
        self.told.hide()
        self.again = Button("Opnieuw", "refresh", "filled")
        self.again.hide()
        self.stop = Button("Stoppen", "close")
        for widget in (self.bar, self.told, self.again, self.stop):
            self.card.body.addWidget(widget)
        for button in (self.again, self.stop):
            button.setSizePolicy(self.card.sizePolicy())

    def show_running(self) -> None:
        """It is being made."""
        self.title.setText(MAKING)
        self.lead.show()
        self.bar.show()
        self.told.hide()
        self.again.hide()
        self.stop.setText("Stoppen")

    def show_failed(self, words: str, *, made: bool) -> None:
        """Why it was not made, or only not copied, and the choice to go all the same."""
        self.title.setText(_NOT_COPIED if made else _FAILED)
        self.lead.hide()
        self.bar.hide()
        self.told.set_text(f"{words} {_HERE if made else _KEPT}")
        self.told.show()
        self.again.show()
        self.again.setFocus()
        self.stop.setText("Venster sluiten")


class ClosingBackup(QObject):
    """Makes the last backup of a Session and closes the frame; ``page`` stands in the frame meanwhile."""

    def __init__(self, frame: Frame, tasks: Tasks, session: "Session", parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._tasks, self._session = frame, tasks, session
        self._stop: Callable[[], object] = self._close
        self.page = ClosingPage()
        self.page.stop.clicked.connect(lambda _checked=False: self._stop())
        self.page.again.clicked.connect(lambda _checked=False: self.begin())

    def begin(self) -> None:
        """Show the page and make the backup; a second try to close is a wish to stop."""
        self._frame.may_close = self._asked_again
        self._frame.put(self.page)
        self.page.show_running()
        self.page.stop.setFocus()
        keep_up = self._session.backups.keep_up
        task = self._tasks.run(
            self.page,
            lambda progress: keep_up(progress, anyway=False),
            self._done,
            self._failed,
            self._step,
        )
        self._stop = task.cancel

    def _asked_again(self) -> bool:
        self._stop()
        return False

    def _step(self, step: Step) -> None:
        if step.text:
            self.page.title.setText(step.text)

    def _done(self, done: KeptUp) -> None:
        if done.problem is not None:
            self._tell(done.problem, made=True)
        else:
            self._close()

    def _failed(self, error: WorldError) -> None:
        if isinstance(error, Cancelled):
            self._close()
        else:
            self._tell(error, made=False)

    def _tell(self, error: WorldError, *, made: bool) -> None:
        self._stop = self._close
        self.page.show_failed(sentence(error), made=made)

    def _close(self) -> None:
        self._frame.may_close = lambda: True
        self._frame.close()
