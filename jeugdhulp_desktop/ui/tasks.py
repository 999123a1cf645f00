"""Work beside the window: one worker thread, answers by one queued signal.

The window thread does no SQL and no files. A job is a plain function; it may take a ``Progress``. Its answer
is given in the window thread, and dropped when the owner that asked is gone. Errors of the world go to the
asker or become a standard sentence; anything else reaches ``sys.excepthook`` in the window thread.
"""

import inspect
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from shiboken6 import isValid

from jeugdhulp_desktop.domain.errors import DamagedDatabase, DiskProblem, WorldError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Answer = TypeVar("Answer")


class Cancelled(WorldError):
    """The user pressed Stoppen; the job ended at its next step and kept nothing half."""


@dataclass(frozen=True)
class Step:
    """How far a job is: words for the user, and done of total (total 0 = not known)."""

    text: str = ""
    done: int = 0
    total: int = 0


class Progress:
    """Given to a job: tell how far you are, and stop when the user wants to."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def step(self, text: str = "", done: int = 0, total: int = 0) -> None:
        """Tell how far the job is; raises Cancelled when the user pressed Stoppen."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(Step(text, done, total))

    def cancel(self) -> None:
        """Ask the job to stop at its next step; callable from any thread."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """True once the user pressed Stoppen."""
        return self._stop.is_set()


@dataclass(eq=False)
class Task:
    """A running job, kept by the window to show its progress and to stop it."""

    owner: "weakref.ref[QObject]"
    on_done: Callable[[Any], object]
    on_error: Callable[[WorldError], object] | None
    on_step: Callable[[Step], object] | None
    progress: Progress
    line: str

    def cancel(self) -> None:
        """Ask the job to stop."""
        self.progress.cancel()

    def alive(self) -> bool:
        """True while the asker still exists."""
        owner = self.owner()
        return owner is not None and isValid(owner)


class Tasks(QObject):
    """The one worker of the database. ``close`` joins it; nothing is delivered after that."""

    changed = Signal(object)  # frozenset of Change, announced by the services on the worker
    failed = Signal(object)  # a WorldError that nobody asked to handle: the window shows its sentence
    damaged = Signal(object)  # a WorldError: a part of the vault cannot be read, whoever asked for it
    started = Signal(object)  # Task
    stepped = Signal(object, object)  # Task, Step
    finished = Signal(object)  # Task
    _answered = Signal(object, object, object)  # Task, answer, error: worker to window
    _told = Signal(object, object)
    _announced = Signal(object)

    def __init__(self, parent: QObject | None = None, *, name: str = "database") -> None:
        super().__init__(parent)
        self._name = name
        self._pool: ThreadPoolExecutor | None = None  # made for the first job, after the first paint
        self._newest: dict[tuple[int, str], Task] = {}
        self._running = 0
        self._waiting: set[Task] = set()
        self._open = True
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._deliver, queued)
        self._told.connect(self._step, queued)
        self._announced.connect(self._announce, queued)

    def run(
        self,
        owner: QObject,
        job: Callable[..., Answer],
        on_done: Callable[[Answer], object],
        on_error: Callable[[WorldError], object] | None = None,
        progress: Callable[[Step], object] | None = None,
        *,
        latest: str = "",
    ) -> Task:
        """Run ``job`` on the worker and give its answer to ``on_done`` in the window thread.

        ``job`` takes nothing or one Progress. With ``latest`` only the newest job of this owner under that
        name is answered; older ones that did not begin yet are skipped (searching while one types).
        """
        task_box: list[Task] = []
        tell = Progress(lambda step: self._told.emit(task_box[0], step))
        task = Task(weakref.ref(owner), on_done, on_error, progress, tell, latest)
        task_box.append(task)
        if not self._open:  # a timer of a page that outlives the session: there is nobody left to answer
            return task
        if latest:
            self._newest[(id(owner), latest)] = task
        self._running += 1
        self._waiting.add(task)
        self.started.emit(task)
        self._worker().submit(self._work, task, job, _takes_progress(job))
        return task

    def announce(self, changes: object) -> None:
        """Carry an announcement of the services to the window; called on the worker."""
        self._announced.emit(changes)

    def busy(self) -> bool:
        """True while a job runs or waits."""
        return self._running > 0

    def wait_while(self, waiting: Callable[[], bool]) -> None:
        """Let the window live on until ``waiting`` is over or no job is left: a page or vault closes next."""
        loop = QEventLoop(self)

        def look(_task: object) -> None:  # after the answer was given, since it is queued behind it
            if not (waiting() and self.busy()):
                loop.quit()

        self.finished.connect(look, Qt.ConnectionType.QueuedConnection)
        if waiting() and self.busy():
            loop.exec()
        self.finished.disconnect(look)

    def close(self) -> None:
        """Deliver nothing more, and wait: what was asked is done, a save above all.

        Reads under a ``latest`` name are skipped, and whoever takes a Progress is asked to stop.
        """
        self._open = False
        self._newest.clear()
        for task in tuple(self._waiting):
            task.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        self._running = 0

    def _worker(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        return self._pool

    def _work(self, task: Task, job: Callable[..., Any], with_progress: bool) -> None:
        answer: Any = None
        error: BaseException | None = None
        if task.line and (not self._open or self._outdated(task)):
            error = Cancelled()  # only reads have a line: a save runs even when its page is gone
        else:
            try:
                answer = job(task.progress) if with_progress else job()
            except BaseException as raised:  # noqa: BLE001 - given to the window thread, which raises it again
                error = raised
        self._waiting.discard(task)
        if self._open:
            self._answered.emit(task, answer, error)

    def _outdated(self, task: Task) -> bool:
        owner = task.owner()
        if owner is None:
            return True
        return bool(task.line) and self._newest.get((id(owner), task.line)) is not task

    def _deliver(self, task: Task, answer: object, error: BaseException | None) -> None:
        if not self._open:
            return
        self._running -= 1
        self.finished.emit(task)
        if is_damage(error):
            self.damaged.emit(error)
        outdated = self._outdated(task)
        self._let_go(task)
        if not task.alive() or outdated:
            if isinstance(error, WorldError) and not task.line and not isinstance(error, Cancelled):
                self.failed.emit(error)  # a save that failed is told, also when its page is gone
            return
        if error is None:
            task.on_done(answer)
        elif isinstance(error, Cancelled) and task.on_error is None:
            return
        elif isinstance(error, WorldError):
            if task.on_error is not None:
                task.on_error(error)
            else:
                self.failed.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _let_go(self, task: Task) -> None:
        """Nothing waits for it any more: kept here, its answer would keep a closed Session with its keys."""
        for key in [key for key, newest in self._newest.items() if newest is task]:
            del self._newest[key]

    def _step(self, task: Task, step: Step) -> None:
        if self._open and task.alive():
            self.stepped.emit(task, step)
            if task.on_step is not None:
                task.on_step(step)

    def _announce(self, changes: object) -> None:
        if self._open:
            self.changed.emit(changes)


def is_damage(error: BaseException | None) -> bool:
    """Whether the open vault itself cannot be read: not a backup that is looked at, not a full disk."""
    if isinstance(error, DiskProblem):
        return error.code == "read-error" and error.path is not None and error.path.name == "vault.db"
    return isinstance(error, DamagedDatabase) and not error.reason.startswith("backup-")


def _takes_progress(job: Callable[..., object]) -> bool:
    required = [
        each
        for each in inspect.signature(job).parameters.values()
        if each.default is inspect.Parameter.empty
        and each.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    ]
    return len(required) == 1
