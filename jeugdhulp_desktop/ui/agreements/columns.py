"""The three columns of the editor: section list, content, points; one column on a small screen."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain import agreement_kinds
from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus
from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.ui.agreements.facts import RecordFacts
from jeugdhulp_desktop.ui.agreements.points import in_order, not_now, part_of, sections_of
from jeugdhulp_desktop.ui.agreements.section import EditorSection
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import ChoiceField
from jeugdhulp_desktop.ui.widgets.focus import tab_as_one_reads, tab_stops
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea
from jeugdhulp_desktop.ui.widgets.sections import Point, ProblemPanel, SectionList

NARROW = 1130  # logical pixels: below this there is room for one column
LIST_WIDTH, POINTS_WIDTH = 252, 268
_ANY_WIDTH = 16_777_215  # Qt's own "no maximum"


class EditorColumns(QWidget):
    """Shows the sections and their problems, and knows how to get to a field."""

    def __init__(self, sections: Sequence[EditorSection]) -> None:
        super().__init__()
        self.sections = tuple(sections)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self._make_narrow_bar())
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.list = SectionList("Onderdelen van de afspraak")
        self.list.setFixedWidth(theme().px(LIST_WIDTH))
        columns.addWidget(self.list)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(16)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        self.area = ScrollArea(inner)
        columns.addWidget(self.area, 1)
        self.points = ProblemPanel("ondertekening", "De lijst loopt mee terwijl je typt.")
        columns.addWidget(self.points)
        whole.addLayout(columns, 1)
        self.list.chosen.connect(self.to_section)
        self.area.verticalScrollBar().valueChanged.connect(self._follow_scrolling)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow_focus)
        self._mark(self.sections[0].part)

    def _make_narrow_bar(self) -> QWidget:
        """On a small screen the section list is one choice, and the panel a button "2 punten"."""
        self.narrow_bar = QWidget()
        row = QHBoxLayout(self.narrow_bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.chooser = ChoiceField(
            [(part.value, f"{part.number}  {part.label}") for part in agreement_kinds.Section]
        )
        self.chooser.setAccessibleName("Onderdeel van de afspraak")
        self.chooser.changed.connect(lambda: self.to_section(self.chooser.value()))
        self.points_button = Button("Punten", "format-list-checks")
        self.points_button.setCheckable(True)
        self.points_button.toggled.connect(lambda _on: self._arrange())
        row.addWidget(self.chooser, 1)
        row.addWidget(self.points_button)
        return self.narrow_bar

    def show_problems(
        self,
        agreement: Agreement,
        problems: Sequence[Problem],
        points: Sequence[Point],
        records: RecordFacts,
    ) -> None:
        """The states of the sections, the points at the right, and the fields that block."""
        heavy = len(blocking(problems))
        self.points_button.setText(f"{heavy} {'punt' if heavy == 1 else 'punten'}")
        states = sections_of(agreement, problems, records)
        signing = agreement.status is AgreementStatus.SIGNING
        settled = agreement.status.frozen and not signing
        self.points.settle(agreement.status.value.capitalize() if settled else "", "De inhoud ligt vast.")
        self.list.set_sections(states)
        self.points.set_points(points, in_order(states), not_now(states))
        self.mark_fields(problems)

    def mark_fields(self, problems: Sequence[Problem], *, everything: bool = False) -> None:
        """Mark the fields that block: those left once, or all of them when a step asked."""
        for section in self.sections:
            here = [each for each in problems if part_of(each.field) is section.kind]
            section.show_problems(here, everything=everything)

    def go_to(self, path: str) -> None:
        """Put the focus in the field of a path, and scroll there."""
        self.points_button.setChecked(False)
        section = self._section(part_of(path).value)
        section.focus_path(path)
        self._mark(section.part)
        self.area.ensureWidgetVisible(section, 0, 16)
        focused = self.focusWidget()
        if focused is not None and section.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, 80)

    def to_section(self, name: str) -> None:
        """Scroll to a section and begin in its first field, else at its first button."""
        section = self._section(name)
        self.area.verticalScrollBar().setValue(section.y())
        fields = set(section.fields.values())
        stops = [each for each in tab_stops(section) if each.isEnabled()]
        first = next((each for each in stops if each in fields), stops[0] if stops else None)
        if first is not None:
            first.setFocus()
        self._mark(name)  # also where there is nothing to put the focus in

    def order_tabs(self) -> None:
        """Let Tab go through the sections as one reads them, after fields were made anew."""
        inner = self.area.widget()
        if inner is not None:
            tab_as_one_reads(inner)

    def _section(self, name: str) -> EditorSection:
        return next(each for each in self.sections if each.part == name)

    def _mark(self, name: str) -> None:
        """Show in list and chooser where one is."""
        self.list.set_current(name)
        self.chooser.set_value(name)

    def _follow_scrolling(self, top: int) -> None:
        """Where one is: the section with the focus while that is in sight, else what stands at one third."""
        focused = self.focusWidget()
        if focused is not None and not focused.visibleRegion().isEmpty():
            with_focus = next((each.part for each in self.sections if each.isAncestorOf(focused)), "")
            if with_focus:
                self._mark(with_focus)
                return
        line = top + self.area.viewport().height() // 3
        under = [section.part for section in self.sections if section.y() <= line]
        self._mark(under[-1] if under else self.sections[0].part)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.area.isAncestorOf(now):
            self._follow_scrolling(self.area.verticalScrollBar().value())

    def _arrange(self) -> None:
        """Three columns when there is room; otherwise the content, or the points in its place."""
        narrow = self.width() < theme().px(NARROW)
        points_only = narrow and self.points_button.isChecked()
        self.narrow_bar.setVisible(narrow)
        self.list.setVisible(not narrow)
        self.area.setVisible(not points_only)
        self.points.setVisible(not narrow or points_only)
        self.points.setMaximumWidth(_ANY_WIDTH if points_only else theme().px(POINTS_WIDTH))
        self.points.setMinimumWidth(theme().px(POINTS_WIDTH))

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.list, self.area, self.points]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
