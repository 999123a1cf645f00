"""8 Aanvullende inzet and 14 Evaluatie: read here, and opened; they are records of their own."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.additions import AdditionLine
from jeugdhulp_desktop.domain.agreement_kinds import Section
from jeugdhulp_desktop.domain.agreements import Agreement
from jeugdhulp_desktop.domain.evaluations import EvaluationMoment, EvaluationState
from jeugdhulp_desktop.domain.text import format_hours, short_date
from jeugdhulp_desktop.ui.additions.looks import status_pill
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import Hairline, Pill, PillValue, label
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

_MOMENTS = {
    EvaluationMoment.HALFWAY: "Tussentijds, januari of februari",
    EvaluationMoment.END: "Aan het eind, mei of juni",
}


def _line(words: str, second: str, pill: PillValue, button: Button) -> QWidget:
    """One record: what it is, a fact below, its state, and the way to it."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    text = QVBoxLayout()
    text.setSpacing(2)
    text.addWidget(label(words, "strong", wrap=True))
    if second:
        text.addWidget(label(second, "caption", "text2", wrap=True))
    row.addLayout(text, 1)
    row.addWidget(Pill(pill), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return line


def _button(words: str, name: str, do: Callable[[], object]) -> Button:
    button = Button(words, kind="plain")
    button.setAccessibleName(name)
    button.clicked.connect(lambda _checked=False: do())
    return button


class _RecordSection(EditorSection):
    """A list of records that are read here."""

    def __init__(self, lead: str) -> None:
        super().__init__(lead)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def apply(self, agreement: Agreement) -> Agreement:
        return agreement

    def _show(self, lines: Sequence[QWidget]) -> None:
        clear_layout(self._lines)
        for at, line in enumerate(lines):
            if at:
                self._lines.addWidget(Hairline())
            self._lines.addWidget(line)


class AdditionSection(_RecordSection):
    """8: this school's requests of this year; ``opened`` gives the id, ``request_asked`` begins one."""

    kind = Section.ADDITIONS
    opened = Signal(int)
    request_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Extra inzet is een uitzondering. Vraag die apart aan; het besluit komt hier te staan."
        )
        self.request_button = Button("Aanvragen", "plus", "plain")
        self.request_button.setAccessibleName("Aanvullende inzet aanvragen")
        self.request_button.clicked.connect(lambda _checked=False: self.request_asked.emit())
        self.add_action(self.request_button)
        self.show_lines(())

    def show_lines(self, lines: Sequence[AdditionLine]) -> None:
        """Show these requests."""
        if not lines:
            self._show([label("Er is dit schooljaar geen aanvullende inzet.", tone="text2", wrap=True)])
            return
        self._show([self._record(each) for each in lines])

    def _record(self, each: AdditionLine) -> QWidget:
        hours = "uren nog open"
        if each.hours_per_week is not None:
            hours = f"{format_hours(each.hours_per_week)} uur per week"
        period = ""
        if each.starts_on and each.ends_on:
            period = f"{short_date(each.starts_on)} tot en met {short_date(each.ends_on)} {each.ends_on.year}"
        due = "loopt binnen zes weken af: stoppen of verlengen?" if each.due else ""
        pill = status_pill(each.status, running=each.running)
        words = f"Aanvraag {each.number}: {each.worker_type.value}, {hours}"
        open_ = _button("Openen", f"Openen: {words}", lambda: self.opened.emit(each.id))
        second = " · ".join(filter(None, (period, due)))
        return _line(words, second, pill, open_)


class EvaluationSection(_RecordSection):
    """14: how far the two evaluations are; ``opened`` gives the moment."""

    kind = Section.EVALUATION
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("Halverwege en aan het eind kijken jullie per afspraak wat ervan kwam.")
        self.show_facts({})

    def show_facts(self, facts: Mapping[EvaluationMoment, EvaluationState]) -> None:
        """Show how far each evaluation is."""
        self._show([self._record(moment, facts.get(moment)) for moment in EvaluationMoment])

    def _record(self, moment: EvaluationMoment, fact: EvaluationState | None) -> QWidget:
        if fact is None:
            pill, second = PillValue("Nog niet begonnen", "clock-outline", "neutral"), ""
        elif fact.finished_on is not None:
            pill = PillValue("Afgerond", "check-circle-outline", "ok")
            second = f"Afgerond op {short_date(fact.finished_on)} {fact.finished_on.year}"
        else:
            pill = PillValue("Bezig", "pencil-outline", "accent")
            second = f"{fact.answered} van {fact.asked} regels beantwoord"
        words = "Openen" if fact is not None else "Beginnen"
        name = f"{words}: evaluatie {moment.value}"
        button = _button(words, name, lambda: self.opened.emit(moment))
        return _line(_MOMENTS[moment], second, pill, button)
