"""Inzet en uren: the week that is filled in, the school year, and all schools side by side."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.hour_tables import show_hours, year_lines
from jeugdhulp_desktop.domain.hours import HourState, WeekSum, YearHours
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.domain.schools import SchoolLine
from jeugdhulp_desktop.domain.text import format_hours
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.hours.paper import HoursPaperView
from jeugdhulp_desktop.ui.hours.schools_view import SchoolsView
from jeugdhulp_desktop.ui.hours.week_view import WeekView
from jeugdhulp_desktop.ui.hours.words import week_days, week_number
from jeugdhulp_desktop.ui.hours.year_view import YearView
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.flow import FlowLayout
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.messages import Message, MessageArea
from jeugdhulp_desktop.ui.widgets.segmented import Segment, SegmentedAnswer

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session


class View(StrEnum):
    """What the page shows."""

    WEEK = "week"
    YEAR = "year"
    SCHOOLS = "schools"


_VIEWS = (
    Segment(View.WEEK, "Week", "W", "clock-outline", "accent"),
    Segment(View.YEAR, "Schooljaar", "S", "calendar-blank-outline", "accent"),
    Segment(View.SCHOOLS, "Alle scholen", "A", "school-outline", "accent"),
)
_NOT_A_NUMBER = "Er staat nog iets in een cel dat geen uren zijn. Zet het recht, of druk op Esc."


class HoursPage(Page):
    """Three views on the hours of one school year."""

    title = "Inzet en uren"
    help_topic = "uren"
    watches = frozenset(
        {
            Change.HOURS,
            Change.AGREEMENTS,
            Change.ADDITIONS,
            Change.RELATIONS,
            Change.SCHOOLS,
            Change.SETTINGS,
        }
    )

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._schools: tuple[SchoolLine, ...] = ()
        self._wanted_school: int | None = None  # to be shown once the schools are read
        self._known = ""  # hours of the year, for the line of facts
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(12)
        self.header = PageHeader("Inzet en uren")
        self.workbook = Button("Als Excel bewaren", "content-save-outline", tip="Uren als werkblad bewaren")
        self.workbook.clicked.connect(lambda _checked=False: self.export())
        self.paper_button = Button("Urenoverzicht", "file-document-outline", tip="Urenoverzicht (Ctrl+P)")
        self.paper_button.setAccessibleName("Urenoverzicht als pdf bekijken")
        self.paper_button.clicked.connect(lambda _checked=False: self.make_pdf())
        self.header.add_action(self.workbook)
        self.header.add_action(self.paper_button)
        column.addWidget(self.header)
        column.addWidget(self._make_bar())
        self.messages = MessageArea()
        self.stack = QStackedWidget()
        self.week, self.year, self.schools = WeekView(self), YearView(), SchoolsView()
        self.paper = HoursPaperView(self)
        for widget in (self.week, self.year, self.schools, self.paper):
            self.stack.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.messages)
        self._connect()

    def _make_bar(self) -> QWidget:
        self.bar = QWidget()
        row = FlowLayout(self.bar)
        self.views = SegmentedAnswer("Wat je bekijkt", _VIEWS)
        self.views.set_value(View.WEEK)
        self.views.answered.connect(self._view_chosen)
        self.school = ChoiceField()
        self.school.setAccessibleName("School")
        self.school.setMinimumWidth(theme().px(240))
        self.school.changed.connect(self._school_chosen)
        row.addWidget(self.views)
        row.addWidget(self.school)
        return self.bar

    def _connect(self) -> None:
        self.week.kept.connect(self._week_kept)
        self.week.monday_shown.connect(lambda _monday: self._say_facts())
        self.year.week_asked.connect(self._open_week)
        self.schools.opened.connect(self._open_school)
        for view in (self.year, self.schools):
            view.settings_asked.connect(lambda: self.open_page.emit("settings", None))
        self.year.agreement_asked.connect(lambda: self.open_page.emit("agreements", None))
        self.schools.schools_asked.connect(lambda: self.open_page.emit("relations", None))
        self.paper.shown.connect(lambda: self._front(self.paper))
        self.paper.close_asked.connect(self._close_paper)
        self.paper.told.connect(self.messages.add)
        self.context.years.changed.connect(self._year_changed)

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self.week.open_with(session)
        self._read_schools()

    def open_at(self, argument: object) -> None:
        """A Monday opens that week; ("year", school id) the school year; "schools" all of them.

        ("week", school id, Monday, state) shows the week where one was.
        """
        if isinstance(argument, date):
            self._open_week(argument)
        elif isinstance(argument, tuple) and argument[0] == "week":
            self._return_to(*argument[1:])
        elif isinstance(argument, tuple) and argument[0] == "year":
            self._open_school(argument[1])
        elif argument == "schools":
            self._choose_view(View.SCHOOLS)

    def _return_to(self, school_id: int, monday: date, state: str) -> None:
        """The week of before the lock, also when the schools are still being read."""
        self.context.years.choose(SchoolYear.of(monday))
        self._wanted_school = school_id
        self.school.set_value(school_id)
        self.week.show_place(school_id, monday, HourState(state))

    def place(self) -> object:
        sheet = self.week.sheet
        if self.view() is View.SCHOOLS:
            return "schools"
        if sheet is None or self.school_id() is None:
            return None
        if self.view() is View.YEAR:
            return ("year", self.school_id())
        return ("week", sheet.school_id, sheet.monday, str(self.week.state))

    def refresh(self, changes: frozenset[object]) -> None:
        if changes - {Change.HOURS, Change.AGREEMENTS, Change.ADDITIONS, Change.SETTINGS}:
            self._read_schools()
        self.week.refresh_quietly()
        if self.view() is not View.WEEK:
            self._read_year()

    def view(self) -> View:
        """What is shown now."""
        return View(self.views.value())

    def school_id(self) -> int | None:
        """The school that is looked at."""
        value = self.school.value()
        return value if isinstance(value, int) else None

    def _read_schools(self) -> None:
        if self.session is not None:
            self.run(self.session.schools.lines, self._schools_read, latest="schools")

    def _schools_read(self, lines: list[SchoolLine]) -> None:
        before, self._schools = self.school_id(), tuple(lines)
        self.school.set_choices([(line.id, line.name) for line in lines])
        if before is None and self._wanted_school is not None:
            self.school.set_value(self._wanted_school)
            before = self.school_id()
        self._wanted_school = None
        if self.school_id() is None and lines:
            self.school.set_value(lines[0].id)  # mine comes first
        self._show_bar()
        if self.school_id() != before:
            self.week.show_school(self.school_id())

    def _read_year(self) -> None:
        session, year, school_id = self.session, self.context.years.year, self.school_id()
        if session is None:
            return

        def job() -> tuple[YearHours, list[WeekSum]]:
            weeks = session.hours.weeks(school_id, year) if school_id is not None else []
            return session.hours.year(year), weeks

        self.run(job, lambda found: self._year_read(*found), latest="year")

    def _year_read(self, year: YearHours, weeks: list[WeekSum]) -> None:
        if year.school_year != self.context.years.year:
            return
        school = year.school(self.school_id() or 0)
        self.year.show_year(school, year.budgets, weeks, self.week.monday)
        self.schools.show_year(year)
        counted = year.totals if self.view() is View.SCHOOLS or school is None else school.totals
        line = year_lines(counted)[-1]
        known = f", {show_hours(line.realised)} van {show_hours(line.agreed)} uur"
        self._known = known if counted else ""
        self._say_facts()

    def _view_chosen(self, value: View) -> None:
        if value is not View.WEEK and not self.week.settle():
            self.views.set_value(View.WEEK)
            self._tell_wrong()
            return
        self.messages.remove("cell")
        self._front({View.WEEK: self.week, View.YEAR: self.year, View.SCHOOLS: self.schools}[value])
        if value is not View.WEEK:
            self._read_year()

    def _choose_view(self, view: View) -> None:
        self.views.set_value(view)
        self._view_chosen(view)

    def _school_chosen(self) -> None:
        if not self.week.settle():
            self.school.set_value(self.week.sheet.school_id if self.week.sheet else None)
            self._tell_wrong()
            return
        self.week.show_school(self.school_id())
        if self.view() is not View.WEEK:
            self._read_year()

    def _open_week(self, monday: object) -> None:
        self._choose_view(View.WEEK)
        if isinstance(monday, date):
            self.week.go(monday)
        self.week.take_focus()

    def _open_school(self, school_id: int) -> None:
        self.school.set_value(school_id)
        self._choose_view(View.YEAR)
        self._school_chosen()
        self.take_focus()

    def _year_changed(self, _year: object) -> None:
        self.week.show_year(self.context.years.year)
        if self.view() is not View.WEEK:
            self._read_year()

    def _week_kept(self) -> None:
        self.saved.emit()
        self._say_facts()

    def _front(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        self._show_bar()
        self._say_facts()

    def _show_bar(self) -> None:
        self.bar.setVisible(self.stack.currentWidget() is not self.paper)
        one = len(self._schools) < 2 or self.view() is View.SCHOOLS
        self.school.setVisible(not one)

    def _say_facts(self) -> None:
        year, sheet = self.context.years.year.code, self.week.sheet
        if self.view() is not View.WEEK or sheet is None:
            self.header.set_facts(f"Schooljaar {year}{self._known}")
            return
        total = format_hours(sheet.total(self.week.state))
        days = f"{week_number(sheet.monday)}, {week_days(sheet.monday)}"
        self.header.set_facts(f"{days}: {total} uur")

    def _close_paper(self) -> None:
        self._view_chosen(self.view())
        self.paper_button.setFocus()

    def _tell_wrong(self) -> None:
        self.messages.add(Message(_NOT_A_NUMBER, "bad", key="cell"))

    def export(self) -> None:
        """Keep the year as a workbook where the user wants it."""
        session, year = self.session, self.context.years.year
        if session is None or not self.week.settle():
            self._tell_wrong()
            return
        start = Path.home() / f"Uren {year.code}.xlsx"
        path = dialogs.choose_save_file(self, "Als Excel bewaren", start, "Excel (*.xlsx)")
        if path is None:
            return

        def written(_none: None) -> None:
            self.messages.add(Message(f"De uren staan in {path.name}.", "ok", key="paper"))

        self.run(lambda: session.hours.export_xlsx(year, path), written, self._not_written)

    def _not_written(self, error: WorldError) -> None:
        self.messages.add(Message(sentence(error), "bad", key="paper"))

    def make_pdf(self) -> None:
        """The overview of this school, or of all schools when these are looked at."""
        if self.session is None or not self.week.settle():
            self._tell_wrong()
            return
        every = self.view() is View.SCHOOLS or len(self._schools) < 2
        self.paper.make(self.session, self.context.years.year, None if every else self.school_id())

    def may_leave(self) -> bool:
        if self.view() is View.WEEK and not self.week.settle():
            self._tell_wrong()
            return False
        return True

    def save(self) -> None:
        if self.week.settle():
            self.messages.remove("cell")

    def back(self) -> None:
        if self.stack.currentWidget() is self.paper:
            self._close_paper()

    def new_item(self) -> None:
        if self.stack.currentWidget() is self.week:
            self.week.add_worker()

    def take_focus(self) -> None:
        if self.stack.currentWidget() is self.week:
            self.week.take_focus()
        else:
            super().take_focus()

    def panes(self) -> list[QWidget]:
        front = self.stack.currentWidget()
        for view in (self.week, self.year, self.schools):
            if front is view:
                return [self.bar, *view.panes()]
        return [self.paper]
