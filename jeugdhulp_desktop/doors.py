"""The screens of a vault that is not open: unlock it, recover it, or say what is wrong with it.

Each way ends in ``opened`` with a Session. Heavy modules are imported on the worker, or when their screen is
asked for: the first paint waits for Qt and the header only.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jeugdhulp_desktop import unlocking
from jeugdhulp_desktop.domain.errors import (
    DamagedDatabase,
    DamagedHeader,
    DiskProblem,
    KeyringUnavailable,
    NotOurFile,
    VaultInUse,
    WorldError,
)
from jeugdhulp_desktop.instance import same_folder
from jeugdhulp_desktop.new_vault import NewVaultDoor, print_code
from jeugdhulp_desktop.security.header_file import VaultInfo, read_vault_info
from jeugdhulp_desktop.ui import sentences
from jeugdhulp_desktop.ui.frame import Frame
from jeugdhulp_desktop.ui.laptop import Laptop
from jeugdhulp_desktop.ui.tasks import Tasks
from jeugdhulp_desktop.ui.unlock.unlock_page import Unlocked, UnlockPage

if TYPE_CHECKING:
    from jeugdhulp_desktop.security.keys import VaultKeys
    from jeugdhulp_desktop.security.recovery_code import RecoveryCode
    from jeugdhulp_desktop.services.closed_vault import ClosedVault
    from jeugdhulp_desktop.services.session import Session
    from jeugdhulp_desktop.ui.errands import Errand, ErrandEnd, ErrandRunner
    from jeugdhulp_desktop.ui.recovering.page import RecoveryPage
    from jeugdhulp_desktop.ui.unlock.recover_page import Recovered
    from jeugdhulp_desktop.ui.widgets.messages import Message


class Doors(QObject):
    """What stands in the frame until there is a Session to work in."""

    made = Signal(object)  # the Session of a new vault, while the wizard still shows its recovery code
    opened = Signal(object)  # the Session; from here on it is no longer ours
    help_asked = Signal(str)

    def __init__(self, frame: Frame, tasks: Tasks, laptop: Laptop, vault: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._tasks, self._laptop, self._vault = frame, tasks, laptop, vault
        self._new = NewVaultDoor(frame, tasks, laptop, self)
        self._new.made.connect(self.made)
        self._new.done.connect(self._opened_now)
        self._new.arrived.connect(self._open)
        self._new.folder_asked.connect(self.choose_vault)
        self._new.failed.connect(self._show_problem)
        self._new.help_asked.connect(self.help_asked)
        self._asked_keyring = False
        self._has_pin = False  # the header of the vault that is asked for has a PIN slot
        self._other_is_gone = False  # the user said that another computer does not hold the vault any more
        self._opening = False  # from the keys until the Session is locked, or cannot be opened
        self._errands: ErrandRunner | None = None
        self._messages: list[Message] = []  # what is told in the window, once the vault is open

    def show(self) -> None:
        """The first screen: the vault of last time, or the wizard."""
        self.show_vault(self._vault)

    def show_locked(self, folder: Path) -> None:
        """The Session of this vault was closed: ask for its passphrase again, or for the PIN."""
        self._opening = False
        self.show_vault(folder)
        page = self._frame.currentWidget()
        if isinstance(page, UnlockPage) and self._has_pin:
            page.ask_pin()
            self._tasks.run(page, partial(unlocking.pin_tries, folder), partial(self._show_pin_or_not, page))

    @staticmethod
    def _show_pin_or_not(page: UnlockPage, tries: int) -> None:
        """A PIN of another laptop, or one that is gone: the passphrase, before anybody types."""
        if not tries and page.asks_pin:
            page.ask_passphrase()

    def run_errand(self, errand: "Errand", vault: "ClosedVault") -> None:
        """What is done while the vault is closed, with the keys that were open; then it is opened again."""
        self._opening = False
        self._vault = vault.folder
        self._guarded().run(errand, vault)

    def leave(self) -> None:
        """The program ends: an errand that still stands there gives back what it holds."""
        if self._errands is not None:
            self._errands.leave()

    def _guarded(self) -> "ErrandRunner":
        """What shows a page with keys of a closed vault, and locks it."""
        from jeugdhulp_desktop.ui.errands import ErrandRunner

        if self._errands is None:
            self._errands = ErrandRunner(self._frame, self._tasks, self._laptop, self)
            self._errands.over.connect(self._errand_over)
            self._errands.help_asked.connect(self.help_asked)
        return self._errands

    def _errand_over(self, end: "ErrandEnd") -> None:
        if end.message is not None:
            self._messages.append(end.message)
        if end.vault is None:
            self.show_vault(self._vault)
            return
        self._vault = end.vault.folder
        self._open(Unlocked(self._vault, end.vault.keys, remember=False))

    def take_messages(self) -> "list[Message]":
        """What the window tells now that the vault is open; once."""
        messages, self._messages = self._messages, []
        return messages

    def change_to(self, folder: Path) -> None:
        """Another start asked for this vault: show it, unless somebody is making or opening one here."""
        from jeugdhulp_desktop.ui.recovering.page import RecoveryPage
        from jeugdhulp_desktop.ui.unlock.problem_page import VaultProblemPage

        front = self._frame.currentWidget()
        if same_folder(folder, self._vault):
            return  # what is typed for this vault stays
        if isinstance(front, RecoveryPage) and front.may_stop() and front.restore is None:
            self._vault = folder
            front.finished.emit(None, None)
        elif isinstance(front, UnlockPage | VaultProblemPage) and not self._opening:
            self.show_vault(folder)

    def import_ahead(self) -> None:
        """Read the database layer from the disk while the passphrase is typed."""
        self._tasks.run(self._frame, unlocking.import_ahead, lambda _none: None)

    def show_vault(self, folder: Path, reason: str = "") -> None:
        """Unlock this vault; the wizard when there is none; what is wrong when it cannot be read."""
        self._vault = folder
        self._other_is_gone = False
        try:
            info = read_vault_info(folder)
        except NotOurFile as error:
            empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
            if empty:
                self._new.show()
            else:
                self._show_problem(error)
            return
        except WorldError as error:
            self._show_problem(error)
            return
        self._unlock(folder, info, reason)

    def _unlock(self, folder: Path, info: VaultInfo, reason: str) -> None:
        self._has_pin = info.has_pin
        page = UnlockPage(self._tasks)
        page.unlocked.connect(self._open)
        page.other_vault.connect(self.choose_vault)
        page.recovery_asked.connect(lambda: self._show_recovery(info))
        page.help_asked.connect(self.help_asked)
        page.show_vault(folder, info, reason)
        self._frame.put(page)
        page.field.setFocus()
        if info.has_keyring and not self._asked_keyring:
            self._asked_keyring = True
            self._tasks.run(
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
        if self._opening:  # the keyring and the passphrase answered both
            return
        self._opening = True
        gone, self._other_is_gone = self._other_is_gone, False  # said of one opening, never of the next
        job = partial(unlocking.open_unlocked, unlocked, self._reports_of(unlocked.keys), other_is_gone=gone)
        refused = partial(self._show_problem, keys=unlocked.keys)
        self._tasks.run(self._frame, job, self._opened_now, refused)

    def _reports_of(self, keys: "VaultKeys") -> Path | None:
        """Where the reports of this vault go on this laptop."""
        return self._laptop.settings.report_folders.get(keys.vault_id.hex())

    def _show_recovery(self, info: VaultInfo) -> None:
        from jeugdhulp_desktop.ui.unlock.recover_page import RecoverPage

        page = RecoverPage(self._tasks)
        page.back_asked.connect(lambda: self.show_vault(self._vault))
        page.recovered.connect(self._recovered)
        page.help_asked.connect(self.help_asked)
        page.show_vault(self._vault, info)
        self._frame.put(page)
        page.code.setFocus()

    def _recovered(self, found: "Recovered") -> None:
        self._tasks.run(
            self._frame,
            partial(unlocking.reset_forgotten, found),
            partial(self._show_new_code, found),
            self._show_problem,
        )

    def _show_new_code(self, found: "Recovered", code: "RecoveryCode") -> None:
        from jeugdhulp_desktop.ui.unlock.new_code_page import NewCodePage

        page = NewCodePage(code)
        page.print_asked.connect(partial(print_code, self._frame))
        page.finished.connect(partial(self._new_code_kept, found))
        self._frame.put(page)

    def _new_code_kept(self, found: "Recovered", confirmed: bool) -> None:
        job = partial(unlocking.open_recovered, found, self._reports_of(found.keys), confirmed)
        self._tasks.run(self._frame, job, self._opened_now, self._show_problem)

    def choose_vault(self) -> None:
        """Ask for the folder of another vault."""
        from jeugdhulp_desktop.ui import dialogs

        chosen = dialogs.choose_folder(self._frame, "Kluis openen", self._vault.parent)
        if chosen is not None:
            self.show_vault(chosen)

    def _show_problem(self, error: WorldError, keys: "VaultKeys | None" = None) -> None:
        """The vault does not open: say which failure it is and what can be done."""
        from jeugdhulp_desktop.ui.unlock.problem_page import VaultProblemPage

        self._opening = False
        if self._is_damage(error):
            self._show_recovery_of(error, keys)
            return
        acts = [("Andere kluis openen", self.choose_vault), ("Nieuwe kluis maken", self._new.show)]
        if not isinstance(error, NotOurFile):
            acts.insert(0, ("Opnieuw proberen", lambda: self.show_vault(self._vault)))
        if isinstance(error, VaultInUse) and error.may_be_gone:
            acts[1:] = [("Die andere computer is weg", partial(self._say_gone, error)), acts[1]]
        page = VaultProblemPage(self._vault, error, acts)
        page.help_asked.connect(self.help_asked)
        self._frame.put(page)

    def _say_gone(self, error: VaultInUse) -> None:
        """Only who works here can know that nobody works in the vault on that other computer."""
        from jeugdhulp_desktop.ui import dialogs

        who = error.who or "iemand"
        text = (
            f"Doe dit alleen als {who} op die andere computer niet meer in deze kluis werkt, bijvoorbeeld "
            "omdat die is uitgevallen. Werken jullie er tegelijk in, dan gaat er werk verloren."
        )
        title = "Is de kluis daar echt niet meer open?"
        if dialogs.ask(self._frame, title, text, ["Ja, die is weg"], danger=True) is not None:
            self.show_vault(self._vault, "Typ je wachtwoord. Daarna gaat de kluis hier open.")
            self._other_is_gone = True

    def _is_damage(self, error: WorldError) -> bool:
        """Whether a part of the vault is damaged or gone; a stick that was taken out is neither."""
        if isinstance(error, DiskProblem):
            gone = error.code == "missing" and error.path == self._vault / "vault.db" and self._vault.is_dir()
            return gone or error.code == "read-error"
        return isinstance(error, DamagedHeader | DamagedDatabase)

    def _show_recovery_of(self, error: WorldError, keys: "VaultKeys | None") -> None:
        """What is wrong, what is still good, and the way back; it needs no database."""
        from jeugdhulp_desktop.ui.recovering.page import Broken, RecoveryPage

        page = RecoveryPage(self._tasks, self._laptop, Broken(self._vault, error, keys))
        page.other_vault.connect(partial(self._choose_instead, page))
        self._guarded().show(page)

    def _choose_instead(self, page: "RecoveryPage") -> None:
        from jeugdhulp_desktop.ui import dialogs

        chosen = dialogs.choose_folder(self._frame, "Kluis openen", self._vault.parent)
        if chosen is not None:
            self._vault = chosen
            page.finished.emit(None, None)

    def _opened_now(self, session: "Session") -> None:
        """On the other side of the door. The keyring served, or may not serve any more, until the next start:
        a vault that is told to be remembered now still asks after a lock."""
        self._asked_keyring = True
        self._vault = session.folder
        self.opened.emit(session)
