"""Verhuizen, a part of Privacy en beheer: a file for another computer, for a successor, and leaving."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.keys.facts import guessable_words
from jeugdhulp_desktop.ui.moving.panels import BusyPanel, ComputerPanel, LeavePanel, MadePanel, SuccessorPanel
from jeugdhulp_desktop.ui.outside import open_outside
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.tasks import Progress
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.unlock.handover_dialog import HandoverDialog
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea, reveal

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.handover import Parcel
    from jeugdhulp_desktop.services.session import Session

WIDEST = 900  # logical pixels: a line wider than this is no longer read as one
_WHERE = "Waar komt het bestand?"
_MAKING = "Het bestand wordt gemaakt, teruggelezen en gecontroleerd."
_NO_PAPER = "Het ontvangstbewijs kan hier niet geopend worden. Het staat als pdf naast het bestand."


class MovingPart(Part):
    """Nothing is given away or erased without being asked for by its own button."""

    help_topic = "verhuizen"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.words: tuple[str, ...] = ()
        self.busy = BusyPanel()
        self.made = MadePanel(self._open_paper)
        self.computer = ComputerPanel(self._to_computer)
        self.successor = SuccessorPanel(self._to_successor)
        self.leaving = LeavePanel(lambda: self.errand_asked.emit(Errand("leave")))
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for panel in (self.busy, self.made, self.computer, self.successor, self.leaving):
            column.addWidget(panel)
        column.addStretch(1)
        row.addWidget(self._holder, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = ScrollArea(inner)
        whole.addWidget(self.area)
        theme().changed.connect(self._fit)
        self._fit()

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self.made.hide()
        self.run(lambda: guessable_words(session), self._keep_words, latest="words")

    def panes(self) -> list[QWidget]:
        return [self.area]

    def _fit(self) -> None:
        self._holder.setMaximumWidth(theme().px(WIDEST))

    def _keep_words(self, words: tuple[str, ...]) -> None:
        self.words = words

    def _to_computer(self) -> None:
        session = self.session
        if session is None or self.busy.isVisible():
            return
        target = dialogs.choose_folder(self, _WHERE)
        if target is not None:
            make = session.handover.to_computer
            self._make(lambda: make(target))

    def _to_successor(self) -> None:
        session = self.session
        if session is None or self.busy.isVisible():
            return
        dialog = HandoverDialog(self, self.words)
        accepted = dialogs.run_form(dialog)
        receiver, passphrase = dialog.receiver, dialog.passphrase
        dialog.forget()
        target: Path | None = dialogs.choose_folder(self, _WHERE) if accepted else None
        if target is None:
            return
        make, folder = session.handover.to_successor, target

        def job(progress: Progress) -> "Parcel":
            return make(folder, receiver, passphrase, progress.step)

        self._make(job)

    def _make(self, job: "Callable[..., Parcel]") -> None:
        self.made.hide()
        self.busy.set_busy(_MAKING)
        reveal(self.busy)
        self.run(job, self._finished, self._failed, self.busy.line.set)

    def _finished(self, parcel: "Parcel") -> None:
        self.busy.set_busy("")
        self.saved.emit()
        self.made.show_parcel(parcel)
        self.made.paper.setFocus()
        reveal(self.made)

    def _failed(self, error: WorldError) -> None:
        self.busy.set_busy("")
        words = f"Het bestand is niet gemaakt. {sentence(error)}"
        self.message.emit(Message(words, "bad", key="moving", lasting=True))

    def _open_paper(self, paper: Path) -> None:
        if not open_outside(paper):
            self.message.emit(Message(_NO_PAPER, "warn", key="paper"))
