"""Errands: what can only be done while the vault is closed (a backup put back, a new key, moving house).

A part or page asks for one with ``errand_asked``. The program closes the Session as at a lock, drafts kept,
and shows the page of the errand with the keys that were open. They live until the errand ends: then the vault
is opened again with the keys that hold from then on, or its passphrase is asked. An errand locks as the vault
would: nobody at the keys, the screen locked, the laptop asleep, Ctrl+L. What is being written is finished
first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui import dialogs, shortcuts
from jeugdhulp_desktop.ui.frame import Frame
from jeugdhulp_desktop.ui.idle import IdleLock
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.system_events import SystemEvents
from jeugdhulp_desktop.ui.tasks import Step, Task, Tasks
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.messages import Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.closed_vault import ClosedVault

Answer = TypeVar("Answer")

# Kind of errand -> module below ``ui`` and what makes its page there; imported when the errand is run.
ERRANDS: dict[str, tuple[str, str]] = {
    "restore": ("restoring.page", "RestorePage"),
    "leave": ("moving.leave_page", "LeavePage"),
    "new-key": ("unlock.new_key_page", "NewKeyPage"),
    "recover": ("recovering.page", "for_errand"),
}

_BUSY_TITLE = "Dit wordt eerst afgemaakt"
_BUSY = "Wacht tot het klaar is. Daarna kun je het venster sluiten."


@dataclass(frozen=True)
class Errand:
    """What is asked: its kind (a key of ``ERRANDS``), and what its page begins with."""

    kind: str
    argument: object = None


@dataclass(frozen=True)
class ErrandPlace:
    """What the page of an errand works with."""

    tasks: Tasks
    laptop: Laptop
    vault: "ClosedVault"
    argument: object = None


class GuardedPage(QWidget):
    """A page that holds keys while the vault is closed; it emits ``finished`` once, also when given up."""

    help_topic: ClassVar[str] = "kluis"

    finished = Signal(object, object)  # the ClosedVault to open again, or None; a Message to show, or None
    help_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("back", "window")

    def may_stop(self) -> bool:
        """False while something is written: a lock waits for it, and the window does not close."""
        return True

    def let_go(self) -> None:
        """The page goes: give back what it holds (a lock on the vault, a passphrase). Called once."""


class ErrandPage(GuardedPage):
    """The page of one errand. Subclasses emit ``finished`` exactly once, also when it is given up."""

    def __init__(self, place: ErrandPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place

    def give_up(self) -> None:
        """Nothing is done; the vault opens as it was."""
        self.finished.emit(self.place.vault, None)

    def run(
        self,
        job: Callable[..., Answer],
        on_done: Callable[[Answer], object],
        on_error: Callable[[WorldError], object] | None = None,
        progress: Callable[[Step], object] | None = None,
    ) -> Task:
        """``tasks.run`` with this page as the owner; it runs after the Session was closed."""
        return self.place.tasks.run(self, job, on_done, on_error, progress)


@dataclass(frozen=True)
class ErrandEnd:
    """How an errand ended: the vault to open, or None when its passphrase is asked; what is told then."""

    vault: "ClosedVault | None"
    message: Message | None


class ErrandRunner(QObject):
    """One errand at a time in the frame, and the lock around it."""

    over = Signal(object)  # ErrandEnd
    help_asked = Signal(str)

    def __init__(self, frame: Frame, tasks: Tasks, laptop: Laptop, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._tasks, self._laptop = frame, tasks, laptop
        self._page: GuardedPage | None = None
        self._idle: IdleLock | None = None
        self._left = False  # nobody is there any more: the passphrase is asked when it is done
        dialogs.locking.asked.connect(self.lock)

    def run(self, errand: Errand, vault: "ClosedVault") -> None:
        """Show the page of this errand; the Session of the vault is closed, or is being closed now."""
        module, class_name = ERRANDS[errand.kind]
        make = getattr(import_module(f"jeugdhulp_desktop.ui.{module}"), class_name)
        self.show(make(ErrandPlace(self._tasks, self._laptop, vault, errand.argument)))

    def show(self, page: GuardedPage) -> None:
        """Put a page with keys in the frame, and guard them until it is finished."""
        self._page, self._left = page, False
        page.finished.connect(self._end)
        page.help_asked.connect(self.help_asked)
        self._guard(page)
        self._frame.may_close = self._may_close
        self._frame.put(page)
        first_focus(page)

    def _guard(self, page: GuardedPage) -> None:
        """The keys are still here, so it locks by itself as the open vault does."""
        events = SystemEvents(page)
        events.left.connect(self.lock)
        self._idle = IdleLock(self._tasks, self._laptop, page)
        self._idle.over.connect(self.lock)
        for name, act in (("lock", self.lock), ("help", lambda: self.help_asked.emit(page.help_topic))):
            for keys in shortcuts.sequences(name):
                QShortcut(keys, page).activated.connect(act)

    def lock(self) -> None:
        """Let go of the keys: now, or when what is being written is done."""
        page = self._page
        if page is None:
            return
        dialogs.close_all()
        self._left = True
        if page.may_stop():
            self._end(None, None)

    def leave(self) -> None:
        """The program ends: the lock on the vault is let go of in order, else the next start tells of a crash
        and of a journal that is gone."""
        page, self._page = self._page, None
        if page is not None:
            page.let_go()

    def _may_close(self) -> bool:
        if self._page is None or self._page.may_stop():
            return True
        dialogs.tell(self._frame, _BUSY_TITLE, _BUSY)
        return False

    def _end(self, vault: "ClosedVault | None", message: Message | None) -> None:
        if self._page is None:
            return
        self._page.let_go()
        self._page = None
        if self._idle is not None:
            self._idle.stop()
            self._idle = None
        self._frame.may_close = lambda: True
        self.over.emit(ErrandEnd(None if self._left else vault, message))
