"""Sociale kaart: one list at a time (mensen, organisaties, scholen), whom to ring beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.relations import (
    PartyDraft,
    PartyLine,
    PersonDraft,
    PersonLine,
    check_party,
    check_person,
)
from jeugdhulp_desktop.domain.schools import SchoolDraft, SchoolLine, check_school
from jeugdhulp_desktop.domain.text import fold
from jeugdhulp_desktop.services.changes import Change
from jeugdhulp_desktop.ui import dialogs
from jeugdhulp_desktop.ui.pages import Page, PageContext
from jeugdhulp_desktop.ui.relations.columns import PARTIES, PEOPLE, SCHOOLS
from jeugdhulp_desktop.ui.relations.detail import RelationDetail
from jeugdhulp_desktop.ui.relations.forms import PartyDialog, PersonDialog, SchoolDialog
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.buttons import Button
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.header import PageHeader
from jeugdhulp_desktop.ui.widgets.lines import LinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState, Message
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

NARROW = 900  # logical pixels: below this the detail gives its place to the list


@dataclass(frozen=True)
class Kind:
    """One of the three lists."""

    name: str
    title: str
    one: str
    columns: Any
    icon: str
    empty: str


KINDS = (
    Kind("people", "Mensen", "persoon", PEOPLE, "account-outline", "Wie komt er op school, en wie bel je?"),
    Kind(
        "parties", "Organisaties", "organisatie", PARTIES, "domain", "Met welke organisaties werk je samen?"
    ),
    Kind("schools", "Scholen", "school", SCHOOLS, "school-outline", "Voor welke scholen doe je dit werk?"),
)


@dataclass(frozen=True)
class Everything:
    """The three lists, read in one go."""

    people: tuple[PersonLine, ...]
    parties: tuple[PartyLine, ...]
    schools: tuple[SchoolLine, ...]


def read_everything(session: "Session") -> Everything:
    """Read the three lists; on the worker."""
    return Everything(
        tuple(session.relations.people()), tuple(session.relations.parties()), tuple(session.schools.lines())
    )


Draft = PersonDraft | PartyDraft | SchoolDraft


class RelationsPage(Page):
    """People, organisations and schools: find, ring, edit."""

    title = "Sociale kaart"
    help_topic = "sociale-kaart"
    watches = frozenset({Change.RELATIONS, Change.SCHOOLS})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._all = Everything((), (), ())
        self._kind = KINDS[0]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(14)
        self.header = PageHeader("Sociale kaart")
        self.new_button = Button("Nieuwe persoon", "plus", "filled")
        self.new_button.clicked.connect(lambda _checked=False: self.new_item())
        self.header.add_action(self.new_button)
        column.addWidget(self.header)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.filters = FilterBar("Naam, functie of telefoon")
        self.filters.changed.connect(lambda _words, _active: self._show())
        line.addWidget(self.filters, 1)
        self._choice = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        for kind in KINDS:
            button = Button(kind.title, kind.icon)
            button.setCheckable(True)
            button.setChecked(kind is self._kind)
            button.clicked.connect(partial(self._choose, kind))
            self._choice.addButton(button)
            self._buttons[kind.name] = button
            line.addWidget(button)
        column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.stack = QStackedWidget()
        self.tables: dict[str, LinesTable] = {}
        self.models: dict[str, LinesModel[Any]] = {}
        for kind in KINDS:
            self._add_table(kind)
        row.addWidget(self.stack, 1)
        self.detail = RelationDetail(self.edit, self._remove)
        row.addWidget(self.detail)
        column.addLayout(row, 1)

    def _add_table(self, kind: Kind) -> None:
        model: LinesModel[Any] = LinesModel(kind.columns, two_lines=kind.name != "parties")
        act = Act(f"Nieuwe {kind.one}", self.new_item, "plus")
        empty = EmptyState(kind.icon, f"Nog geen {kind.title.lower()}", kind.empty, [act])
        table = LinesTable(model, kind.title, opens="bewerken", empty=empty)
        table.selected.connect(lambda _line: self._show_detail())
        table.opened.connect(lambda _line: self.edit())
        self.filters.search.moved_down.connect(partial(self._down, kind))
        self.models[kind.name], self.tables[kind.name] = model, table
        self.stack.addWidget(table)

    def open_with(self, session: "Session") -> None:
        super().open_with(session)
        self._read()

    def open_at(self, argument: object) -> None:
        """("person", id), ("party", id) or ("school", id) selects that line; a name of a list shows it."""
        names = {
            "person": KINDS[0],
            "party": KINDS[1],
            "school": KINDS[2],
            **{kind.name: kind for kind in KINDS},
        }
        kind, identity = argument if isinstance(argument, tuple) else (argument, None)
        if isinstance(kind, str) and kind in names:
            self._choose(names[kind])
            if identity is not None:
                self.tables[names[kind].name].select_id(identity)

    def refresh(self, changes: frozenset[object]) -> None:
        self._read()

    def _read(self) -> None:
        session = self.session
        if session is not None:
            self.run(lambda: read_everything(session), self._loaded, latest="lines")

    def _loaded(self, everything: Everything) -> None:
        self._all = everything
        workers = sum(1 for each in everything.people if each.worker_type and each.active)
        self.header.set_facts(
            f"{len(everything.people)} mensen, waarvan {workers} medewerkers jeugdhulp · "
            f"{len(everything.parties)} organisaties · {len(everything.schools)} scholen"
        )
        self._show()

    def _choose(self, kind: Kind, _checked: bool = False) -> None:
        self._kind = kind
        self._buttons[kind.name].setChecked(True)
        self.new_button.setText(f"Nieuwe {kind.one}")
        self.stack.setCurrentWidget(self.tables[kind.name])
        self._show()

    def _show(self) -> None:
        words = fold(self.filters.search.text()).split()
        for kind in KINDS:
            lines: tuple[Any, ...] = getattr(self._all, kind.name)
            shown = [line for line in lines if _fits(line, words)]
            self.models[kind.name].set_lines(shown)
            self.tables[kind.name].set_count(f"{len(shown)} van {len(lines)} {kind.title.lower()}")
        self._show_detail()

    def _show_detail(self) -> None:
        line = self.tables[self._kind.name].current()
        people: list[PersonLine] = []
        if isinstance(line, PartyLine):
            people = [each for each in self._all.people if each.party_id == line.id]
        elif isinstance(line, SchoolLine):
            people = [each for each in self._all.people if each.school_id == line.id]
        self.detail.show_line(line, people)

    def new_item(self) -> None:
        drafts: dict[str, Draft] = {
            "people": PersonDraft(),
            "parties": PartyDraft(),
            "schools": SchoolDraft(),
        }
        self._ask(drafts[self._kind.name])

    def edit(self) -> None:
        line, session = self.tables[self._kind.name].current(), self.session
        if line is None or session is None:
            return
        loads: dict[str, Callable[[int], Any]] = {
            "people": session.relations.load_person,
            "parties": session.relations.load_party,
            "schools": session.schools.load,
        }
        load = loads[self._kind.name]
        identity: int = line.id
        self.run(partial(load, identity), self._ask)

    def _ask(self, draft: Draft) -> None:
        dialog: Any
        if isinstance(draft, PersonDraft):
            parties = [(each.id, each.name) for each in self._all.parties]
            schools = [(each.id, each.name) for each in self._all.schools]
            dialog = PersonDialog(self, draft, parties, schools, check_person)
        elif isinstance(draft, PartyDraft):
            dialog = PartyDialog(self, draft, check_party)
        else:
            people = [(each.id, each.name) for each in self._all.people if each.active]
            dialog = SchoolDialog(self, draft, people, check_school)
        if dialogs.run_form(dialog):
            self._store(dialog.value())

    def _store(self, draft: Draft) -> None:
        session = self.session
        if session is None:
            return

        def job() -> int:
            if isinstance(draft, PersonDraft):
                return session.relations.save_person(draft)
            if isinstance(draft, PartyDraft):
                return session.relations.save_party(draft)
            return session.schools.save(draft)

        self.run(job, self._stored)

    def _stored(self, identity: int) -> None:
        self.saved.emit()
        session = self.session
        if session is not None:
            self.run(lambda: read_everything(session), partial(self._select, identity))

    def _select(self, identity: int, everything: Everything) -> None:
        self._loaded(everything)
        self.tables[self._kind.name].select_id(identity)

    def _remove(self) -> None:
        line, session = self.tables[self._kind.name].current(), self.session
        if line is None or session is None:
            return
        gone = "Het verdwijnt uit de sociale kaart. Wat ondertekend is blijft zoals het is."
        if not dialogs.confirm_delete(self, line.name, gone, undoable=False):
            return
        deletes = {
            "people": session.relations.delete_person,
            "parties": session.relations.delete_party,
            "schools": session.schools.delete,
        }
        delete = deletes[self._kind.name]
        self.run(lambda: delete(line.id), lambda _none: self.saved.emit(), self._refused)

    def _refused(self, error: Any) -> None:
        from jeugdhulp_desktop.ui.sentences import sentence

        self.message.emit(Message(sentence(error), "warn", key="relations"))

    def _down(self, kind: Kind) -> None:
        if kind is self._kind:
            self.tables[kind.name].take_focus()

    def back(self) -> None:
        self.filters.search.put("")

    def focus_search(self) -> None:
        self.filters.search.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.filters, self.tables[self._kind.name], self.detail]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.setVisible(self.width() >= theme().px(NARROW))


def _fits(line: PersonLine | PartyLine | SchoolLine, words: list[str]) -> bool:
    """Beginnings of words in any order, over all that stands in the line."""
    parts = [line.name]
    if isinstance(line, PersonLine):
        parts += [
            line.role,
            line.organisation,
            line.phone,
            line.worker_type.value if line.worker_type else "",
        ]
    elif isinstance(line, PartyLine):
        parts += [line.kind.value, line.phone]
    else:
        parts += [line.brin, line.school_type.label, line.municipality]
    known = fold(" ".join(parts)).split()
    return all(any(each.startswith(word) for each in known) for word in words)
