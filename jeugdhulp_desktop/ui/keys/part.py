"""Sleutels, a part of Privacy en beheer: the ways into the vault, how they stand, and how they change."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.errands import Errand
from jeugdhulp_desktop.ui.keys.facts import KeyFacts, read_facts
from jeugdhulp_desktop.ui.keys.old_backups import KEY, OldBackupActs
from jeugdhulp_desktop.ui.keys.panels import (
    CHANGED,
    ENTRY_LEFT,
    NOT_REMEMBERED,
    NewKeyPanel,
    PassphrasePanel,
    RememberPanel,
)
from jeugdhulp_desktop.ui.keys.recent_panel import RecentPanel
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.unlock.key_changes import KeyChanges
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea, reveal

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

WIDEST = 900  # logical pixels: a line wider than this is no longer read as one


class KeysPart(Part):
    """Passphrase, recovery code, and what this laptop remembers."""

    help_topic = "sleutels"
    watches = frozenset({Change.SETTINGS, Change.BACKUPS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.facts: KeyFacts | None = None
        self._changed = False  # a passphrase or a code: what is left of the old one comes next
        self.ways = PassphrasePanel(self._change_passphrase, self._check_code, self._new_code)
        self.remember = RememberPanel(
            self._set_shared, self._remember, self._forget, self._set_pin, self._remove_pin
        )
        self.new_key = NewKeyPanel(self._make_new_key)
        self.recent = RecentPanel()
        self.old_acts = OldBackupActs(self)
        self.old = self.old_acts.panel
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for panel in (self.ways, self.old, self.remember, self.new_key, self.recent):
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
        self.recent.show_changes(facts.recent, self.context.today())
        held = self.focusWidget()
        goes = held is not None and self.old.isAncestorOf(held)
        self.old_acts.show(facts.old)
        if goes and not self.old.renew.isVisible():
            self.ways.change.setFocus()  # Qt would give it to the radio buttons, where an arrow key decides
        if self._changed:
            self._changed = False
            self.old_acts.go_to()

    # --- passphrase and recovery code

    def _change_passphrase(self) -> None:
        if self.facts is None or not self._changes.change_passphrase(self.facts.words):
            return
        self.saved.emit()
        self.message.emit(Message(CHANGED, "warn", key=KEY, lasting=True))
        self._look_for_old()

    def _look_for_old(self) -> None:
        self._changed = True
        self._read()

    def _new_code(self) -> None:
        if self._changes.new_recovery_code(self.saved.emit):
            self._look_for_old()

    def _check_code(self) -> None:
        if self._changes.check_recovery_code():
            self.saved.emit()

    def _make_new_key(self) -> None:
        if self.facts is not None:
            self.errand_asked.emit(Errand("new-key", self.facts.words))

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

    def _set_pin(self) -> None:
        if self._changes.set_pin():
            self.saved.emit()

    def _remove_pin(self) -> None:
        if self.session is not None:
            self._change(self.session.key_changes.remove_pin, lambda _none: self.saved.emit())

    def _change(self, job: Callable[[], object], on_done: Callable[..., object]) -> None:
        self.run(job, on_done, self._refused)

    def _refused(self, error: WorldError) -> None:
        self.message.emit(Message(sentence(error), "bad", key="remember"))
        self._read()  # the radio buttons tell again how it is
