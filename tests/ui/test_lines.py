"""Lists: columns over values, sorting that keeps the selection, a hundred lines at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.ui.widgets.labels import PillValue, label
from jeugdhulp_desktop.ui.widgets.lines import PAGE, Cell, Column, LinesModel, PagedLinesModel, Role
from jeugdhulp_desktop.ui.widgets.messages import Act, EmptyState
from jeugdhulp_desktop.ui.widgets.table import LinesTable
from tests.ui.controls import unnamed_controls


@dataclass(frozen=True)
class PupilLine:
    id: int
    name: str
    group: str = "2B"


COLUMNS: list[Column[PupilLine]] = [
    Column("name", "Leerling", lambda line: line.name, 150, stretch=1, sort=lambda line: line.name),
    Column("group", "Klas", lambda line: line.group, 60, hide_first=2),
    Column("status", "Status", lambda _line: PillValue("Actief", "play-circle-outline", "ok"), 120),
    Column(
        "review", "Review", lambda _line: Cell("18 sep", "over 3 dagen", "clock-outline"), 140, hide_first=1
    ),
]
LINES = [PupilLine(1, "Noor"), PupilLine(2, "Amina"), PupilLine(3, "Sem")]


@pytest.fixture
def model(qapp: object) -> LinesModel[PupilLine]:
    made: LinesModel[PupilLine] = LinesModel(COLUMNS)
    made.set_lines(LINES)
    return made


def test_the_model_keeps_the_rules_of_qt(model: LinesModel[PupilLine], qtmodeltester: object) -> None:
    qtmodeltester.check(model)


def test_sorting_and_changing_keep_the_rules_of_qt(model: LinesModel[PupilLine], qtbot: QtBot) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_lines([*LINES, PupilLine(4, "Zoë")])
    model.replace(PupilLine(2, "Amina El Idrissi"))
    model.set_lines([])


def test_a_screen_reader_hears_column_and_value(model: LinesModel[PupilLine]) -> None:
    spoken = [model.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(4)]
    assert spoken == ["Leerling: Noor", "Klas: 2B", "Status: Actief", "Review: 18 sep, over 3 dagen"]


def test_lines_are_reached_by_id_and_by_row(model: LinesModel[PupilLine]) -> None:
    assert model.row_of(3) == 2
    assert model.index(2, 0).data(Role.ID) == 3
    assert model.index(2, 0).data(Role.LINE) == LINES[2]
    assert model.row_of(99) == -1


def test_a_changed_line_is_announced_narrowly(model: LinesModel[PupilLine], qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged) as told:
        model.replace(replace(LINES[1], name="Amina El Idrissi"))
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)


def test_the_page_sorts_when_it_asked_to() -> None:
    asked: list[tuple[str, bool]] = []
    model: LinesModel[PupilLine] = LinesModel(COLUMNS, on_sort=lambda name, down: asked.append((name, down)))
    model.set_lines(LINES)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert asked == [("name", True)]
    assert model.lines() == tuple(LINES)


def shown(qtbot: QtBot, table: LinesTable, width: int = 600) -> LinesTable:
    qtbot.addWidget(table)
    table.resize(width, 400)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    return table


def test_the_selected_line_stays_selected_when_the_list_is_read_again(
    qtbot: QtBot, model: LinesModel[PupilLine]
) -> None:
    table = shown(qtbot, LinesTable(model, "Leerlingen"))
    table.select_id(3)
    model.set_lines([PupilLine(7, "Bo"), *reversed(LINES)])
    assert table.current() == LINES[2]
    model.sort(0)
    assert table.current_id() == 3


def test_a_line_that_is_gone_leaves_nothing_selected(qtbot: QtBot, model: LinesModel[PupilLine]) -> None:
    table = shown(qtbot, LinesTable(model, "Leerlingen"))
    table.select_id(3)
    heard: list[object] = []
    table.selected.connect(heard.append)
    model.set_lines(LINES[:2])
    assert heard[-1] is None


def test_enter_and_a_double_click_open_a_line(qtbot: QtBot, model: LinesModel[PupilLine]) -> None:
    table = shown(qtbot, LinesTable(model, "Leerlingen"))
    table.take_focus()
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert told.args == [LINES[0]]
    place = table.view.visualRect(model.index(1, 0)).center()
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)  # QTest leaves it down
    assert told.args == [LINES[1]]


def test_arrows_walk_through_the_lines(qtbot: QtBot, model: LinesModel[PupilLine]) -> None:
    table = shown(qtbot, LinesTable(model, "Leerlingen"))
    table.take_focus()
    heard: list[object] = []
    table.selected.connect(heard.append)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert heard == [LINES[1]]


def test_the_least_important_column_goes_first_when_room_is_scarce(
    qtbot: QtBot, model: LinesModel[PupilLine]
) -> None:
    table = shown(qtbot, LinesTable(model, "Leerlingen"), 640)

    def hidden() -> list[str]:
        return [column.name for at, column in enumerate(COLUMNS) if table.view.isColumnHidden(at)]

    assert hidden() == []
    table.resize(440, 400)
    assert hidden() == ["group"]
    table.resize(330, 400)
    assert hidden() == ["group", "review"]
    widths = [table.view.columnWidth(at) for at in range(len(COLUMNS)) if not table.view.isColumnHidden(at)]
    assert sum(widths) <= table.view.viewport().width()


def test_a_click_on_a_heading_sorts_and_turns(qtbot: QtBot, model: LinesModel[PupilLine]) -> None:
    head = shown(qtbot, LinesTable(model, "Leerlingen")).view.horizontalHeader()
    head.sectionClicked.emit(0)
    assert [line.name for line in model.lines()] == ["Amina", "Noor", "Sem"]
    head.sectionClicked.emit(0)
    assert [line.name for line in model.lines()] == ["Sem", "Noor", "Amina"]
    head.sectionClicked.emit(2)  # cannot be sorted: nothing happens
    assert model.sorted_by == ("name", True)


def test_an_empty_list_shows_how_to_begin(qtbot: QtBot, model: LinesModel[PupilLine]) -> None:
    empty = label("Nog geen leerlingen")
    shown(qtbot, LinesTable(model, "Leerlingen", empty=empty))
    assert not empty.isVisible()
    model.set_lines([])
    assert empty.isVisible()


def test_a_table_has_a_name_and_tells_its_count(qtbot: QtBot, model: LinesModel[PupilLine]) -> None:
    table = shown(qtbot, LinesTable(model, "Leerlingen"))
    table.set_count("3 van 34 leerlingen")
    assert unnamed_controls(table) == []
    assert table.view.accessibleDescription() == "3 van 34 leerlingen"


def test_the_count_is_never_cut_off_by_the_hints(qtbot: QtBot, model: LinesModel[PupilLine]) -> None:
    """F61: at 150 % on a small laptop the hints of keys go, the count stays."""
    table = shown(qtbot, LinesTable(model, "Leerlingen"))
    table.set_count("3 van 34 leerlingen")
    assert table._hints[0].isVisible()
    table.resize(320, 400)
    assert not table._hints[0].isVisible()
    qtbot.waitUntil(lambda: table.count.width() >= table.count.sizeHint().width())


class Shelf:
    """Stands for the worker: keeps what was asked until the test delivers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[int, ...], Callable[[Sequence[PupilLine]], None]]] = []

    def fetch(self, ids: tuple[int, ...], deliver: Callable[[Sequence[PupilLine]], None]) -> None:
        self.asked.append((ids, deliver))

    def deliver(self) -> None:
        for ids, deliver in self.asked:
            deliver([PupilLine(each, f"Leerling {each}") for each in ids])
        self.asked = []


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def paged(shelf: Shelf, qapp: object) -> PagedLinesModel[PupilLine]:
    return PagedLinesModel(COLUMNS, shelf.fetch)


