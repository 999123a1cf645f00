"""The program with a window: unlock, work, lock, unlock again.

One frame stays on the screen; what stands in it changes. Locking closes the Session and takes its pages
away, so that nothing of a pupil is left in a widget. Heavy modules (SQLAlchemy, the services) are imported on
the worker while the passphrase is typed; the first paint waits for Qt and the header only.
"""

import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from jeugdhulp_desktop import log, paths, unlocking
from jeugdhulp_desktop.domain.errors import (
    DamagedHeader,
    KeyringUnavailable,
    NotOurFile,
    WorldError,
)
from jeugdhulp_desktop.security.header_file import VaultInfo, read_vault_info
from jeugdhulp_desktop.settings import Settings, WindowPlace, load_settings
from jeugdhulp_desktop.ui import icons, sentences
from jeugdhulp_desktop.ui.collector import WindowCollector
from jeugdhulp_desktop.ui.crash import CrashHook
from jeugdhulp_desktop.ui.dutch import speak_dutch
from jeugdhulp_desktop.ui.frame import Frame
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.privacy_mode import Privacy
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.theme import dress, theme
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked, UnlockPage
from jeugdhulp_desktop.ui.widgets.focus import install_focus_ring

if TYPE_CHECKING:
    from jeugdhulp_desktop.security.keys import VaultKeys
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.help_window import HelpWindow
    from jeugdhulp_desktop.ui.unlock.recover_page import Recovered
    from jeugdhulp_desktop.ui.unlock.steps import NewVault
    from jeugdhulp_desktop.ui.unlock.wizard import NewVaultWizard
    from jeugdhulp_desktop.ui.workplace import Workplace

USUAL = (1280, 720)


def run(arguments: Sequence[str]) -> int:
    """Open the window; the exit code is Qt's. ``arguments`` may hold the folder of a vault."""
    from jeugdhulp_desktop.security.hardening import harden_process

    harden_process()
    existing = QApplication.instance()  # a process that watches the first paint made one already
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Jeugdhulp Desktop")
    application.setQuitOnLastWindowClosed(True)
    end_log = log.start_log(paths.log_folder())
    program = Program(application, Path(arguments[0]) if arguments else None)
    try:
        program.start()
        return application.exec()
    finally:
        program.end()
        end_log()


