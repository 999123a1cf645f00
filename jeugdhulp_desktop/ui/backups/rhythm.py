"""A backup by itself: half an hour after something changed, and the copy for a stick that was put in.

The window thread knows only whether something was announced; whether it is a change, the worker decides. Time
is Qt's, which is monotonic: a clock that is set back makes no backup late (F14).
"""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from jeugdhulp_desktop.domain.backups import KeptUp, Safety
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.backups.second import not_copied
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.tasks import Cancelled, Tasks
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

EVERY = 30 * 60_000  # ms of work
SOON = 60_000  # ms after opening, when the last one is older than that: the first minute is for the user
STICK = 5 * 60_000  # ms between two looks whether a stick was put in that has not the last one
WHEN_FREE = 10_000  # ms until the next look when the worker has something to do
_KEY = "backup"


class BackupRhythm(QObject):
    """Lives as long as the window of one Session."""

    def __init__(self, session: "Session", tasks: Tasks, window: MainWindow, laptop: Laptop) -> None:
        super().__init__(window)
        self._session, self._tasks, self._window, self._laptop = session, tasks, window, laptop
        session.backups.second = laptop.settings.backup_places.get(session.vault_id)
        self._announced = 0  # writes that were told of
        self._safe = 0  # so many of them are in a backup
        self._behind = False
        self._stopped = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._stick = QTimer(self, interval=STICK)
        self._stick.timeout.connect(self.look_for_stick)
        self._stick.start()
        tasks.changed.connect(self._changed)

    def begin(self) -> None:
        """Ask how it stands; what was changed before a lock is waited for no longer than since then."""
        self._tasks.run(self, self._session.backups.state, self._begun, lambda _error: None, latest="begin")

    def stop(self) -> None:
        """Nothing is begun any more."""
        self._stopped = True
        self._timer.stop()
        self._stick.stop()

    @property
    def due(self) -> bool:
        """Whether closing has something to keep: a change, a stick that is behind, a job that may write."""
        return self._announced != self._safe or self._behind or self._tasks.busy()

    def waits(self) -> int:
        """Milliseconds until the next look; -1 when nothing is waited for."""
        return self._timer.remainingTime()

    def look(self) -> None:
        """Make what is missing, now."""
        if self._stopped:
            return
        if self._tasks.busy():
            self._timer.start(WHEN_FREE)
            return
        told, keep_up = self._announced, self._session.backups.keep_up
        self._tasks.run(
            self,
            lambda progress: keep_up(progress, anyway=False),
            lambda done: self._kept_up(told, done),
            self._failed,
        )

    def look_for_stick(self) -> None:
        """The second place may be there again: then it gets what it missed."""
        if self._session.backups.second is not None and not self._tasks.busy():
            state = self._session.backups.state
            self._tasks.run(self, state, self._looked, lambda _error: None, latest="stick")

    def _looked(self, safety: Safety) -> None:
        self._behind = safety.behind
        if safety.behind:
            self.look()

    def _begun(self, safety: Safety) -> None:
        self._behind = safety.behind
        if safety.changed:
            self._announced += 1
        if (safety.changed or safety.behind) and not self._timer.isActive():
            self._timer.start(max(SOON, EVERY - self._age(safety)))

    def _age(self, safety: Safety) -> int:
        """Milliseconds since the last one; by the clock, so within bounds whatever it says."""
        if safety.last is None:
            return EVERY
        age = self._session.now().replace(tzinfo=None) - datetime.fromisoformat(safety.last.made_at)
        return max(0, min(EVERY, round(age.total_seconds() * 1000)))

    def _changed(self, changes: frozenset[object]) -> None:
        if changes - {Change.BACKUPS}:
            self._wait_for_more()
        elif not self._stopped:  # one was made by hand, or its rules were changed: ask how it stands
            told, state = self._announced, self._session.backups.state
            self._tasks.run(
                self, state, lambda safety: self._asked(told, safety), lambda _error: None, latest="state"
            )

    def _asked(self, told: int, safety: Safety) -> None:
        self._behind = safety.behind
        if not safety.changed:
            self._is_safe(told)
        elif self._safe == self._announced:
            self._wait_for_more()

    def _wait_for_more(self) -> None:
        """Something was written: half an hour from the first of it."""
        self._announced += 1
        if not self._timer.isActive() and not self._stopped:
            self._timer.start(EVERY)

    def _is_safe(self, told: int) -> None:
        self._safe = max(self._safe, told)
        if self._safe == self._announced and not self._behind:
            self._timer.stop()

    def _kept_up(self, told: int, done: KeptUp) -> None:
        self._behind = False
        self._is_safe(told)
        if self._safe != self._announced and not self._stopped:
            self._timer.start(EVERY)
        self._window.messages.remove(_KEY)
        if done.problem is not None:
            self._window.show_message(not_copied(done.problem, self.look))

    def _failed(self, error: WorldError) -> None:
        if not self._stopped:
            self._timer.start(EVERY)
        if not isinstance(error, Cancelled):
            words = f"De back-up is niet gelukt. {sentence(error)}"
            again = (Act("Opnieuw proberen", self.look, "refresh"),)
            self._window.show_message(Message(words, "bad", acts=again, key=_KEY))
