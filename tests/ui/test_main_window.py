"""The shell: pages at their first visit, keys that work everywhere, and news that reaches who watches it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.domain.errors import DiskProblem
from jeugdhulp_desktop.domain.school_years import SchoolYear
from jeugdhulp_desktop.ui import dialogs, page_list, shortcuts
from jeugdhulp_desktop.ui.main_window import MainWindow
from jeugdhulp_desktop.ui.pages import Page, PageContext, PageEntry
from jeugdhulp_desktop.ui.palette import Command
from jeugdhulp_desktop.ui.widgets.fields import TextField
from jeugdhulp_desktop.ui.widgets.messages import Message
from jeugdhulp_desktop.ui.widgets.panel import ScrollArea
from tests.ui.controls import stray_windows, unnamed_controls

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class RecordingPage(Page):
    """A page that writes down what the shell asks of it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.heard: list[object] = []
        self.leave = True
        lines = QVBoxLayout(self)
        self.field, self.other = TextField(), TextField()
        for name, field in (("Zoeken", self.field), ("Notitie", self.other)):
            field.setAccessibleName(name)
            lines.addWidget(field)

    def open_with(self, session: object) -> None:
        super().open_with(session)
        self.heard.append("open_with")

    def open_at(self, argument: object) -> None:
        self.heard.append(("open_at", argument))

    def refresh(self, changes: frozenset[object]) -> None:
        self.heard.append(("refresh", set(changes)))

    def shown(self) -> None:
        self.heard.append("shown")

    def may_leave(self) -> bool:
        return self.leave

    def school_year_changed(self, year: SchoolYear) -> None:
        self.heard.append(year.code)

    def next_problem(self, step: int) -> None:
        self.heard.append(("problem", step))

    def panes(self) -> list[QWidget]:
        return [self.field, self.other]


for _method in ("focus_search", "new_item", "save", "finish", "back", "edit", "make_pdf"):
    setattr(RecordingPage, _method, lambda self, name=_method: self.heard.append(name))


class CasesPage(RecordingPage):
    watches = frozenset({"cases"})


ENTRIES = (
    PageEntry("start", "Start", "home-outline", RecordingPage),
    PageEntry("cases", "Casussen", "account-multiple-outline", CasesPage),
    PageEntry("relations", "Sociale kaart", "card-account-phone-outline", RecordingPage, rare=True),
    PageEntry("settings", "Instellingen", "cog-outline", RecordingPage, foot=True),
)


@pytest.fixture
def window(qtbot: QtBot, context: PageContext) -> Iterator[MainWindow]:
    made = MainWindow(ENTRIES, context)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.open_with(object())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def heard(window: MainWindow, name: str = "start") -> list[object]:
    page = window.pages[name]
    assert isinstance(page, RecordingPage)
    return page.heard


def test_pages_are_made_at_their_first_visit(window: MainWindow) -> None:
    assert list(window.pages) == ["start"]
    assert heard(window) == ["open_with", "shown"]
    window.open_page("cases", 114)
    assert heard(window, "cases") == ["open_with", "shown", ("open_at", 114)]
    window.open_page("cases")
    assert heard(window, "cases").count("open_with") == 1


def test_a_page_with_something_unsaved_is_not_left(window: MainWindow) -> None:
    window.pages["start"].leave = False  # type: ignore[attr-defined]
    assert not window.open_page("cases")
    assert window.page_name() == "start"
    assert not window.may_close()


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_F, CTRL, "focus_search"), (Qt.Key.Key_N, CTRL, "new_item"), (Qt.Key.Key_S, CTRL, "save"),
        (Qt.Key.Key_Return, CTRL, "finish"), (Qt.Key.Key_Enter, CTRL, "finish"),
        (Qt.Key.Key_P, CTRL, "make_pdf"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "back"),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "edit"),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, ("problem", 1)),
        (Qt.Key.Key_F8, SHIFT, ("problem", -1)),
    ],
)  # fmt: skip
def test_keys_reach_the_page_in_front(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier, expected: object
) -> None:
    qtbot.keyClick(window.focusWidget() or window, key, modifiers)
    assert expected in heard(window)


@pytest.mark.parametrize(("number", "name"), [(1, "start"), (2, "cases"), (3, "relations")])
def test_ctrl_and_a_number_go_to_a_page(qtbot: QtBot, window: MainWindow, number: int, name: str) -> None:
    window.open_page("settings")
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0.value + number), CTRL)
    assert window.page_name() == name


def test_ctrl_l_asks_to_lock_and_ctrl_shift_m_for_a_note(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.lock_asked):
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL)
    with qtbot.waitSignal(window.note_asked):
        qtbot.keyClick(window, Qt.Key.Key_M, CTRL | SHIFT)


