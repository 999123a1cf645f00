"""What a case still needs for the status that was chosen, each point with the way to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.panel import clear_layout

_ELSEWHERE = ("status", "bsn-like")  # the one has its sentence right above, the other its own answers


class StatusPoints(QWidget):
    """The points under the status; gone when there are none."""

    jump_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Problem, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.hide()

    def points(self) -> tuple[Problem, ...]:
        """What is shown."""
        return self._shown

    def set_points(self, problems: Sequence[Problem]) -> None:
        """Show these points; the same ones again change nothing, so that the focus stays."""
        shown = tuple(
            each for each in problems if each.field not in _ELSEWHERE and each.code not in _ELSEWHERE
        )
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._rows)
        for each in shown:
            self._rows.addWidget(self._row(each))
        self.setVisible(bool(shown))

    def _row(self, found: Problem) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        words = sentence(found)
        row.addWidget(IconLabel("alert-circle-outline", 16, "bad"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(TextBlock(words, "caption"), 1)
        link = Button("Naar het veld", kind="link")
        link.setAccessibleName(f"Naar het veld: {words}")
        link.clicked.connect(lambda _checked=False: self.jump_asked.emit(found.field))
        row.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        return box
