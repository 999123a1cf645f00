"""The page about pupils: where each group goes, and who leaves with an open case."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jeugdhulp_desktop.domain.rollovers import (
    GroupPlan,
    GroupState,
    Move,
    NextGroup,
    OpenCase,
    SchoolChoice,
    SchoolPlan,
    leavers,
)
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.rollover.steps import column_of
from jeugdhulp_desktop.ui.rollover.words import MIDYEAR, MOVES, counted, state_words
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField, TextField
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, label
from jeugdhulp_desktop.ui.widgets.panel import Panel, clear_layout

LONGEST = 40  # characters of the name of a group


class GroupLine:
    """The fields of one group: where it goes, and to which group."""

    def __init__(self, plan: GroupPlan) -> None:
        self.plan = plan
        name = plan.group or "zonder groep"
        pupils = counted(plan.pupils, "leerling", "leerlingen")
        self.words = ElidedLabel(f"{name}, {pupils}")
        self.move = ChoiceField([(each, words) for each, words in MOVES.items()])
        self.move.setAccessibleName(f"Groep {name}, {pupils}: wat gebeurt ermee")
        self.move.set_value(plan.next.move if plan.next.sure else None)
        self.target = TextField(longest=LONGEST)
        self.target.setAccessibleName(f"Nieuwe groep van {name}")
        self.target.set_value(plan.next.group if plan.next.move is Move.UP else plan.group)

    def show_target(self) -> None:
        """The name of the next group, only where there is one."""
        self.target.setVisible(self.move.value() is Move.UP)

    def value(self) -> NextGroup | None:
        """Where it goes; None while it is not chosen, or the next group has no name."""
        move = self.move.value()
        if move is Move.UP:
            group = str(self.target.value()).strip()
            return NextGroup(Move.UP, group) if group else None
        return NextGroup(move) if move is not None else None


class SchoolGroups(Panel):
    """The groups of one school, and why they move or do not."""

    changed = Signal()

    def __init__(self, plan: SchoolPlan, to_year: SchoolYear, *, in_season: bool = True) -> None:
        super().__init__(plan.school_name, spacing=10)
        self.plan = plan
        self.lines: list[GroupLine] = []
        midyear = plan.state is GroupState.OLD and not in_season
        words = MIDYEAR if midyear else state_words(plan.state, to_year)
        self.body.addWidget(TextBlock(words, "body", "text2"))
        self.none = CheckBox("De groepen kloppen al, verander niets")
        self.none.setAccessibleName(f"De groepen van {plan.school_name} kloppen al, verander niets")
        self.none.setChecked(midyear)
        self.none.clicked.connect(lambda _checked=False: self._switch())
        self.body.addWidget(self.none)
        self.none.setVisible(plan.state is GroupState.OLD)
        self.grid_box = QWidget()
        self._grid = QGridLayout(self.grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self.rest = Button("Overige groepen laten staan", kind="link")
        self.rest.clicked.connect(lambda _checked=False: self._leave_rest())
        if plan.state is GroupState.OLD:
            for group in plan.groups:
                self._add(GroupLine(group))
            self.body.addWidget(self.grid_box)
            self.grid_box.setVisible(not midyear)
            self.body.addWidget(self.rest)
        self._show_rest()

    def _add(self, line: GroupLine) -> None:
        row = len(self.lines)
        self._grid.addWidget(line.words, row, 0)
        self._grid.addWidget(line.move, row, 1)
        self._grid.addWidget(line.target, row, 2)
        line.show_target()  # now that it has its place: without one it would be a window of its own
        line.move.changed.connect(lambda: self._moved(line))
        line.target.changed.connect(self.changed)
        self.lines.append(line)

    def _moved(self, line: GroupLine) -> None:
        line.show_target()
        self._show_rest()
        self.changed.emit()

    def _switch(self) -> None:
        self.grid_box.setVisible(not self.none.isChecked())
        self._show_rest()
        self.changed.emit()

    def _leave_rest(self) -> None:
        for line in self.lines:
            if line.move.value() is None:
                line.move.set_value(Move.STAY)
        self._show_rest()
        self.changed.emit()

    def _show_rest(self) -> None:
        open_lines = any(line.move.value() is None for line in self.lines)
        self.rest.setVisible(open_lines and not self.none.isChecked())

    def choose_again(self, none: bool, lines: Mapping[str, Sequence[str | None]]) -> None:
        """What was chosen before, by group: the move and the name of the next group."""
        self.none.setChecked(none)
        for line in self.lines:
            move, target = lines.get(line.plan.group, (None, None))
            line.move.set_value(Move(move) if move is not None else None)
            line.target.setText(target or "")
            line.show_target()
        self._switch()

    def unanswered(self) -> int:
        """How many groups still have to be chosen."""
        return 0 if self.none.isChecked() else sum(line.value() is None for line in self.lines)

    def value(self) -> Mapping[str, NextGroup]:
        """Where each group goes; nothing where groups stay as they are."""
        if self.none.isChecked():
            return {}
        found = {line.plan.group: line.value() for line in self.lines}
        return {group: following for group, following in found.items() if following is not None}


class GroupsStep(QWidget):
    """All chosen schools, and below them who leaves with an open case.

    Outside the season of going over no group moves unless one asks for it: in November all would be wrong.
    """

    changed = Signal()
    handover_changed = Signal()

    def __init__(self, privacy: Privacy, *, in_season: bool = True) -> None:
        super().__init__()
        self._privacy, self._in_season = privacy, in_season
        self._column = column_of(self)
        self.panels: list[SchoolGroups] = []
        self.boxes: dict[int, CheckBox] = {}
        self._later: set[int] = set()  # cases for which no handover is planned now
        self._leavers = Panel("Gaan van school met een open casus", spacing=10)
        privacy.changed.connect(self._show_leavers)  # bound: privacy outlives this window

    def show_schools(self, schools: Sequence[SchoolPlan], to_year: SchoolYear) -> None:
        """The groups of these schools; choices that were made for another selection are made anew."""
        if [panel.plan for panel in self.panels] == list(schools):
            return
        self._leavers.setParent(None)
        clear_layout(self._column)
        self.panels = [SchoolGroups(each, to_year, in_season=self._in_season) for each in schools]
        for panel in self.panels:
            panel.changed.connect(self._choice_changed)
            self._column.addWidget(panel)
        self._column.addWidget(self._leavers)
        self._show_leavers()

    def _choice_changed(self) -> None:
        self._show_leavers()
        self.changed.emit()

    def leaving(self) -> list[OpenCase]:
        """Who leaves with an open case."""
        return [case for panel in self.panels for case in leavers(panel.plan, panel.value())]

    def _show_leavers(self) -> None:
        clear_layout(self._leavers.body)
        self.boxes = {}
        found = self.leaving()
        words = "Zet een vinkje om een warme overdracht te plannen. Zonder vinkje doe je het later zelf."
        self._leavers.body.addWidget(label("Gaan van school met een open casus", "section", wrap=True))
        self._leavers.body.addWidget(TextBlock(words, "body", "text2"))
        for case in found:
            name = self._privacy.name(case.pupil)
            box = CheckBox(f"{name}, groep {case.group}, casus {case.number}".replace("&", "&&"))
            box.setChecked(case.case_id not in self._later)
            box.setAccessibleName(f"Warme overdracht plannen voor {name}, casus {case.number}")
            box.clicked.connect(lambda _checked=False: self._remember())
            self._leavers.body.addWidget(box)
            self.boxes[case.case_id] = box
        self._leavers.setVisible(bool(found))

    def _remember(self) -> None:
        for case_id, box in self.boxes.items():
            (self._later.discard if box.isChecked() else self._later.add)(case_id)
        self.handover_changed.emit()

    @property
    def later(self) -> set[int]:
        """The cases for which no handover is planned now."""
        return self._later

    def choose_later(self, cases: set[int]) -> None:
        """What was left for later before."""
        self._later = set(cases)
        self._show_leavers()

    def reason(self) -> str:
        """Why one cannot go on: groups of which it is not said where they go."""
        count = sum(panel.unanswered() for panel in self.panels)
        return f"Kies nog wat er gebeurt met {counted(count, 'groep', 'groepen')}." if count else ""

    def choices(self) -> tuple[SchoolChoice, ...]:
        """What was chosen, school by school."""
        return tuple(SchoolChoice(panel.plan.school_id, panel.value()) for panel in self.panels)

    def handovers(self) -> frozenset[int]:
        """The cases for which a warm handover is planned now."""
        return frozenset(case_id for case_id, box in self.boxes.items() if box.isChecked())
