"""Step 1: choose a file or drop it here; what was fetched last, and the way to undo it."""

from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.text import clock_time, day_and_month
from jeugdhulp_desktop.services.imports import ImportSummary
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.imports.words import count_words
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea

NOT_READ = (
    "BSN, onderwijsnummer, ECK iD, e-mail, adres, nationaliteit, gewicht en foto worden niet gelezen en niet "
    "bewaard. Er gaat niets naar internet."
)


class DropZone(QWidget):
    """A surface with a dashed border: drop a file here."""

    def __init__(self, choose: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 8)
        self.empty = EmptyState(
            "tray-arrow-down",
            "Kies de leerlinglijst",
            "Sleep hem hierheen of kies het bestand: EDEXML uit je leerlingadministratie, of een lijst in "
            "Excel (.xlsx) of csv. Je ziet eerst wat erin staat.",
            [choose],
        )
        whole.addWidget(self.empty)
        theme().changed.connect(self.update)

    def set_over(self, over: bool) -> None:
        """A file hangs over the page."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.color("accent" if self._over else "control"), 2 if self._over else 1)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(look.color("accent_soft" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class FileStep(QWidget):
    """The drop zone, what is not read, and the last import."""

    choose_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.zone = DropZone(Act("Bestand kiezen", self.choose_asked.emit, "folder-open-outline"))
        self.choose = self.zone.empty.buttons[0]
        column.addWidget(self.zone, 1)
        private = QHBoxLayout()
        private.setSpacing(10)
        private.addWidget(IconLabel("shield-lock-outline", 18), 0, Qt.AlignmentFlag.AlignTop)
        private.addWidget(TextBlock(NOT_READ, "caption", "text2"), 1)
        column.addLayout(private)
        column.addWidget(self._make_last())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollArea(inner))

    def _make_last(self) -> Panel:
        self.last = Panel(margin=12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("history", 20))
        words = QVBoxLayout()
        words.setSpacing(2)
        self._last_when = label("", "strong", wrap=True)
        self._last_what = label("", "caption", "text2", wrap=True)
        words.addWidget(self._last_when)
        words.addWidget(self._last_what)
        row.addLayout(words, 1)
        self.undo = Button("Ongedaan maken", "undo")
        self.undo.setAccessibleName("Laatste keer ophalen ongedaan maken")
        self.undo.clicked.connect(lambda _checked=False: self.undo_asked.emit())
        row.addWidget(self.undo)
        self.last.body.addLayout(row)
        self.last.hide()
        return self.last

    def show_last(self, last: ImportSummary | None, school: str, today: date) -> None:
        """The last import that can be undone, or nothing."""
        self.last.setVisible(last is not None)
        if last is not None:
            day = "vandaag" if last.at.date() == today else f"op {day_and_month(last.at.date())}"
            self._last_when.setText(f"Laatst opgehaald: {day} om {clock_time(last.at)}")
            self._last_what.setText(f"{school}: {count_words(last.counts)}")
