"""3 Analyse van de school: what it stands on, what last year taught, and its figures."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jeugdhulp_desktop.domain.agreement_kinds import RiskKind, Section
from jeugdhulp_desktop.domain.agreement_sections import Analysis, PastFigure, Risk, SchoolFacts
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui.agreements.growing_line import GrowingLine
from jeugdhulp_desktop.ui.agreements.rows import PLAIN_TEXT, RowColumn, RowKind, Rows
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.agreements.text_block_menu import TextBlocks
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, TextArea
from jeugdhulp_desktop.ui.widgets.form import Form
from jeugdhulp_desktop.ui.widgets.labels import Hairline, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

KIND = 190


class AnalysisSection(EditorSection):
    """Risks, what went well, what could improve, lessons; the figures of last year are only read."""

    kind = Section.ANALYSIS
    figures_asked = Signal()

    def __init__(self, blocks: TextBlocks | None) -> None:
        super().__init__("Waarom vraagt deze school om wat jullie afspreken?")
        self.figures_button = Button("Cijfers bijwerken", "refresh", "plain")
        self.figures_button.setToolTip("Cijfers en leerpunten van vorig schooljaar opnieuw ophalen")
        self.figures_button.setProperty("edits", True)
        self.figures_button.clicked.connect(lambda _checked=False: self.figures_asked.emit())
        self.add_action(self.figures_button)
        self._pupils = label("", tone="text2", wrap=True)
        self.body.addWidget(self._pupils)
        kinds = [(each, each.value) for each in RiskKind]
        columns = (
            RowColumn("kind", "Soort", lambda: ChoiceField(kinds), width=KIND),
            RowColumn("text", "Waaruit blijkt dat", GrowingLine),
        )
        self.risks = Rows(
            self,
            "analysis.risks",
            "Risico",
            columns,
            RowKind(Risk),
            title="Risico’s",
            empty="Nog geen risico’s opgeschreven.",
        )
        self.hold("analysis.risks", self.risks, forms=False)
        self.body.addWidget(self.risks)
        form = Form()
        self.text(form, "analysis.went_well", "Wat &goed ging", TextArea(lines=2), blocks)
        self.text(form, "analysis.could_improve", "Wat &beter kan", TextArea(lines=2), blocks)
        self.body.addWidget(form)
        self.lessons = Rows(
            self,
            "analysis.lessons",
            "Leerpunt",
            (RowColumn("", "", GrowingLine),),
            PLAIN_TEXT,
            title="Leerpunten van vorig jaar",
            empty="Leerpunten uit de evaluatie van vorig jaar komen hier vanzelf.",
        )
        self.hold("analysis.lessons", self.lessons, forms=False)
        self.body.addWidget(self.lessons)
        self._figures_now: tuple[PastFigure, ...] = ()
        self._figures = QWidget()
        self._grid = QGridLayout(self._figures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.body.addWidget(self._figures)

    def fill(self, agreement: Agreement) -> None:
        super().fill(agreement)
        self._pupils.setText(pupils_words(agreement.school))
        self._show_figures(agreement.analysis.figures)

    def take_last_year(self, last: Analysis) -> None:
        """Show the figures anew, and the lessons that do not stand here yet."""
        self._show_figures(last.figures)
        here = self.lessons.value()
        self.lessons.set_value((*here, *(each for each in last.lessons if each not in here)))
        self.forget("analysis.lessons")
        self.changed.emit()

    def apply(self, agreement: Agreement) -> Agreement:
        agreement = super().apply(agreement)
        if self._figures_now == agreement.analysis.figures:
            return agreement
        return replace(agreement, analysis=replace(agreement.analysis, figures=self._figures_now))

    def _show_figures(self, figures: tuple[PastFigure, ...]) -> None:
        self._figures_now = figures
        clear_layout(self._grid)
        self._figures.setVisible(bool(figures))
        if not figures:
            return
        self._grid.addWidget(label("Cijfers van vorig schooljaar", "strong"), 0, 0)
        for column, words in ((1, "vorig jaar"), (2, "het jaar ervoor")):
            self._grid.addWidget(label(words, "field", "text2"), 0, column)
        self._grid.addWidget(Hairline(), 1, 0, 1, 3)
        for row, figure in enumerate(figures, 2):
            self._grid.addWidget(label(figure.label, wrap=True), row, 0)
            self._grid.addWidget(label(figure.value or "–", "strong"), row, 1)
            self._grid.addWidget(label(figure.before or "–", tone="text2"), row, 2)


def pupils_words(school: SchoolFacts) -> str:
    """How many pupils, and counted when."""
    if school.pupil_count is None:
        return "Het aantal leerlingen staat nog niet bij de school (Sociale kaart)."
    counted = f", geteld op {long_date(school.counted_on)}" if school.counted_on else ""
    return f"{school.pupil_count} leerlingen{counted}."
