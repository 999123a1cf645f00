"""V18 under a field of free text: "Haal weg" or "Is geen BSN", and nothing is kept before one is chosen.

One in eleven nine-digit numbers passes the check by chance, so the writer answers; the number itself stands
nowhere but in what was typed.
"""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from jeugdhulp_desktop.domain.bsn import find_bsn_like, mask_bsn
from jeugdhulp_desktop.domain.problems import Level, Problem, problem
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.fields import TextArea, TextField
from jeugdhulp_desktop.ui.widgets.form import Form, FormRow


def numbers_in(text: str) -> frozenset[str]:
    """The digits of the numbers that may be a BSN."""
    spans = find_bsn_like(text)
    return frozenset("".join(filter(str.isdigit, text[span.start : span.end])) for span in spans)


class BsnAnswers(QObject):
    """The two answers under each of these fields of a form; remembers what was answered while it lives.

    Without ``may_stay`` there is one answer: a line of a list has no room for a number that is no BSN either.
    """

    def __init__(self, form: Form, names: Iterable[str], *, may_stay: bool = True) -> None:
        super().__init__(form)
        self._form, self._may_stay = form, may_stay
        self._confirmed: set[str] = set()
        self.rows: dict[str, QWidget] = {}
        for name in names:
            self._add(name, form.rows[name])
        form.problems_shown.connect(self._show)
        form.changed.connect(self._show)

    def forget(self, texts: Iterable[str] = ()) -> None:
        """Begin anew; numbers in ``texts`` were answered before and are not asked again."""
        self._confirmed = set().union(*(numbers_in(text) for text in texts)) if texts else set()
        self._show()

    def confirmed(self, texts: Iterable[str]) -> bool:
        """Whether every such number in these texts was answered with "is geen BSN"."""
        found: set[str] = set().union(*(numbers_in(text) for text in texts))
        return bool(found) and found <= self._confirmed

    def open_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems with V18 as a question: gone where it was answered, and blocking where it was not."""
        kept: list[Problem] = []
        for each in problems:
            if each.code != "bsn-like" or each.field not in self.rows:
                kept.append(each)
            elif not numbers_in(self._text(each.field)) <= self._confirmed:
                kept.append(problem(each.field, each.code, Level.BLOCKS, each.rule))
        return kept

    def _add(self, name: str, row: FormRow) -> None:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(24, 0, 0, 0)
        line.setSpacing(8)
        buttons = [Button("Haal weg", "close", small=True)]
        buttons[0].clicked.connect(lambda _checked=False: self._take_away(name))
        if self._may_stay:
            buttons.append(Button("Is geen BSN", small=True))
            buttons[1].clicked.connect(lambda _checked=False: self._confirm(name))
        for button in buttons:
            button.setAccessibleDescription(row.label.text().replace("&", ""))
            line.addWidget(button)
        line.addStretch(1)
        box.hide()
        layout = row.layout()
        if layout is not None:
            layout.addWidget(box)
        self.rows[name] = box

    def _text(self, name: str) -> str:
        field = self._form.rows[name].field
        return field.toPlainText() if isinstance(field, TextArea) else str(getattr(field, "text", str)())

    def _take_away(self, name: str) -> None:
        field = self._form.rows[name].field
        if isinstance(field, TextArea | TextField):
            field.set_value(mask_bsn(self._text(name)))
            field.changed.emit()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self, name: str) -> None:
        self._confirmed |= numbers_in(self._text(name))
        row = self._form.rows[name]
        row.set_note("")
        row.problem = None
        self._show()
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *_name: object) -> None:
        for name, box in self.rows.items():
            row = self._form.rows[name]
            found = (
                row.problem is not None and row.problem.code == "bsn-like" and not row.note_line.isHidden()
            )
            asked = found and not numbers_in(self._text(name)) <= self._confirmed
            if asked and box.isHidden():
                QTimer.singleShot(0, box, partial(_bring_into_view, box))
            box.setVisible(asked)


def _bring_into_view(box: QWidget) -> None:
    """Scroll so far that the answers can be read, once the layout has made room for them."""
    each = box.parentWidget()
    while each is not None and not isinstance(each, QScrollArea):
        each = each.parentWidget()
    if each is not None:
        each.ensureWidgetVisible(box, 0, 16)
