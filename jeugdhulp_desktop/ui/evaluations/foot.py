"""Under an evaluation: whether it is kept, what is still open, and the button that finishes it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.evaluations import Evaluation, EvaluationStepTaken
from jeugdhulp_desktop.domain.problems import Problem
from jeugdhulp_desktop.domain.text import long_date
from jeugdhulp_desktop.ui.icons import IconLabel
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock, set_tone

SAVED = "Bewaard. Je kunt stoppen en later verdergaan."
_NEW = "Elk antwoord wordt meteen bewaard."


class EvaluationFoot(QWidget):
    """The foot of the view."""

    finish_asked = Signal()
    problem_asked = Signal()

    def __init__(self, evaluation: Evaluation, steps: Sequence[EvaluationStepTaken]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(10)
        self.icon = IconLabel("content-save-check-outline", 18, "ok")
        row.addWidget(self.icon)
        self.saved = TextBlock(SAVED if evaluation.id is not None else _NEW, "body", "text2")
        row.addWidget(self.saved, 1)
        self.reason = Button("", "information-outline", "link", tip="Naar wat nog open is (F8)")
        self.reason.clicked.connect(lambda _checked=False: self.problem_asked.emit())
        row.addWidget(self.reason)
        row.addSpacing(6)
        self.finish_button = Button("Vaststellen", kind="filled", tip="Evaluatie vaststellen (Ctrl+Enter)")
        self.finish_button.clicked.connect(lambda _checked=False: self.finish_asked.emit())
        row.addWidget(self.finish_button)
        if evaluation.finished_on is not None:
            self.icon.set("check-circle-outline", "ok")
            day = long_date(evaluation.finished_on)
            self.saved.set_text(f"Vastgesteld op {day}. Antwoorden, cijfers en papier liggen vast.")
            self.reason.hide()
            self.finish_button.hide()
        elif steps:
            self.saved.set_text(f"Heropend door {steps[0].who}: {steps[0].reason}")

    def say_saved(self, saved: bool) -> None:
        """Whether everything on the screen is in the vault."""
        self.saved.set_text(SAVED if saved else "Nog niet bewaard. Je antwoord staat er nog.")
        set_tone(self.saved, "text2" if saved else "bad")
        self.icon.set(
            "content-save-check-outline" if saved else "alert-circle-outline", "ok" if saved else "bad"
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What is in the way of finishing, in a few words."""
        asked = sum(each.code == "evaluation-line-open" for each in problems)
        rest = len(problems) - asked
        words = f"Nog {asked} {'antwoord' if asked == 1 else 'antwoorden'}" if asked else ""
        if not asked and rest:
            words = f"Nog {rest} {'punt' if rest == 1 else 'punten'}"
        self.reason.setText(words)
        self.reason.setVisible(bool(problems))
        self.finish_button.setEnabled(not problems)
        self.finish_button.setAccessibleDescription(words)
