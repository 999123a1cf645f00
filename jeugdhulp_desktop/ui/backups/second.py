"""Choosing the second place: the folder, what is said of it, and what this laptop remembers."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from jeugdhulp_desktop.domain.errors import NotValid, WorldError
from jeugdhulp_desktop.settings import BackupPlace
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.messages import Act, Message

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from jeugdhulp_desktop.services.session import Session

TITLE = "Tweede plek voor je back-ups"
_SAME = (
    "Deze map staat op dezelfde schijf als de kluis. Gaat die schijf stuk, dan is ook deze back-up weg. "
    "Een usb-stick of een schijf van de school is veiliger."
)
KEY = "second-place"


class SecondPlace:
    """Asks for the place on behalf of ``asker``; ``done`` is called once it is in use."""

    def __init__(
        self, asker: QWidget, message: "SignalInstance", context: PageContext, done: Callable[[], object]
    ) -> None:
        self._asker, self._message, self._context, self._done = asker, message, context, done

    def choose(self, session: "Session") -> None:
        """A folder, a question when it stands on the same disk, and the marking of it."""
        known = self._context.laptop.settings.backup_places.get(session.vault_id)
        chosen = dialogs.choose_folder(self._asker, TITLE, known.folder if known else None)
        if chosen is not None:
            look = session.backups.on_same_disk
            self._context.tasks.run(
                self._asker,
                lambda: look(chosen),
                lambda same: self._looked(session, chosen, same=same),
                self._refused,
            )

    def _looked(self, session: "Session", chosen: Path, *, same: bool) -> None:
        verbs = ["Andere plek kiezen", "Toch deze map kiezen"]
        if same:
            verb = dialogs.ask(self._asker, "Dezelfde schijf als de kluis", _SAME, verbs)
            if verb != verbs[1]:
                if verb == verbs[0]:
                    self.choose(session)
                return
        use = session.backups.choose_second
        self._context.tasks.run(
            self._asker, lambda: use(chosen), lambda place: self._chosen(session, place), self._refused
        )

    def _chosen(self, session: "Session", place: BackupPlace) -> None:
        laptop = self._context.laptop
        laptop.keep(laptop.settings.with_backup_place(session.vault_id, place))
        self._done()

    def leave(self, session: "Session") -> None:
        """Use it no more; what stands there stays."""
        session.backups.second = None
        laptop = self._context.laptop
        laptop.keep(laptop.settings.with_backup_place(session.vault_id, None))

    def later(self, session: "Session") -> None:
        """Do not ask on Start any more; the part Back-ups goes on offering it."""
        laptop = self._context.laptop
        laptop.keep(laptop.settings.with_place_later(session.vault_id))

    def _refused(self, error: WorldError) -> None:
        words = sentence(error.problems[0]) if isinstance(error, NotValid) else sentence(error)
        self._message.emit(Message(words, "bad", key=KEY))


def not_copied(error: WorldError, again: Callable[[], object]) -> Message:
    """The second place did not take the backup; the one in the vault's own folder stands (F21)."""
    acts = (Act("Opnieuw", again, "refresh"),)
    return Message(sentence(error), "bad", acts=acts, key="backup-away", lasting=True)
