"""Above the grid: which week, whether there is a holiday in it, and which hours one types."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.hours import HourState, WeekSheet
from jeugdhulp_desktop.ui.hours.words import week_choices
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button, IconButton
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.labels import Pill, PillValue
from jeugdhulp_desktop.ui.widgets.segmented import Segment, SegmentedAnswer

_STATES = (
    Segment(HourState.REALISED, "Gerealiseerd", "R", "check-circle-outline", "accent"),
    Segment(HourState.PLANNED, "Gepland", "P", "clock-outline", "accent"),
)


class WeekBar(QWidget):
    """Asks for another week, other hours or a copy; the view decides."""

    stepped = Signal(int)
    week_chosen = Signal(object)  # its Monday
    this_week_asked = Signal()
    state_chosen = Signal()
    copy_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = FlowLayout(self)
        self.before = IconButton("Vorige week (Alt+←)", "chevron-left")
        self.before.clicked.connect(lambda _checked=False: self.stepped.emit(-1))
        self.week_choice = ChoiceField()
        self.week_choice.setAccessibleName("Week")
        self.week_choice.changed.connect(lambda: self.week_chosen.emit(self.week_choice.value()))
        self.after = IconButton("Volgende week (Alt+→)", "chevron-right")
        self.after.clicked.connect(lambda _checked=False: self.stepped.emit(1))
        self.states = SegmentedAnswer("Welke uren", _STATES)
        self.states.set_value(HourState.REALISED)
        self.states.answered.connect(lambda _state: self.state_chosen.emit())
        self.today = Button("Deze week", kind="link")
        self.today.clicked.connect(lambda _checked=False: self.this_week_asked.emit())
        self.holiday = Pill()
        self.copy = Button("Vorige week overnemen", "content-copy", tip="Vorige week overnemen (Ctrl+D)")
        self.copy.clicked.connect(lambda _checked=False: self.copy_asked.emit())
        parts = (self.before, self.week_choice, self.after, self.states, self.today, self.holiday, self.copy)
        for widget in parts:
            row.addWidget(widget)
        row.push_right(self.copy)
        theme().changed.connect(self._fit)
        self._fit()

    def state(self) -> HourState:
        """Planned or realised, whichever is chosen."""
        return HourState(self.states.value())

    def set_state(self, state: HourState) -> None:
        """Show planned or realised, as if it was chosen."""
        self.states.set_value(state)
        self.state_chosen.emit()

    def show_week(self, sheet: WeekSheet, this_week: date) -> None:
        """Show which week is in front, and what is free in it."""
        self.week_choice.set_choices(week_choices(sheet.year))
        self.week_choice.set_value(sheet.monday)
        self.today.setVisible(sheet.monday != this_week)
        free = PillValue(sheet.holiday.capitalize(), "calendar-blank-outline", "warn")
        self.holiday.set(free if sheet.holiday else None)

    def _fit(self) -> None:
        self.week_choice.setMinimumWidth(theme().px(232))
