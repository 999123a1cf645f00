"""The two columns of a request: the form, and its points; one column on a small screen."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.problems import Problem, blocking
from jeugdhulp_desktop.ui.additions.part import AdditionPart, Part
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea
from jeugdhulp_desktop.ui.widgets.sections import Point, ProblemPanel

NARROW = 940  # logical pixels: below this there is room for one column
POINTS_WIDTH = 268
_ANY_WIDTH = 16_777_215  # Qt's own "no maximum"
_PARTS = {
    Part.SIZE: ("worker_type", "hours_per_week", "weeks", "starts_on", "ends_on"),
    Part.GOALS: ("goals", "accountability", "accountable_when", "accountable_to", "evaluate_on"),
    Part.FINANCE: ("rate", "financing"),
    Part.DECISION: ("approvals", "decided_on", "decision_note"),
    Part.AFTER: ("outcome", "evaluated_on", "paper_kept_at"),
}


def part_of(path: str) -> Part:
    """The part in which a field stands: "approvals[1].name" is in Akkoord en besluit."""
    name = path.partition("[")[0].partition(".")[0]
    return next((part for part, names in _PARTS.items() if name in names), Part.REQUEST)


class AdditionColumns(QWidget):
    """Shows the parts and their problems, and knows how to get to a field."""

    def __init__(self, parts: Sequence[AdditionPart]) -> None:
        super().__init__()
        self.parts = tuple(parts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        self.points_button = Button("Punten", "format-list-checks")
        self.points_button.setCheckable(True)
        self.points_button.toggled.connect(lambda _on: self._arrange())
        whole.addWidget(self.points_button)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(16)
        for part in self.parts:
            column.addWidget(part)
        column.addStretch(1)
        self.area = ScrollArea(inner)
        columns.addWidget(self.area, 1)
        self.points = ProblemPanel("aanvraag", "De lijst loopt mee terwijl je typt.")
        columns.addWidget(self.points)
        whole.addLayout(columns, 1)

    def show_problems(self, problems: Sequence[Problem], points: Sequence[Point]) -> None:
        """The points at the right, and the fields that block."""
        heavy = len(blocking(problems))
        self.points_button.setText(f"{heavy} {'punt' if heavy == 1 else 'punten'}")
        touched = {part_of(each.field) for each in problems if each.level.value != "remark"}
        good = sum(not part.isHidden() and Part(part.part) not in touched for part in self.parts)
        words = f"{good} {'onderdeel' if good == 1 else 'onderdelen'} in orde"
        self.points.set_points(points, [words] if good else [])
        self.mark_fields(problems)

    def mark_fields(self, problems: Sequence[Problem], *, everything: bool = False) -> None:
        """Mark the fields that block: those left once, or all of them when a step asked."""
        for part in self.parts:
            here = [each for each in problems if part_of(each.field).value == part.part]
            part.show_problems(here, everything=everything)

    def go_to(self, path: str) -> None:
        """Put the focus in the field of a path, and scroll there."""
        self.points_button.setChecked(False)
        part = next(each for each in self.parts if each.part == part_of(path).value)
        self.area.ensureWidgetVisible(part, 0, 16)
        part.focus_path(path)
        focused = self.focusWidget()
        if focused is not None and part.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, 80)

    def _arrange(self) -> None:
        """Two columns when there is room; otherwise the form, or the points in its place."""
        narrow = self.width() < theme().px(NARROW)
        points_only = narrow and self.points_button.isChecked()
        self.points_button.setVisible(narrow)
        self.area.setVisible(not points_only)
        self.points.setVisible(not narrow or points_only)
        self.points.setMaximumWidth(_ANY_WIDTH if points_only else theme().px(POINTS_WIDTH))
        self.points.setMinimumWidth(theme().px(POINTS_WIDTH))

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        return [self.area, self.points]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
