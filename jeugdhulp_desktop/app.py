"""The program with a window: unlock, work, lock, unlock again.

One frame stays on the screen; what stands in it changes. Locking closes the Session and takes its pages
away, so that nothing of a pupil is left in a widget. Heavy modules (SQLAlchemy, the services) are imported on
the worker while the passphrase is typed; the first paint waits for Qt and the header only.
"""

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop import log, paths
from jeugdhulp_desktop.doors import Doors
from jeugdhulp_desktop.instance import Instance, Request, same_folder
from jeugdhulp_desktop.settings import Settings, WindowPlace, load_settings
from jeugdhulp_desktop.ui import icons
from jeugdhulp_desktop.ui.collector import WindowCollector
from jeugdhulp_desktop.ui.crash import CrashHook
from jeugdhulp_desktop.ui.dutch import speak_dutch
from jeugdhulp_desktop.ui.frame import Frame
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress, theme
from jeugdhulp_desktop.ui.widgets.focus import install_focus_ring

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.errands import Errand
    from jeugdhulp_desktop.ui.help_window import HelpWindow
    from jeugdhulp_desktop.ui.workplace import Workplace

USUAL = (1280, 720)


def run(vault: Path | None, instance: Instance) -> int:
    """Open the window, perhaps on a vault; the exit code is Qt's. Other starts come to us by ``instance``."""
    from jeugdhulp_desktop.security.hardening import harden_process

    harden_process()
    existing = QApplication.instance()  # a process that watches the first paint made one already
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Jeugdhulp Desktop")
    application.setQuitOnLastWindowClosed(True)
    end_log = log.start_log(paths.log_folder())
    program = Program(application, vault, instance)
    try:
        program.start()
        return application.exec()
    finally:
        instance.release()  # before the vault is closed: a new start gets a window of its own
        program.end()
        end_log()


