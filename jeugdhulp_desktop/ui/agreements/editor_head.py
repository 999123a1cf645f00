"""The head of the editor: one filled button for the next step, the rare ones together behind "Meer"."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from jeugdhulp_desktop.domain.agreements import Agreement, AgreementStatus, Derived
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.agreements.life import BACK, FORWARD
from jeugdhulp_desktop.ui.agreements.looks import status_pill
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.header import PageHeader

ROOM = 1000  # logical pixels: below this the title and the next step go before the rest


class EditorHead(PageHeader):
    """Title, status, and what can be done with this agreement now."""

    preview_asked = Signal()
    save_asked = Signal()
    step_asked = Signal()
    back_asked = Signal()
    version_asked = Signal()
    compare_asked = Signal()
    evaluation_asked = Signal()
    addition_asked = Signal()
    invitation_asked = Signal()
    actions_asked = Signal()
    letter_asked = Signal()
    delete_asked = Signal()

    def __init__(self, agreement: Agreement, leave: Callable[[], object]) -> None:
        super().__init__(agreement.school.name)
        self._year = agreement.school_year.code
        self.set_back("Schoolafspraken", self._year, leave)
        self.preview = Button("Voorbeeld", "file-eye-outline")
        self.more = Button("Meer", "dots-horizontal")
        self.more.setAccessibleName("Meer: wat kan er nog met deze afspraak")
        self.save_button = Button("Bewaren", "content-save-outline")
        self.step_button = Button("", "forum-outline", "filled")
        for button in (self.more, self.preview, self.save_button, self.step_button):
            self.add_action(button)
        menu = QMenu(self.more)
        self.back_step = menu.addAction("")
        self.new_version = menu.addAction("Nieuwe versie maken")
        menu.addSeparator()
        self.compare = menu.addAction("Vergelijken")
        self.evaluation = menu.addAction("Evaluatie")
        self.addition = menu.addAction("Aanvullende inzet aanvragen")
        menu.addSeparator()
        self.letter = menu.addAction("Begeleidende brief")
        self.invitation = menu.addAction("Uitnodiging voor een e-mail")
        self.actions_text = menu.addAction("Acties als tekst")
        menu.addSeparator()
        self.delete = menu.addAction("Concept verwijderen")
        self.preview_action = menu.addAction("Voorbeeld")  # when there is no room for its button
        self.preview_action.triggered.connect(lambda _checked=False: self.preview_asked.emit())
        self.preview_action.setVisible(False)
        self._version, self._kept = "", ""
        self.menu = menu
        self.more.setMenu(menu)
        # What reads the agreement from the vault: not for one that was never kept.
        self._of_the_kept = (
            self.compare,
            self.evaluation,
            self.letter,
            self.invitation,
            self.actions_text,
        )
        self.preview.clicked.connect(lambda _checked=False: self.preview_asked.emit())
        self.save_button.clicked.connect(lambda _checked=False: self.save_asked.emit())
        self.step_button.clicked.connect(lambda _checked=False: self.step_asked.emit())
        for action, signal in (
            (self.back_step, self.back_asked),
            (self.new_version, self.version_asked),
            (self.compare, self.compare_asked),
            (self.evaluation, self.evaluation_asked),
            (self.addition, self.addition_asked),
            (self.letter, self.letter_asked),
            (self.invitation, self.invitation_asked),
            (self.actions_text, self.actions_asked),
            (self.delete, self.delete_asked),
        ):
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit())

    def show_version(self, number: int, kept: str) -> None:
        """ "Versie 1, bewaard om 08:42": beside the title, or behind the way back when room is scarce."""
        said = (f"Versie {number}", kept)
        if said != (self._version, self._kept):  # after every key
            self._version, self._kept = said
            self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme().px(ROOM)
        words = ", ".join(filter(None, (self._version, self._kept)))
        self.set_beside("" if narrow else words)
        self.set_here(f"{self._year}, {words[0].lower()}{words[1:]}" if narrow and words else self._year)
        self.preview.setVisible(not narrow)
        self.preview_action.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_status(self, agreement: Agreement, derived: Derived | None) -> None:
        """The pill, the next step, and which entries the menu has now."""
        status = agreement.status
        self.set_pill(status_pill(status, derived))
        forward = FORWARD.get(status)
        self.step_button.setVisible(forward is not None)
        if forward is not None and self.step_button.text() != forward[1]:
            self.step_button.setText(forward[1])
            icons.set_icon(self.step_button, forward[2], "on_accent")
        self.back_step.setVisible(status in BACK)
        self.back_step.setText(BACK.get(status, ""))
        self.new_version.setVisible(status is AgreementStatus.SIGNED)
        self.save_button.setVisible(not status.frozen)
        self.delete.setVisible(status is AgreementStatus.CONCEPT and agreement.id is not None)
        for action in self._of_the_kept:
            action.setEnabled(agreement.id is not None)
