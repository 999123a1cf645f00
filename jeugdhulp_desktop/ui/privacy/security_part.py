"""Hoe veilig is de kluis: what guards it, how that stands, and what no program can promise."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.files import write_whole
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.fact_row import ICONS, FactRow
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.privacy.security_words import (
    LIMITS,
    FactWords,
    disk_line,
    on_paper,
    security_lines,
    verdict,
)
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.focus import tab_as_one_reads
from jeugdhulp_desktop.ui.widgets.labels import Hairline, TextBlock
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import Panel, ScrollArea, Scrolled, clear_layout

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.disk_encryption import DiskEncryption
    from jeugdhulp_desktop.services.security import SecurityFacts
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.settings import Settings

WIDEST = 900  # logical pixels: a line wider than this is no longer read as one
DISK_AFTER = "place"  # the disk stands below the place of the vault


class SecurityPart(Part):
    """A verdict, a line a subject, and the limits. Everything is read again each time it comes in front."""

    help_topic = "veiligheid"
    watches = frozenset({Change.SETTINGS, Change.BACKUPS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rows: dict[str, FactRow] = {}
        self._facts: SecurityFacts | None = None
        self._disk: DiskEncryption | None = None
        inner = Scrolled()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.panel = Panel(spacing=14)
        self._make_verdict()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(14)
        self.panel.body.addLayout(self._lines)
        column.addWidget(self.panel)
        column.addWidget(_limits())
        column.addStretch(1)
        row.addWidget(self._holder, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = ScrollArea(inner)
        whole.addWidget(self.area)
        theme().changed.connect(self._fit)
        context.laptop.changed.connect(self._settings_changed)
        self._fit()

    def _make_verdict(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        self._mark = IconLabel("information-outline", 24, "neutral")
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self.verdict = TextBlock("Wordt bekeken.", "section")
        head.addWidget(self.verdict, 1)
        self.keep = Button("Overzicht bewaren", "content-save-outline")
        self.keep.setToolTip("Voor de functionaris gegevensbescherming of de beheerder van de school")
        self.keep.clicked.connect(self.save_sheet)
        self.keep.setEnabled(False)
        head.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignTop)
        self.panel.body.addLayout(head)

    def shown(self) -> None:
        self._read()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def panes(self) -> list[QWidget]:
        return [self.area]

    def lines(self) -> list[FactWords]:
        """What stands on the page, from top to bottom."""
        return [row.words for row in self.rows.values()]

    def _read(self) -> None:
        if self.session is not None:
            service = self.session.security
            self.run(service.facts, self._loaded, latest="facts")
            self.run(service.disk, self._disk_told, latest="disk")

    def _loaded(self, facts: "SecurityFacts") -> None:
        self._facts = facts
        self._show()

    def _disk_told(self, found: "DiskEncryption") -> None:
        self._disk = found
        self._show()

    def _settings_changed(self, _settings: "Settings") -> None:
        self._show()

    def _show(self) -> None:
        if self._facts is None:
            return
        lines: list[FactWords] = []
        minutes = self.context.laptop.settings.idle_minutes
        for words in security_lines(self._facts, minutes, self.context.today()):
            lines.append(words)
            if words.name == DISK_AFTER:
                lines.append(disk_line(self._disk))
        if [words.name for words in lines] != list(self.rows):
            self._make_rows(lines)
        for words in lines:
            self.rows[words.name].set(words)
        told, tone = verdict(lines)
        self.verdict.set_text(told)
        self._mark.set(ICONS[tone], tone)
        self.keep.setEnabled(True)

    def save_sheet(self) -> None:
        """The page on paper, for whoever in the school watches over privacy; where the user wants it."""
        name = f"Beveiliging van de kluis {self.context.today().isoformat()}.pdf"
        path = dialogs.choose_save_file(self, "Overzicht bewaren", Path.home() / name, "Pdf (*.pdf)")
        if path is None or self.session is None:
            return
        service, told = self.session.security, self.verdict.plain_text()
        lines = [on_paper(words) for words in self.lines()]

        def job() -> None:
            write_whole(path, service.sheet(told, lines, LIMITS))

        self.run(job, lambda _none: self._kept(path), self._refused)

    def _kept(self, path: Path) -> None:
        self.message.emit(Message(f"Het overzicht staat in {path.name}.", "ok", key="security-sheet"))

    def _refused(self, error: WorldError) -> None:
        self.message.emit(Message(sentence(error), "bad", key="security-sheet"))

    def _make_rows(self, lines: list[FactWords]) -> None:
        clear_layout(self._lines)
        self.rows = {}
        for words in lines:
            self._lines.addWidget(Hairline())
            row = FactRow(words, self.open_page.emit)
            self.rows[words.name] = row
            self._lines.addWidget(row)
        tab_as_one_reads(self)

    def _fit(self) -> None:
        self._holder.setMaximumWidth(theme().px(WIDEST))


def _limits() -> Panel:
    panel = Panel("Waar dit programma niet tegen beschermt", spacing=8)
    for words in LIMITS:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(IconLabel("minus", 16, "text2"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(TextBlock(words), 1)
        panel.body.addLayout(line)
    return panel
