""" "Ik heb al een kluis": a file from another computer or of a predecessor becomes the vault of this one."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError, WrongPassphrase
from jeugdhulp_desktop.ui import dialogs, sentences
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.card import CardPage, PassphraseField
from jeugdhulp_desktop.ui.unlock.wrong_tries import WrongTries
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.elided import ElidedLabel
from jeugdhulp_desktop.ui.widgets.form import FormRow
from jeugdhulp_desktop.ui.widgets.labels import label
from jeugdhulp_desktop.ui.widgets.panel import Soft

if TYPE_CHECKING:
    from jeugdhulp_desktop.security.keys import VaultKeys

_LEAD = (
    "Dit bestand wordt de kluis van deze computer. Het wordt eerst helemaal gecontroleerd. "
    "Het bestand zelf blijft zoals het is."
)
_EMPTY = "Typ het wachtwoord van deze kluis."
_WAIT = "Wacht {seconds} en probeer het dan opnieuw."
_TAKEN = "In deze map staat al iets. Kies een lege map."

Put = Callable[[Path, Path, str], "VaultKeys"]


def put_here(file: Path, folder: Path, passphrase: str) -> "VaultKeys":
    """The file as the vault in ``folder``, which is empty; on the worker."""
    from jeugdhulp_desktop.services.restore import prepare_restore

    with prepare_restore(file, folder, passphrase) as prepared:
        prepared.carry_out()
        return prepared.keys


def free_folder(proposed: Path) -> Path:
    """The proposed folder, or the first beside it in which nothing stands: another vault is never touched."""
    folder, number = proposed, 1
    while folder.exists() and any(folder.iterdir()):
        number += 1
        folder = proposed.with_name(f"{proposed.name} {number}")
    return folder


class ArrivePage(CardPage):
    """Asks the passphrase of the file, and where the vault comes. ``arrived`` carries folder and keys."""

    arrived = Signal(object, object)  # Path, VaultKeys
    back_asked = Signal()
    help_topic = "verhuizen"

    def __init__(
        self,
        tasks: Tasks,
        file: Path,
        folder: Path,
        put: Put = put_here,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Ik heb al een kluis", _LEAD, parent)
        self._tasks, self._file, self._put = tasks, file, put
        self._folder = folder
        self._busy = False
        body = self.card.body
        body.addWidget(self._place("Bestand", ElidedLabel(file.name), None))
        self.where = ElidedLabel(str(folder))
        self.other = Button("Andere map", kind="plain")
        body.addWidget(self._place("Komt in", self.where, self.other))
        self.field = PassphraseField()
        self.row = FormRow("passphrase", "&Wachtwoord van deze kluis", self.field)
        body.addWidget(self.row)
        self.button = Button("Kluis hier zetten", kind="filled")
        self.back = Button("Terug")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.button)
        body.addLayout(buttons)
        self.tries = WrongTries(self.row, self.field, _WAIT, clock)
        self.tries.changed.connect(self._show_whether_ready)
        self.back.clicked.connect(self.back_asked)
        self.button.clicked.connect(self._try)
        self.field.returnPressed.connect(self._try)
        self.other.clicked.connect(self._choose)

    def _place(self, words: str, value: ElidedLabel, button: Button | None) -> QWidget:
        box = Soft("neutral_soft")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(words, "strong"))
        row.addWidget(value, 1)
        if button is not None:
            row.addWidget(button)
        box.body.addLayout(row)
        return box

    def _choose(self) -> None:
        chosen = dialogs.choose_folder(self, "Waar komt de kluis?", self._folder.parent)
        if chosen is None:
            return
        self._tasks.run(self, lambda: free_folder(chosen), partial(self._chosen, chosen))

    def _chosen(self, chosen: Path, free: Path) -> None:
        self.row.set_note("" if free == chosen else _TAKEN)
        if free == chosen:
            self._folder = chosen
            self.where.set_text(str(chosen))

    def _try(self) -> None:
        if self._busy or self.tries.waiting:
            return
        typed = self.field.value()
        if not typed:
            self.row.set_note(_EMPTY)
            return
        self._set_busy(True)
        put, file, folder = self._put, self._file, self._folder
        self._tasks.run(self, lambda: put(file, folder, typed), self._arrived, self._refused)

    def _arrived(self, keys: "VaultKeys") -> None:
        self.field.clear()
        self.field.hide_again()
        self.arrived.emit(self._folder, keys)

    def _refused(self, error: WorldError) -> None:
        self._set_busy(False)
        if isinstance(error, WrongPassphrase):
            self.tries.add()
        else:
            self.row.set_note(sentences.sentence(error))
        self.field.setFocus()
        self.field.selectAll()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.button.setText("Even wachten, het bestand wordt gecontroleerd" if busy else "Kluis hier zetten")
        self.field.setReadOnly(busy)
        self.other.setEnabled(not busy)
        self.back.setEnabled(not busy)
        self._show_whether_ready()

    def _show_whether_ready(self) -> None:
        self.button.setEnabled(not self._busy and not self.tries.waiting)
