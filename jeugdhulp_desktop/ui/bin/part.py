"""Prullenbak, a part of Privacy en beheer: what was thrown away, to put back or to let go of for good."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.bins import KEPT_DAYS, BinEntry, BinKind, PutBack
from jeugdhulp_desktop.domain.erasures import ErasureKind, ErasureTarget
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.bin.words import KINDS, back_words, left_words, purge_words, what_words
from jeugdhulp_desktop.ui.cases.looks import table_date
from jeugdhulp_desktop.ui.pages import PageContext
from jeugdhulp_desktop.ui.privacy.part import Part
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.labels import TextBlock
from jeugdhulp_desktop.ui.widgets.lines import Cell, Column, LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

_INTRO = f"Wat je verwijdert blijft hier minstens {KEPT_DAYS} dagen. Daarna gaat het vanzelf definitief weg."
_KEY = "bin"
_OPENS = {BinKind.CASE: "cases", BinKind.AGREEMENT: "agreements", BinKind.ACTION: "actions"}


class BinPart(Part):
    """The list of what was thrown away, the newest first."""

    help_topic = "prullenbak"
    watches = frozenset({Change.BIN, Change.PUPILS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(TextBlock(_INTRO, tone="text2"))
        self.model: LinesModel[BinEntry] = LinesModel(self._columns())
        text = f"Wat je verwijdert, zoals een contactmoment, kun je hier {KEPT_DAYS} dagen terughalen."
        empty = EmptyState("delete-outline", "De prullenbak is leeg", text, [])
        self.table = LinesTable(self.model, "Prullenbak", opens="terugzetten", empty=empty)
        self.table.opened.connect(lambda _entry: self.put_back())
        self.table.selected.connect(lambda _entry: self._show_buttons())
        whole.addWidget(self.table, 1)
        self.messages = MessageArea()
        whole.addWidget(self.messages)
        whole.addLayout(self._buttons())
        self._show_buttons()
        context.privacy.changed.connect(self.model.refresh_looks)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.purge_button = Button("Definitief wissen", "delete-outline")
        self.purge_button.clicked.connect(lambda _checked=False: self.purge())
        row.addWidget(self.purge_button)
        self.restore_button = Button("Terugzetten", "undo", "filled")
        self.restore_button.clicked.connect(lambda _checked=False: self.put_back())
        row.addWidget(self.restore_button)
        return row

    def _columns(self) -> tuple[Column[BinEntry], ...]:
        privacy, today = self.context.privacy, self.context.today

        def on(entry: BinEntry) -> str:
            return table_date(entry.deleted_at.astimezone().date(), today())

        def left(entry: BinEntry) -> Cell:
            return Cell(left_words(entry, today()), tone="warn" if entry.days_left(today()) <= 3 else "text")

        def what(entry: BinEntry) -> Cell:
            return Cell(what_words(entry, privacy), bold=True)

        def kind(entry: BinEntry) -> str:
            return KINDS[entry.kind]

        def by_words(entry: BinEntry) -> str:
            return fold(what_words(entry, privacy))

        return (
            Column("what", "Wat", what, width=300, stretch=4, sort=by_words),
            Column("kind", "Soort", kind, width=140, sort=kind),
            Column("on", "Verwijderd", on, width=104, sort=lambda entry: entry.deleted_at),
            Column("who", "Door", lambda entry: entry.who or "–", width=140, stretch=1, hide_first=1),
            Column("left", "Blijft", left, width=132, sort=lambda entry: entry.days_left(today())),
        )

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def shown(self) -> None:
        self._read()

    def refresh(self, changes: frozenset[object]) -> None:
        self.messages.remove(_KEY)  # what it says may be undone by now
        self._read()

    def panes(self) -> list[QWidget]:
        return [self.table]

    def put_back(self) -> None:
        """Put the chosen entry back where it stood."""
        entry, session = self.table.current(), self.session
        if entry is not None and session is not None:
            self.run(lambda: session.bin.restore(entry.id), self._is_back, self._refused)

    def purge(self) -> None:
        """Let the chosen entry go for good, after saying what goes.

        A case is erased: everything of it and its place in backups that are put back is shown first.
        """
        entry, session = self.table.current(), self.session
        if entry is None or session is None:
            return
        if entry.kind is BinKind.CASE:
            target = ErasureTarget(ErasureKind.CASE, entry.record_id)
            self.open_page.emit("privacy", ("erasure", target))
            return
        text = purge_words(entry, self.context.privacy)
        if dialogs.confirm_delete(
            self, f"{KINDS[entry.kind]} definitief", text, undoable=False, verb="Definitief wissen"
        ):
            self.run(lambda: session.bin.purge(entry.id), lambda _none: self._gone(), self._refused)

    def _gone(self) -> None:
        self.messages.remove(_KEY)
        self.saved.emit()
        self.table.take_focus()

    def _is_back(self, back: PutBack) -> None:
        acts: tuple[Act, ...] = ()
        page = "cases" if back.case_id is not None else _OPENS.get(back.kind, "")
        if page and back.kind is not BinKind.ACTION:
            argument = back.case_id if back.case_id is not None else back.record_id
            words = "Casus openen" if page == "cases" else "Afspraak openen"
            acts = (Act(words, lambda: self.open_page.emit(page, argument)),)
        self.messages.add(Message(back_words(back), "ok", acts=acts, key=_KEY))
        self.saved.emit()
        self.table.take_focus()

    def _refused(self, error: WorldError) -> None:
        self.messages.add(Message(sentence(error), "bad", key=_KEY))
        self._read()

    def _read(self) -> None:
        if self.session is not None:
            self.run(self.session.bin.entries, self._loaded, latest="bin")

    def _loaded(self, entries: list[BinEntry]) -> None:
        self.model.set_lines(entries)
        if entries and self.table.current() is None:
            self.table.select_row(0)
        self.table.set_count(f"{len(entries)} in de prullenbak")
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self.table.current() is not None
        self.restore_button.setVisible(bool(self.model.rowCount()))
        self.purge_button.setVisible(bool(self.model.rowCount()))
        self.restore_button.setEnabled(chosen)
        self.purge_button.setEnabled(chosen)
