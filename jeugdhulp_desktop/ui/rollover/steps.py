"""The pages of the way over: which schools, what goes along, what is about to happen, and the proof."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.rollovers import (
    GroupState,
    Move,
    RolloverChoice,
    RolloverPlan,
    RolloverReport,
    SchoolPlan,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.rollover.words import (
    counted,
    going_along,
    proof_line,
    result_lines,
    school_fact,
    staying_behind,
    total,
)
from jeugdhulp_desktop.ui.widgets.buttons import CheckBox
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout
from jeugdhulp_desktop.ui.widgets.progress import BusyLine


def column_of(widget: QWidget, spacing: int = 12) -> QVBoxLayout:
    """The vertical layout of a page, without margins."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def add_lines(panel: Panel, lines: Iterable[str], icon: str, tone: str) -> None:
    """A list of facts, each behind its icon."""
    for each in lines:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, 18, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(TextBlock(each), 1)
        panel.body.addLayout(row)


class SchoolsStep(QWidget):
    """From which year to which, and for which schools."""

    year_chosen = Signal(object)  # SchoolYear to go over to
    changed = Signal()

    def __init__(self, years: Sequence[SchoolYear], chosen: SchoolYear) -> None:
        super().__init__()
        column = column_of(self, 14)
        row = QHBoxLayout()
        row.setSpacing(10)
        words = label("Naar &schooljaar", "field")
        self.year = ChoiceField([(year, f"van {year.previous.code} naar {year.code}") for year in years])
        self.year.set_value(chosen)
        self.year.setAccessibleName("Naar welk schooljaar")
        words.setBuddy(self.year)
        self.year.changed.connect(lambda: self.year_chosen.emit(self.year.value()))
        row.addWidget(words)
        row.addWidget(self.year, 1)
        column.addLayout(row)
        self._list = QWidget()
        self._rows = column_of(self._list)
        column.addWidget(self._list)
        self.boxes: dict[int, CheckBox] = {}

    def show_plan(self, plan: RolloverPlan) -> None:
        """Every school; those that have nothing to go over with cannot be chosen."""
        clear_layout(self._rows)
        self.boxes = {}
        for school in plan.schools:
            panel = Panel(margin=14, spacing=4)
            box = CheckBox(school.school_name.replace("&", "&&"))
            box.setChecked(school.has_work)
            box.setEnabled(school.has_work)
            box.setProperty("role", "strong")
            fact = school_fact(school, plan.to_year)
            box.setAccessibleDescription(fact)
            box.clicked.connect(lambda _checked=False: self.changed.emit())
            panel.body.addWidget(box)
            panel.body.addWidget(TextBlock(fact, "body", "text2"))
            self._rows.addWidget(panel)
            self.boxes[school.school_id] = box

    def chosen(self) -> set[int]:
        """The schools that go over."""
        return {school_id for school_id, box in self.boxes.items() if box.isChecked()}

    def reason(self) -> str:
        """Why one cannot go on."""
        if not self.boxes:
            return "Even wachten, de scholen worden gelezen."
        if not any(box.isEnabled() for box in self.boxes.values()):
            return "Alles is al overgezet."
        return "" if self.chosen() else "Kies een school."


