"""Sociale kaart: one list at a time (mensen, organisaties, scholen), whom to ring beside it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.drafts import KeptDraft
from jeugdhulp_desktop.domain.errors import ChangedElsewhere, NotValid, WorldError
from jeugdhulp_desktop.domain.relations import PartyDraft, PersonDraft, check_party, check_person
from jeugdhulp_desktop.domain.schools import SchoolDraft, check_school
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.relations.detail import RelationDetail
from jeugdhulp_desktop.ui.relations.forms import PartyDialog, PersonDialog, SchoolDialog
from jeugdhulp_desktop.ui.relations.lists import (
    KINDS,
    WORKER_CHOICES,
    Draft,
    Everything,
    Kind,
    Line,
    read_everything,
)
from jeugdhulp_desktop.ui.sentences import sentence
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.typed_fields import keep_dialog
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 900  # logical pixels of the page: below this the detail opens over the list
_FORMS: dict[type, str] = {PersonDraft: "person", PartyDraft: "party", SchoolDraft: "school"}  # in the drafts
_LISTS = {"person": "people", "party": "parties", "school": "schools"}
_CHANGED_MEANWHILE = "Dit is intussen veranderd. Hier staat wat jij typte: bewaar je, dan geldt jouw versie."


class RelationsPage(Page):
    """People, organisations and schools: find, ring, edit."""

    title = "Sociale kaart"
    help_topic = "sociale-kaart"
    watches = frozenset({Change.RELATIONS, Change.SCHOOLS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._all = Everything()
        self._kind = KINDS[0]
        self._over = False
        self._wanted: tuple[Kind, int] | None = None  # to be selected when the lists were read
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(14)
        self.header = PageHeader("Sociale kaart")
        self.new_button = Button("Nieuwe persoon", "plus", "filled", tip="Ctrl+N")
        self.new_button.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(self.new_button)
        column.addWidget(self.header)
        column.addLayout(self._make_bar())
        row = QHBoxLayout()
        row.setSpacing(16)
        self.stack = QStackedWidget()
        self.tables: dict[str, LinesTable] = {}
        self.models: dict[str, LinesModel[Any]] = {}
        self._empty: dict[str, EmptyState] = {}
        for kind in KINDS:
            self._add_table(kind)
        row.addWidget(self.stack, 1)
        self.detail = RelationDetail(self.edit, self._remove, self.back)
        row.addWidget(self.detail)
        column.addLayout(row, 1)
        theme().changed.connect(self._arrange)
        self._show()

    def _make_bar(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.filters = FilterBar(KINDS[0].search)
        self.worker_filter = self.filters.add_filter("worker", "Inzet", WORKER_CHOICES)
        self.filters.changed.connect(lambda _words, _active: self._show())
        line.addWidget(self.filters, 1)
        self._choice = QButtonGroup(self)
        self.kind_buttons: dict[str, Button] = {}
        for kind in KINDS:
            button = Button(kind.title, kind.icon)
            button.setCheckable(True)
            button.setChecked(kind is self._kind)
            button.clicked.connect(partial(self._choose, kind))
            self._choice.addButton(button)
            self.kind_buttons[kind.name] = button
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add_table(self, kind: Kind) -> None:
        model: LinesModel[Any] = LinesModel(kind.columns, two_lines=kind.name != "parties")
        act = Act(f"Nieuwe {kind.one}", self.new_item, "plus")
        empty = EmptyState(kind.icon, f"Nog geen {kind.title.lower()}", kind.empty, [act], filled=False)
        table = LinesTable(model, kind.title, empty=empty)
        table.selected.connect(lambda _line: self._show_detail())
        table.opened.connect(lambda _line: self._open())
        self.filters.search.moved_down.connect(partial(self._down, kind))
        self.models[kind.name], self.tables[kind.name], self._empty[kind.name] = model, table, empty
        self.stack.addWidget(table)

    @property
    def table(self) -> LinesTable:
        """The list in front."""
        return self.tables[self._kind.name]

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """("person", id), ("party", id) or ("school", id) selects that line; a name of a list shows it."""
        kind, identity = argument if isinstance(argument, tuple) else (argument, None)
        names = {"person": KINDS[0], "party": KINDS[1], "school": KINDS[2]}
        names |= {each.name: each for each in KINDS}
        if not isinstance(kind, str) or kind not in names:
            return
        self._choose(names[kind])
        if isinstance(identity, int):
            self.filters.set_state({})
            self._select(names[kind], identity)
            self.table.take_focus()

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def _read(self) -> None:
        session = self.session
        if session is not None:
            self.run(lambda: read_everything(session), self._loaded, latest="lines")

    def _loaded(self, everything: Everything) -> None:
        self._all = everything
        self.header.set_facts(everything.facts())
        self._show()
        if self._wanted is not None:
            kind, identity = self._wanted
            self._wanted = None
            self.tables[kind.name].select_id(identity)

    def _select(self, kind: Kind, identity: int) -> None:
        """Select a line now, or as soon as it was read."""
        if not self.tables[kind.name].select_id(identity):
            self._wanted = (kind, identity)

    def _choose(self, kind: Kind, _checked: bool = False) -> None:
        self._kind = kind
        self._over = False
        self.kind_buttons[kind.name].setChecked(True)
        self.new_button.setText(f"Nieuwe {kind.one}")
        self.worker_filter.setVisible(kind is KINDS[0])
        self.filters.search.setPlaceholderText(kind.search)
        self.filters.search.setAccessibleName(kind.search)
        self.stack.setCurrentWidget(self.table)
        self._show()

    def _show(self) -> None:
        words, worker = self.filters.search.text(), self.filters.active().get("worker")
        for kind in KINDS:
            lines, shown = self._all.of(kind), self._all.found(kind, words, worker)
            self._say_empty(kind, words, something=bool(lines))
            self.models[kind.name].set_lines(shown)
            self.tables[kind.name].set_count(f"{len(shown)} van {len(lines)} {kind.title.lower()}")
        self._show_detail()

    def _say_empty(self, kind: Kind, words: str, *, something: bool) -> None:
        """Nothing there yet, or nothing found: then where it was found instead."""
        if not something:
            self._empty[kind.name].say(f"Nog geen {kind.title.lower()}", kind.empty)
            return
        elsewhere = [
            each.title for each in KINDS if each is not kind and words and self._all.found(each, words)
        ]
        hint = f"Kijk ook bij {' en '.join(elsewhere)}." if elsewhere else "Wis het zoekveld of de filters."
        title = f"Niets gevonden met '{words}'" if words else "Niets gevonden"
        self._empty[kind.name].say(title, hint)

    def _show_detail(self) -> None:
        self.detail.show_line(self.table.current(), self._all, self._kind.choose)
        self._arrange()

    def _open(self) -> None:
        """Enter: edit; in a small window first what stands there."""
        if self.narrow() and not self._over:
            self._over = True
            self._arrange()
            self.detail.edit_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.edit()

    def new_item(self) -> None:
        drafts: dict[str, Draft] = {
            "people": PersonDraft(),
            "parties": PartyDraft(),
            "schools": SchoolDraft(),
        }
        self._ask(drafts[self._kind.name])

    def edit(self) -> None:
        line, session = self.table.current(), self.session
        if line is None or session is None:
            return
        self.run(partial(self._loader(session), line.id), self._ask)

    def _loader(self, session: "Session") -> Callable[[int], Any]:
        """What reads one of the list in front."""
        loads: dict[str, Callable[[int], Any]] = {
            "people": session.relations.load_person,
            "parties": session.relations.load_party,
            "schools": session.schools.load,
        }
        return loads[self._kind.name]

    def _ask(self, draft: Draft, note: str = "") -> None:
        dialog: PersonDialog | PartyDialog | SchoolDialog
        if isinstance(draft, PersonDraft):
            parties = [(each.id, each.name) for each in self._all.parties]
            schools = [(each.id, each.name) for each in self._all.schools]
            dialog = PersonDialog(self, draft, parties, schools, check_person)
        elif isinstance(draft, PartyDraft):
            dialog = PartyDialog(self, draft, check_party)
        else:
            known = {draft.contact_person_id, draft.deputy_person_id}
            people = [(each.id, each.name) for each in self._all.people if each.active or each.id in known]
            dialog = SchoolDialog(self, draft, people, check_school)
        dialog.note.setText(note)
        dialog.note.setWordWrap(True)
        keep_dialog(self.context.drafts, dialog, _FORMS[type(draft)], draft.id, begun=bool(note))
        if dialogs.run_form(dialog):
            self._store(dialog.value())

    def place(self) -> object:
        line = self.table.current()
        names = {listed: form for form, listed in _LISTS.items()}
        return (names[self._kind.name], line.id) if line is not None else self._kind.name

    def reopen(self, draft: KeptDraft) -> None:
        kind = next(kind for kind in KINDS if kind.name == _LISTS[draft.form])
        self._choose(kind)
        if draft.record_id is None:
            self.new_item()
        elif self.session is not None:
            self.run(partial(self._loader(self.session), draft.record_id), self._ask)

    def _store(self, draft: Draft) -> None:
        session, kind = self.session, self._kind
        if session is None:
            return

        def job() -> int:
            if isinstance(draft, PersonDraft):
                return session.relations.save_person(draft)
            if isinstance(draft, PartyDraft):
                return session.relations.save_party(draft)
            return session.schools.save(draft)

        self.run(job, partial(self._stored, kind), partial(self._not_stored, draft))

    def _stored(self, kind: Kind, identity: int) -> None:
        self.saved.emit()
        self._wanted = (kind, identity)
        self._read()

    def _not_stored(self, draft: Draft, error: WorldError) -> None:
        """What was typed comes back on the screen, with what is the matter."""
        if not isinstance(error, ChangedElsewhere):
            self._ask(draft, sentence(error))
            return
        session = self.session
        if session is None or draft.id is None:
            return
        if isinstance(draft, PersonDraft):
            load: Callable[[int], Any] = session.relations.load_person
        else:
            load = session.relations.load_party if isinstance(draft, PartyDraft) else session.schools.load

        def ask_again(newest: Any) -> None:
            self._ask(replace(draft, version=newest.version), _CHANGED_MEANWHILE)

        self.run(partial(load, draft.id), ask_again)

    def _remove(self) -> None:
        line, session = self.table.current(), self.session
        if line is None or session is None:
            return
        gone = f"{line.name} verdwijnt uit de sociale kaart. Wat ondertekend is blijft zoals het is."
        if not dialogs.confirm_delete(self, line.name, gone, undoable=True):
            return
        deletes = {
            "people": session.relations.delete_person,
            "parties": session.relations.delete_party,
            "schools": session.schools.delete,
        }
        delete = deletes[self._kind.name]
        self.run(lambda: delete(line.id), lambda _none: self._removed(), partial(self._refused, line))

    def _removed(self) -> None:
        self._over = False
        self.saved.emit()
        self._read()
        self.table.take_focus()

    def _refused(self, line: Line, error: WorldError) -> None:
        in_use = isinstance(error, NotValid) and any(each.code == "in-use" for each in error.problems)
        words = self._kind.in_use.format(name=line.name) if in_use else sentence(error)
        self.message.emit(Message(words, "warn", key="relations"))

    def _down(self, kind: Kind) -> None:
        if kind is self._kind:
            self.table.take_focus()

    def narrow(self) -> bool:
        """Whether the detail stands over the list instead of beside it."""
        return self.width() < theme().px(NARROW)

    def _arrange(self) -> None:
        narrow = self.narrow()
        over = self._over = self._over and narrow and self.table.current() is not None
        self.stack.setVisible(not over)
        self.detail.setVisible(over or not narrow)
        self.detail.set_over_list(over)

    def back(self) -> None:
        """Esc: the list again, or without the search."""
        if self._over:
            self._over = False
            self._arrange()
            self.table.take_focus()
        else:
            self.filters.search.put("")

    def focus_search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def panes(self) -> list[QWidget]:
        return [self.filters, self.table, self.detail]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