class Program(QObject):
    """Which screen stands in the frame, and why."""

    def __init__(self, application: QApplication, vault: Path | None) -> None:
        super().__init__()
        self._application = application
        self.tasks = Tasks(self)
        self.laptop = Laptop(load_settings(), self.tasks, parent=self)
        self._vault = vault or self.settings.last_vault or paths.default_vault_folder()
        self.crash = CrashHook(self)
        self.collector = WindowCollector(self)
        self.privacy = Privacy(self)
        self.privacy.set_on(self.settings.privacy_mode)
        self.frame = Frame()
        self.session: Session | None = None
        self._guarded = False  # whether this thread was forbidden to use the database
        self.workplace: Workplace | None = None
        self._help: HelpWindow | None = None
        self._wizard: NewVaultWizard | None = None
        self._page_before_lock = ""
        self._asked_keyring = False
        self._opening = False

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
        self.show_vault(self._vault)
        self.frame.first_painted.connect(self._import_ahead, Qt.ConnectionType.QueuedConnection)
        self.frame.show()

    def end(self) -> None:
        """Close what is open; called once, after the event loop."""
        if self.workplace is not None:
            self.workplace.leave()
            self.workplace = None
        self.tasks.close()  # waits for what runs: a save that was begun is finished
        if self._guarded:  # also when it ended locked: the guard goes with the program that set it
            from jeugdhulp_desktop.storage.engine import allow_thread

            allow_thread(threading.get_ident())  # the worker is gone: closing writes its last things here
        if self.session is not None:
            self.session.close()
            self.session = None
        self.collector.uninstall()
        self.crash.uninstall()

    def _import_ahead(self) -> None:
        """Read the database layer from the disk while the passphrase is typed."""
        self.tasks.run(self.frame, unlocking.import_ahead, lambda _none: None)

    def show_vault(self, folder: Path, reason: str = "") -> None:
        """Unlock this vault; the wizard when there is none; what is wrong when it cannot be read."""
        self._vault = folder
        try:
            info = read_vault_info(folder)
        except NotOurFile as error:
            empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
            if empty:
                self.show_wizard()
            else:
                self._show_problem(error)
            return
        except WorldError as error:
            self._show_problem(error)
            return
        self._unlock(folder, info, reason)

    def _unlock(self, folder: Path, info: VaultInfo, reason: str) -> None:
        page = UnlockPage(self.tasks)
        page.unlocked.connect(self._open)
        page.other_vault.connect(self._choose_vault)
        page.recovery_asked.connect(lambda: self._show_recovery(info))
        page.help_asked.connect(self.show_help)
        page.show_vault(folder, info, reason)
        self.frame.put(page)
        page.field.setFocus()
        if info.has_keyring and not self._asked_keyring:
            self._asked_keyring = True
            self.tasks.run(
                page,
                partial(unlocking.remembered_keys, folder),
                partial(self._open_remembered, folder),
                partial(self._say_on, page),
            )

    @staticmethod
    def _say_on(page: UnlockPage, error: WorldError) -> None:
        """Why the passphrase is asked although this laptop remembers it (F4)."""
        if isinstance(error, KeyringUnavailable):
            page.say_forgotten(error)
        else:
            page.row.set_note(sentences.sentence(error), "warn")

    def _open_remembered(self, folder: Path, keys: "VaultKeys") -> None:
        self._open(Unlocked(folder, keys, remember=False))

    def _open(self, unlocked: Unlocked) -> None:
        """Keys are there: open the database on the worker and show the work."""
        if self._opening or self.session is not None:  # the keyring and the passphrase answered both
            return
        self._opening = True
        job = partial(unlocking.open_unlocked, unlocked, self._reports_of(unlocked.keys))
        self.tasks.run(self.frame, job, self._opened, self._show_problem)

    def _reports_of(self, keys: "VaultKeys") -> Path | None:
        """Where the reports of this vault go on this laptop."""
        return self.settings.report_folders.get(keys.vault_id.hex())

    def _opened(self, session: "Session") -> None:
        from jeugdhulp_desktop.storage.engine import forbid_thread
        from jeugdhulp_desktop.ui.workplace import Workplace

        forbid_thread(threading.get_ident())  # from now on a query in the window thread is a bug that shows
        self._guarded = True
        self._opening = False
        self.session = session
        self._remember_vault(session.folder)
        self.workplace = Workplace(session, self.tasks, self.privacy, self.laptop)
        self.workplace.lock_asked.connect(self.lock)
        self.workplace.help_asked.connect(self.show_help)
        window = self.workplace.window
        window.setWindowFlags(Qt.WindowType.Widget)
        window.windowTitleChanged.connect(self.frame.setWindowTitle)
        self.frame.may_close = self.workplace.may_close
        self.frame.put(window)
        self.frame.setWindowTitle(window.windowTitle())
        self.workplace.begin(self._page_before_lock)

    def lock(self) -> None:
        """Close the Session and show the unlock page; unsaved text is asked for first."""
        from jeugdhulp_desktop.ui import dialogs

        if self.session is None or self.workplace is None or not self.workplace.may_close():
            return
        self._page_before_lock = self.workplace.window.page_name()
        session, self.session = self.session, None
        dialogs.close_all()
        self.workplace.leave()
        self.workplace = None
        self.frame.may_close = lambda: True
        self.frame.setWindowTitle("Jeugdhulp Desktop")
        folder = session.folder
        self.show_vault(folder)
        self.tasks.run(self.frame, session.close, lambda _none: None)

    def _closing(self) -> None:
        geometry = self.frame.geometry()
        place = WindowPlace(
            geometry.x(), geometry.y(), geometry.width(), geometry.height(), self.frame.isMaximized()
        )
        self.laptop.keep(replace(self.settings, window=place, privacy_mode=self.privacy.on))
        if self._help is not None:
            self._help.close()

    def show_wizard(self) -> None:
        """The wizard of a first start."""
        from jeugdhulp_desktop.ui.unlock.wizard import NewVaultWizard

        wizard = NewVaultWizard(
            paths.default_vault_folder(), paths.default_report_folder(), unlocking.is_vault
        )
        wizard.make_asked.connect(self._make_vault)
        wizard.finished.connect(self._wizard_done)
        wizard.print_asked.connect(self._print_code)
        wizard.open_asked.connect(self._choose_vault)
        wizard.practice_asked.connect(self._make_practice)
        wizard.help_asked.connect(self.show_help)
        self._wizard = wizard
        self.frame.put(wizard)

    def _make_vault(self, new: "NewVault") -> None:
        self.tasks.run(self.frame, partial(unlocking.make_asked, new), self._made, self._not_made)

    def _made(self, made: "tuple[Session, RecoveryCode]") -> None:
        self.session, code = made
        self._remember_vault(self.session.folder)
        self.frame.may_close = self._may_leave_wizard
        if self._wizard is not None:
            self._wizard.show_code(code)

    def _may_leave_wizard(self) -> bool:
        from jeugdhulp_desktop.ui import dialogs

        if self._wizard is None or self._wizard.may_leave():
            return True
        text = "De herstelcode is dan weg. Je kunt later bij Instellingen een nieuwe maken."
        return dialogs.ask(self.frame, "Stoppen zonder herstelcode?", text, ["Stoppen"]) is not None

    def _not_made(self, error: WorldError) -> None:
        if self._wizard is not None:
            self._wizard.refuse(error)

    def _wizard_done(self, reports: Path, confirmed: bool) -> None:
        session = self.session
        if session is None:
            return
        self.laptop.keep_report_folder(session.vault_id, reports)
        self._wizard = None

        def job() -> "Session":
            session.documents.set_folder(reports)
            if confirmed:
                unlocking.confirm(session)
            return session

        self.tasks.run(self.frame, job, self._opened, self._show_problem)

    def _make_practice(self) -> None:
        folder = paths.default_vault_folder().parent / "Oefenkluis"
        reports = folder.with_name("Oefenrapporten")  # made-up agreements never stand among the real ones
        self.tasks.run(
            self.frame,
            partial(unlocking.open_practice, folder, reports),
            partial(self._practice_opened, reports),
            self._show_problem,
        )

    def _practice_opened(self, reports: Path, session: "Session") -> None:
        self.laptop.keep_report_folder(session.vault_id, reports)
        self._opened(session)

    def _show_recovery(self, info: VaultInfo) -> None:
        from jeugdhulp_desktop.ui.unlock.recover_page import RecoverPage

        page = RecoverPage(self.tasks)
        page.back_asked.connect(lambda: self.show_vault(self._vault))
        page.recovered.connect(self._recovered)
        page.help_asked.connect(self.show_help)
        page.show_vault(self._vault, info)
        self.frame.put(page)
        page.code.setFocus()

    def _recovered(self, found: "Recovered") -> None:
        self.tasks.run(
            self.frame,
            partial(unlocking.reset_forgotten, found),
            partial(self._show_new_code, found),
            self._show_problem,
        )

    def _show_new_code(self, found: "Recovered", code: "RecoveryCode") -> None:
        from jeugdhulp_desktop.ui.unlock.new_code_page import NewCodePage

        page = NewCodePage(code)
        page.print_asked.connect(self._print_code)
        page.finished.connect(partial(self._new_code_kept, found))
        self.frame.put(page)

    def _new_code_kept(self, found: "Recovered", confirmed: bool) -> None:
        job = partial(unlocking.open_recovered, found, self._reports_of(found.keys), confirmed)
        self.tasks.run(self.frame, job, self._opened, self._show_problem)

    def _print_code(self, code: "RecoveryCode") -> None:
        from jeugdhulp_desktop.ui.unlock.code_panel import print_recovery_sheet

        print_recovery_sheet(self.frame, self.session.vault_name if self.session else "", code)

    def _choose_vault(self) -> None:
        from jeugdhulp_desktop.ui import dialogs

        chosen = dialogs.choose_folder(self.frame, "Kluis openen", self._vault.parent)
        if chosen is not None:
            self.show_vault(chosen)

    def _show_problem(self, error: WorldError) -> None:
        """The vault does not open: say which failure it is and what can be done."""
        from jeugdhulp_desktop.ui.unlock.problem_page import VaultProblemPage

        self._opening = False
        acts = [("Andere kluis openen", self._choose_vault), ("Nieuwe kluis maken", self.show_wizard)]
        if isinstance(error, DamagedHeader):
            acts.insert(0, ("Reservekopie van de sleutels terugzetten", self._recover_header))
        elif not isinstance(error, NotOurFile):
            acts.insert(0, ("Opnieuw proberen", lambda: self.show_vault(self._vault)))
        page = VaultProblemPage(self._vault, error, acts)
        page.help_asked.connect(self.show_help)
        self.frame.put(page)

    def _recover_header(self) -> None:
        from jeugdhulp_desktop.security.vault import recover_header

        folder = self._vault
        self.tasks.run(
            self.frame,
            lambda: recover_header(folder),
            lambda _info: self.show_vault(folder),
            self._show_problem,
        )

    def show_help(self, topic: str) -> None:
        """F1: the manual at the topic of the screen."""
        from jeugdhulp_desktop.ui.help_window import HelpWindow

        self._help = self._help or HelpWindow()
        self._help.open_at(topic)

    def _remember_vault(self, folder: Path) -> None:
        self._vault = folder
        self.laptop.keep(replace(self.settings, last_vault=folder))

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
