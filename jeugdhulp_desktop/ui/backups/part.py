"""Back-ups, a part of Privacy en beheer: where they stand, which there are, and practising."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.backup_keeping import KeepRules
from jeugdhulp_desktop.domain.backups import DRILL_DAYS, BackupLine, BackupProof, BackupsOverview, KeptUp
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.overviews import Backup
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.backups.drill_view import DrillView
from jeugdhulp_desktop.ui.backups.panels import DrillPanel, KeepPanel, ListPanel, PlacesPanel, VaultPanel
from jeugdhulp_desktop.ui.backups.second import SecondPlace, not_copied
from jeugdhulp_desktop.ui.backups.words import failed_words, kept_up_words, when_words
from jeugdhulp_desktop.ui.errands import ERRANDS, Errand
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.tasks import Cancelled
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.focus import first_focus
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea, reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jeugdhulp_desktop.services.backups import Proof
    from jeugdhulp_desktop.services.session import Session

WIDEST = 900  # logical pixels: a line wider than this is no longer read as one
RESTORE = "restore"  # the errand
_MAKING = "De back-up wordt gemaakt, teruggelezen en gecontroleerd."
_STOPPED = "Gestopt. De vorige back-up staat er nog."


class BackupsPart(Part):
    """Everything about backups but putting one back, which needs the vault closed: an errand."""

    help_topic = "back-ups"
    watches = frozenset({Change.BACKUPS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.overview: BackupsOverview | None = None
        self._second = SecondPlace(self, self.message, context, self._use_second)
        self.places = PlacesPanel(
            (
                ("Back-up maken", "database-export-outline", self.make),
                ("Kopie maken in een map", "folder-open-outline", self._copy_elsewhere),
                ("Alles controleren", "database-check-outline", self._check_all),
            ),
            self.choose_second,
            self._leave_second,
        )
        self.list = ListPanel(self._prove, self._restore, self._remove)
        self.list.can_restore = RESTORE in ERRANDS
        self.keep = KeepPanel(self._keep_by)
        self.drill = DrillPanel(self.begin_drill)
        self.vault = VaultPanel()
        self.view: DrillView | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        self.area = ScrollArea(self._column())
        self.stack.addWidget(self.area)
        theme().changed.connect(self._fit)
        self._fit()

    def _column(self) -> QWidget:
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 4, 0)
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for panel in (self.places, self.list, self.drill, self.keep, self.vault):
            column.addWidget(panel)
        column.addStretch(1)
        row.addWidget(self._holder, 100)
        row.addStretch(1)
        return inner

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """ "drill" begins to practise, "second" puts the focus at the second place."""
        if argument == "drill":
            self._soon(self.begin_drill)
        elif argument == "second":
            first_focus(self.places.away)
            reveal(self.places.away)

    def shown(self) -> None:
        self._read()  # the time is told from now, and a stick may have been put in

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def may_leave(self) -> bool:
        return self.view is None or self.view.may_leave()

    def panes(self) -> list[QWidget]:
        return [self.view or self.area]

    def _fit(self) -> None:
        self._holder.setMaximumWidth(theme().px(WIDEST))

    def _soon(self, do: Callable[[], object]) -> None:
        """Once it is known which backups there are."""
        if self.overview is not None:
            do()
        else:
            session = self.session
            if session is not None:
                self.run(session.backups.overview, partial(self._loaded_for, do))

    def _read(self) -> None:
        session = self.session
        if session is not None:
            self.run(session.backups.overview, self._loaded, latest="overview")

    def _loaded_for(self, do: Callable[[], object], overview: BackupsOverview) -> None:
        self._loaded(overview)
        do()

    def _loaded(self, overview: BackupsOverview) -> None:
        self.overview = overview
        session, today = self.session, self.context.today()
        if session is None:
            return
        place = self.context.laptop.settings.backup_places.get(session.vault_id)
        self.places.show_places(overview, place.name if place else "", today)
        self.list.show_lines(overview.lines, today)
        self.keep.show_rules(overview.rules)
        day = overview.drilled
        late = day is None or today - day >= timedelta(days=DRILL_DAYS)
        self.drill.show_day(day, late=late)
        self.drill.button.setVisible(bool(overview.lines))
        self.vault.show_vault(session.vault_name, overview.folder, overview.counts)

    # --- making and looking

    def make(self) -> None:
        """A proven backup now, and the copy where the second place is."""
        session = self.session
        if session is not None and not self.places.busy.isVisible():
            self.places.set_busy(_MAKING)
            keep_up = session.backups.keep_up
            self.run(lambda progress: keep_up(progress, anyway=True), self._made, self._not_made)

    def _made(self, done: KeptUp) -> None:
        self.places.set_busy("")
        self.saved.emit()
        self.message_over.emit("backup-away")
        if done.problem is not None:
            self.message.emit(not_copied(done.problem, self._again))
        else:
            self.message.emit(Message(kept_up_words(done), "ok", key="backup", passing=True))

    def _again(self) -> None:
        """The stick is back: only what is missing there."""
        session = self.session
        if session is not None:
            self.places.set_busy("De back-up gaat naar de tweede plek.")
            keep_up = session.backups.keep_up
            self.run(lambda progress: keep_up(progress, anyway=False), self._made, self._not_made)

    def _not_made(self, error: WorldError) -> None:
        self.places.set_busy("")
        if isinstance(error, Cancelled):
            self.message.emit(Message(_STOPPED, "accent", key="backup"))
            return
        words = f"De back-up is niet gelukt. {sentence(error)}"
        self.message.emit(Message(words, "bad", key="backup", lasting=True))

    def _copy_elsewhere(self) -> None:
        session = self.session
        if session is None or self.places.busy.isVisible():
            return
        chosen = dialogs.choose_folder(self, "Waar komt de kopie?")
        if chosen is not None:
            self.places.set_busy(_MAKING)
            copy = session.backups.copy_to
            self.run(lambda progress: copy(chosen, progress), partial(self._copied, chosen), self._not_made)

    def _copied(self, folder: Path, _backup: Backup) -> None:
        self.places.set_busy("")
        self.saved.emit()
        words = "De back-up staat er en is teruggelezen. Is het een usb-stick, dan kan hij eruit."
        self.message.emit(Message(words, "ok", key="backup"))

    def _check_all(self) -> None:
        session = self.session
        if session is not None and not self.places.busy.isVisible():
            self.places.set_busy(
                "Alles wordt nagekeken: de kluis, het sleutelbestand en de laatste back-ups."
            )
            self.run(session.backups.check, self._checked, self._not_checked)

    def _checked(self, proofs: "Sequence[Proof]") -> None:
        self.places.set_busy("")
        self.places.show_proofs(proofs)

    def _not_checked(self, error: WorldError) -> None:
        self.places.set_busy("")
        self.message.emit(Message(sentence(error), "bad", key="check"))

    # --- the second place

    def choose_second(self) -> None:
        """Another folder for the second copy."""
        if self.session is not None:
            self._second.choose(self.session)

    def _use_second(self) -> None:
        self._read()
        self._again()  # it begins with what there is

    def _leave_second(self) -> None:
        if self.session is not None:
            self._second.leave(self.session)
            first_focus(self.places.away)
            self._read()

    # --- one backup

    def _prove(self) -> None:
        session, line = self.session, self.list.line()
        if session is not None and line is not None and not self.list.busy.isVisible():
            self.list.set_busy("De back-up wordt geopend en gecontroleerd.")
            prove = session.backups.prove
            self.run(lambda progress: prove(line, progress), partial(self._proven, line), self._not_proven)

    def _proven(self, line: BackupLine, proof: BackupProof) -> None:
        self.list.set_busy("")
        moment = when_words(line.made_at, self.context.today())
        moment = moment[:1].lower() + moment[1:]
        if proof.failed:
            self.message.emit(Message(failed_words(proof.failed), "bad", key="prove"))
        else:
            words = f"De back-up van {moment} is te openen en helemaal heel."
            self.message.emit(Message(words, "ok", key="prove"))

    def _not_proven(self, error: WorldError) -> None:
        self.list.set_busy("")
        if not isinstance(error, Cancelled):
            self.message.emit(Message(sentence(error), "bad", key="prove"))

    def _restore(self) -> None:
        line = self.list.line()
        if line is not None:
            self.errand_asked.emit(Errand(RESTORE, line.path))

    def _remove(self) -> None:
        session, line = self.session, self.list.line()
        if session is None or line is None:
            return
        text = "Deze back-up is beschadigd. De andere back-ups blijven staan."
        if dialogs.confirm_delete(self, "Back-up", text, undoable=False):
            remove = session.backups.remove
            self.run(lambda: remove(line), lambda _none: self.list.table.take_focus(), self._not_proven)

    def _keep_by(self, rules: KeepRules) -> None:
        session = self.session
        if session is not None:
            keep_by = session.backups.keep_by
            self.run(lambda: keep_by(rules), lambda _none: self.saved.emit())

    # --- practising

    def begin_drill(self) -> None:
        """The wizard over this part; it goes when it is done."""
        if self.session is None or self.overview is None or self.view is not None:
            return
        if not self.overview.lines:
            text = "Er is nog geen back-up om mee te oefenen. Maak er eerst een."
            self.message.emit(Message(text, "accent", key="drill"))
            return
        self.view = DrillView(self.context, self.session, self.overview.lines)
        self.view.closed.connect(self._end_drill)
        self.stack.addWidget(self.view)
        self.stack.setCurrentWidget(self.view)
        self.view.take_focus()

    def _end_drill(self) -> None:
        view, self.view = self.view, None
        if view is not None:
            self.stack.setCurrentWidget(self.area)
            self.stack.removeWidget(view)
            view.deleteLater()
            first_focus(self.drill)
            reveal(self.drill)
            self._read()