class CopyStep(QWidget):
    """What of the agreements goes along as a concept, and what never does."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column_of(self)

    def show_schools(self, schools: Sequence[SchoolPlan]) -> None:
        """The counts of the chosen schools together."""
        clear_layout(self._column)
        counts, copied = total(schools), sum(each.copies for each in schools)
        along = Panel("Gaat mee", spacing=8)
        if copied:
            words = f"{counted(copied, 'afspraak', 'afspraken')}, elk als concept dat je nog kunt veranderen"
            add_lines(along, [words, *going_along(counts)], "check", "ok")
        else:
            add_lines(
                along, ["Er gaat geen afspraak mee: er is er al een, of er was er geen."], "minus", "text2"
            )
        never = Panel("Gaat nooit mee", spacing=8)
        add_lines(never, staying_behind(counts), "minus", "text2")
        self._column.addWidget(along)
        self._column.addWidget(never)


class SummaryStep(QWidget):
    """The last look before it is done."""

    def __init__(self) -> None:
        super().__init__()
        column = column_of(self)
        self._lines = QWidget()
        self._rows = column_of(self._lines)
        column.addWidget(self._lines)
        self.busy = BusyLine("Eerst een back-up, dan het overzetten")
        self.busy.hide()
        column.addWidget(self.busy)
        self.told: list[str] = []

    def show_choice(self, schools: Sequence[SchoolPlan], choice: RolloverChoice, leaving: int) -> None:
        """What is about to happen, in numbers."""
        clear_layout(self._rows)
        made = sum(each.copies for each in schools)
        actions = sum(each.actions for each in schools if each.copies or each.next_id is not None)
        cases = sum(each.open_cases for each in schools)
        up, away, stay = _moves(schools, choice)
        self.told = [
            f"{counted(made, 'afspraak', 'afspraken')} als concept voor {choice.to_year.code}",
            f"{counted(actions, 'open actie', 'open acties')} van de oude afspraak naar de nieuwe",
            f"{counted(cases, 'open casus loopt', 'open casussen lopen')} door",
            f"{counted(up, 'leerling', 'leerlingen')} een groep omhoog, {away} van school, "
            f"{stay} in dezelfde groep",
        ]
        if leaving:
            planned = counted(len(choice.handovers), "warme overdracht", "warme overdrachten")
            self.told.append(f"{planned} als actie binnen twee weken, van {leaving} die van school gaan")
        panel = Panel("Dit gaat er gebeuren", spacing=8)
        add_lines(panel, self.told, "arrow-right", "accent")
        self._rows.addWidget(panel)
        words = (
            "Eerst maakt het programma een back-up en controleert die. Lukt dat niet, dan verandert er niets."
        )
        self._rows.addWidget(TextBlock(words, "body", "text2"))


def _moves(schools: Sequence[SchoolPlan], choice: RolloverChoice) -> tuple[int, int, int]:
    """How many pupils go up, leave and stay by these choices."""
    counts = dict.fromkeys(Move, 0)
    groups = {each.school_id: each.groups for each in choice.schools}
    for school in schools:
        chosen = groups.get(school.school_id, {})
        if school.state is GroupState.OLD and chosen:
            for group in school.groups:
                following = chosen.get(group.group)
                counts[following.move if following else Move.STAY] += group.pupils
    return counts[Move.UP], counts[Move.LEAVE], counts[Move.STAY]


class ProofStep(QWidget):
    """What was done, school by school, and who still needs a handover."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self._column = column_of(self)
        self._report: RolloverReport | None = None
        privacy.changed.connect(self._write)  # bound: privacy outlives this window

    def show_report(self, report: RolloverReport) -> None:
        """The proof."""
        self._report = report
        self._write()

    def _write(self) -> None:
        report = self._report
        if report is None:
            return
        clear_layout(self._column)
        self._column.addWidget(TextBlock(proof_line(report)))
        for result in report.schools:
            panel = Panel(result.school_name, spacing=8)
            add_lines(panel, result_lines(result, report.to_year), "check", "ok")
            self._column.addWidget(panel)
        if report.handovers or report.later:
            panel = Panel("Warme overdracht", spacing=8)
            done = counted(report.handovers, "actie gepland", "acties gepland")
            add_lines(panel, [f"{done}, binnen twee weken. Je vindt ze bij je acties."], "check", "ok")
            later = [
                f"{self._privacy.name(case.pupil)}, groep {case.group}, casus {case.number}: nog te doen"
                for case in report.later
            ]
            add_lines(panel, later, "clock-outline", "warn")
            self._column.addWidget(panel)
