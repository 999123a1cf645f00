"""Unlock: one card, one field, one neutral sentence when it does not fit (design.md "Unlock").

The page knows nothing of the database. It asks ``opener`` (security) on the worker and hands the keys on.
After a lock the field may ask the PIN of this laptop; the passphrase is one button away.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import KeyringUnavailable, WorldError, WrongPassphrase, WrongPin
from jeugdhulp_desktop.ui import icons, sentences
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.card import CardPage, PassphraseField
from jeugdhulp_desktop.ui.unlock.pin_field import PinField
from jeugdhulp_desktop.ui.unlock.wrong_tries import WrongTries
from jeugdhulp_desktop.ui.widgets.buttons import Button, CheckBox
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.panel import Soft

if TYPE_CHECKING:
    from jeugdhulp_desktop.security.header_file import VaultInfo
    from jeugdhulp_desktop.security.keys import VaultKeys

WAIT = "Wacht {seconds} en probeer het dan opnieuw. Of gebruik de herstelcode."
EMPTY = "Typ je wachtwoord."
EMPTY_PIN = "Typ je pincode."


@dataclass(frozen=True)
class Unlocked:
    """The keys that came out, and whether this laptop should remember them."""

    folder: Path
    keys: "VaultKeys"
    remember: bool


def _unlock_with_passphrase(folder: Path, passphrase: str) -> "VaultKeys":
    """Reads the module with the slots when somebody unlocks: the first paint does not wait for it."""
    from jeugdhulp_desktop.security.vault import unlock_with_passphrase

    return unlock_with_passphrase(folder, passphrase)


def _unlock_with_pin(folder: Path, digits: str) -> "VaultKeys":
    from jeugdhulp_desktop.security.keychain import SystemKeyring
    from jeugdhulp_desktop.security.pin import unlock_with_pin

    return unlock_with_pin(folder, digits, SystemKeyring())


class UnlockPage(CardPage):
    """Asks the passphrase of one vault, or its PIN. ``unlocked`` carries the keys."""

    unlocked = Signal(object)  # Unlocked
    failed = Signal(object)  # a WorldError about the vault itself: header, version, not ours
    other_vault = Signal()
    recovery_asked = Signal()

    def __init__(
        self,
        tasks: Tasks,
        clock: Callable[[], float] = time.monotonic,
        opener: "Callable[[Path, str], VaultKeys]" = _unlock_with_passphrase,
        pin_opener: "Callable[[Path, str], VaultKeys]" = _unlock_with_pin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Jeugdhulp Desktop", "Ontgrendel de kluis om verder te gaan.", parent)
        self._tasks, self._opener, self._pin_opener = tasks, opener, pin_opener
        self._folder = Path()
        self._busy = False
        body = self.card.body
        body.addSpacing(4)
        body.addWidget(self._vault_line())
        body.addSpacing(4)
        self.field = PassphraseField()
        self.row = FormRow("passphrase", "&Wachtwoord", self.field)
        body.addWidget(self.row)
        self.pin = PinField()
        self.pin_row = FormRow("pin", "&Pincode", self.pin)
        body.addWidget(self.pin_row)
        self.remember = CheckBox("Onthouden op deze &computer")
        body.addWidget(self.remember)
        self.button = Button("Ontgrendelen", kind="filled")
        self.button.setSizePolicy(self.card.sizePolicy())
        body.addSpacing(4)
        body.addWidget(self.button)
        self.recovery = Button("Wachtwoord vergeten? Gebruik de herstelcode", kind="plain")
        row = QHBoxLayout()
        self.use_passphrase = Button("Wachtwoord gebruiken", kind="plain")
        row.addStretch(1)
        row.addWidget(self.use_passphrase)
        row.addWidget(self.recovery)
        row.addStretch(1)
        body.addLayout(row)
        self.tries = WrongTries(self.row, self.field, WAIT, clock)
        self.tries.changed.connect(self._show_whether_ready)
        self.button.clicked.connect(self._try)
        self.field.returnPressed.connect(self._try)
        self.pin.returnPressed.connect(self._try)
        self.pin.changed.connect(lambda: self.pin_row.set_note(""))
        self.use_passphrase.clicked.connect(lambda _checked: self.ask_passphrase())
        self.recovery.clicked.connect(self.recovery_asked)
        self.other.clicked.connect(self.other_vault)

    def _vault_line(self) -> QWidget:
        box = Soft("neutral_soft")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(icons.IconLabel("safe-square-outline", 20, "accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.vault_name = label("", "strong")
        self.vault_place = label("", "caption", "text2")
        words.addWidget(self.vault_name)
        words.addWidget(self.vault_place)
        row.addLayout(words, 1)
        self.other = Button("Andere kluis", kind="plain")
        row.addWidget(self.other)
        box.body.addLayout(row)
        return box

    def show_vault(self, folder: Path, info: "VaultInfo", reason: str = "") -> None:
        """Ask for this vault. ``reason``: why the passphrase is asked although it was remembered (F4)."""
        self._folder = folder
        self.tries.forget()
        self.vault_name.setText(info.name)
        self.vault_place.setText(f"in {' › '.join(folder.parts[-2:])}")
        self.vault_place.setToolTip(str(folder))
        self.remember.setVisible(not info.shared_account and not info.has_keyring)
        self.remember.setChecked(False)
        self.field.clear()
        self.field.hide_again()
        self.row.set_note(reason, "warn")
        self._show_pin(False)
        self.field.setFocus()

    def ask_pin(self) -> None:
        """After a lock, where this laptop has a PIN: a few digits instead of the passphrase."""
        self.remember.hide()
        self._show_pin(True)
        self.pin.setFocus()

    def ask_passphrase(self, reason: str = "") -> None:
        """The passphrase after all: it was asked for, or the PIN is gone."""
        self._show_pin(False)
        self.row.set_note(reason, "warn")
        self.field.setFocus()

    def _show_pin(self, asked: bool) -> None:
        self.pin.clear()
        self.pin_row.set_note("")
        self.pin_row.setVisible(asked)
        self.use_passphrase.setVisible(asked)
        self.row.setVisible(not asked)
        self.recovery.setVisible(not asked)
        self._show_whether_ready()

    @property
    def asks_pin(self) -> bool:
        """Whether the PIN is asked and not the passphrase."""
        return not self.pin_row.isHidden()

    def say_forgotten(self, error: KeyringUnavailable) -> None:
        """This laptop was to remember the vault and did not (F4).

        It does again when the box stays ticked and the passphrase has proven the vault (F5). Without a
        keyring that answers there is nothing to offer.
        """
        self.row.set_note(sentences.sentence(error), "warn")
        again = error.reason in ("empty", "stale")
        self.remember.setVisible(again)
        self.remember.setChecked(again)

    def _try(self) -> None:
        if self._busy or (self.tries.waiting and not self.asks_pin):
            return
        row, typed, opener, empty = self.row, self.field.value(), self._opener, EMPTY
        if self.asks_pin:
            row, typed, opener, empty = self.pin_row, self.pin.value(), self._pin_opener, EMPTY_PIN
        if not typed:
            row.set_note(empty)
            return
        self._set_busy(True)
        folder = self._folder
        self._tasks.run(self, lambda: opener(folder, typed), self._opened, self._refused)

    def _opened(self, keys: "VaultKeys") -> None:
        remember = self.remember.isVisible() and self.remember.isChecked()
        self._set_busy(False)
        self.field.clear()
        self.pin.clear()
        self.field.hide_again()
        self.unlocked.emit(Unlocked(self._folder, keys, remember))

    def _refused(self, error: WorldError) -> None:
        self._set_busy(False)
        if self.asks_pin:
            self._pin_refused(error)
            return
        if isinstance(error, WrongPassphrase):
            self.tries.add()
        else:
            self.row.set_note(sentences.sentence(error))
            self.failed.emit(error)
        self.field.setFocus()
        self.field.selectAll()

    def _pin_refused(self, error: WorldError) -> None:
        gone = isinstance(error, KeyringUnavailable) or (isinstance(error, WrongPin) and not error.left)
        if gone:
            self.ask_passphrase(sentences.sentence(error))
            return
        self.pin_row.set_note(sentences.sentence(error))
        if not isinstance(error, WrongPin):
            self.failed.emit(error)
        self.pin.setFocus()
        self.pin.selectAll()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.button.setText("Even wachten, de kluis gaat open" if busy else "Ontgrendelen")
        self._show_whether_ready()
        self.field.setReadOnly(busy)
        self.pin.setReadOnly(busy)
        self.use_passphrase.setEnabled(not busy)
        self.other.setEnabled(not busy)
        self.recovery.setEnabled(not busy)

    def _show_whether_ready(self) -> None:
        self.button.setEnabled(not self._busy and (self.asks_pin or not self.tries.waiting))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.pin if self.asks_pin else self.field).setFocus()
