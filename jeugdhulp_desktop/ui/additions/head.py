"""The head of a request: a filled button for the next step, its counterpart beside it, the rest in "Meer"."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from jeugdhulp_desktop.domain.additions import Addition, AdditionStatus, AdditionStep
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.additions.looks import status_pill
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.header import PageHeader


@dataclass(frozen=True)
class StepWords:
    """A step as a button."""

    step: AdditionStep
    words: str
    icon: str


FORWARD = {
    AdditionStatus.DRAFT: StepWords(AdditionStep.REQUEST, "Aanvragen", "forum-outline"),
    AdditionStatus.REQUESTED: StepWords(AdditionStep.GRANT, "Toekennen", "check-circle-outline"),
    AdditionStatus.GRANTED: StepWords(AdditionStep.EVALUATE, "Evalueren", "clipboard-check-outline"),
    AdditionStatus.EVALUATED: StepWords(AdditionStep.EXTEND, "Verlengen", "update"),
}
OTHERWISE = {
    AdditionStatus.EVALUATED: StepWords(AdditionStep.STOP, "Stoppen", "archive-outline"),
}
REFUSE = {AdditionStatus.REQUESTED: StepWords(AdditionStep.REJECT, "Afwijzen", "close")}
BACK = {
    AdditionStatus.REQUESTED: StepWords(AdditionStep.WITHDRAW, "Aanvraag intrekken", "undo"),
    AdditionStatus.GRANTED: StepWords(AdditionStep.REOPEN, "Besluit heropenen", "undo"),
    AdditionStatus.REJECTED: StepWords(AdditionStep.REOPEN, "Besluit heropenen", "undo"),
}


class AdditionHead(PageHeader):
    """Title, status, and what can be done with this request now."""

    preview_asked = Signal()
    save_asked = Signal()
    step_asked = Signal(object)  # the AdditionStep
    split_asked = Signal()
    delete_asked = Signal()

    def __init__(self, school: str, leave: Callable[[], object]) -> None:
        super().__init__(school)
        self.set_back("Schoolafspraken", "Aanvraag", leave)
        self.more = Button("Meer", "dots-horizontal")
        self.more.setAccessibleName("Meer: wat kan er nog met deze aanvraag")
        self.preview = Button("Voorbeeld", "file-eye-outline")
        self.save_button = Button("Bewaren", "content-save-outline")
        self.other_button = Button("", "close")
        self.step_button = Button("", "forum-outline", "filled")
        for button in (self.more, self.preview, self.save_button, self.other_button, self.step_button):
            self.add_action(button)
        self.menu = QMenu(self.more)
        self.refuse = self.menu.addAction("Afwijzen")
        self.back_step = self.menu.addAction("")
        self.split = self.menu.addAction("Splitsen over twee schooljaren")
        self.delete = self.menu.addAction("Verwijderen")
        self.more.setMenu(self.menu)
        self._addition: Addition | None = None
        self.preview.clicked.connect(lambda _checked=False: self.preview_asked.emit())
        self.save_button.clicked.connect(lambda _checked=False: self.save_asked.emit())
        self.split.triggered.connect(lambda _checked=False: self.split_asked.emit())
        self.delete.triggered.connect(lambda _checked=False: self.delete_asked.emit())
        self.step_button.clicked.connect(lambda _checked=False: self._ask(FORWARD))
        self.other_button.clicked.connect(lambda _checked=False: self._ask(OTHERWISE))
        self.refuse.triggered.connect(lambda _checked=False: self._ask(REFUSE))
        self.back_step.triggered.connect(lambda _checked=False: self._ask(BACK))

    def _ask(self, steps: dict[AdditionStatus, StepWords]) -> None:
        if self._addition is not None and self._addition.status in steps:
            self.step_asked.emit(steps[self._addition.status].step)

    def show_status(self, addition: Addition, *, running: bool) -> None:
        """The pill, the steps, and which entries the menu has now."""
        self._addition, status = addition, addition.status
        self.set_pill(status_pill(status, running=running))
        for button, steps, tone in (
            (self.step_button, FORWARD, "on_accent"),
            (self.other_button, OTHERWISE, "text2"),
        ):
            known = steps.get(status)
            button.setVisible(known is not None)
            if known is not None and button.text() != known.words:
                button.setText(known.words)
                icons.set_icon(button, known.icon, tone)
        self.refuse.setVisible(status in REFUSE)
        back = BACK.get(status)
        self.back_step.setVisible(back is not None)
        self.back_step.setText(back.words if back else "")
        is_open = status in (AdditionStatus.DRAFT, AdditionStatus.REQUESTED)
        late = addition.ends_on is not None and addition.ends_on > addition.school_year.end
        self.split.setVisible(is_open and late)
        self.delete.setVisible(status is AdditionStatus.DRAFT and addition.id is not None)
        self.save_button.setVisible(is_open or status.in_force)
        self.more.setVisible(any(each.isVisible() for each in self.menu.actions()))
