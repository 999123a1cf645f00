"""Sleutels, a part of Privacy en beheer: the ways into the vault, how they stand, and how they change."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.keys.facts import KeyFacts, read_facts
from jeugdhulp_desktop.ui.keys.panels import (
    CHANGED,
    ENTRY_LEFT,
    NOT_REMEMBERED,
    PassphrasePanel,
    RememberPanel,
)
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.unlock.key_changes import KeyChanges
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.messages import Act, Message
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea, reveal

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

WIDEST = 900  # logical pixels: a line wider than this is no longer read as one


class KeysPart(Part):
    """Passphrase, recovery code, and what this laptop remembers."""

    help_topic = "sleutels"
    watches = frozenset({Change.SETTINGS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.facts: KeyFacts | None = None
        self.ways = PassphrasePanel(self._change_passphrase, self._check_code, self._new_code)
        self.remember = RememberPanel(self._set_shared, self._remember, self._forget)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for panel in (self.ways, self.remember):
            column.addWidget(panel)
        column.addStretch(1)
        row.addWidget(self._holder, 100)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = ScrollArea(inner)
        whole.addWidget(self.area)
        theme().changed.connect(self._fit)
        self._fit()

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._changes = KeyChanges(self, self.context.tasks, session.key_changes, session.vault_name)
        self._read()

    def open_at(self, argument: object) -> None:
        """ "recovery" puts the focus at the code in the safe."""
        if argument == "recovery":
            first_focus(self.ways.code)
            reveal(self.ways.code)

    def shown(self) -> None:
        self._read()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def panes(self) -> list[QWidget]:
        return [self.area]

    def _fit(self) -> None:
        self._holder.setMaximumWidth(theme().px(WIDEST))

    def _read(self) -> None:
        session = self.session
        if session is not None:
            self.run(lambda: read_facts(session), self._loaded, latest="facts")

    def _loaded(self, facts: KeyFacts) -> None:
        self.facts = facts
        self.ways.show_state(facts.state)
        self.remember.show_state(facts.state)

    # --- passphrase and recovery code

    def _change_passphrase(self) -> None:
        if self.facts is None or not self._changes.change_passphrase(self.facts.words):
            return
        self.saved.emit()
        acts = (Act("Back-up maken", self._make_backup, "database-export-outline"),)
        self.message.emit(Message(CHANGED, "warn", acts=acts, key="passphrase", lasting=True))

    def _make_backup(self) -> None:
        session = self.session
        if session is not None:
            self.run(session.backups.make, self._backed_up, self._not_backed_up)

    def _backed_up(self, _backup: Backup) -> None:
        self.message_over.emit("passphrase")
        self.saved.emit()

    def _not_backed_up(self, error: WorldError) -> None:
        words = f"De back-up is niet gelukt. {sentence(error)}"
        self.message.emit(Message(words, "bad", key="backup", lasting=True))

    def _new_code(self) -> None:
        self._changes.new_recovery_code(self.saved.emit)

    def _check_code(self) -> None:
        if self._changes.check_recovery_code():
            self.saved.emit()

    # --- this computer

    def _set_shared(self, shared: bool) -> None:
        session = self.session
        if session is not None:
            change = session.key_changes.set_shared_account
            self._change(lambda: change(shared), lambda _none: self.saved.emit())

    def _remember(self) -> None:
        if self._changes.remember():
            self.saved.emit()

    def _forget(self) -> None:
        if self.session is not None:
            self._change(self.session.key_changes.forget, self._forgotten)

    def _forgotten(self, entry_gone: bool) -> None:
        self.saved.emit()
        words = NOT_REMEMBERED if entry_gone else ENTRY_LEFT
        self.message.emit(Message(words, "accent", key="remember"))

    def _change(self, job: Callable[[], object], on_done: Callable[..., object]) -> None:
        self.run(job, on_done, self._refused)

    def _refused(self, error: WorldError) -> None:
        self.message.emit(Message(sentence(error), "bad", key="remember"))
        self._read()  # the radio buttons tell again how it is
