"""The list of cases with its filters and the chosen case beside it.

The model knows the ids of all cases that pass the filter; lines are loaded a hundred at a time when they are
painted, and SQL sorts. Below 1200 logical pixels the chosen case opens in the place of the list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from jeugdhulp_desktop.domain.cases import CaseCounts, CaseFilter, CaseLine, CaseOrder, CaseView
from jeugdhulp_desktop.domain.errors import WorldError
from jeugdhulp_desktop.ui.cases.columns import (
    OPEN,
    case_columns,
    case_filter,
    count_words,
    question_choices,
    status_choices,
)
from jeugdhulp_desktop.ui.cases.detail import CaseDetail
from jeugdhulp_desktop.ui.cases.facts import CaseFacts, load_facts
from jeugdhulp_desktop.ui.pages import Page
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.filters import FilterBar
from jeugdhulp_desktop.ui.widgets.lines import PAGE, PagedLinesModel
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.panel import Panel
from jeugdhulp_desktop.ui.widgets.table import LinesTable

if TYPE_CHECKING:
    from jeugdhulp_desktop.services.session import Session

PLACE = "cases"  # under which the laptop remembers where the splitter stands
NARROW = 1200  # logical pixels of the window: below this the detail opens over the list


@dataclass(frozen=True)
class _Counted:
    """What does not change while one types: counted once for a status, and again after a write."""

    plain: CaseFilter  # the status alone
    total: int
    counts: CaseCounts
    any_case: bool


@dataclass(frozen=True)
class _Found:
    """The answer of one reading of the list."""

    ids: tuple[int, ...]
    first: tuple[CaseLine, ...]
    counted: _Counted
    facts: CaseFacts


def _count(session: "Session", plain: CaseFilter, total: int | None) -> _Counted:
    if total is None:
        total = len(session.cases.find_ids(plain))
    any_case = bool(total or session.cases.find_ids(CaseFilter()))
    return _Counted(plain, total, session.cases.counts(), any_case)


class CaseList(QWidget):
    """Filters, rows and detail; what is opened or made goes to the page."""

    opened = Signal(int)
    counted = Signal(object)  # CaseCounts
    emptied = Signal(bool)  # whether the vault holds no case at all

    def __init__(self, page: Page, new: Callable[[], object]) -> None:
        super().__init__()
        self._page = page
        self._session: Session | None = None
        self._facts = CaseFacts()
        self._known: _Counted | None = None
        self._known_facts: CaseFacts | None = None
        self._order, self._descending = CaseOrder.PUPIL, False
        self._wanted_id: int | None = None
        self._over = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.stack = QStackedWidget()
        whole.addWidget(self.stack)
        self.stack.addWidget(self._make_list())
        self.stack.addWidget(self._make_empty(new))
        page.context.privacy.changed.connect(self.model.refresh_looks)

    def _make_list(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._make_filters()
        column.addWidget(self.filters)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(16)
        self.splitter.setChildrenCollapsible(False)
        self.model: PagedLinesModel[CaseLine] = PagedLinesModel(
            case_columns(self._facts, self._page.context.privacy, self._page.context.today()),
            self._fetch,
            on_sort=self._sort,
        )
        self.nothing = EmptyState(
            "magnify", "Niets gevonden", "", [Act("Wis filters", self.filters.clear)], filled=False
        )
        self.table = LinesTable(self.model, "Casussen", empty=self.nothing)
        self.table.selected.connect(lambda _line: self._read_detail())
        self.table.opened.connect(self._open_line)
        self.detail = CaseDetail(self._page.context.privacy)
        self.detail.open_asked.connect(self.opened)
        self.detail.back_asked.connect(self.close_detail)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 60)
        self.splitter.setStretchFactor(1, 40)
        kept = self._page.context.laptop.settings.splitters.get(PLACE)
        self.splitter.setSizes(list(kept) if kept and len(kept) == 2 else [600, 400])
        self._moved = QTimer(self, singleShot=True, interval=500)
        self._moved.timeout.connect(self._keep_sizes)
        self.splitter.splitterMoved.connect(lambda _at, _index: self._moved.start())
        column.addWidget(self.splitter, 1)
        return box

    def _make_filters(self) -> None:
        self.filters = FilterBar("Naam, nummer of klas")
        self.filters.add_filter("status", "Status", status_choices())
        self.filters.add_filter("school", "School").hide()
        self.filters.add_filter("question", "Hulpvraag", question_choices())
        self.filters.add_filter("worker", "Medewerker").hide()
        self.filters.set_state({"status": OPEN})
        self.filters.changed.connect(lambda _words, _active: self._find())
        self.filters.search.moved_down.connect(self._to_rows)

    def _make_empty(self, new: Callable[[], object]) -> QWidget:
        panel = Panel()
        acts = [
            Act("Nieuwe casus", new, "plus"),
            Act("Lijst ophalen", lambda: self._page.open_page.emit("imports", None), "tray-arrow-down"),
        ]
        text = (
            "Begin met één leerling, of haal een klassenlijst op uit je leerlingadministratie. "
            "Er gaat niets naar internet."
        )
        self.empty = EmptyState("account-multiple-plus-outline", "Nog geen casussen", text, acts)
        panel.body.addWidget(self.empty)
        return panel

    def open_with(self, session: "Session") -> None:
        """Take the Session and read the list for the first time."""
        self._session = session
        self.read(facts=True)

    def read(self, *, facts: bool = False, select: int | None = None) -> None:
        """Find everything again, as after a write; ``select`` stands under the bar afterwards."""
        if select is not None:
            self._wanted_id = select
        self._known = None
        if facts:
            self._known_facts = None
        self._find()

    def _find(self) -> None:
        """The ids that pass the filter with their first hundred lines; what was counted before is kept."""
        session = self._session
        if session is None:
            return
        wanted, order, down = self._wanted(), self._order, self._descending
        plain = CaseFilter(statuses=wanted.statuses, review_due_on=wanted.review_due_on)
        known = self._known if self._known is not None and self._known.plain == plain else None
        facts = self._known_facts

        def job() -> _Found:
            cases = session.cases
            ids = tuple(cases.find_ids(wanted, order, down))
            counted = known or _count(session, plain, len(ids) if wanted == plain else None)
            return _Found(ids, tuple(cases.load_lines(ids[:PAGE])), counted, facts or load_facts(session))

        self._page.run(job, self._show, latest="list")

    def _wanted(self) -> CaseFilter:
        return case_filter(self.filters.search.text(), self.filters.active(), self._page.context.today())

    def _show(self, found: _Found) -> None:
        if found.facts != self._facts:
            self._take_facts(found.facts)
        self._known, self._known_facts = found.counted, found.facts
        self.counted.emit(found.counted.counts)
        self.emptied.emit(not found.counted.any_case)
        self.stack.setCurrentIndex(0 if found.counted.any_case else 1)
        self._say_nothing()
        self.model.set_ids(found.ids, found.first)
        self.table.set_count(count_words(len(found.ids), found.counted.total))
        if self._wanted_id is not None and self.table.select_id(self._wanted_id):
            self._wanted_id = None
        elif self.table.current_id() is None and found.ids:
            self.table.select_row(0)
        self._read_detail()

    def _take_facts(self, facts: CaseFacts) -> None:
        self._facts = facts
        school, worker = self.filters.filters["school"], self.filters.filters["worker"]
        school.set_choices([(each.id, each.name) for each in facts.schools])
        school.setVisible(facts.many_schools)
        worker.set_choices([(each.id, each.name) for each in facts.workers])
        worker.setVisible(bool(facts.workers))
        context = self._page.context
        self.model.set_columns(case_columns(facts, context.privacy, context.today()))

    def _say_nothing(self) -> None:
        words = self.filters.search.text().strip()
        if words:
            text = f"Geen casus met ‘{words}’. Wis het filter of zoek op nummer."
        else:
            text = "Geen casus past bij deze filters. Wis de filters om alle casussen te zien."
        self.nothing.say("Niets gevonden", text)

    def _fetch(self, ids: tuple[int, ...], deliver: Callable[[Sequence[CaseLine]], None]) -> None:
        if self._session is not None:
            load = self._session.cases.load_lines
            self._page.run(lambda: load(ids), deliver)

    def _sort(self, name: str, descending: bool) -> None:
        self._order, self._descending = CaseOrder(name), descending
        self._find()

    def _read_detail(self) -> None:
        session, case_id = self._session, self.table.current_id()
        if session is None or case_id is None:
            self.detail.clear()
            return
        view = session.cases.view
        self._page.run(lambda: view(case_id), self._show_detail, self._detail_gone, latest="detail")

    def _show_detail(self, view: CaseView) -> None:
        if view.draft.id == self.table.current_id():
            self.detail.show_case(view, self._facts, self._page.context.today())
            self._arrange()

    def _detail_gone(self, _error: WorldError) -> None:
        self.detail.clear()

    def _open_line(self, line: CaseLine) -> None:
        if not self.narrow() or self._over:
            self.opened.emit(line.id)
            return
        self._over = True
        self._arrange()
        self.detail.open.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_sizes(self) -> None:
        laptop = self._page.context.laptop
        splitters = {**laptop.settings.splitters, PLACE: tuple(self.splitter.sizes())}
        laptop.keep(replace(laptop.settings, splitters=splitters))

    def narrow(self) -> bool:
        """Whether the detail stands over the list instead of beside it."""
        return self.window().width() < theme().px(NARROW)

    def close_detail(self) -> bool:
        """Esc or the way back: the list again; False when the detail did not stand over it."""
        if not self._over:
            return False
        self._over = False
        self._arrange()
        self.table.take_focus()
        return True

    def _arrange(self) -> None:
        narrow, chosen = self.narrow(), self.detail.case_id() is not None
        over = self._over = self._over and narrow and chosen
        self.table.setVisible(not over)
        self.detail.setVisible(chosen and (over or not narrow))
        self.detail.set_over_list(over)

    def _to_rows(self) -> None:
        if self.model.rowCount():
            self.table.take_focus()

    def state(self) -> dict[str, Any]:
        """The filters, remembered until lock."""
        return self.filters.state()

    def panes(self) -> list[QWidget]:
        """What F6 walks through."""
        if self.stack.currentIndex() == 1:
            return [self.empty]
        return [self.filters, self.table, self.detail]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
