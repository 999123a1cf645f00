"""Step 4: what came in, what did not, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.pupils import Pupil
from jeugdhulp_desktop.domain.rosters import RosterError
from jeugdhulp_desktop.services.imports import ImportSummary, UndoReport
from jeugdhulp_desktop.ui import clipboard
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.imports.words import count_words, pupils_words
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.row_sentences import row_sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.table import LinesTable

_ERRORS: tuple[Column[RosterError], ...] = (
    Column("line", "Regel", lambda error: str(error.line) if error.line else "", width=80),
    Column("what", "Wat er is", lambda error: Cell(row_sentence(error)), width=400, stretch=1),
)


class ResultStep(QWidget):
    """A sentence with the numbers, the rows that did not come in, and what one does next."""

    undo_asked = Signal()
    cases_asked = Signal()
    school_asked = Signal(int)
    again_asked = Signal()

    def __init__(self, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._school_id = 0
        self._errors: tuple[RosterError, ...] = ()
        self._left_alone: tuple[Pupil, ...] = ()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self._make_panel())
        self.list_words = TextBlock("", "strong")
        whole.addWidget(self.list_words)
        self.errors: LinesModel[RosterError] = LinesModel(
            _ERRORS, identity=lambda error: (error.line, error.code)
        )
        self.table = LinesTable(self.errors, "Regels die niet zijn opgehaald", hints=False)
        whole.addWidget(self.table, 1)
        columns: tuple[Column[Pupil], ...] = (
            Column("name", "Leerling", lambda pupil: privacy.name(pupil.name.display), width=220, stretch=1),
            Column("group", "Groep", lambda pupil: pupil.group, width=120),
        )
        self.pupils: LinesModel[Pupil] = LinesModel(columns)
        self.pupils_table = LinesTable(self.pupils, "Leerlingen die zo gebleven zijn", hints=False)
        whole.addWidget(self.pupils_table, 1)
        self.copy = Button("Regels kopiëren", "content-copy")
        self.copy.clicked.connect(lambda _checked=False: self._copy())
        whole.addWidget(self.copy)
        self._room = QWidget()
        whole.addWidget(self._room, 1)
        self._show_list("")
        privacy.changed.connect(self.pupils.refresh_looks)

    def _make_panel(self) -> Panel:
        panel = Panel(margin=20, spacing=12)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._icon = QHBoxLayout()
        row.addLayout(self._icon)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.title = label("", "title", wrap=True)
        self.text = TextBlock("", "body", "text2")
        words.addWidget(self.title)
        words.addWidget(self.text)
        row.addLayout(words, 1)
        panel.body.addLayout(row)
        acts = QWidget()
        acts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        buttons = FlowLayout(acts, spacing=8)
        self.cases = Button("Naar casussen", "account-multiple-outline", "filled")
        self.cases.clicked.connect(lambda _checked=False: self.cases_asked.emit())
        self.school = Button("School aanvullen", "school-outline")
        self.school.clicked.connect(lambda _checked=False: self.school_asked.emit(self._school_id))
        self.undo = Button("Ongedaan maken", "undo")
        self.undo.clicked.connect(lambda _checked=False: self.undo_asked.emit())
        self.again = Button("Ander bestand ophalen", kind="link")
        self.again.clicked.connect(lambda _checked=False: self.again_asked.emit())
        for button in (self.cases, self.school, self.undo, self.again):
            buttons.addWidget(button)
        panel.body.addWidget(acts)
        return panel

    def show_summary(self, summary: ImportSummary, school: str, errors: Sequence[RosterError]) -> None:
        """What was fetched, and which rows were not."""
        self._show_icon("check-circle-outline", "ok")
        self.title.setText("De leerlingen zijn opgehaald")
        made = (
            f" {school} is een nieuwe school in je kluis. Vul de gegevens nog aan."
            if summary.school_made
            else ""
        )
        self.text.set_text(f"{school}: {count_words(summary.counts)}.{made}")
        self.school.setVisible(summary.school_made)
        self._school_id = summary.school_id
        self.undo.show()
        self._errors, self._left_alone = tuple(errors), ()
        self.errors.set_lines(self._errors)
        count = len(errors)
        self.table.set_count(f"{count} {'regel' if count == 1 else 'regels'}")
        self._show_list(
            f"{'Eén regel is' if count == 1 else f'{count} regels zijn'} niet opgehaald. "
            "Verbeter ze in de leerlingadministratie en haal de lijst opnieuw op."
            if count
            else ""
        )

    def show_undone(self, report: UndoReport) -> None:
        """What was taken back, and who was left alone since they were touched (domain.md 6.6 no. 3)."""
        self._show_icon("undo", "accent")
        self.title.setText("Het ophalen is ongedaan gemaakt")
        many = report.restored != 1
        self.text.set_text(
            f"{pupils_words(report.restored).capitalize()} {'staan' if many else 'staat'} weer zoals eerst."
        )
        self.school.hide()
        self.undo.hide()
        self._errors, self._left_alone = (), report.left_alone
        self.pupils.set_lines(report.left_alone)
        self.pupils_table.set_count(pupils_words(len(report.left_alone)))
        self._show_list(
            "Deze leerlingen zijn zo gebleven: ze zijn intussen veranderd, kregen een casus, of hun "
            "nummer is nu van iemand anders."
            if report.left_alone
            else ""
        )

    def _show_icon(self, name: str, tone: str) -> None:
        clear_layout(self._icon)
        self._icon.addWidget(IconLabel(name, 40, tone), 0, Qt.AlignmentFlag.AlignTop)

    def _show_list(self, words: str) -> None:
        self.list_words.set_text(words)
        self.list_words.setVisible(bool(words))
        self.table.setVisible(bool(self._errors))
        self.copy.setVisible(bool(self._errors))
        self.pupils_table.setVisible(bool(self._left_alone))
        self._room.setVisible(not words)

    def _copy(self) -> None:
        """Line numbers and sentences only: what is mailed to the administration holds no pupil."""
        lines = [f"Regel {error.line}: {row_sentence(error)}" for error in self._errors]
        clipboard.put("\n".join(lines))
        self.copy.setText("Gekopieerd")
