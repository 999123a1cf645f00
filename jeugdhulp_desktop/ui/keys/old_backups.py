"""What is done about old backups: renewed, deleted once a new one stands, or left beside a new one."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.keys.old_backups_panel import (
    DELETING,
    RENEWING,
    OldBackupsPanel,
    days_of,
    told_words,
)
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.tasks import Progress
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import reveal

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.backup_headers import OldBackups, Tidied

_MAKING = "De back-up wordt gemaakt, teruggelezen en gecontroleerd."
KEY = "old-backups"  # one bar: what is done takes away what it was about


class OldBackupActs:
    """The panel of a part, and its three buttons. ``show`` is told what was found."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._old: OldBackups | None = None
        self.panel = OldBackupsPanel(self._renew, self._delete, self._make)

    def show(self, old: "OldBackups") -> None:
        """What was found just now."""
        self._old = old
        self.panel.show_old(old, self._part.context.today())

    def go_to(self) -> None:
        """Put the focus at what is best done after a change, once the panel stands."""
        if self.panel.renew.isVisible():
            self.panel.renew.setFocus()
            reveal(self.panel)

    def _renew(self) -> None:
        session, old = self._part.session, self._old
        if session is None or old is None or self.panel.busy.isVisible():
            return
        renew = session.old_backups.renew

        def job(progress: Progress) -> "Tidied":
            return renew(old.found, lambda done, total: progress.step("", done, total))

        self._begin(RENEWING, job, partial(self._tidied, "vernieuwd"))

    def _delete(self) -> None:
        session, old = self._part.session, self._old
        if session is None or old is None or self.panel.busy.isVisible():
            return
        text = (
            f"{DELETING} Daarna gaan de oude back-ups weg. {days_of(old, self._part.context.today())} "
            "Dat kan niet ongedaan gemaakt worden."
        )
        if (
            dialogs.ask(
                self._part, "Oude back-ups wissen?", text, ["Wissen"], default=dialogs.CANCEL, danger=True
            )
            is None
        ):
            return
        delete, found = session.old_backups.delete, old.found
        self._begin(DELETING, lambda: delete(found), partial(self._tidied, "gewist"))

    def _make(self) -> None:
        session = self._part.session
        if session is not None and not self.panel.busy.isVisible():
            self._begin(_MAKING, session.backups.make, self._made)

    def _begin(self, words: str, job: Callable[..., object], on_done: Callable[..., object]) -> None:
        self.panel.set_busy(words)
        self._part.run(job, on_done, self._failed, self.panel.busy.set)

    def _tidied(self, verb: str, told: "Tidied") -> None:
        self.panel.set_busy("")
        self._part.saved.emit()
        tone = "warn" if told.left else "ok"
        self._part.message.emit(Message(told_words(told, verb), tone, key=KEY, lasting=bool(told.left)))

    def _made(self, _backup: object) -> None:
        self.panel.set_busy("")
        self._part.saved.emit()
        words = "De nieuwe back-up is gemaakt en gecontroleerd. Hij opent met wat nu geldt."
        self._part.message.emit(Message(words, "ok", key=KEY))

    def _failed(self, error: WorldError) -> None:
        self.panel.set_busy("")
        words = f"Dat is niet gelukt. {sentence(error)} Er is geen back-up gewist."
        self._part.message.emit(Message(words, "bad", key=KEY, lasting=True))
