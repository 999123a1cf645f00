"""The way to a vault that is not there yet: made by the wizard, the practice vault, or out of a file.

It ends in ``done`` with a Session, or in ``arrived`` with the keys of a vault that came out of a file.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop import paths, unlocking
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui.frame import Frame
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked

if TYPE_CHECKING:
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.unlock.steps import NewVault
    from jeugdhulp_desktop.ui.unlock.wizard import NewVaultWizard


class NewVaultDoor(QObject):
    """The wizard of a first start, and what it leads to."""

    made = Signal(object)  # the Session of a new vault, while the wizard still shows its recovery code
    done = Signal(object)  # the Session to work in
    arrived = Signal(object)  # Unlocked: a vault that came out of a file, and its keys
    folder_asked = Signal()  # the vault stands in a folder already
    failed = Signal(object)  # WorldError
    help_asked = Signal(str)

    def __init__(self, frame: Frame, tasks: Tasks, laptop: Laptop, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._tasks, self._laptop = frame, tasks, laptop
        self._wizard: NewVaultWizard | None = None
        self._session: Session | None = None  # of the vault that was just made

    def show(self) -> None:
        """The wizard of a first start."""
        from jeugdhulp_desktop.ui.unlock.wizard import NewVaultWizard

        wizard = NewVaultWizard(
            paths.default_vault_folder(),
            paths.default_report_folder(),
            unlocking.is_vault,
            unlocking.look_at,
        )
        wizard.make_asked.connect(self._make_vault)
        wizard.finished.connect(self._wizard_done)
        wizard.print_asked.connect(self._print_code)
        wizard.open_asked.connect(self._have_vault)
        wizard.practice_asked.connect(self._make_practice)
        wizard.help_asked.connect(self.help_asked)
        self._wizard = wizard
        self._frame.put(wizard)

    def _make_vault(self, new: "NewVault") -> None:
        self._tasks.run(self._frame, partial(unlocking.make_asked, new), self._made, self._not_made)

    def _made(self, made: "tuple[Session, RecoveryCode]") -> None:
        session, code = made
        self._session = session
        self.made.emit(session)
        self._frame.may_close = self._may_leave_wizard
        if self._wizard is not None:
            self._wizard.show_code(code)

    def _may_leave_wizard(self) -> bool:
        from jeugdhulp_desktop.ui import dialogs

        if self._wizard is None or self._wizard.may_leave():
            return True
        text = "De herstelcode is dan weg. Je kunt later bij Sleutels een nieuwe maken."
        return dialogs.ask(self._frame, "Stoppen zonder herstelcode?", text, ["Stoppen"]) is not None

    def _not_made(self, error: WorldError) -> None:
        if self._wizard is not None:
            self._wizard.refuse(error)

    def _wizard_done(self, reports: Path, confirmed: bool) -> None:
        session = self._session
        if session is None:
            return
        self._laptop.keep_report_folder(session.vault_id, reports)
        self._wizard = None

        def job() -> "Session":
            session.documents.set_folder(reports)
            if confirmed:
                unlocking.confirm(session)
            return session

        self._tasks.run(self._frame, job, self._done, self.failed.emit)

    def _make_practice(self) -> None:
        folder = paths.default_vault_folder().parent / "Oefenkluis"
        reports = folder.with_name("Oefenrapporten")  # made-up agreements never stand among the real ones
        self._tasks.run(
            self._frame,
            partial(unlocking.open_practice, folder, reports),
            partial(self._practice_opened, reports),
            self.failed.emit,
        )

    def _practice_opened(self, reports: Path, session: "Session") -> None:
        self._laptop.keep_report_folder(session.vault_id, reports)
        self._done(session)

    def _done(self, session: "Session") -> None:
        self._session = None
        self.done.emit(session)

    def _print_code(self, code: "RecoveryCode") -> None:
        print_code(self._frame, code, self._session.vault_name if self._session else "")

    def _have_vault(self) -> None:
        """A file from another computer or of a predecessor, or the folder of a vault that stands here."""
        from jeugdhulp_desktop.ui import dialogs

        text = (
            "Kreeg je een bestand van een andere computer, van je voorganger of uit een back-up? Open dat "
            "bestand. Staat de map van je kluis al hier of op een schijf van de school? Open die map."
        )
        verbs = ["Bestand openen", "Map openen"]
        verb = dialogs.ask(self._frame, "Waar staat je kluis?", text, verbs)
        if verb == "Map openen":
            self.folder_asked.emit()
        elif verb is not None:
            file = dialogs.choose_file(self._frame, "Kluis uit een bestand", "Kluis (*.jeugdhulp-backup)")
            if file is not None:
                self._show_arrival(file)

    def _show_arrival(self, file: Path) -> None:
        from jeugdhulp_desktop.ui.unlock.arrive_page import ArrivePage, free_folder

        page = ArrivePage(self._tasks, file, free_folder(paths.default_vault_folder()))
        page.back_asked.connect(self.show)
        page.help_asked.connect(self.help_asked)
        page.arrived.connect(lambda folder, keys: self.arrived.emit(Unlocked(folder, keys, remember=False)))
        self._frame.put(page)
        page.field.setFocus()


def print_code(frame: Frame, code: "RecoveryCode", vault_name: str = "") -> None:
    """The sheet for the safe, on paper and nowhere else."""
    from jeugdhulp_desktop.ui.unlock.code_panel import print_recovery_sheet

    print_recovery_sheet(frame, vault_name, code)