def test_ctrl_b_folds_the_rail_and_tells_so_that_it_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    wide = window.rail.width()
    with qtbot.waitSignal(window.rail_folded) as told:
        qtbot.keyClick(window, Qt.Key.Key_B, CTRL)
    assert told.args == [True]
    assert window.rail.width() < wide / 2


def test_the_rail_folds_by_itself_in_a_narrow_window(window: MainWindow) -> None:
    """F61: at 125 % on a 1366x768 laptop."""
    window.resize(1092, 600)
    assert window.rail.folded
    window.resize(1366, 690)
    assert not window.rail.folded


def test_every_page_stays_in_sight_in_a_low_window(qtbot: QtBot, window: MainWindow) -> None:
    """F61: 1366x690 at 150 % is 911x460; the rail is set closer instead of scrolling."""
    window.setMinimumSize(0, 0)
    window.resize(911, 460)
    qtbot.waitUntil(lambda: window.rail.height() == 460)
    area = window.rail.findChild(ScrollArea)
    assert area is not None
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    window.resize(1366, 690)
    qtbot.waitUntil(window.rail._brand.isVisible)


def test_the_focus_goes_along_to_another_page_but_stays_in_the_rail(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.focusWidget() is window.pages["cases"].field  # type: ignore[attr-defined]
    window.rail.focus_first()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert window.page_name() == "cases"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.page_name() == "start"
    assert window.focusWidget().accessibleName() == "Start"


def test_arrows_walk_through_the_whole_rail(qtbot: QtBot, window: MainWindow) -> None:
    window.rail.focus_first()
    visited = []
    for _step in range(7):
        visited.append(window.focusWidget().accessibleName())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert visited == [
        "Start", "Casussen", "Sociale kaart", "Instellingen", "Vergrendelen", "Schooljaar 2026-2027",
        "Alles zoeken, Ctrl+K",
    ]  # fmt: skip


def test_f6_walks_round_the_panes_and_back(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages["start"]
    page.field.setFocus()  # type: ignore[attr-defined]
    visited = []
    for modifiers in (Qt.KeyboardModifier.NoModifier,) * 3 + (SHIFT,):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6, modifiers)
        visited.append(window.focusWidget().accessibleName())
    assert visited == ["Notitie", "Start", "Zoeken", "Start"]


def test_news_reaches_the_page_in_front_at_once_and_others_when_they_are_seen(
    qtbot: QtBot, window: MainWindow, context: PageContext
) -> None:
    window.open_page("cases")
    window.open_page("start")
    for page in window.pages.values():
        page.heard.clear()  # type: ignore[attr-defined]
    context.tasks.changed.emit(frozenset({"cases", "actions"}))
    context.tasks.changed.emit(frozenset({"actions"}))
    assert heard(window) == [("refresh", {"cases", "actions"}), ("refresh", {"actions"})]
    assert heard(window, "cases") == []
    window.open_page("cases")
    assert heard(window, "cases") == [("refresh", {"cases"}), "shown"]


def test_an_error_of_the_world_becomes_a_sentence_above_the_page(
    window: MainWindow, context: PageContext
) -> None:
    context.tasks.failed.emit(DiskProblem("full"))
    assert window.messages.messages()[0].text.startswith("De schijf is vol.")


def test_a_page_may_show_a_message_and_ask_for_another_page(window: MainWindow) -> None:
    page = window.pages["start"]
    page.message.emit(Message("De review is vrijdag."))
    assert window.messages.messages()[0].text == "De review is vrijdag."
    page.open_page.emit("cases", 7)
    assert window.page_name() == "cases"
    assert ("open_at", 7) in heard(window, "cases")


def test_a_message_of_a_page_goes_when_that_page_is_left(window: MainWindow) -> None:
    page = window.pages["start"]
    page.message.emit(Message("Het overzicht staat in uren.pdf."))
    page.message.emit(Message("De back-up is niet gelukt.", "bad", lasting=True))
    page.message.emit(Message("Deze afspraak is intussen veranderd.", "bad", closable=False))
    window.open_page("start")
    assert len(window.messages.messages()) == 3
    window.open_page("cases")
    told = [each.text for each in window.messages.messages()]
    assert told == ["Deze afspraak is intussen veranderd.", "De back-up is niet gelukt."]


def test_a_message_goes_when_the_part_of_the_page_that_sent_it_is_left(window: MainWindow) -> None:
    page = window.pages["start"]
    page.message.emit(Message("De tekst staat op het klembord."))
    page.part_left.emit()
    assert window.messages.messages() == ()


def test_what_the_shell_itself_tells_stays_over_every_page(window: MainWindow, context: PageContext) -> None:
    window.show_message(Message("De pdf's worden bijgewerkt."))
    context.tasks.failed.emit(DiskProblem("full"))
    window.open_page("cases")
    assert len(window.messages.messages()) == 2


def test_saving_is_told_in_the_rail(window: MainWindow) -> None:
    window.pages["start"].saved.emit()
    assert window.rail.saved.accessibleName() == "Alles bewaard, vandaag om 08:42"


def test_another_school_year_reaches_every_page(window: MainWindow, context: PageContext) -> None:
    window.rail.year_picked.emit(SchoolYear(2025))
    assert context.years.year == SchoolYear(2025)
    assert "2025-2026" in heard(window)


def test_privacy_mode_is_switched_by_key_and_told(
    qtbot: QtBot, window: MainWindow, context: PageContext
) -> None:
    with qtbot.waitSignal(window.privacy_changed) as told:
        qtbot.keyClick(window, Qt.Key.Key_I, CTRL | SHIFT)
    assert told.args == [True]
    assert context.privacy.name("Noor van den Berg") == "N.B."


def test_the_title_names_the_page_and_nobody(window: MainWindow) -> None:
    """F52: a window title shows in the task bar and in screen sharing."""
    window.open_page("cases", 7)
    assert window.windowTitle() == "Casussen · Jeugdhulp Desktop"


def test_the_palette_goes_to_a_page_and_finds_cases(qtbot: QtBot, window: MainWindow) -> None:
    opened: list[str] = []
    window.search_provider = lambda words, deliver: deliver(
        [Command(f"Noor Yıldız ({words})", lambda: opened.append(words))]
    )
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = window.palette_window
    qtbot.keyClicks(palette.field, "casus")
    qtbot.waitUntil(lambda: palette.list.count() == 2)
    assert palette.list.item(0).text() == "Noor Yıldız (casus)"
    assert palette.list.item(1).text() == "Naar Casussen"
    palette.list.setCurrentRow(1)
    qtbot.keyClick(palette.list, Qt.Key.Key_Return)
    assert window.page_name() == "cases"


def test_enter_in_the_palette_opens_what_was_found_although_the_search_was_not_done(
    qtbot: QtBot, window: MainWindow
) -> None:
    opened: list[str] = []
    window.search_provider = lambda words, deliver: deliver(
        [Command(f"Noor Yıldız ({words})", lambda: opened.append(words))]
    )
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(window.palette_window.field, "noor")
    qtbot.keyClick(window.palette_window.field, Qt.Key.Key_Return)
    assert opened == ["noor"]


def test_ctrl_k_works_while_one_types(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages["start"]
    page.field.setFocus()  # type: ignore[attr-defined]
    page.field.setText("half een zin")  # type: ignore[attr-defined]
    page.field.setCursorPosition(4)  # type: ignore[attr-defined]
    qtbot.keyClick(page.field, Qt.Key.Key_K, CTRL)  # type: ignore[attr-defined]
    assert window.palette_window.isVisible()
    assert page.field.text() == "half een zin"  # type: ignore[attr-defined]
    window.palette_window.close()


def test_the_list_of_keys_shows_every_shortcut(qtbot: QtBot, window: MainWindow) -> None:
    with dialogs.answers(True) as asked:
        qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    assert asked[0].title == "Lijst van toetsen"
    assert all(each.does for each in shortcuts.SHORTCUTS)


def test_no_shortcut_uses_ctrl_alt() -> None:
    """AltGr on Dutch layouts is Ctrl+Alt."""
    assert not [
        each for each in shortcuts.SHORTCUTS if "Ctrl+Alt" in each.keys or "Alt" in "".join(each.sequences)
    ]


def test_no_key_has_two_meanings() -> None:
    bound = [keys for each in shortcuts.SHORTCUTS for keys in each.sequences]
    assert len(bound) == len(set(bound))


def test_every_control_of_the_shell_has_a_name_and_no_window_flashes(window: MainWindow) -> None:
    assert unnamed_controls(window) == []
    assert stray_windows({window}) == []


def test_a_practice_vault_says_that_it_is_one(qtbot: QtBot, context: PageContext) -> None:
    window = MainWindow(ENTRIES, context, demo=True)
    qtbot.addWidget(window)
    assert "oefenkluis" in window.banner.plain_text()
    assert not window.banner.isHidden()


def test_the_main_pages_stand_in_the_order_of_the_design() -> None:
    order = ["start", "cases", "agreements", "hours", "monitoring", "documents"]
    main = [entry.name for entry in page_list.pages() if not entry.rare and not entry.foot]
    assert main == [name for name in order if name in main]


def test_every_page_of_the_rail_has_a_name_of_its_own() -> None:
    shown = page_list.pages()
    assert len({entry.name for entry in shown}) == len({entry.title for entry in shown}) == len(shown)
