"""Nieuwe sleutel maken, an errand: when it is needed, the passphrases, the code, what is left of the old."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError, WrongPassphrase
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.errands import ErrandPage, ErrandPlace
from jeugdhulp_desktop.ui.tasks import Progress
from jeugdhulp_desktop.ui.unlock.code_panel import RecoveryCodePanel, print_recovery_sheet
from jeugdhulp_desktop.ui.unlock.new_key_steps import EndStep, ProveStep, WhenStep
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.new_key import NewKey

WHEN, PROVE, CODE, END = range(4)
_STEPS = ("Wanneer", "Wachtwoorden", "Herstelcode", "Oude back-ups")
_DONE = "De kluis heeft een nieuwe sleutel. Alleen je nieuwe wachtwoord en je nieuwe herstelcode openen hem."
_LEFT = "Deze back-ups konden niet gewist worden en staan er nog: {names}."


class NewKeyPage(ErrandPage):
    """The argument is the words that a guesser of the new passphrase would try first."""

    help_topic = "sleutels"

    def __init__(self, place: ErrandPlace) -> None:
        super().__init__(place)
        words = place.argument if isinstance(place.argument, tuple) else ()
        self.made: NewKey | None = None
        self._busy = False
        self.wizard = WizardFrame("Nieuwe sleutel", _STEPS)
        self.when = WhenStep()
        self.prove = ProveStep(words, time.monotonic)
        self.code = RecoveryCodePanel()
        self.later = Button("Later controleren", kind="link")
        self.end = EndStep()
        self.wizard.add_page("Heb je een nieuwe sleutel nodig?", "", self.when)
        self.wizard.add_page("Je wachtwoord, en een nieuw", "", self.prove)
        self.wizard.add_page(
            "Bewaar je nieuwe herstelcode", "De oude werkt niet meer: vernietig dat blad.", self._code_page()
        )
        self.wizard.add_page("De kluis heeft een nieuwe sleutel", "", self.end)
        self.stop = Button("Stoppen", kind="link", small=True)
        self.stop.clicked.connect(self.give_up)
        self.wizard.add_to_rail(self.stop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.wizard)
        self.wizard.next_asked.connect(self._next)
        self.wizard.back_asked.connect(lambda _page: self._turn(WHEN))
        self.prove.changed.connect(self._tell)
        self.code.progress.connect(self._tell)
        self.code.print_asked.connect(partial(print_recovery_sheet, self, place.vault.name))
        self.later.clicked.connect(lambda _checked=False: self._to_end())
        self.end.changed.connect(self._tell)
        self.setFocusProxy(self.wizard.next_button)  # one begins there, and not at Stoppen
        self._turn(WHEN)

    def _code_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.code)
        column.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def may_stop(self) -> bool:
        return not self._busy

    def let_go(self) -> None:
        self.prove.forget()
        self.code.forget()

    def _turn(self, page: int) -> None:
        self.wizard.go(page)
        self.stop.setVisible(page < CODE)
        self.wizard.back_button.setVisible(page == PROVE)
        if page == PROVE:
            self.wizard.next_button.setText("Sleutel maken")
            self.prove.present.setFocus()
        self._tell()

    def _tell(self, _reason: str = "") -> None:
        """Why one cannot go on yet."""
        page, reason = self.wizard.current(), ""
        if self._busy:
            reason = "Even wachten tot het klaar is."
        elif page == PROVE:
            reason = self.prove.reason()
        elif page == CODE:
            reason = self.code.reason
        elif page == END:
            reason = self.end.reason()
        self.wizard.allow_next(reason)

    def _next(self, page: int) -> None:
        if page == WHEN:
            self._turn(PROVE)
        elif page == PROVE:
            self._make()
        elif page == CODE:
            self._to_end()
        else:
            self._finish()

    # --- the key

    def _make(self) -> None:
        from jeugdhulp_desktop.services.new_key import make_new_key

        vault, present, new = self.place.vault, self.prove.present.value(), self.prove.new.value()
        second = self.place.laptop.settings.backup_places.get(vault.keys.vault_id.hex())

        def job(progress: Progress) -> "NewKey":
            def step(text: str, done: int, total: int) -> None:
                if not progress.cancelled:  # what was begun is finished: it holds the only copy of the code
                    progress.step(text, done, total)

            return make_new_key(vault.folder, vault.keys, present, new, second=second, step=step)

        self._set_busy(True)
        self.run(job, self._key_made, self._refused, self.prove.busy.set)

    def _key_made(self, made: "NewKey") -> None:
        self._set_busy(False)
        self.made = made
        self._move_settings(made)
        self.prove.forget()
        self.end.show_made(made, self._had_second)
        self.code.show_code(made.code)
        self._turn(CODE)
        self.code.print_button.setFocus()

    def _move_settings(self, made: "NewKey") -> None:
        """What this laptop keeps for the vault goes by its id: folder of reports, second place, and more."""
        laptop, old = self.place.laptop, self.place.vault.keys.vault_id.hex()
        new = made.keys.vault_id.hex()
        self._had_second = old in laptop.settings.backup_places
        laptop.keep(laptop.settings.with_vault_renamed(old, new).with_backup_place(new, made.second))

    def _refused(self, error: WorldError) -> None:
        self._set_busy(False)
        if isinstance(error, WrongPassphrase):
            self.prove.tries.add()
        else:
            self.prove.row.set_note(sentences.sentence(error))
        self.prove.present.setFocus()
        self.prove.present.selectAll()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.prove.set_busy(busy)
        self.stop.setEnabled(not busy)
        self.wizard.back_button.setEnabled(not busy)
        self._tell()

    # --- what is left of the old one

    def _to_end(self) -> None:
        made, confirmed = self.made, self.code.complete
        self.code.forget()
        self._turn(END)
        if made is not None and confirmed:
            from jeugdhulp_desktop.services.new_key import confirm_code

            folder, keys = self.place.vault.folder, made.keys
            self.run(lambda: confirm_code(folder, keys), lambda _none: None)

    def _finish(self) -> None:
        made = self.made
        if made is None:
            return
        if self.end.delete.isChecked():
            from jeugdhulp_desktop.services.new_key import delete_old

            text = f"{self.end.count_words()} Dat kan niet ongedaan gemaakt worden."
            if (
                dialogs.ask(
                    self, "Oude back-ups wissen?", text, ["Wissen"], default=dialogs.CANCEL, danger=True
                )
                is None
            ):
                return
            folder = self.place.vault.folder
            self.run(lambda: delete_old(folder, made.old, made.keys), self._deleted)
            return
        self._deleted(())

    def _deleted(self, left: tuple[Path, ...]) -> None:
        if self.made is None:
            return
        names = ", ".join(path.name for path in left)
        words = f"{_DONE} {_LEFT.format(names=names)}" if left else _DONE
        vault = replace(self.place.vault, keys=self.made.keys)
        tone = "warn" if left else "ok"
        self.finished.emit(vault, Message(words, tone, key="new-key", lasting=bool(left)))
