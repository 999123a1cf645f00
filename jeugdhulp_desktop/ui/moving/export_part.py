"""Alles als gewone bestanden, a part of Privacy en beheer: so that stopping is possible."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.moving.panels import BusyPanel, marked_lines
from jeugdhulp_desktop.ui.outside import open_outside
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.settings.parts import Place
from jeugdhulp_desktop.ui.tasks import Cancelled, Progress, Task
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageBar
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.plain_export import Exported

WIDEST = 900  # logical pixels: a line wider than this is no longer read as one
_WARNING = (
    "Niets hiervan is versleuteld en alle namen staan erin. Wie de map heeft, kan alles lezen. "
    "Gebruik dit als je met het programma stopt of als iemand recht heeft op alles. Niet als back-up."
)
_WITH = (
    "Elke lijst als csv-bestand, te openen met Excel of LibreOffice",
    "Elk document als pdf, per schooljaar",
    "Het logboek: wie wat wanneer deed",
)
_WITHOUT = (
    "Wat in de prullenbak ligt, en wat nog niet bewaard is",
    "Afgedrukte papieren",
)
_TITLE = "Alles zonder versleuteling bewaren?"
_FIRST = (
    "Alle namen van leerlingen en alles wat over hen is vastgelegd komt in gewone bestanden te staan. "
    "Het komt in het logboek dat je dit deed."
)
_SECOND = "Weet je waar deze map komt, en wie erbij kan? {folder}"
_MAKING = "Alles wordt in gewone bestanden gezet."
_DONE = (
    "{lists} lijsten met {rows} regels en {documents} documenten. "
    "Wis de map zodra je hem niet meer nodig hebt."
)
_STOPPED = "Je hebt gestopt. Er is niets van blijven staan."


class ExportPart(Part):
    """One button, asked twice."""

    help_topic = "verhuizen"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._folder = Path()
        self._task: Task | None = None
        self.panel = Panel("Alles als gewone bestanden", spacing=16)
        self.panel.body.addWidget(MessageBar(Message(_WARNING, "warn", closable=False)))
        self.panel.body.addLayout(marked_lines("Dit komt erin", _WITH, "check", "ok"))
        self.panel.body.addLayout(marked_lines("Dit niet", _WITHOUT, "minus", "text2"))
        self.make = Button("Alles in een map zetten", "folder-open-outline")
        self.make.clicked.connect(lambda _checked=False: self._ask())
        row = QWidget()
        FlowLayout(row).addWidget(self.make)
        self.panel.body.addWidget(row)
        self.busy = BusyPanel()
        self.stop = Button("Stoppen")
        self.stop.clicked.connect(lambda _checked=False: self._task.cancel() if self._task else None)
        self.busy.body.addWidget(self.stop)
        self.made = Panel("De map staat klaar")
        self.place = Place("Map")
        self.open = Button("Map openen", "open-in-new")
        self.open.clicked.connect(lambda _checked=False: open_outside(self._folder))
        self.place.add_button(self.open)
        self.words = TextBlock("")
        self.made.body.addWidget(self.place)
        self.made.body.addWidget(self.words)
        self.made.hide()
        inner = QWidget()
        line = QHBoxLayout(inner)
        line.setContentsMargins(0, 0, 4, 0)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for each in (self.busy, self.made, self.panel):
            column.addWidget(each)
        column.addStretch(1)
        line.addWidget(self._holder, 100)
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = ScrollArea(inner)
        whole.addWidget(self.area)
        theme().changed.connect(self._fit)
        self._fit()

    def panes(self) -> list[QWidget]:
        return [self.area]

    def _fit(self) -> None:
        self._holder.setMaximumWidth(theme().px(WIDEST))

    def _ask(self) -> None:
        """Twice: what it is, and where it goes; neither is a default."""
        session = self.session
        if session is None or self.busy.isVisible():
            return
        if dialogs.ask(self, _TITLE, _FIRST, ["Map kiezen"], default=dialogs.CANCEL, danger=True) is None:
            return
        target = dialogs.choose_folder(self, "Waar komt alles?")
        if target is None:
            return
        verb = "Alles daar bewaren"
        if (
            dialogs.ask(
                self, _TITLE, _SECOND.format(folder=target), [verb], default=dialogs.CANCEL, danger=True
            )
            is None
        ):
            return
        export, chosen = session.plain_export.export, target

        def job(progress: Progress) -> "Exported":
            return export(chosen, progress)

        self.made.hide()
        self.busy.set_busy(_MAKING)
        self._task = self.run(job, self._exported, self._failed, self.busy.line.set)
        self.stop.setFocus()

    def _exported(self, exported: "Exported") -> None:
        self.busy.set_busy("")
        self.saved.emit()
        self._folder = exported.folder
        self.place.set_path(exported.folder)
        self.words.set_text(
            _DONE.format(lists=exported.lists, rows=exported.rows, documents=exported.documents)
        )
        self.made.show()
        self.open.setFocus()

    def _failed(self, error: WorldError) -> None:
        self.busy.set_busy("")
        self.make.setFocus()
        stopped = isinstance(error, Cancelled)
        words = (
            _STOPPED if stopped else f"Dat is niet gelukt. {sentence(error)} Er is niets van blijven staan."
        )
        self.message.emit(Message(words, "accent" if stopped else "bad", key="export"))