def test_a_paged_model_keeps_the_rules_of_qt(
    paged: PagedLinesModel[PupilLine], shelf: Shelf, qtmodeltester: object
) -> None:
    paged.set_ids(range(1, 251))
    shelf.deliver()
    qtmodeltester.check(paged)


def test_only_the_hundred_that_is_painted_is_read(
    qtbot: QtBot, paged: PagedLinesModel[PupilLine], shelf: Shelf
) -> None:
    """F39: 100,000 lines cost what one page costs."""
    table = shown(qtbot, LinesTable(paged, "Leerlingen"))
    paged.set_ids(range(1, 100_001))
    qtbot.waitUntil(lambda: bool(shelf.asked))
    assert [ids[0] for ids, _deliver in shelf.asked] == [1]
    assert len(shelf.asked[0][0]) == PAGE
    shelf.deliver()
    assert paged.line(0) == PupilLine(1, "Leerling 1")
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: bool(shelf.asked))
    assert shelf.asked[-1][0][-1] == 100_000


def test_a_hundred_is_asked_once(paged: PagedLinesModel[PupilLine], shelf: Shelf) -> None:
    paged.set_ids(range(1, 151))
    assert [paged.line(row) for row in (0, 1, 50)] == [None, None, None]
    assert len(shelf.asked) == 1


def test_an_answer_to_an_older_search_is_not_shown(paged: PagedLinesModel[PupilLine], shelf: Shelf) -> None:
    paged.set_ids([1, 2])
    paged.line(0)
    late = shelf.asked[0]
    paged.set_ids([1, 5])
    late[1]([PupilLine(1, "oud")])
    assert paged.line(0) is None
    shelf.asked[-1][1]([PupilLine(1, "nieuw"), PupilLine(5, "Sem")])
    assert paged.line(0) == PupilLine(1, "nieuw")


def test_lines_that_came_with_the_ids_are_not_asked_again(
    paged: PagedLinesModel[PupilLine], shelf: Shelf
) -> None:
    paged.set_ids([1, 2, 3], LINES)
    assert paged.line(1) == LINES[1]
    assert shelf.asked == []


def test_lines_are_read_again_after_a_change(paged: PagedLinesModel[PupilLine], shelf: Shelf) -> None:
    paged.set_ids([1, 2, 3], LINES)
    paged.forget_lines()
    assert paged.line(0) is None
    shelf.deliver()
    assert paged.line(0) == PupilLine(1, "Leerling 1")
    assert paged.ids() == (1, 2, 3)


def test_memory_stays_bounded(paged: PagedLinesModel[PupilLine], shelf: Shelf) -> None:
    paged.set_ids(range(20_000))
    for row in range(0, 20_000, PAGE):
        paged.line(row)
        shelf.deliver()
    assert len(paged.lines()) <= 60 * PAGE
    assert paged.line(0) is None  # the first went out, and is asked for again
    shelf.deliver()
    assert paged.line(0) == PupilLine(0, "Leerling 0")


def test_the_row_that_enter_would_open_has_the_bar_as_soon_as_the_list_has_the_focus(
    qtbot: QtBot, model: LinesModel[PupilLine]
) -> None:
    table = LinesTable(model, "Leerlingen")
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [0]
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [1]


def test_when_the_last_line_goes_the_focus_goes_to_what_stands_in_its_place(
    qtbot: QtBot, model: LinesModel[PupilLine]
) -> None:
    empty = EmptyState("magnify", "Niets gevonden", "Wis de filters.", (Act("Wis filters", lambda: None),))
    table = LinesTable(model, "Leerlingen", empty=empty)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.take_focus()
    model.set_lines([])
    assert table.focusWidget() is empty.buttons[0]
