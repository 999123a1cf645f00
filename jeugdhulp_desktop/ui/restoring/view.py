"""The wizard of a restore: choose, compare, done. The vault is closed; its keys or a passphrase are there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal

from jeugdhulp_desktop.domain.errors import WorldError, WrongPassphrase
from jeugdhulp_desktop.domain.restores import FoundBackup
from jeugdhulp_desktop.settings import BackupPlace
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.restoring.choose_step import ChooseStep
from jeugdhulp_desktop.ui.restoring.compare_step import CompareStep
from jeugdhulp_desktop.ui.restoring.result_step import ResultStep
from jeugdhulp_desktop.ui.restoring.words import STEPS
from jeugdhulp_desktop.ui.tasks import Progress, Step, Tasks
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.wizard import WizardFrame

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.closed_vault import VaultKeys
    from jeugdhulp_desktop.services.restore import Restored
    from jeugdhulp_desktop.services.restore_at_hand import RestoreAtHand

CHOOSE, COMPARE, DONE = range(3)
OTHER_WORDS = (
    "Deze back-up opent met een ander wachtwoord: dat van toen hij werd gemaakt. Kies een andere back-up."
)
_REFUSED = "refused"


@dataclass(frozen=True)
class RestoreAsk:
    """Into which vault, and what opens it: its keys, or a passphrase that was typed just now.

    ``file``: the backup that was chosen already; ``places``: the second places that this laptop remembers.
    """

    folder: Path
    secret: "str | VaultKeys" = field(repr=False)
    now: Callable[[], datetime]
    file: Path | None = None
    places: Mapping[str, BackupPlace] = field(default_factory=dict)


class RestoreView(WizardFrame):
    """Nothing is touched before Terugzetten. ``left``: given up; ``done``: with the keys that open it now."""

    left = Signal()
    done = Signal(object)  # VaultKeys

    def __init__(self, tasks: Tasks, ask: RestoreAsk) -> None:
        super().__init__("Back-up terugzetten", ("Kies een back-up", "Vergelijk", "Klaar"))
        self._tasks, self._ask = tasks, ask
        self._held: list[RestoreAtHand] = []  # at most one; filled and emptied on the worker
        self._ready: RestoreAtHand | None = None
        self._keys: VaultKeys | None = None
        self._result: Restored | None = None
        self.writing = False
        self.choose = ChooseStep(ask.now, ask.folder)
        self.compare = CompareStep()
        self.result = ResultStep()
        for title, content in (
            ("Welke back-up zet je terug?", self.choose),
            ("Zo verandert de kluis", self.compare),
            ("Het terugzetten is klaar", self.result),
        ):
            self.add_page(title, "", content)
        self.close_link = Button("Stoppen", kind="link", small=True)
        self.close_link.clicked.connect(self.left)
        self.add_to_rail(self.close_link)
        self.choose.changed.connect(self._tell)
        self.choose.opened.connect(self._look)
        self.result.undo_asked.connect(self._undo)
        self.back_asked.connect(self._back)
        self.next_asked.connect(self._next)
        self._turn(CHOOSE)
        self._read()
        if ask.file is not None:
            self._prepare(ask.file)

    def let_go(self) -> None:
        """The vault and what stood ready are let go of; nothing of it was touched."""
        held = self._held
        self._tasks.run(self, lambda: _close_all(held), lambda _none: None)

    # --- choose ---

    def _read(self) -> None:
        from jeugdhulp_desktop.services.backup_list import find_backups, second_places

        folder, places = self._ask.folder, self._ask.places

        def job() -> Sequence[FoundBackup]:
            return find_backups(folder, second_places(folder, places))

        self._tasks.run(self, job, self._show_backups)

    def _show_backups(self, found: Sequence[FoundBackup]) -> None:
        self.choose.table.show_backups(found)
        if self._ask.file is not None:
            self.choose.table.select_id(str(self._ask.file))
        self._turn(self.current())

    def _look(self) -> None:
        file = self.choose.file()
        if file is not None:
            self._prepare(file)

    # --- compare ---

    def _prepare(self, file: Path) -> None:
        from jeugdhulp_desktop.services.restore_at_hand import RestoreAtHand

        held, folder, secret = self._held, self._ask.folder, self._ask.secret

        def job(progress: Progress) -> "RestoreAtHand":
            _close_all(held)
            made = RestoreAtHand(file, folder, secret, lambda step: progress.step(STEPS[step]))
            held.append(made)
            return made

        self._ready = None
        self.choose.messages.remove(_REFUSED)
        self.compare.wait()
        self._turn(COMPARE)
        self._tasks.run(self, job, self._prepared, self._refused, self._step)

    def _step(self, step: Step) -> None:
        self.compare.busy.set(step)

    def _prepared(self, ready: "RestoreAtHand") -> None:
        self._ready, self._keys = ready, ready.keys
        typed = isinstance(self._ask.secret, str)
        self.compare.show_preview(ready.preview, self._ask.now(), typed=typed)
        self._turn(COMPARE)

    def _refused(self, error: WorldError) -> None:
        self._turn(CHOOSE)
        words = OTHER_WORDS if isinstance(error, WrongPassphrase) else sentences.sentence(error)
        self.choose.messages.add(Message(words, "bad", key=_REFUSED))

    # --- carry out ---

    def _carry_out(self) -> None:
        ready = self._ready
        if ready is None:
            return
        self._set_writing(True)
        self.compare.busy.show()

        def job(progress: Progress) -> "Restored":
            return ready.carry_out(lambda step: progress.step(STEPS[step]))

        self._tasks.run(self, job, self._carried_out, self._failed, self._step)

    def _carried_out(self, done: "Restored") -> None:
        self._show_done(done, undone=False)

    def _show_done(self, done: "Restored", *, undone: bool) -> None:
        self._set_writing(False)
        self._result = done
        self.result.busy.hide()
        self.result.show_done(done, self._ask.now(), undone=undone)
        self._turn(DONE)

    def _failed(self, error: WorldError) -> None:
        """Nothing was placed: the backup is looked at again before another try."""
        self._set_writing(False)
        self._ready = None
        self._refused(error)

    def _undo(self) -> None:
        from jeugdhulp_desktop.services.restore_at_hand import undo_restore

        if self._result is None or self._result.before is None or self._keys is None:
            return
        before, folder, keys = self._result.before.path, self._ask.folder, self._keys
        self._set_writing(True)
        self.result.busy.show()
        self._tasks.run(
            self,
            lambda: undo_restore(before, folder, keys),
            lambda done: self._show_done(done, undone=True),
            self._undo_failed,
        )

    def _undo_failed(self, error: WorldError) -> None:
        self._set_writing(False)
        self.result.busy.hide()
        self.result.messages.add(Message(sentences.sentence(error), "bad", key=_REFUSED))
        self._turn(DONE)

    # --- the frame ---

    def _set_writing(self, writing: bool) -> None:
        self.writing = writing
        for button in (self.back_button, self.close_link, self.result.undo):
            button.setEnabled(not writing)
        self._tell()

    def _turn(self, at: int) -> None:
        self.go(at)
        self.close_link.setVisible(at != DONE)
        self.next_button.setText(("Vergelijken", "Terugzetten", "Kluis openen")[at])
        if at == DONE:
            self.back_button.hide()
        self._tell()
        QTimer.singleShot(0, self, self.take_focus)  # what was made just now is shown a moment later

    def _tell(self) -> None:
        """Whether one can go on, or why not."""
        reason = ""
        if self.writing:
            reason = "Even wachten."
        elif self.current() == CHOOSE:
            reason = self.choose.reason()
        elif self.current() == COMPARE and self._ready is None:
            reason = "De back-up wordt gecontroleerd."
        self.allow_next(reason)

    def _back(self, at: int) -> None:
        if at == COMPARE:
            self._ready = None
            self.let_go()
            self._turn(CHOOSE)

    def _next(self, at: int) -> None:
        if at == CHOOSE:
            self._look()
        elif at == COMPARE:
            self._carry_out()
        else:
            self.done.emit(self._keys)

    def take_focus(self) -> None:
        """Begin in the list, or at the button that goes on."""
        if self.current() == CHOOSE:
            self.choose.table.take_focus()
        elif self.next_button.isEnabled():
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: Any) -> None:
        """Esc goes a page back, and from the first one out of the wizard."""
        if event.key() == Qt.Key.Key_Escape and not self.writing and self.current() != DONE:
            if self.current() == COMPARE:
                self._back(COMPARE)
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)


def _close_all(held: "list[RestoreAtHand]") -> None:
    while held:
        held.pop().close()