class Program(QObject):
    """The parts that last as long as the program, and the one Session that is open or not."""

    def __init__(
        self, application: QApplication, vault: Path | None, instance: Instance | None = None
    ) -> None:
        super().__init__()
        self._application, self._instance = application, instance
        self.tasks = Tasks(self)
        self.laptop = Laptop(load_settings(), self.tasks, parent=self)
        self.crash = CrashHook(self)
        self.crash.happened.connect(self._keep_typed)
        self.collector = WindowCollector(self)
        self.privacy = Privacy(self)
        self.privacy.set_on(self.settings.privacy_mode)
        self.frame = Frame()
        first = vault or self.settings.last_vault or paths.default_vault_folder()
        self.doors = Doors(self.frame, self.tasks, self.laptop, first, parent=self)
        self.doors.made.connect(self._own)
        self.doors.opened.connect(self._opened)
        self.doors.help_asked.connect(self.show_help)
        self.session: Session | None = None
        self._guarded = False  # whether this thread was forbidden to use the database
        self.workplace: Workplace | None = None
        self._help: HelpWindow | None = None
        self._asking = False  # whether to open the vault of another start
        self._before_lock: tuple[Path, str, object] | None = None  # vault, page in front, what was open in it

    @property
    def settings(self) -> Settings:
        """What this laptop remembers."""
        return self.laptop.settings

    def start(self) -> None:
        """Dress the application and show the first screen."""
        dress(self._application, self.settings.theme, self.settings.text_scale)
        speak_dutch(self._application)
        install_focus_ring(self._application)
        self.laptop.changed.connect(self._dress_again)
        self.crash.install()
        self.collector.install()
        self.frame.setWindowTitle("Jeugdhulp Desktop")
        self.frame.setWindowIcon(QIcon(icons.pixmap("shield-home", 64, "accent")))
        self.frame.closing.connect(self._closing)
        self._place_frame()
        self.doors.show()
        self.frame.first_painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)
        self.frame.show()

    def _painted(self) -> None:
        """There is something to look at: the rest is read now, and another start is listened to."""
        from jeugdhulp_desktop.ui.second_start import SecondStarts

        self.doors.import_ahead()
        if self._instance is not None:
            self._second = SecondStarts(self._instance.folder, self._instance.answer, self)
            self._second.asked.connect(self.come_forward)
            self._second.look()

    def come_forward(self, request: Request) -> None:
        """Somebody started the program again: here it is. Another vault is offered, never just opened."""
        if request.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = request.token  # Qt takes it out at the next activation
        self.frame.come_forward()
        there = request.vault
        if there is None or self._asking:
            return
        if self.workplace is None:
            self.doors.change_to(there)
        elif not same_folder(there, self.workplace.session.folder) and self._leaves_for(there):
            self.lock()
            self.doors.show_vault(there)

    def _leaves_for(self, vault: Path) -> bool:
        from jeugdhulp_desktop.ui import dialogs

        text = (
            f"Je vroeg om de kluis in {vault}. De kluis die nu open is, gaat dan eerst op slot. "
            "Wat je typte blijft erin bewaard."
        )
        title, verbs = "Een andere kluis openen?", ["Andere kluis openen"]
        self._asking, before = True, self.session
        try:
            answer = dialogs.ask(QApplication.activeModalWidget() or self.frame, title, text, verbs)
        finally:
            self._asking = False
        return answer is not None and self.session is before  # it may have locked while we waited

    def end(self) -> None:
        """Close what is open; called once, after the event loop."""
        if self.workplace is not None:
            self.workplace.leave()
            self.workplace = None
        self.doors.leave()
        self.tasks.close()  # waits for what runs: a save that was begun is finished
        if self._guarded:  # also when it ended locked: the guard goes with the program that set it
            from jeugdhulp_desktop.storage.engine import allow_thread

            allow_thread(threading.get_ident())  # the worker is gone: closing writes its last things here
        if self.session is not None:
            self.session.close()
            self.session = None
        self.collector.uninstall()
        self.crash.uninstall()

    def _own(self, session: "Session") -> None:
        """A Session to be closed at the end, and a vault to open next time."""
        self.session = session
        settings = replace(self.settings, last_vault=session.folder)
        for earlier in session.earlier_ids:  # a new key gave it another id, perhaps cut off halfway
            settings = settings.with_vault_renamed(earlier, session.vault_id)
        self.laptop.keep(settings)

    def _opened(self, session: "Session") -> None:
        from jeugdhulp_desktop.storage.engine import forbid_thread
        from jeugdhulp_desktop.ui.place_keeping import left_place
        from jeugdhulp_desktop.ui.workplace import Workplace

        forbid_thread(threading.get_ident())  # from now on a query in the window thread is a bug that shows
        self._guarded = True
        self._own(session)
        self.workplace = Workplace(session, self.tasks, self.privacy, self.laptop)
        self.workplace.lock_asked.connect(self.lock)
        self.workplace.help_asked.connect(self.show_help)
        self.workplace.errand_asked.connect(self.run_errand)
        window = self.workplace.window
        window.setWindowFlags(Qt.WindowType.Widget)
        window.windowTitleChanged.connect(self.frame.setWindowTitle)
        self.frame.may_close = self._may_close
        self.frame.put(window)
        self.frame.setWindowTitle(window.windowTitle())
        before, self._before_lock = self._before_lock, None
        if before is not None and before[0] == session.folder:  # the ids of another vault say nothing here
            self.workplace.begin(*before[1:])
        else:
            self.workplace.begin(*left_place(session))
        for message in self.doors.take_messages():
            window.show_message(message)

    def lock(self) -> None:
        """Keep what is typed, close the Session and show the unlock page; nothing is asked.

        Perhaps nobody sits there any more. The worker does one thing after the other: an import or a backup
        that runs is finished, whole, then the drafts are in the vault, then it is closed. A laptop that goes
        to sleep waits for that as long as the system lets it.
        """
        awake = [self.workplace.sleep_delay()] if self.workplace is not None else []
        session = self._leave()
        if session is not None:
            self.doors.show_locked(session.folder)
            self.tasks.run(self.frame, session.close, lambda _none: self._locked(awake))

    def _keep_typed(self) -> None:
        """A slot failed: nobody knows what comes next, so what is typed goes into the vault at once (F25)."""
        if self.workplace is not None:
            self.workplace.context.drafts.keep_in_passing()

    def _locked(self, awake: list[object]) -> None:
        """The Session is closed; what still speaks of it in memory goes as far as Python lets it."""
        awake.clear()
        self.collector.collect_all()

    def run_errand(self, errand: "Errand") -> None:
        """As a lock, and then the page of the errand instead of the unlock page.

        The worker does one thing after the other: what the errand does comes after the Session was closed.
        A vault that cannot be closed in order is found by the errand as it is; its lock is let go.
        """
        from jeugdhulp_desktop.services.closed_vault import ClosedVault

        session = self._leave()
        if session is not None:
            vault = ClosedVault.of(session)
            self.tasks.run(self.frame, session.close, lambda _none: None, lambda _error: None)
            self.doors.run_errand(errand, vault)

    def _may_close(self) -> bool:
        """At once when all work is in a backup; else once that is so, or the user will not wait for it."""
        from jeugdhulp_desktop.ui.backups.closing import ClosingBackup

        if self.workplace is None or self.session is None:
            return True
        if not self.workplace.may_close():
            return False
        if not self.workplace.backups.due:
            return True
        session = self.session
        self._leave()
        self.session = session  # it stays open for this, and is closed at the end
        closing = ClosingBackup(self.frame, self.tasks, session, self)
        closing.page.help_asked.connect(self.show_help)
        closing.begin()
        return False

    def _leave(self) -> "Session | None":
        """Keep what is typed and let go of the work; the Session that is to be closed, None without one."""
        from jeugdhulp_desktop.ui import dialogs

        if self.session is None or self.workplace is None:
            return None
        self._before_lock = (self.session.folder, *self.workplace.place())
        session, self.session = self.session, None
        self.workplace.leave()
        dialogs.close_all()
        self.workplace = None
        self.frame.may_close = lambda: True
        self.frame.setWindowTitle("Jeugdhulp Desktop")
        return session

    def _closing(self) -> None:
        geometry = self.frame.geometry()
        place = WindowPlace(
            geometry.x(), geometry.y(), geometry.width(), geometry.height(), self.frame.isMaximized()
        )
        self.laptop.keep(replace(self.settings, window=place, privacy_mode=self.privacy.on))
        if self._help is not None:
            self._help.close()

    def show_help(self, topic: str) -> None:
        """F1: the manual at the topic of the screen."""
        from jeugdhulp_desktop.ui.help_window import HelpWindow

        self._help = self._help or HelpWindow()
        self._help.open_at(topic)

    def _dress_again(self, changed: Settings) -> None:
        """Theme and text size at once, as chosen in Instellingen."""
        look = theme()
        if (look.choice, look.scale) != (changed.theme, changed.text_scale):
            look.apply(changed.theme, changed.text_scale)

    def _place_frame(self) -> None:
        place = self.settings.window
        screen = self._application.primaryScreen().availableGeometry()
        width, height = (place.width, place.height) if place else USUAL
        self.frame.resize(min(width, screen.width()), min(height, screen.height()))
        if place is not None and screen.contains(place.x + 40, place.y + 10):
            self.frame.move(place.x, place.y)
        if (place and place.maximized) or screen.width() <= 1366:
            self.frame.setWindowState(Qt.WindowState.WindowMaximized)
