"""Beside an evaluation: how far it is, what is still open, the keys and the figures."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationLine, Figures
from jeugdhulp_desktop.domain.figures import TOTAL
from jeugdhulp_desktop.domain.text import format_decimal, format_hours, long_date
from jeugdhulp_desktop.ui.evaluations.looks import SEGMENTS, TONES
from jeugdhulp_desktop.ui.widgets.bars import StepDots, figure_line
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, KeyHint, TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout

_KEYS = ((("G", "D", "N", "X"), "antwoord"), (("↑", "↓"), "andere regel"), (("Ctrl", "Enter"), "vaststellen"))
_SMALL = "Aantallen van 1 tot en met 4 staan als <5. Een streepje verbergt waaruit zo’n aantal volgt."


class EvaluationSide(Panel):
    """Progress, keys and figures."""

    delete_asked = Signal()

    def __init__(self, *, finished: bool) -> None:
        super().__init__(spacing=10)
        self.progress_title = label("", "section")
        self.body.addWidget(self.progress_title)
        self.dots = StepDots()
        self.body.addWidget(self.dots)
        self._counts = QVBoxLayout()
        self._counts.setSpacing(8)
        self.body.addLayout(self._counts)
        if not finished:
            self.body.addWidget(Hairline())
            self.body.addWidget(label("Sneltoetsen", "section"))
            for keys, does in _KEYS:
                self.body.addWidget(_key_line(keys, does))
        self.body.addWidget(Hairline())
        self.body.addWidget(label("Cijfers", "section"))
        self._figures = QVBoxLayout()
        self._figures.setSpacing(8)
        self.body.addLayout(self._figures)
        self.body.addStretch(1)
        self.remove = Button("Evaluatie verwijderen", "delete-outline", "link")
        self.remove.clicked.connect(lambda _checked=False: self.delete_asked.emit())
        self.body.addWidget(self.remove)
        self.remove.hide()

    def show_progress(self, lines: Sequence[EvaluationLine]) -> None:
        """How many lines have which answer."""
        done = sum(line.answer is not None for line in lines)
        self.progress_title.setText(f"{done} van {len(lines)} beantwoord")
        spoken = ", ".join(f"{line.subject}: {line.answer or 'open'}" for line in lines)
        self.dots.set_tones([TONES[line.answer] for line in lines], spoken)
        clear_layout(self._counts)
        for segment in SEGMENTS:
            count = sum(line.answer is segment.value for line in lines)
            self._counts.addWidget(figure_line(segment.icon, segment.tone, segment.text, str(count)))

    def show_figures(self, evaluation: Evaluation) -> None:
        """What the vault counted; small numbers are hidden already."""
        clear_layout(self._figures)
        figures = evaluation.figures
        if figures is None:
            return
        for icon, words, number in _figure_lines(figures):
            self._figures.addWidget(figure_line(icon, "text2", words, number))
        self._figures.addWidget(
            TextBlock(f"Tot en met {long_date(figures.until)}. {_SMALL}", "caption", "text2")
        )


def _figure_lines(figures: Figures) -> Iterable[tuple[str, str, str]]:
    agreed = sum((each.agreed for each in figures.hours), Decimal(0))
    realised = sum((each.realised for each in figures.hours), Decimal(0))
    share = f" ({format_decimal(realised * 100 / agreed, 0)}%)" if agreed else ""
    yield "clock-outline", "Uren", f"{format_hours(realised)}{share}"
    for words, counts in (
        ("Nieuw", figures.new), ("Met een casus", figures.caseload), ("Afgesloten", figures.closed)
    ):  # fmt: skip
        if TOTAL in counts:
            yield "account-multiple-outline", words, str(counts[TOTAL])
    if figures.waiting_median is not None:
        yield "clipboard-clock-outline", "Wachttijd", f"{format_hours(figures.waiting_median)} dagen"
    if figures.offers_agreed:
        yield "account-group-outline", "Groepswerk", f"{format_hours(figures.offers_realised)} uur"


def _key_line(keys: tuple[str, ...], does: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(KeyHint(keys))
    row.addStretch(1)
    row.addWidget(label(does, "caption", "text2"))
    return line
