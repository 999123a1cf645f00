"""Acties: one list of all, mine, late, done, of cases or of agreements; ticked off, changed and printed."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.actions import (
    ActionFilter,
    ActionFilterKind,
    ActionLine,
    is_overdue,
)
from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.domain.undo import UndoStep
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui.cases.action_columns import action_columns
from jeugdhulp_desktop.ui.cases.action_form import open_action
from jeugdhulp_desktop.ui.cases.action_paper import ActionPaper
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.undoing import OFFER, offer
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.labels import KeyHint
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message, MessageArea
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

KINDS = (
    (ActionFilterKind.MINE, "Van mij"),
    (ActionFilterKind.OVERDUE, "Te laat"),
    (ActionFilterKind.DONE, "Klaar"),
)
OF_CASE, OF_AGREEMENT, LOOSE = "case", "agreement", "loose"
BELONGS = ((OF_CASE, "Casus"), (OF_AGREEMENT, "Schoolafspraak"), (LOOSE, "Niets"))


class ActionsPage(Page):
    """The one list of actions."""

    title = "Acties"
    help_topic = "acties"
    watches = frozenset({Change.ACTIONS, Change.CASES, Change.RELATIONS, Change.AGREEMENTS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lines: tuple[ActionLine, ...] = ()
        self._one: ActionFilter | None = None  # of one case or one agreement, asked by another page
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(14)
        self.header = PageHeader("Acties")
        self.paper = Button(
            "Lijst op papier", "printer-outline", tip="Bekijken, afdrukken of bewaren (Ctrl+P)"
        )
        self.paper.clicked.connect(lambda _checked=False: self.make_pdf())
        self.copy = Button("Als tekst", "content-copy", tip="De lijst kopiëren om in een e-mail te plakken")
        self.copy.clicked.connect(lambda _checked=False: self.copy_text())
        self.new = Button("Nieuwe actie", "plus", "filled")
        self.new.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(self.copy)
        self.header.add_action(self.paper)
        self.header.add_action(self.new)
        column.addWidget(self.header)
        self.filters = FilterBar("Wat, wie of waarover")
        self.filters.add_filter("kind", "Toon", KINDS)
        self.filters.add_filter("belongs", "Hoort bij", BELONGS)
        self.filters.add_filter("one", "Alleen").hide()
        self.filters.changed.connect(lambda _words, _active: self._filtered())
        self.filters.search.moved_down.connect(self._to_rows)
        self.stack = QStackedWidget()
        column.addWidget(self.stack, 1)
        self._make_list()
        self.sheet = ActionPaper(self)
        self.stack.addWidget(self.sheet)
        self.messages = MessageArea()
        column.addWidget(self.messages)
        self.sheet.shown.connect(self._show_paper)
        self.sheet.close_asked.connect(self._show_list)
        self.sheet.told.connect(self.messages.add)
        context.privacy.changed.connect(self.model.refresh_looks)

    def _make_list(self) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.filters)
        self.model = LinesModel(action_columns(self.context.privacy, self.context.today()))
        acts = [Act("Nieuwe actie", self.new_item, "plus")]
        text = "Een actie zegt wat er moet gebeuren, wie het doet en wanneer."
        self.empty = EmptyState("format-list-checks", "Geen acties", text, acts, filled=False)
        self.table = LinesTable(self.model, "Acties", opens="bewerken", empty=self.empty)
        foot = self.table.foot.layout()
        if foot is not None:
            foot.addWidget(KeyHint(("Spatie",), "klaar"))
        self.table.opened.connect(lambda line: self._open(line.id))
        self.table.view.installEventFilter(self)
        column.addWidget(self.table, 1)
        self.stack.addWidget(box)

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """An ActionFilter shows those actions, an id opens that action, "new" begins one."""
        if isinstance(argument, ActionFilter):
            self._one = argument if argument.case_id or argument.agreement_id else None
            of = "Deze casus" if argument.case_id else "Deze schoolafspraak"
            self.filters.filters["one"].set_choices([("one", of)] if self._one else [])
            self.filters.filters["one"].setVisible(self._one is not None)
            kind = None if argument.kind is ActionFilterKind.OPEN else argument.kind
            self.filters.set_state({"kind": kind, "one": "one" if self._one else None})
        elif isinstance(argument, int):
            self._open(argument)
        elif argument == "new":
            self.new_item()

    def refresh(self, changes: frozenset[object]) -> None:
        self.messages.remove(OFFER)
        self._read()

    def wanted(self) -> ActionFilter:
        """What is asked of the service; words and "hoort bij" are looked at here."""
        active = self.filters.active()
        kind = active.get("kind") or ActionFilterKind.OPEN
        if active.get("one") and self._one is not None:
            return replace(self._one, kind=kind)
        return ActionFilter(kind)

    def _filtered(self) -> None:
        if not self.filters.active().get("one"):
            self.filters.filters["one"].hide()
        self._read()

    def _read(self) -> None:
        if self.session is not None:
            lines, wanted = self.session.actions.lines, self.wanted()
            self.run(lambda: (lines(wanted), lines(ActionFilter())), self._loaded, latest="lines")

    def _loaded(self, found: tuple[list[ActionLine], list[ActionLine]]) -> None:
        shown, still_open = found
        self._lines = tuple(shown)
        late = sum(is_overdue(line, self.context.today()) for line in still_open)
        self.header.set_facts(f"{len(still_open)} open" + (f", {late} te laat" if late else ""))
        self._show()

    def _show(self) -> None:
        words, belongs = fold(self.filters.search.text()).split(), self.filters.active().get("belongs")
        shown = [line for line in self._lines if _belongs(line, belongs) and self._fits(line, words)]
        narrowed = bool(words or self.filters.active())
        title = "Niets gevonden" if narrowed else "Geen acties"
        self.empty.say(
            title,
            "Geen actie past bij deze filters. Wis de filters om alle open acties te zien."
            if narrowed
            else "Een actie zegt wat er moet gebeuren, wie het doet en wanneer.",
        )
        self.model.set_lines(shown)
        total = len(self._lines)
        noun = "actie" if total == 1 else "acties"
        self.table.set_count(f"{total} {noun}" if total == len(shown) else f"{len(shown)} van {total} {noun}")
        self.paper.setEnabled(bool(self._lines))
        self.copy.setEnabled(bool(self._lines))

    def copy_text(self) -> None:
        """The list as text for a mail; the module is loaded at its first use."""
        from jeugdhulp_desktop.ui.copy_text import TextCopier

        if self.session is not None:
            TextCopier(self, self.session).action_list(self.wanted(), "Acties jeugdhulp op school")

    def _fits(self, line: ActionLine, words: list[str]) -> bool:
        text = fold(f"{line.what} {line.who} {line.about} {line.case_number}").split()
        return all(any(part.startswith(word) for part in text) for word in words)

    def _to_rows(self) -> None:
        if self.model.rowCount():
            self.table.take_focus()

    def _open(self, action_id: int) -> None:
        if self.session is not None:
            open_action(
                self, self.session, self.context, action_id=action_id, done=self.saved.emit,
                deleted=partial(self._can_undo, "De actie is weg."),
            )  # fmt: skip

    def _can_undo(self, text: str, step: UndoStep | None) -> None:
        self.messages.add(offer(text, step, self.undo_asked.emit))
        self.saved.emit()

    def toggle_done(self) -> None:
        """Space: tick the chosen action off, or open it again; Ctrl+Z takes it back."""
        line, session = self.table.current(), self.session
        if line is None or session is None:
            return
        done = line.done_on is None

        def job() -> UndoStep | None:
            session.actions.set_done(line.id, line.version, done)
            return session.undo.newest()

        told = partial(self._can_undo, "De actie staat bij Klaar." if done else "De actie is weer open.")
        self.run(job, told, self._refused)

    def _refused(self, error: WorldError) -> None:
        self.messages.add(Message(sentence(error), "bad", key="action"))
        self._read()

    def new_item(self) -> None:
        if self.session is not None and not self._on_paper():
            one = self.wanted()
            open_action(
                self, self.session, self.context, case_id=one.case_id, agreement_id=one.agreement_id,
                done=self.saved.emit,
            )  # fmt: skip

    def edit(self) -> None:
        line = self.table.current()
        if line is not None:
            self._open(line.id)

    def back(self) -> None:
        if self._on_paper():
            self._show_list()
        else:
            self.filters.search.put("")

    def focus_search(self) -> None:
        self.filters.search.setFocus()

    def reopen(self, draft: KeptDraft) -> None:
        from jeugdhulp_desktop.ui.copy_text import TextCopier

        if self.session is not None:
            TextCopier(self, self.session).open_again(draft)

    def make_pdf(self) -> None:
        """Ctrl+P: see the list as it goes on paper; a second time prints it."""
        if self._on_paper():
            self.sheet.preview.print_document()
        elif self.session is not None and self._lines:
            self.sheet.make(self.session, self.wanted())

    def _on_paper(self) -> bool:
        return self.stack.currentWidget() is self.sheet

    def _show_paper(self) -> None:
        self.stack.setCurrentWidget(self.sheet)
        self.new.hide()
        self.paper.hide()
        self.sheet.preview.to_printer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_list(self) -> None:
        self.stack.setCurrentIndex(0)
        self.new.show()
        self.paper.show()
        self.table.take_focus()

    def case_in_front(self) -> int | None:
        line: Any = self.table.current()
        return line.case_id if line is not None else None

    def panes(self) -> list[QWidget]:
        return [self.sheet] if self._on_paper() else [self.filters, self.table]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Space and not event.modifiers():  # type: ignore[attr-defined]
            self.toggle_done()
            return True
        return super().eventFilter(watched, event)


def _belongs(line: ActionLine, to: object) -> bool:
    if to == OF_CASE:
        return line.case_id is not None
    if to == OF_AGREEMENT:
        return line.agreement_id is not None
    return to != LOOSE or (line.case_id is None and line.agreement_id is None)
