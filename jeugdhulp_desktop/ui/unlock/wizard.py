"""The wizard of a first start: who, where, a passphrase, the recovery code, where reports go.

The vault is made when the passphrase page is left, since only then there is a code to show. From there on
one cannot go back behind it: what was made stays made.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import NotValid, WorldError
from jeugdhulp_desktop.domain.places import Place
from jeugdhulp_desktop.security.recovery_code import RecoveryCode
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.unlock.code_panel import RecoveryCodePanel
from jeugdhulp_desktop.ui.unlock.new_passphrase import NewPassphrase
from jeugdhulp_desktop.ui.unlock.steps import PlaceStep, ReportsStep, WhoStep, vault_values
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame

WHO, PLACE, PASSPHRASE, CODE, REPORTS = range(5)
STEPS = ("Jij en je school", "Plaats van de kluis", "Wachtwoord", "Herstelcode", "Rapporten")


class NewVaultWizard(WizardFrame):
    """Makes a vault in five pages; the owner answers ``make_asked`` with ``show_code``."""

    make_asked = Signal(object)  # NewVault
    finished = Signal(object, bool)  # report folder: Path, whether the code was typed back
    print_asked = Signal(object)  # RecoveryCode
    open_asked = Signal()
    practice_asked = Signal()
    help_asked = Signal(str)
    help_topic = "kluis"

    def __init__(
        self,
        vault_folder: Path,
        report_folder: Path,
        is_vault: Callable[[Path], bool],
        look_at: Callable[[Path], Place],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Nieuwe kluis maken", STEPS, parent)
        self.who = WhoStep()
        self.place = PlaceStep(vault_folder, is_vault, look_at)
        self.passphrase = NewPassphrase(self.who.words)
        self.code = RecoveryCodePanel()
        self.later = CheckBox("Ik doe dit &later. Het blijft op het startscherm staan.")
        self.reports = ReportsStep(report_folder)
        self.add_page(
            "Welkom", "Vul in wie je bent en voor welke school. Je kunt alles later veranderen.", self.who
        )
        self.add_page(
            "Waar komt de kluis?",
            "De kluis is een map op deze computer. Alles erin is versleuteld en er gaat niets naar internet.",
            self.place,
        )
        self.add_page(
            "Bedenk een wachtwoord",
            "Met dit wachtwoord open je de kluis. Niemand kan het voor je opzoeken. "
            "Een zin van een paar woorden is sterk en goed te onthouden.",
            self.passphrase,
        )
        self.add_page(
            "Bewaar je herstelcode",
            "Met deze code open je de kluis als je je wachtwoord kwijt bent. Er is nergens een kopie.",
            _stacked(self.code, self.later),
        )
        self.add_page("Waar komen de rapporten?", "", self.reports)
        self._elsewhere = self._other_ways()
        self.back_asked.connect(lambda page: self._turn(page - 1))
        self.next_asked.connect(self._next)
        self.who.progress.connect(self.allow_next)
        self.place.progress.connect(self.allow_next)
        self.passphrase.progress.connect(self.allow_next)
        self.code.progress.connect(lambda _reason: self._code_reason())
        self.code.print_asked.connect(self.print_asked)
        self.later.toggled.connect(lambda _on: self._code_reason())
        QShortcut(QKeySequence("Ctrl+Return"), self, self._press_next)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, lambda: self.help_asked.emit(self.help_topic))
        self._turn(WHO)

    def show_code(self, code: RecoveryCode, asked: Sequence[int] = ()) -> None:
        """The vault was made: show its code."""
        self.passphrase.clear()
        self.code.show_code(code, asked)
        self._elsewhere.hide()
        self._turn(CODE)

    def refuse(self, error: WorldError) -> None:
        """The vault could not be made: say why, on the page where it can be mended."""
        fields = {found.field for found in error.problems} if isinstance(error, NotValid) else set()
        if "passphrase" in fields:
            self._turn(PASSPHRASE)
            self.passphrase.first_row.set_note(sentences.sentence(error))
        else:
            self._turn(PLACE)
            self.place.row.set_note(sentences.sentence(error))

    def _other_ways(self) -> QWidget:
        """At the foot of the steps: a vault that exists already, or one to practise with."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for words, asked in (
            ("Ik heb al een kluis", self.open_asked),
            ("Eerst oefenen", self.practice_asked),
        ):
            button = Button(words, kind="link", small=True)
            button.clicked.connect(lambda _checked=False, asked=asked: asked.emit())
            column.addWidget(button)
        self.add_to_rail(box)
        return box

    def may_leave(self) -> bool:
        """Whether nothing would be lost by closing now: the code is only on the screen."""
        return self.current() != CODE or self.code.complete

    def _turn(self, page: int) -> None:
        self.go(page)
        self.back_button.setVisible(page in (PLACE, PASSPHRASE))
        reasons = {
            WHO: self.who.reason,
            PLACE: self.place.reason,
            PASSPHRASE: self.passphrase.reason,
            CODE: self._code_missing,
        }
        self.allow_next(reasons[page]() if page in reasons else "")
        if page == PLACE:
            self.place.tell()
        first = {
            WHO: self.who.form.rows["user_name"].field,
            PLACE: self.place.field,
            PASSPHRASE: self.passphrase.first,
            CODE: self.code.print_button,
            REPORTS: self.reports.field,
        }[page]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_next(self) -> None:
        if self.next_button.isEnabled():
            self.next_button.click()

    def _next(self, page: int) -> None:
        if page == WHO and self.who.check():
            self._turn(PLACE)
        elif page == PLACE and self.place.may_go_on():
            self._turn(PASSPHRASE)
        elif page == PASSPHRASE and self.passphrase.check():
            self.allow_next("De kluis wordt gemaakt.")
            self.back_button.hide()
            self.make_asked.emit(vault_values(self.who, self.place, self.passphrase.value()))
        elif page == CODE:
            self._turn(REPORTS)
        elif page == REPORTS:
            confirmed = self.code.complete
            self.code.forget()
            self.finished.emit(self.reports.folder(), confirmed)

    def _code_missing(self) -> str:
        if self.later.isChecked() or self.code.complete:
            return ""
        return "Typ eerst de twee groepen over, of kies later."

    def _code_reason(self) -> None:
        if self.current() == CODE:
            self.allow_next(self._code_missing())


def _stacked(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for widget in widgets:
        column.addWidget(widget)
    return box
